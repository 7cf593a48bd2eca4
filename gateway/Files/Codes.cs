namespace OpsCenter.Gateway.Files;

/// <summary>The form of codes in the public contract: 1-32 letters, digits, '-', '_', '.' and Chinese characters.</summary>
public static class Codes
{
    public const int LongestCharacters = 32;

    public static bool IsCode(string text) => text.Length is > 0 and <= LongestCharacters && text.All(IsAllowed);

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF');
}
