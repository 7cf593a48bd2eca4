namespace OpsCenter.Gateway.Platform.Files;

/// <summary>The form of codes in the public contract: 1-32 letters, digits, '-', '_', '.' and Chinese characters.</summary>
public static class Codes
{
    public const int MaxCharacters = 32;

    public static bool IsCode(string text) => text.Length is > 0 and <= MaxCharacters && text.All(IsAllowed);

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');
}
