namespace OpsCenter.Gateway.Platform.Files;

/// <summary>Something in a file that a person has to put right.</summary>
/// <param name="Place">Where: <c>窗口!C7</c> in a workbook, <c>第 12 行第 5 列 (windows[3].zone)</c> in a text; empty: the whole file.</param>
/// <param name="Message">One sentence that says what to do, Chinese and English.</param>
public sealed record FileError(string Place, string Message)
{
    /// <summary>So many errors, and so many warnings, of one file are told; who has more will read the file again anyway.</summary>
    public const int MaxTold = 1_000;

    public static FileError At(string place, string chinese, string english) => new(place, $"{chinese} / {english}");

    public override string ToString() => Place.Length == 0 ? Message : $"{Place}：{Message}";
}

/// <summary>A file that cannot be read on. What was read before stays good.</summary>
public sealed class UnreadableFileException(FileError error) : Exception(error.ToString())
{
    public UnreadableFileException(string place, string chinese, string english)
        : this(FileError.At(place, chinese, english))
    {
    }

    public FileError Error => error;
}
