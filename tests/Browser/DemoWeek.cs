using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>
/// The demo is watched for days, as it hangs on a wall: pictures of its three walls at mid-morning, noon, closing, in the evening and at
/// night, and on days off; whether they show the same minute; and what it costs. Takes as long as the days do, so it runs only when asked
/// for:
/// <c>OPSCENTER_DEMO_SPEED=60 OPSCENTER_DEMO_DAYS=7 dotnet run --project tests -- -explicit only -class
/// OpsCenter.Tests.Browser.DemoWeek</c>.
/// </summary>
public sealed class DemoWeek(ITestOutputHelper output)
{
    private const string District = "440203";
    private static readonly TimeOnly[] Moments = [new(3, 0), new(10, 30), new(12, 30), new(17, 35), new(22, 0)];
    private static readonly string[] Paths = [$"wall/{District}/H1", $"wall/{District}/hotline", $"wall/{District}/indicators"];

    [Fact(Explicit = true)]
    public async Task Three_walls_show_the_same_minute_for_days()
    {
        var (speed, days) = (Setting("OPSCENTER_DEMO_SPEED", 60), Setting("OPSCENTER_DEMO_DAYS", 7));
        var folder = Directory.CreateTempSubdirectory("opscenter-demo-days-").FullName;
        output.WriteLine($"Pictures: {folder}");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = Chromium.Find(), Headless = true, Args = Chromium.Arguments });
        await using var demo = await OpsCenterProcess.StartAsync("demo", "--speed", $"{speed}");
        var session = await demo.SignInAsync("wall");
        var pages = await Task.WhenAll(Paths.Select(path => OpenAsync(browser, demo, session, path)));
        var clocks = new Clocks.ClocksClient(demo.Open(session));
        using var process = Process.GetProcessById(demo.Id);

        var now = (await clocks.GetClockAsync(new())).Now.ToDateTimeOffset();
        var end = now.AddDays(days);
        var disagreements = new List<string>();
        while (now < end)
        {
            var (next, moment) = NextAfter(now);
            var (processor, begun) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            // Never slower than in office hours; half as fast is broken.
            var patience = 2 * (next - now) / speed + Eventually.Bound;
            while ((now = (await clocks.GetClockAsync(new())).Now.ToDateTimeOffset()) < next)
            {
                Assert.True(Stopwatch.GetElapsedTime(begun) < patience,
                    $"The demo's clock stands at {now:u} and has not come to {next:u} within {patience}.");
                await Task.Delay(100);
            }
            process.Refresh();
            var name = moment.ToString("MMdd-HHmm", CultureInfo.InvariantCulture);
            // At the same moment, and again while one of them goes on to the next.
            var shown = await ShownAsync(pages);
            for (var look = 0; look < 3 && shown.Distinct().Count() > 1; look++) shown = await ShownAsync(pages);
            if (shown.Distinct().Count() > 1) disagreements.Add($"{name}: {string.Join(" | ", shown)}");
            for (var i = 0; i < pages.Length; i++) await pages[i].ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{i}.png") });
            var cores = (process.TotalProcessorTime - processor) / Stopwatch.GetElapsedTime(begun);
            output.WriteLine($"{name}: {shown[0]}; {cores:0.00} cores since the last, {process.WorkingSet64 / 1e6:0} MB");
        }
        Assert.Empty(disagreements);
        Assert.DoesNotContain("ERR]", demo.Output);
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : usual;

    private static (DateTimeOffset Next, DateTime Local) NextAfter(DateTimeOffset now)
    {
        for (var date = LocalTime.DateOf(now); ; date = date.AddDays(1))
            foreach (var moment in Moments)
                if (LocalTime.At(date, moment) > now) return (LocalTime.At(date, moment), date.ToDateTime(moment));
    }

    /// <summary>Date and minute of each wall.</summary>
    private static Task<string[]> ShownAsync(IPage[] pages) =>
        Task.WhenAll(pages.Select(page => page.EvaluateAsync<string>("() => document.querySelector('[data-clock]').textContent")));

    private static async Task<IPage> OpenAsync(IBrowser browser, OpsCenterProcess demo, string session, string path)
    {
        var context =
            await browser.NewContextAsync(
                new() { ViewportSize = new() { Width = 1920, Height = 1080 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });
        context.SetDefaultTimeout(120_000);
        await context.AddCookiesAsync(
            [new() { Name = SessionCookie.Name, Value = session, Url = demo.Http.AbsoluteUri, HttpOnly = true,
                SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{demo.Http}{path}");
        await page.Locator("[data-clock]").First.WaitForAsync();
        return page;
    }
}
