using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// The hotline as its manager describes it, in one file: YAML (<c>name, place_kinds, departments, limits</c>) or XLSX (sheets
/// 热线, 场所, 单位, 职责, 时限). Both say the same, and the other's words are understood.
/// </summary>
public static class HotlineDefinitionFile
{
    public const int MaxBytes = 2 << 20;
    public const int MaxPlaceKinds = 100;
    public const int MaxDepartments = 500;
    public const int MaxDuties = 5_000;
    public const int MaxLimits = 1_000;

    /// <summary>Aliases of a department; topics, kinds of place and keywords of a clause.</summary>
    public const int MaxWords = 200;
    public const int MaxNameCharacters = 60;
    public const int MaxClauseCharacters = 20;
    public const int MaxDutyCharacters = 500;
    public const int MaxTopicCharacters = 100;
    public const int MaxKeywordCharacters = 20;

    private static readonly DefinitionFile<HotlineDraft> Reader = new(MaxBytes, new("热线的描述", "the hotline's description"))
    {
        Yaml = new(["name", "departments"], HotlineYaml.Read),
        Xlsx = HotlineXlsx.Read,
    };

    /// <summary>Reads and checks a description; never throws for what the file holds.</summary>
    /// <param name="fileName">Its ending tells the format: .yaml, .yml or .xlsx.</param>
    /// <param name="content">The file; read to its end, at most <see cref="MaxBytes"/>; not closed.</param>
    /// <param name="district">Whose hotline it is; its towns' codes begin with it.</param>
    public static DefinitionReading<HotlineDefinition> Read(string fileName, Stream content, DistrictCode district) =>
        Reader.Read(
            fileName, content, (draft, findings) => new HotlineDraftCheck(draft, district, findings.Errors, findings.Warnings).Check());

    /// <summary>Writes the description as YAML that <see cref="Read"/> understands as the same.</summary>
    public static byte[] WriteYaml(HotlineDefinition hotline)
    {
        using var file = new MemoryStream();
        HotlineYaml.Write(hotline, file);
        return file.ToArray();
    }

    /// <summary>
    /// The same as a workbook; null when a workbook cannot say it, because several words share a cell and one of them holds the mark
    /// between them.
    /// </summary>
    public static byte[]? WriteXlsx(HotlineDefinition hotline, DistrictCode district)
    {
        var file = HotlineXlsx.Write(hotline);
        var read = Read("hotline.xlsx", new MemoryStream(file, writable: false), district).Definition;
        return read is not null && WriteYaml(read).AsSpan().SequenceEqual(WriteYaml(hotline)) ? file : null;
    }
}
