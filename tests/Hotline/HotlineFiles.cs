using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;
using OpsCenter.Tests.Files;

namespace OpsCenter.Tests.Hotline;

/// <summary>Small descriptions of a hotline, and the sample that ships.</summary>
internal static class HotlineFiles
{
    public const string District = "440203";

    public const string Yaml = """
        name: 示例热线
        place_kinds: [住宅小区, 市政道路]
        limits:
          - from: 2026-01-01
            handling:
              - {type: 咨询, limit: 2wd}
              - {limit: 10wd}
            claim: 1wd
        departments:
          - code: ZJJ
            name: 区住建局
            aliases: [住建]
            duties:
              - {clause: 1.1, text: 物业服务, topics: [城乡建设/物业], place_kinds: [住宅小区], keywords: [物业]}
          - code: GAJ
            name: 区公安分局
            duties:
              - {clause: 2.1, text: 道路停车, topics: [政法/交通管理], place_kinds: [市政道路], keywords: [停车]}
        """;

    public static DefinitionReading<HotlineDefinition> Read(string yaml) =>
        HotlineDefinitionFile.Read("hotline.yaml", Samples.Stream(yaml), new(District));

    public static HotlineDefinition Definition(string yaml = Yaml) => Read(yaml).Definition!;

    /// <summary>The hotline of 武江区 as it ships.</summary>
    public static DefinitionReading<HotlineDefinition> Sample()
    {
        using var file = File.OpenRead(SampleFiles.PathOf("wujiang-hotline.yaml"));
        return HotlineDefinitionFile.Read("wujiang-hotline.yaml", file, new(District));
    }

    /// <summary>The hotline of <see cref="Yaml"/> as a workbook, with some sheets otherwise.</summary>
    public static MemoryStream Book(params (string Name, string[][] Rows)[] otherwise)
    {
        (string Name, string[][] Rows)[] sheets =
        [
            ("热线", [["名称"], ["示例热线"]]),
            ("场所", [["名称"], ["住宅小区"], ["市政道路"]]),
            ("单位", [["代码", "名称", "别名", "镇街"], ["ZJJ", "区住建局", "住建", ""], ["GAJ", "区公安分局", "", ""]]),
            ("职责",
            [
                ["单位", "条款", "内容", "事项", "场所", "关键词"],
                ["ZJJ", "1.1", "物业服务", "城乡建设/物业", "住宅小区", "物业"],
                ["区公安分局", "2.1", "道路停车", "政法/交通管理", "市政道路", "停车"],
            ]),
            ("时限",
            [
                ["生效日期", "环节", "类型", "区划", "时限"],
                ["2026年1月1日", "办结", "咨询", "", "2个工作日"],
                ["2026-01-01", "办结", "", "", "10个工作日"],
                ["2026/1/1", "签收", "", "", "1wd"],
            ]),
        ];
        return Books.Raw(sheets.Select(sheet =>
            (sheet.Name,
                Books.Rows(otherwise.FirstOrDefault(other => other.Name == sheet.Name) is { Rows: { } rows } ? rows : sheet.Rows))));
    }
}
