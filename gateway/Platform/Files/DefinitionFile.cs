using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>
/// How the files of one kind of description or form are read: which formats they may have, and how large they may be. From the file comes a
/// draft, the texts with their places; from the draft the description, or everything that must be put right. No other class opens the
/// workbooks that people hand in, but for files of records, which are read as they come (<see cref="Import.TableFile"/>).
/// </summary>
/// <param name="MaxBytes">Of a file; whole MiB.</param>
/// <param name="Content">All that such a file should hold, e.g. 大厅的描述, the hall's description.</param>
/// <typeparam name="TDraft">What the file says, before anything is made of it.</typeparam>
internal sealed record DefinitionFile<TDraft>(int MaxBytes, Sentence Content) where TDraft : class
{
    /// <summary>Null: not read as YAML.</summary>
    public YamlFormat<TDraft>? Yaml { get; init; }

    /// <summary>Reads a workbook; null: not read as one.</summary>
    public Func<Workbook, FileFindings, TDraft>? Xlsx { get; init; }

    /// <summary>Reads a text of rows; null: not read as one.</summary>
    public Func<string, FileFindings, TDraft>? Csv { get; init; }

    /// <summary>Reads and checks a file; never throws for what it holds.</summary>
    /// <param name="fileName">Its ending tells the format.</param>
    /// <param name="content">The file; read to its end, or to the limit; not closed.</param>
    /// <param name="check">Makes the description of a draft; what it makes counts only when it finds no error.</param>
    public DefinitionReading<T> Read<T>(string fileName, Stream content, Func<TDraft, FileFindings, T> check) where T : class
    {
        var findings = new FileFindings([], []);
        try
        {
            var read = FormatOf(fileName);
            var draft = read(Bytes(content), findings);
            var definition = draft is null ? null : check(draft, findings);
            return new(findings.Errors.Count == 0 ? definition : null, Told(findings.Errors), Told(findings.Warnings));
        }
        catch (UnreadableFileException unreadable)
        {
            return new(null, [.. Told(findings.Errors), unreadable.Error], []);
        }
    }

    /// <inheritdoc cref="Read{T}(string, Stream, Func{TDraft, FileFindings, T})"/>
    public DefinitionReading<T> Read<T>(string fileName, byte[] content, Func<TDraft, FileFindings, T> check) where T : class =>
        Read(fileName, new MemoryStream(content, writable: false), check);

    private Func<byte[], FileFindings, TDraft?> FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".yaml" or ".yml" when Yaml is { } yaml => (bytes, findings) => yaml.Draft(TextFile.Decode(bytes), findings.Errors),
        ".xlsx" when Xlsx is { } xlsx => (bytes, findings) => Draft(xlsx, bytes, findings),
        ".csv" when Csv is { } csv => (bytes, findings) => csv(TextFile.Decode(bytes), findings),
        _ => throw Unknown(fileName),
    };

    private static TDraft Draft(Func<Workbook, FileFindings, TDraft> xlsx, byte[] bytes, FileFindings findings)
    {
        using var workbook = Workbook.Open(new MemoryStream(bytes, writable: false), new());
        return xlsx(workbook, findings);
    }

    private UnreadableFileException Unknown(string fileName)
    {
        (string Ending, object? Format)[] formats = [(".yaml", Yaml), (".xlsx", Xlsx), (".csv", Csv)];
        string[] endings = [.. formats.Where(format => format.Format is not null).Select(format => format.Ending)];
        return new(
            "", $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 {string.Join(" 或 ", endings)} 文件",
            $"the file's format is not known; use {string.Join(" or ", endings)}");
    }

    private byte[] Bytes(Stream content)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
                throw new UnreadableFileException(
                    "",
                    $"文件超过 {MaxBytes >> 20} MiB，请只保留{Content.Chinese}",
                    $"the file is larger than {MaxBytes >> 20} MiB; keep only {Content.English}");
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw new UnreadableFileException("", "文件是空的", "the file is empty");
    }

    private static List<FileError> Told(List<FileError> all) => all.Count - FileError.MaxTold is var more and > 0
        ? [.. all.Take(FileError.MaxTold), FileError.At("", $"还有 {more} 处，请先改正以上各处", $"{more} more; put these right first")]
        : all;
}

/// <summary>A description as YAML: keys and values at the top.</summary>
/// <param name="Keys">Some keys that such a file has at its top, for who writes something else there.</param>
/// <param name="Read">Reads them.</param>
internal sealed record YamlFormat<TDraft>(string[] Keys, Func<YamlMap, List<FileError>, TDraft> Read) where TDraft : class
{
    /// <summary>Null: it is no such file, and why is among the errors.</summary>
    public TDraft? Draft(string text, List<FileError> errors)
    {
        var root = YamlTree.Read(text, errors);
        if (root is YamlMap map) return Read(map, errors);
        if (root is not null)
            errors.Add(root.Error(
                $"文件应以 {string.Join("、", Keys.Select(key => $"{key}:"))} 等键开头",
                $"the file must begin with keys such as {string.Join(" and ", Keys.Select(key => $"{key}:"))}"));
        return null;
    }
}
