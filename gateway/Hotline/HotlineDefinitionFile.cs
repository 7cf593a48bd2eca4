using OpsCenter.Gateway.Files;
using OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What came of reading a description.</summary>
/// <param name="Definition">The hotline; null when there are errors.</param>
/// <param name="Errors">Everything that must be put right, in the order of the file's parts.</param>
/// <param name="Warnings">What is allowed and yet looks like a mistake.</param>
public sealed record HotlineDefinitionReading(HotlineDefinition? Definition, IReadOnlyList<FileError> Errors, IReadOnlyList<FileError> Warnings);

/// <summary>
/// The hotline as its manager describes it, in one file: YAML (<c>name, place_kinds, departments, limits</c>) or XLSX (sheets
/// 热线, 场所, 单位, 职责, 时限). Both say the same, and the other's words are understood.
/// </summary>
public static class HotlineDefinitionFile
{
    public const int MostBytes = 2 << 20;
    public const int MostPlaceKinds = 100;
    public const int MostDepartments = 500;
    public const int MostDuties = 5_000;
    public const int MostLimits = 1_000;

    /// <summary>Aliases of a department; topics, kinds of place and keywords of a clause.</summary>
    public const int MostWords = 200;
    public const int MostNameCharacters = 60;
    public const int MostClauseCharacters = 20;
    public const int MostDutyCharacters = 500;
    public const int MostTopicCharacters = 100;
    public const int MostKeywordCharacters = 20;

    /// <summary>So many errors and warnings are told; who has more will read the file again anyway.</summary>
    public const int MostErrors = 1_000;

    /// <summary>Reads and checks a description; never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .yaml, .yml or .xlsx.</param>
    /// <param name="content">The file; read to its end, at most <see cref="MostBytes"/>; not closed.</param>
    /// <param name="district">Whose hotline it is; its towns' codes begin with it.</param>
    public static HotlineDefinitionReading Read(string fileName, Stream content, string district)
    {
        var errors = new List<FileError>();
        var warnings = new List<FileError>();
        try
        {
            var bytes = Bytes(content);
            HotlineDraft? draft;
            switch (Path.GetExtension(fileName).ToLowerInvariant())
            {
                case ".yaml" or ".yml":
                    draft = HotlineYaml.Read(TextFile.Decode(bytes), errors);
                    break;
                case ".xlsx":
                    draft = HotlineXlsx.Read(new MemoryStream(bytes), errors, warnings);
                    break;
                default:
                    return Refused(FileError.At(
                        "", $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 .yaml 或 .xlsx 文件", "the file's format is not known; use .yaml or .xlsx"));
            }

            var definition = draft is null ? null : new HotlineDraftCheck(draft, district, errors, warnings).Check();
            return new(errors.Count == 0 ? definition : null, Told(errors), Told(warnings));
        }
        catch (UnreadableFileException unreadable)
        {
            return Refused([.. Told(errors), unreadable.Error]);
        }
    }

    /// <summary>Writes the description as YAML that <see cref="Read"/> understands as the same.</summary>
    public static byte[] WriteYaml(HotlineDefinition hotline)
    {
        using var file = new MemoryStream();
        HotlineYaml.Write(hotline, file);
        return file.ToArray();
    }

    /// <summary>The same as a workbook; null when a workbook cannot say it, because several words share a cell and one of them holds the mark between them.</summary>
    public static byte[]? WriteXlsx(HotlineDefinition hotline, string district)
    {
        var file = HotlineXlsx.Write(hotline);
        var read = Read("hotline.xlsx", new MemoryStream(file, writable: false), district).Definition;
        return read is not null && WriteYaml(read).AsSpan().SequenceEqual(WriteYaml(hotline)) ? file : null;
    }

    private static HotlineDefinitionReading Refused(params FileError[] errors) => new(null, errors, []);

    private static List<FileError> Told(List<FileError> all) => all.Count <= MostErrors
        ? all
        : [.. all.Take(MostErrors), FileError.At("", $"还有 {all.Count - MostErrors} 处，请先改正以上各处", $"{all.Count - MostErrors} more; put these right first")];

    private static byte[] Bytes(Stream content)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MostBytes)
                throw new UnreadableFileException(
                    "", "文件超过 2 MiB，请只保留热线的描述", "the file is larger than 2 MiB; keep only the hotline's description");
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw new UnreadableFileException("", "文件是空的", "the file is empty");
    }
}
