using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>A way by which something leaves the product.</summary>
/// <param name="For">What goes out by it: 催报, 工单结果. One way is enough for each.</param>
/// <param name="Name">What people call it.</param>
/// <param name="IsSetUp">Whether it is configured.</param>
public sealed record WayOut(string For, string Name, bool IsSetUp);

/// <summary>The ways out are set up in the configuration, by whoever runs the server.</summary>
public sealed class ChannelsSetup(IEnumerable<WayOut> ways) : ISetupStep
{
    private readonly WayOut[] ways = [.. ways];

    public SetupAbout About { get; } = new(
        "channels", 90, "对外渠道", "催报经粤政易、短信、邮件或接口送达，工单结果回传市平台。在服务器的 opscenter.json 中配置，重启后生效。",
        Permission.ManageReminders, Permission.ReadDiagnostics)
    {
        IsOptional = true,
        Templates = [new("opscenter-channels.json", _ => Setup.Templates.Text("opscenter-channels.json"))],
    };

    public Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var open = ways.Where(way => way.IsSetUp).ToArray();
        var closed = ways.Select(way => way.For).Distinct().Except(open.Select(way => way.For));
        if (open.Length == 0) return Task.FromResult(SetupStanding.Missing);
        var there = open.GroupBy(way => way.For).Select(same => $"{same.Key}：{string.Join("、", same.Select(way => way.Name))}");
        return Task.FromResult(SetupStanding.Of(string.Join("；", there), string.Join("；", closed.Select(what => $"{what}还没有渠道"))));
    }
}
