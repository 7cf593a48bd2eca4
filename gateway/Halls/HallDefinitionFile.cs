using OpsCenter.Gateway.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Halls;

/// <summary>What came of reading a description.</summary>
/// <param name="Definition">The hall; null when there are errors.</param>
/// <param name="Errors">Everything that must be put right, in the order of the file's parts.</param>
/// <param name="Warnings">What is allowed and yet looks like a mistake.</param>
public sealed record HallDefinitionReading(HallDefinition? Definition, IReadOnlyList<FileError> Errors, IReadOnlyList<FileError> Warnings);

/// <summary>
/// The hall as its manager describes it, in one file: YAML (<c>name, zones, queues, windows, staff, opening_hours</c>)
/// or XLSX (sheets 大厅, 区域, 业务, 窗口, 人员, 开放时间). Both say the same, and the other's words are understood.
/// </summary>
public static class HallDefinitionFile
{
    public const int MostBytes = 1 << 20;
    public const int MostZones = 50;
    public const int MostQueues = 200;
    public const int MostWindows = 1_000;
    public const int MostStaff = 5_000;
    public const int MostNameCharacters = 40;

    /// <summary>So many errors and warnings are told; who has more will read the file again anyway.</summary>
    public const int MostErrors = 1_000;

    /// <summary>Reads and checks a description; never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .yaml, .yml or .xlsx.</param>
    /// <param name="content">The file; read to its end, at most <see cref="MostBytes"/>; not closed.</param>
    public static HallDefinitionReading Read(string fileName, Stream content)
    {
        var errors = new List<FileError>();
        var warnings = new List<FileError>();
        try
        {
            var bytes = Bytes(content);
            HallDraft? draft;
            switch (Path.GetExtension(fileName).ToLowerInvariant())
            {
                case ".yaml" or ".yml":
                    draft = HallYaml.Read(TextFile.Decode(bytes), errors);
                    break;
                case ".xlsx":
                    draft = HallXlsx.Read(new MemoryStream(bytes), errors, warnings);
                    break;
                default:
                    return Refused(FileError.At(
                        "", $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 .yaml 或 .xlsx 文件", "the file's format is not known; use .yaml or .xlsx"));
            }

            var definition = draft is null ? null : new HallDraftCheck(draft, errors, warnings).Check();
            return new(errors.Count == 0 ? definition : null, Told(errors), Told(warnings));
        }
        catch (UnreadableFileException unreadable)
        {
            return Refused([.. Told(errors), unreadable.Error]);
        }
    }

    /// <summary>Writes the description as YAML that <see cref="Read"/> understands.</summary>
    public static void WriteYaml(HallDefinition hall, Stream to) => HallYaml.Write(hall, to);

    /// <summary>Writes the description as a workbook that <see cref="Read"/> understands.</summary>
    public static void WriteXlsx(HallDefinition hall, Stream to) => HallXlsx.Write(hall, to);

    private static HallDefinitionReading Refused(params FileError[] errors) => new(null, errors, []);

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
                    "", "文件超过 1 MiB，请只保留大厅的描述", "the file is larger than 1 MiB; keep only the hall's description");
        }

        return bytes.Length > 0 ? bytes.ToArray() : throw new UnreadableFileException("", "文件是空的", "the file is empty");
    }
}
