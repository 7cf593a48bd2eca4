using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.EndToEnd;

namespace OpsCenter.Tests.Browser;

/// <summary>Chromium as a phone for each person, who know nothing of each other.</summary>
internal sealed class FilingPhone : IAsyncDisposable
{
    private const int Width = 390, Height = 844;
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly OpsCenterProcess process;

    private FilingPhone(IPlaywright playwright, IBrowser browser, OpsCenterProcess process) =>
        (this.playwright, this.browser, this.process) = (playwright, browser, process);

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<FilingPhone> OpenAsync(OpsCenterProcess process)
    {
        var chromium = Chromium.Find();
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Chromium.Arguments }), process);
    }

    /// <summary>The page of somebody who has signed in before: the browser has the session.</summary>
    /// <param name="path">Without the slash before it.</param>
    /// <param name="session">Its bearer token.</param>
    public async Task<IPage> OpenAsync(string path, string session)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = Width, Height = Height },
            IsMobile = true,
            HasTouch = true,
            DeviceScaleFactor = 2,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(60_000);
        await context.AddCookiesAsync(
            [new() { Name = SessionCookie.Name, Value = session, Url = process.Http.AbsoluteUri, HttpOnly = true,
                SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Errors.Add(error);
        await page.GotoAsync($"{process.Http}{path}");
        return page;
    }

    /// <summary>Nothing of the page stands beside the screen.</summary>
    public static async Task<bool> FitsAsync(IPage page) => await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= Width;

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
