using System.Globalization;
using System.Reflection;
using Microsoft.Playwright;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>
/// Every wall and page in each of its states at each size: no text is cut or broken, no box runs out of what holds it or lies on another.
/// Boxes are measured, not pixels (<c>LayoutProbe.js</c>). A new page is one line of the table.
/// </summary>
public sealed class LayoutTests(LayoutSite site) : IClassFixture<LayoutSite>
{
    private const string O = LayoutSite.Ordinary, C = LayoutSite.Crowded, E = LayoutSite.Empty, U = LayoutSite.Unset, K = LayoutSite.Calm;

    private static readonly (int Width, int Height)[] WallSizes = [(1366, 768), (1920, 1080), (3840, 1080), (3840, 2160), (1080, 1920)];
    private static readonly (int Width, int Height)[] PageSizes = [(390, 844), (768, 1024), (1366, 768), (1920, 1080)];

    /// <summary>How many turns of what does not fit at once are looked at, at a size.</summary>
    private const int MaxTurns = 4;

    private static readonly string Probe = ReadProbe();

    /// <summary>What is looked at, whose window it is, its path, and what stands there when it is there.</summary>
    public static TheoryData<string, string, string, string> Walls => new()
    {
        { "hall, mid-morning", O, $"wall/{O}/{LayoutSite.OpenHall}", ".tile.s-serving" },
        { "hall, crowded", O, $"wall/{O}/{LayoutSite.CrowdedHall}", ".tile" },
        { "hall, closed", O, $"wall/{O}/{LayoutSite.ClosedHall}", ".tile.s-closed" },
        { "hall, without a day", O, $"wall/{O}/{LayoutSite.EmptyHall}", ".tile" },
        { "hall that is not there", U, $"wall/{U}/H1", ".wall-empty" },
        { "hotline, ordinary", O, $"wall/{O}/hotline", ".waiting, .old" },
        { "hotline, crowded", C, $"wall/{C}/hotline", ".waiting" },
        { "hotline, without an order", E, $"wall/{E}/hotline", ".department" },
        { "hotline, all closed", K, $"wall/{K}/hotline", ".department" },
        { "hotline, not configured", U, $"wall/{U}/hotline", ".wall-empty" },
        { "indicators, ordinary", O, $"wall/{O}/indicators", ".boundary-map" },
        { "indicators, crowded", C, $"wall/{C}/indicators", ".filing-set" },
        { "indicators, without a round", E, $"wall/{E}/indicators", ".filing-totals" },
        { "indicators, not published", U, $"wall/{U}/indicators", ".wall-empty" },
    };

    /// <summary>The same for pages.</summary>
    public static TheoryData<string, string, string, string> Pages => new()
    {
        { "sign-in", "", "login", "input[name=password]" },
        { "desk, ordinary", O, $"desk/{O}/all", ".order-row" },
        { "desk, crowded", C, $"desk/{C}/all", ".order-row" },
        { "desk, without an order", E, $"desk/{E}/all", ".rows-none" },
        { "desk, not configured", U, $"desk/{U}", ".shell-main .lead" },
        { "an order", C, $"desk/{C}/order/{LayoutSite.Order}", "[data-order] .story .step" },
        { "an order beside its list", C, $"desk/{C}/all/{LayoutSite.Order}", "[data-order] .story .step" },
        { "duties", O, $"desk/{O}/duties", ".desk-page tbody" },
        { "duties, crowded", C, $"desk/{C}/duties", ".desk-page tbody" },
        { "precedents, none", O, $"desk/{O}/precedents", ".desk-page" },
        { "halls", O, "halls", "table.rows tbody tr" },
        { "halls, none", U, "halls", ".shell-main h1" },
        { "hall's settings", O, $"halls/{O}/{LayoutSite.OpenHall}", "table.rows tbody tr" },
        { "hall's settings, crowded", O, $"halls/{O}/{LayoutSite.CrowdedHall}", "table.rows tbody tr" },
        { "filings", O, $"filings/{O}", ".filing-card, .filing-none" },
        { "filings, crowded", C, $"filings/{C}", ".filing-card, .filing-none" },
        { "filings, none", E, $"filings/{E}", ".filing-none" },
        { "a form", O, $"filings/{O}/{LayoutSite.FilingPath}", ".cell-card" },
        { "a form, crowded", C, $"filings/{C}/S01/2040/{C}001201", ".cell-card" },
        { "rounds", O, $"filings/{O}/rounds", ".rounds tbody tr" },
        { "rounds, crowded", C, $"filings/{C}/rounds", ".rounds tbody tr" },
        { "rounds, none", E, $"filings/{E}/rounds", ".filing-top" },
        { "indicators and sets", O, $"filings/{O}/indicators", "table tbody tr" },
        { "indicators and sets, none", U, $"filings/{U}/indicators", ".upload, .lead, .filing-none" },
        { "places", O, $"filings/{O}/places", ".town" },
        { "places, crowded", C, $"filings/{C}/places", ".town" },
        { "places, none", U, $"filings/{U}/places", ".upload, .lead, .filing-none" },
        { "address book", O, $"filings/{O}/people", "table tbody tr" },
        { "address book, none", E, $"filings/{E}/people", ".filing-top" },
        { "reminders", O, $"filings/{O}/reminders", ".filing-tabs" },
        { "reminders, none", E, $"filings/{E}/reminders", ".filing-tabs" },
        { "first steps, under way", O, "start", ".setup-step" },
        { "hotline's settings", O, $"hotline/{O}", ".shell-main h2" },
        { "hotline's settings, crowded", C, $"hotline/{C}", ".shell-main h2" },
        { "hotline's settings, none", U, $"hotline/{U}", ".upload" },
        { "calendar", O, $"calendar/{O}", ".cal-year" },
        { "accounts", LayoutSite.Administrator, "accounts", "table.accounts tbody tr" },
        { "a village's month", O, $"filings/{O}/burden/440203102201", ".shell-main h1" },
    };

    [Theory]
    [MemberData(nameof(Walls))]
    public async Task A_wall_holds_at_every_size(string what, string window, string path, string ready)
    {
        Chromium.Find();
        var page = site.WindowOf(window);
        await page.SetViewportSizeAsync(1920, 1080);
        await LayoutSite.GoAsync(page, path, ready);
        var faults = new List<string>();
        foreach (var (width, height) in WallSizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await SettledAsync(page);
            var turns = 1
                + Math.Min(MaxTurns,
                    await page.EvaluateAsync<int>(
                        "() => Math.max(0, ...[...document.querySelectorAll('.wall .page')].map(e => "
                            + "Number(e.textContent.split('/')[1]?.match(/\\d+/)?.[0] ?? 1) - 1))"));
            for (var turn = 0; turn < turns; turn++)
            {
                if (turn > 0)
                {
                    await page.Keyboard.PressAsync("ArrowRight");
                    await SettledAsync(page);
                }
                faults.AddRange(await MeasureAsync(page, isWall: true, $"{width}×{height}{(turn > 0 ? $", turn {turn}" : "")}"));
            }
        }
        Holds(what, path, faults);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_holds_at_every_size(string what, string window, string path, string ready)
    {
        Chromium.Find();
        var page = site.WindowOf(window);
        await page.SetViewportSizeAsync(1920, 1080);
        await LayoutSite.GoAsync(page, path, ready);
        var faults = new List<string>();
        foreach (var (width, height) in PageSizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await SettledAsync(page);
            faults.AddRange(await MeasureAsync(page, isWall: false, $"{width}×{height}"));
        }
        Holds(what, path, faults);
    }

    private void Holds(string what, string path, List<string> faults)
    {
        Assert.True(faults.Count == 0, $"{what} (/{path}) does not hold:\n{string.Join('\n', faults)}");
        Assert.Empty(site.Errors);
    }

    /// <summary>What does not hold now, and a picture of it.</summary>
    private static async Task<IEnumerable<string>> MeasureAsync(IPage page, bool isWall, string at)
    {
        var faults = await LookAsync();
        if (faults.Length == 0) return [];
        // A page that has just been given another size may need longer than a few frames on a busy machine: it counts once two looks agree.
        for (var look = 1; look < 10; look++)
        {
            await SettledAsync(page);
            var before = faults;
            faults = await LookAsync();
            if (faults.SequenceEqual(before)) break;
        }
        if (faults.Length == 0) return [];
        var picture = Path.Combine(Path.GetTempPath(), "opscenter-layouts", $"{Guid.NewGuid():N}.png");
        await page.ScreenshotAsync(new() { Path = picture });
        return [.. faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"  {at}: {fault}")), $"  {at}: seen in {picture}"];

        Task<string[]> LookAsync() => page.EvaluateAsync<string[]>(Probe, new { wall = isWall, most = 12 });
    }

    /// <summary>Boxes that measure themselves have done so, and are drawn.</summary>
    private static Task SettledAsync(IPage page) => page.EvaluateAsync(
        "async () => { await document.fonts.ready; for (let i = 0; i < 4; i++) await new Promise(next => requestAnimationFrame(() => "
            + "setTimeout(next, 10))); }");

    private static string ReadProbe()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("LayoutProbe.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
