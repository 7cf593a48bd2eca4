using System.Text;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Hall;
using Xunit;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Tests.Files;

/// <summary>Small things that the tests of files are about.</summary>
internal static class Samples
{
    public const string Yaml = """
        name: 示例大厅
        zones:
          - {code: GR, name: 个人业务服务区}
          - {code: FR, name: 法人业务服务区}
        queues:
          - {code: SB, name: 社会保险, zone: GR}
          - {code: QY, name: 企业开办, zone: FR}
        windows:
          - {code: W01, name: 1号窗口, zone: GR, queues: [SB]}
          - {code: W02, name: 2号窗口, zone: FR, queues: [QY]}
        staff:
          - {code: S01, name: 示例·甲}
        opening_hours:
          周一至周五: 09:00-12:00, 14:30-17:30
        """;

    public static DefinitionReading<HallDefinition> ReadYaml(string text) => HallDefinitionFile.Read("hall.yaml", Stream(text));

    public static HallDefinition Hall() => ReadYaml(Yaml).Definition!;

    public static MemoryStream Stream(string text, Encoding? encoding = null) => new((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public static FactMapping Mapping(string yaml)
    {
        var reading = FactMappingFile.Read(Stream(yaml));
        Assert.Empty(reading.Errors);
        return reading.Mapping!;
    }

    public static FactMapping SampleMapping(string name)
    {
        using var file = File.OpenRead(SampleFiles.PathOf("mappings", name));
        var reading = FactMappingFile.Read(file);
        Assert.Empty(reading.Errors);
        return reading.Mapping!;
    }

    public static List<ImportRow<HallFact>> ReadCsv(FactMapping mapping, string text, Encoding? encoding = null) =>
        [.. HallFactFile.Read(mapping, "day.csv", Stream(text, encoding))];
}
