using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.EndToEnd;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>Chromium with a window for each person, who know nothing of each other.</summary>
internal sealed class DeskBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly OpsCenterProcess process;

    private DeskBrowser(IPlaywright playwright, IBrowser browser, OpsCenterProcess process) =>
        (this.playwright, this.browser, this.process) = (playwright, browser, process);

    public List<Desk> Desks { get; } = [];

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<DeskBrowser> OpenAsync(OpsCenterProcess process)
    {
        var chromium = Chromium.Find();
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Chromium.Arguments }), process);
    }

    /// <summary>
    /// The desk of somebody who types name and password; it is the first time, so that a password of one's own is chosen.
    /// </summary>
    public async Task<Desk> SignInAsync(string district, string name, string password, string newPassword)
    {
        var page = await NewPageAsync(null);
        await page.GotoAsync($"{process.Http}desk/{district}");
        await page.FillAsync("input[name=name]", name);
        await page.FillAsync("input[name=password]", password);
        await page.ClickAsync("button[type=submit]");
        await page.FillAsync("input[name=new-password]", newPassword);
        await page.FillAsync("input[name=repeat-password]", newPassword);
        await page.ClickAsync("button[type=submit]");
        return await ReadyAsync(page, district);
    }

    /// <summary>The desk of somebody who has signed in before: the browser has the session.</summary>
    /// <param name="session">Its bearer token.</param>
    public async Task<Desk> OpenAsync(string district, string session)
    {
        var page = await NewPageAsync(session);
        await page.GotoAsync($"{process.Http}desk/{district}");
        return await ReadyAsync(page, district);
    }

    /// <summary>No window shows this text, in any attribute either.</summary>
    public async Task ShowNowhereAsync(string text, Desk? butAt = null)
    {
        foreach (var desk in Desks.Where(desk => desk != butAt)) Assert.DoesNotContain(text, await desk.Page.ContentAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private async Task<IPage> NewPageAsync(string? session)
    {
        var context =
            await browser.NewContextAsync(
                new() { ViewportSize = new() { Width = 1600, Height = 1000 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });
        context.SetDefaultTimeout(90_000);
        if (session is not null)
            await context.AddCookiesAsync(
                [new() { Name = SessionCookie.Name, Value = session, Url = process.Http.AbsoluteUri, HttpOnly = true,
                    SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Errors.Add(error);
        return page;
    }

    private async Task<Desk> ReadyAsync(IPage page, string district)
    {
        var desk = new Desk(page, $"{process.Http}desk/{district}");
        await page.WaitForSelectorAsync("[data-metric=link][data-value=live]", new() { State = WaitForSelectorState.Attached });
        Desks.Add(desk);
        return desk;
    }
}
