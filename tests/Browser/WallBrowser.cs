using Microsoft.Playwright;

namespace OpsCenter.Tests.Browser;

/// <summary>The installed Chromium with a new profile; the driver comes with the package, nothing is downloaded.</summary>
internal sealed class WallBrowser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    private readonly string profile;
    private readonly IPlaywright playwright;
    private readonly IBrowserContext context;

    private WallBrowser(string profile, IPlaywright playwright, IBrowserContext context) => (this.profile, this.playwright, this.context) = (profile, playwright, context);

    public IPage Page => context.Pages[0];

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<WallBrowser> OpenAsync()
    {
        var chromium = FindChromium();
        var profile = Directory.CreateTempSubdirectory("opscenter-browser-").FullName;
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(profile, new()
        {
            ExecutablePath = chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            ViewportSize = new() { Width = 1920, Height = 1080 },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(90_000);
        var browser = new WallBrowser(profile, playwright, context);
        browser.Page.PageError += (_, error) => browser.Errors.Add(error);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        playwright.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private static string FindChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is not installed: the wall is tested in a real browser and needs it (Debian: apt-get install chromium).");
}
