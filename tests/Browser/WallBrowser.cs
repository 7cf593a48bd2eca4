using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>Chromium with a new profile; the driver comes with the package.</summary>
internal sealed class WallBrowser : IAsyncDisposable
{
    private readonly string profile;
    private readonly IPlaywright playwright;
    private readonly IBrowserContext context;

    private WallBrowser(string profile, IPlaywright playwright, IBrowserContext context) =>
        (this.profile, this.playwright, this.context) = (profile, playwright, context);

    public IPage Page => context.Pages[0];

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<WallBrowser> OpenAsync()
    {
        var chromium = Chromium.Find();
        var profile = Directory.CreateTempSubdirectory("opscenter-browser-").FullName;
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = chromium,
            Headless = true,
            Args = Chromium.Arguments,
            ViewportSize = new() { Width = 1920, Height = 1080 },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(90_000);
        var browser = new WallBrowser(profile, playwright, context);
        browser.Page.PageError += (_, error) => browser.Errors.Add(error);
        return browser;
    }

    /// <summary>As the screen in the hall: a wall's address with the sign-in that the first start has printed.</summary>
    /// <param name="wall">Path of the wall, without '/' before it.</param>
    public async Task SignInAsWallAsync(OpsCenterProcess process, string wall)
    {
        await Eventually.True(() => process.OneTimePasswords.ContainsKey("wall"), "the wall's password is printed");
        await Page.GotoAsync($"{process.Http}{wall}#signin=wall:{process.OneTimePasswords["wall"]}");
        await Page.WaitForSelectorAsync("[data-metric=link][data-value=live]", new() { State = WaitForSelectorState.Attached });
        Assert.DoesNotContain("signin", Page.Url);
    }

    /// <summary>As somebody who has signed in before: the browser has the session.</summary>
    /// <param name="wall">Path of the wall, without '/' before it.</param>
    /// <param name="session">Its bearer token.</param>
    public async Task ShowAsync(OpsCenterProcess process, string wall, string session)
    {
        await context.AddCookiesAsync(
            [new() { Name = SessionCookie.Name, Value = session, Url = process.Http.AbsoluteUri, HttpOnly = true,
                SameSite = SameSiteAttribute.Strict }]);
        await Page.GotoAsync($"{process.Http}{wall}");
        await Page.WaitForSelectorAsync("[data-metric=link][data-value=live]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Every number on the page by its stable name, as the page writes it.</summary>
    public async Task<Dictionary<string, string>> NumbersAsync()
    {
        var json = await Page.EvaluateAsync<string>(
            "() => JSON.stringify(Object.fromEntries([...document.querySelectorAll('[data-metric]')].map(e => [e.dataset.metric, "
                + "e.dataset.value ?? ''])))");
        return JsonNode.Parse(json)!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        playwright.Dispose();
        Directory.Delete(profile, recursive: true);
    }
}
