using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Indicators;

/// <summary>What is asked of places, on the way from an empty product to one that works.</summary>
public sealed class IndicatorsSetup(IClusterClient cluster, DistrictClock clock, ISamples? samples = null) : ISetupStep
{
    public static readonly ExplainedSheet[] Sheets =
    [
        new("版本", new ExplainedColumn("生效日期", "从哪一天起；已经下发的期次不受影响", "2026-01-01")),
        new(
            "指标", new("指标代码", "大写字母开头的字母数字，最多 16 位", "JC01"), new("指标名称", "", "户籍人口"), new("计量单位", "", "人"),
            new("类型", "数值、整数、百分数或文字", "整数"),
            new("小数位数", "0–6；整数空着"), new("必填", "是或否", "是"), new("累计", "年内累计写“是”", "否"), new("口径", "给填报人看的说明；可以空着"),
            new("来源", "由系统自动取数时写，如 hotline.on_time_rate；一般空着")),
        new(
            "规则", new("指标代码", "规则属于哪个指标；没有规则就整张表空着", "JC01"),
            new("规则", "本期 value、上期 previous()、同比 yoy()、下级合计 children_sum()、其他指标用代码", "value >= 0"),
            new("提示", "不符合时给填报人看", "不得为负"), new("处理", "不通过或须说明", "不通过"), new("适用层级", "区、镇街、村居；空着：全部")),
        new(
            "套表", new("套表代码", "字母、数字和连字符", "village-yearly"), new("套表名称", "", "村居年报"), new("周期", "月报、季报、半年报或年报", "年报"),
            new("填报层级", "区、镇街、村居，多个用顿号分开", "村居"),
            new("指标", "指标代码，多个用顿号分开", "JC01"), new("审核部门", "部门代码；可以空着"), new("截止", "期末后多久：8wd 是 8 个工作日，12h 是 12 小时", "8wd"),
            new("锁定", "截止后多久", "5wd"),
            new("改正", "退回后多久", "3wd")),
    ];

    public SetupAbout About { get; } = new(
        "indicators", 50, "指标与套表", "向区、镇街、村居要哪些数、何时要、要满足什么；到期自动下发。", Permission.ReadFilings, Permission.DefineIndicators)
    {
        Page = district => $"/filings/{district}/indicators",
        Templates = Platform.Setup.Templates.Of("indicators", Sheets),
        Sample = samples.Handed("wujiang-indicators.yaml"),
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var editions = (await cluster.GetGrain<IIndicators>(IndicatorKeys.Book(district)).EditionsAsync(-1))?.Editions ?? [];
        if (editions.IsEmpty) return SetupStanding.Missing;
        var today = LocalTime.DateOf(clock.GetUtcNow());
        var edition = editions.On(today);
        return edition is null
            ? new(V1.SetupState.SetupPartly, "", $"自 {editions[0].From:yyyy-MM-dd} 起生效")
            : SetupStanding.Done($"{edition.Indicators.Length} 个指标，{edition.Sets.Length} 张套表");
    }
}
