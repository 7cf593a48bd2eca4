using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's description, on the way from an empty product to one that works.</summary>
public sealed class HotlineSetup(IClusterClient cluster, ISamples? samples = null) : ISetupStep
{
    public static readonly ExplainedSheet[] Sheets =
    [
        new("热线", new ExplainedColumn("名称", "热线名称，最多 60 字", "某某区12345政务服务便民热线")),
        new("场所", new ExplainedColumn("名称", "同一事项在不同场所由不同单位负责时用；没有可以空着", "住宅小区")),
        new(
            "单位", new("代码", "1 至 32 个字母、数字、汉字或 - _ .", "ZJJ"), new("名称", "承办单位，含镇街", "区住建管理局"),
            new("别名", "市平台可能用的别的名称，多个用顿号分开；可以空着", "某某区住房和城乡建设管理局"), new("镇街代码", "镇街的 9 位区划代码；部门空着")),
        new(
            "职责", new("单位", "承办单位的代码", "ZJJ"), new("条款", "权责清单的条款号", "1.1"), new("内容", "这一条管什么", "物业服务活动的监督管理"),
            new("事项", "各级名称用 / 连接，多个用分号分开；可以空着", "城乡建设/住房保障与房地产/物业服务"), new("场所", "只在这些场所；空着：所有场所", "住宅小区"),
            new("关键词", "工单里出现就推荐这一条，多个用顿号分开；可以空着", "物业、业委会")),
        new(
            "时限", new("生效日期", "来电之日及以后适用最近一组；整张表空着：默认时限", "2026-01-01"),
            new("环节", $"{LimitTerms.Handling}，或{string.Join('、', LimitTerms.All.Select(term => term.Chinese))}", LimitTerms.Handling),
            new("类型", "办结时限可按诉求类型写：咨询、求助、投诉、举报、建议；最后一条办结时限不写类型"),
            new("区划", "办结时限可按区划写；一般空着"), new("时限", "10wd 是 10 个工作日，2h 是 2 小时", "10wd")),
    ];

    public SetupAbout About { get; } = new(
        "hotline", 20, "12345 热线", "承办单位和权责清单、场所、办理时限；工单据此派单、计时、考核。", Permission.ReadOrders, Permission.DefineHotline)
    {
        Page = district => $"/hotline/{district}",
        Templates = Platform.Setup.Templates.Of("hotline", Sheets),
        Sample = samples.Handed("wujiang-hotline.yaml", SampleExtensions.Wujiang),
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var book = await cluster.GetGrain<IHotline>(HotlineKeys.Hotline(district)).RulebookAsync(-1);
        if (book?.Definition is not { } hotline) return SetupStanding.Missing;
        var idle = hotline.Departments.Count(department => department.Duties.IsEmpty);
        return SetupStanding.Of(
            $"{hotline.Departments.Length} 个承办单位，{hotline.Departments.Sum(department => department.Duties.Length)} 条职责",
            idle > 0 ? $"{idle} 个单位还没有职责条款" : "");
    }
}
