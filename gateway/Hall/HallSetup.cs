using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Hall;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hall;

/// <summary>The halls, on the way from an empty product to one that works.</summary>
public sealed class HallSetup(IClusterClient cluster, ISamples? samples = null) : ISetupStep
{
    public static readonly ExplainedSheet[] Sheets =
    [
        new("大厅", new ExplainedColumn("名称", "大厅名称，最多 40 字", "某某区政务服务中心")),
        new("区域", new("代码", "1 至 32 个字母、数字、汉字或 - _ .", "GR"), new("名称", "大屏按分区显示", "个人业务区")),
        new("业务", new("代码", "叫号系统里的业务代码", "SB"), new("名称", "叫号机上的业务名称", "社会保险"), new("区域", "所在分区的代码", "GR")),
        new("窗口", new("代码", "叫号系统里的窗口号", "W01"), new("名称", "大屏上的名称", "1号窗口"), new("区域", "所在分区的代码", "GR"),
            new("业务", "办理的业务代码，多个用顿号分开", "SB")),
        new("人员", new("工号", "窗口登录用的工号；没有人员可以空着", "S01"), new("姓名", "", "张三")),
        new("开放时间", new("星期", "周一，或周一至周五；中午休息就写两行", "周一至周五"), new("开始", "如 09:00", "09:00"), new("结束", "如 12:00", "12:00")),
    ];

    public SetupAbout About { get; } = new(
        "hall", 10, "政务大厅", "分区、业务、窗口、人员和开放时间；叫号系统的数据据此归到窗口，大屏据此显示。", Permission.ReadHalls, Permission.DefineHalls)
    {
        Page = district => $"/halls/{district}/H1",
        Templates = Platform.Setup.Templates.Of("hall", Sheets),
        Sample = samples.Handed("wujiang-hall.yaml"),
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var answers =
            await Task.WhenAll(
                (await HallsService.HallsAsync(cluster, district)).Select(
                    hall => cluster.GetGrain<IHall>(HallKeys.Hall(district, hall)).GetAsync()));
        var halls = answers.Select(answer => answer.Definition).OfType<HallDefinition>().ToArray();
        if (halls.Length == 0) return SetupStanding.Missing;
        var (windows, queues, staff) =
            (halls.Sum(hall => hall.Windows.Count), halls.Sum(hall => hall.Queues.Count), halls.Sum(hall => hall.Staff.Count));
        return SetupStanding.Of(
            $"{(halls is [var only] ? only.Name : $"{halls.Length} 个大厅")}：{windows} 个窗口，{queues} 项业务，{staff} 名人员",
            windows == 0 ? "还没有窗口" : "");
    }
}
