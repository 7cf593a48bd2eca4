using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>
/// The hall as its manager describes it, in one file: YAML (<c>name, zones, queues, windows, staff, opening_hours</c>)
/// or XLSX (sheets 大厅, 区域, 业务, 窗口, 人员, 开放时间). Both say the same, and the other's words are understood.
/// </summary>
public static class HallDefinitionFile
{
    public const int MaxBytes = 1 << 20;
    public const int MaxZones = 50;
    public const int MaxQueues = 200;
    public const int MaxWindows = 1_000;
    public const int MaxStaff = 5_000;
    public const int MaxNameCharacters = 40;

    private static readonly DefinitionFile<HallDraft> Reader = new(MaxBytes, new("大厅的描述", "the hall's description"))
    {
        Yaml = new(["name", "zones"], HallYaml.Read),
        Xlsx = HallXlsx.Read,
    };

    /// <summary>Reads and checks a description; never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .yaml, .yml or .xlsx.</param>
    /// <param name="content">The file; read to its end, at most <see cref="MaxBytes"/>; not closed.</param>
    public static DefinitionReading<HallDefinition> Read(string fileName, Stream content) =>
        Reader.Read(fileName, content, (draft, findings) => new HallDraftCheck(draft, findings.Errors, findings.Warnings).Check());

    /// <summary>Writes the description as YAML that <see cref="Read"/> understands.</summary>
    public static void WriteYaml(HallDefinition hall, Stream to) => HallYaml.Write(hall, to);

    /// <summary>Writes the description as a workbook that <see cref="Read"/> understands.</summary>
    public static void WriteXlsx(HallDefinition hall, Stream to) => HallXlsx.Write(hall, to);
}
