using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Kernel;
using OpsCenter.Silo.CommandLine;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>The operator's manual has a table of all settings; a verb writes it, so it can never be incomplete.</summary>
public sealed class SettingsTests
{
    private static readonly IReadOnlyList<Setting> All = SettingsCommand.All();

    [Fact]
    public void The_operators_manual_has_all_settings_as_they_are()
    {
        var manual = File.ReadAllText(Manual());
        Assert.True(
            manual == SettingsCommand.Replace(manual, SettingsCommand.Table()),
            "The table of settings in silo/README.md is not what the option records say. Refresh it: "
            + "dotnet run --project silo -- settings --into README.md");
    }

    [Fact]
    public void Every_setting_says_what_it_means() =>
        Assert.All(All, setting => Assert.True(setting.Meaning.Length > 0, $"{setting.Name}: its property wants a comment"));

    [Theory]
    [InlineData("Storage:Provider", "sqlite", "sqlite or postgres")]
    [InlineData("Gateway:HttpPort", "8080", "1-65535")]
    [InlineData("Cluster:SiloPort", "11111", "1-65535")]
    [InlineData("Identity:Districts:N", "440203", "")]
    [InlineData("Projector:FrameInterval", "00:00:00.1", "10 ms to 10 s")]
    [InlineData("Actors:SnapshotEvery", "4000", "1-1,000,000")]
    [InlineData("Projector:BuildingPageSize", "1000", "1-100,000")]
    [InlineData("Ingest:CallsUnderWay", "2048", "1-100,000")]
    [InlineData("Hotline:Results:FailuresToOpen", "3", "1-100")]
    [InlineData("Hall:UsualDays", "20", "1-90")]
    [InlineData("Hotline:Results:Timeout", "00:00:10", "00:00:00.5 to 00:00:30")]
    [InlineData("Filings:Layouts:N:Columns:N:Heading", "", "")]
    [InlineData("Filings:Boundaries:N:Code", "code", "")]
    [InlineData("Notices:At", "09:00", "")]
    [InlineData("Notices:Urgent:N", "", "`Returned`, `First`, `Second`, `DueDay`, `Overdue`, `Escalated`")]
    [InlineData("Notices:Channels:Mail:Security", "Tls", "`Tls`, `StartTls`, `None`")]
    [InlineData("Notices:Channels:Webhooks:NAME:AllowHttp", "false", "`true`, `false`")]
    [InlineData("Notices:Channels:WeCom:Robots:NAME", "", "")]
    [InlineData("Serilog:MinimumLevel:Default", "Information", "`Verbose`, `Debug`, `Information`, `Warning`, `Error`, `Fatal`")]
    public void A_setting_of_each_kind_is_told(string name, string standing, string allowed)
    {
        var setting = Assert.Single(All, setting => setting.Name == name);
        Assert.Equal((standing, allowed), (setting.Default, setting.Allowed));
    }

    [Fact]
    public void A_bound_that_makes_no_sense_is_named()
    {
        var (reading, ingest) = (new ProjectorOptions { BuildingPageSize = 0 }, new IngestOptions { CallsUnderWay = 0 });
        Assert.Contains("Projector:BuildingPageSize", Assert.Throws<ArgumentException>(reading.Validated).Message);
        Assert.Contains("Ingest:CallsUnderWay", Assert.Throws<ArgumentException>(ingest.Validated).Message);
    }

    private static string Manual()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpsCenter.sln"))) return Path.Combine(folder.FullName, "silo", "README.md");
        throw new InvalidOperationException($"Above {AppContext.BaseDirectory} there is no OpsCenter.sln.");
    }
}
