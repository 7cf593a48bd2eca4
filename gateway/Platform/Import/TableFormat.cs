namespace OpsCenter.Gateway.Platform.Import;

/// <summary>How the rows of a file are read, whatever becomes of them.</summary>
public sealed record TableFormat
{
    /// <summary>Name of the encoding of a CSV; null: found out, UTF-8 or GB18030. A byte order mark always decides.</summary>
    public string? Encoding { get; init; }

    /// <summary>Delimiter of a CSV; null: found out from the heading, one of , ; | and tab.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sheet of a workbook; null: the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Local time minus UTC where a time has no offset of its own.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>.NET formats of times, tried in order before the usual ones.</summary>
    public IReadOnlyList<string> TimeFormats { get; init; } = [];

    /// <summary>Names of columns in the file, by the names the mapping uses; for files whose headings vary.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
