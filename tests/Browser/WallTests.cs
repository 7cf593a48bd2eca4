using System.Globalization;
using Microsoft.Playwright;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;
using Counts = OpsCenter.V1.Counts;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;
using HallTheme = OpsCenter.V1.HallTheme;
using WindowStatus = OpsCenter.V1.WindowStatus;

namespace OpsCenter.Tests.Browser;

/// <summary>The wall in a real browser, served and fed by the real process: what stands on the page is what the API says.</summary>
public sealed class WallTests : IAsyncLifetime
{
    private const string Hall = "H1", Wall = $"wall/{HallTestClient.District}/{Hall}";
    private static readonly HallPlan Plan = HallPlans.Wujiang();
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-wall-").FullName;
    private readonly (int Http, int Grpc) ports = (FreePorts.Next(), FreePorts.Next());
    private readonly List<OpsCenterProcess> processes = [];

    private OpsCenterProcess Process => processes[^1];

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_page_shows_the_numbers_of_the_API_through_the_day()
    {
        var (door, facts) = (await HallTestClient.OpenAsync(Process, Hall, Plan), HallTestClient.PastDay(Plan, seed: 21, tickets: 500));
        var date = HallTime.DateOf(facts[0].At);
        await using var browser = await WallBrowser.OpenAsync();
        await browser.SignInAsWallAsync(Process, Wall);

        foreach (var part in new[] { facts[..(facts.Length / 3)], facts[(facts.Length / 3)..(facts.Length * 2 / 3)],
            facts[(facts.Length * 2 / 3)..] })
        {
            await door.FeedAsync(part);
            await Eventually.Passes(
                async () => Compare(await door.DayAsync(date), await browser.NumbersAsync(), isOver: part[^1] == facts[^1]));
        }
        DayTotals.Check(facts, await door.DayAsync(date));
        var page = await browser.NumbersAsync();
        Assert.Equal($"{facts.Count(fact => fact.Kind == SimulatedFactKind.ServiceCompleted)}", page["total.served"]);
        Assert.Equal(("live", $"{date:yyyy-MM-dd}", Plan.Name), (page["link"], page["date"], page["name"]));
        Assert.Equal(facts.Max(fact => fact.At), DateTimeOffset.Parse(page["data_time"], CultureInfo.InvariantCulture));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task When_the_server_dies_the_wall_turns_grey_and_comes_back_by_itself()
    {
        var (door, facts) = (await HallTestClient.OpenAsync(Process, Hall, Plan), HallTestClient.PastDay(Plan, seed: 22, tickets: 200));
        await door.FeedAsync(facts[..(facts.Length / 2)]);
        await using var browser = await WallBrowser.OpenAsync();
        await browser.SignInAsWallAsync(Process, Wall);
        await LinkIsAsync(browser.Page, "live");
        Assert.Equal(0, await browser.Page.Locator(".wall.is-old").CountAsync());

        await Process.KillAsync();
        await LinkIsAsync(browser.Page, "lost");
        Assert.Equal(1, await browser.Page.Locator(".wall.is-old").CountAsync());
        Assert.Contains("连接中断", await browser.Page.Locator("[data-metric=link]").InnerTextAsync());
        // The last numbers stay, with their time.
        var taken = facts[..(facts.Length / 2)].Count(fact => fact.Kind == SimulatedFactKind.TicketTaken);
        Assert.Equal($"{taken}", (await browser.NumbersAsync())["total.taken"]);

        await StartAsync();
        await LinkIsAsync(browser.Page, "live");
        await Assertions.Expect(browser.Page.Locator(".wall.is-old")).ToHaveCountAsync(0, new() { Timeout = 90_000 });
        await door.At(Process).FeedAsync(facts);
        var served = facts.Count(fact => fact.Kind == SimulatedFactKind.ServiceCompleted);
        await Eventually.Passes(async () => Assert.Equal($"{served}", (await browser.NumbersAsync())["total.served"]));
    }

    [Fact]
    public async Task A_person_signs_in_with_the_printed_password_and_chooses_an_own_one()
    {
        await HallTestClient.OpenAsync(Process, Hall, Plan);
        await using var browser = await WallBrowser.OpenAsync();
        var page = browser.Page;
        await page.GotoAsync($"{Process.Http}{Wall}");
        await page.FillAsync("input[name=name]", "leader-of-nothing");
        await page.FillAsync("input[name=password]", "wrong");
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("不正确");

        await Eventually.True(() => Process.OneTimePasswords.ContainsKey("auditor"), "the passwords are printed");
        // The operator's password has been changed by the fixture; the auditor's is still the printed one.
        await page.FillAsync("input[name=name]", "auditor");
        await page.FillAsync("input[name=password]", Process.OneTimePasswords["auditor"]);
        await page.ClickAsync("button[type=submit]");
        await page.FillAsync("input[name=new-password]", "Browser-2026-Pass");
        await page.FillAsync("input[name=repeat-password]", "Browser-2026-Pass");
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("input[name=name]")).ToHaveCountAsync(0, new() { Timeout = 90_000 });
        // Signed in, and told that an auditor has no wall.
        await LinkIsAsync(page, "refused");
    }

    private async Task StartAsync() =>
        processes.Add(await OpsCenterProcess.StartAsync(ports.Http, ports.Grpc, $"--Storage:DataFolder={folder}"));

    private static Task<IElementHandle?> LinkIsAsync(IPage page, string kind) =>
        page.WaitForSelectorAsync($"[data-metric=link][data-value={kind}]", new() { State = WaitForSelectorState.Attached });

    /// <param name="day">What the API says.</param>
    /// <param name="page">What the page shows.</param>
    /// <param name="isOver">Nobody is on duty any more, so that shares of time stand still too.</param>
    private static void Compare(HallTheme day, Dictionary<string, string> page, bool isOver)
    {
        void Shows(string metric, double? value) =>
            Assert.Equal((metric, value),
                (metric, page[metric] is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null));
        void ShowsCounts(string place, Counts counts, bool isWhole)
        {
            Shows($"{place}.waiting", counts.Waiting);
            Shows($"{place}.served", counts.Served);
            Shows($"{place}.mean_wait_seconds", counts.HasMeanWaitSeconds ? counts.MeanWaitSeconds : null);
            Shows($"{place}.mean_service_seconds", counts.HasMeanServiceSeconds ? counts.MeanServiceSeconds : null);
            Shows($"{place}.abandonment", counts.HasAbandonment ? counts.Abandonment : null);
            Shows($"{place}.mean_score", counts.HasMeanScore ? counts.MeanScore : null);
            if (isOver)
            {
                Shows($"{place}.utilisation", counts.HasUtilisation ? counts.Utilisation : null);
                Shows($"{place}.imbalance", counts.HasImbalance ? counts.Imbalance : null);
            }
            if (!isWhole) return;
            Shows($"{place}.taken", counts.Taken);
            Shows($"{place}.called", counts.Called);
            Shows($"{place}.serving", counts.Serving);
            Shows($"{place}.abandoned", counts.Abandoned);
            Shows($"{place}.appointments", counts.Appointments);
            Shows($"{place}.windows_open", counts.WindowsOpen);
            Shows($"{place}.ratings", counts.Ratings.Sum());
        }

        ShowsCounts("total", day.Total, isWhole: true);
        foreach (var zone in day.Zones) ShowsCounts($"zone.{zone.Code}", zone.Counts, isWhole: false);
        foreach (var window in day.Windows)
        {
            Assert.Equal((window.Code, window.Status.ToString().ToLowerInvariant()), (window.Code, page[$"window.{window.Code}.status"]));
            Assert.Equal((window.Ticket, window.Staff), (page[$"window.{window.Code}.ticket"], page[$"window.{window.Code}.staff"]));
            Shows($"window.{window.Code}.served", window.Served);
            Shows($"window.{window.Code}.waiting", window.Waiting);
        }
        foreach (var status in new[] { WindowStatus.Closed, WindowStatus.Idle, WindowStatus.Calling, WindowStatus.Serving,
            WindowStatus.Paused })
            Shows($"total.windows.{status.ToString().ToLowerInvariant()}", day.Windows.Count(window => window.Status == status));
        foreach (var hour in day.Hours)
        {
            Shows($"hour.{hour.Hour}.taken", hour.Taken);
            Shows($"hour.{hour.Hour}.served", hour.Served);
        }
        Shows("alerts", day.Alerts.Count);
    }
}
