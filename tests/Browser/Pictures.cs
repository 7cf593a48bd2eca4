using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>
/// README's pictures, rebuilt out of the running demo:
/// <c>dotnet run --project tests -- -explicit only -class OpsCenter.Tests.Browser.Pictures</c>. A new picture is one line of the table.
/// </summary>
public sealed class Pictures
{
    private const string District = "440203", Town = "440203102";

    /// <summary>A demo on a busy machine begins slowly.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly Picture[] All =
    [
        new()
        {
            Name = "wall", Who = Person.Wall, Path = $"wall/{District}/H1", Width = 1920, Height = 1080,
            Full = "() => count('.tile.s-serving, .tile.s-calling') >= 12 && number('total.served') >= 25",
        },
        new()
        {
            Name = "wall-wide", Who = Person.Wall, Path = $"wall/{District}/H1", Width = 3840, Height = 1080,
            Full = "() => count('.tile.s-serving, .tile.s-calling') >= 12 && number('total.served') >= 25",
        },
        new()
        {
            Name = "hotline", Who = Person.Wall, Path = $"wall/{District}/hotline", Width = 1920, Height = 1080,
            Full = "() => count('.waiting') >= 8 && number('counts.open') >= 100 && number('counts.received_today') >= 5",
        },
        new()
        {
            Name = "indicators", Who = Person.Wall, Path = $"wall/{District}/indicators", Width = 1920, Height = 1080,
            Full = "() => count('.filing-set') >= 3 && number('open.sent') >= 15",
        },
        new()
        {
            Name = "desk", Who = Person.Dispatcher, Path = $"desk/{District}/all", Width = 1440, Height = 900,
            Full = "() => count('.order-row') >= 10", Open = ".order-row >> nth=3", Opened = "[data-order] .story .step",
        },
        new()
        {
            Name = "filing", Who = Person.Clerk, Path = $"filings/{District}", Width = 390, Height = 844,
            Full = "() => count('.filing-card') >= 2", Open = ".filing-card", Opened = ".cell-card", IsPhone = true,
        },
        new()
        {
            Name = "rounds", Who = Person.Operator, Path = $"filings/{District}/rounds", Width = 1366, Height = 768,
            Full = "() => count('.rounds tbody tr') >= 4",
        },
        new()
        {
            Name = "reminders", Who = Person.Operator, Path = $"filings/{District}/reminders", Width = 1366, Height = 768,
            Full = "() => count('.filing-tabs') > 0",
        },
        new()
        {
            Name = "hall", Who = Person.Operator, Path = $"halls/{District}/H1", Width = 1366, Height = 768,
            Full = "() => count('table.rows tbody tr') >= 10",
        },
        new()
        {
            Name = "calendar", Who = Person.Operator, Path = $"calendar/{District}", Width = 1366, Height = 768,
            Full = "() => count('.cal-year') > 0",
        },
        new()
        {
            Name = "accounts", Who = Person.Administrator, Path = "accounts", Width = 1366, Height = 768,
            Full = "() => count('table.accounts tbody tr') >= 10",
        },
    ];

    /// <summary>Of the product that nobody has set up yet.</summary>
    private static readonly Picture Start = new()
    {
        Name = "start",
        Who = Person.Operator,
        Path = "start",
        Width = 1366,
        Height = 900,
        Full = "() => count('.setup-step') >= 9",
    };

    private enum Person
    {
        Wall,
        Administrator,
        Dispatcher,
        Operator,
        Clerk,
    }

    [Fact(Explicit = true)]
    public async Task README_has_pictures_of_the_product_as_it_is()
    {
        var folder = FolderOfPictures();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = Chromium.Find(), Headless = true, Args = Chromium.Arguments });
        var data = Directory.CreateTempSubdirectory("opscenter-pictures-");
        try
        {
            await using var empty = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={data.FullName}");
            await TakeAsync(browser, empty, Start, await empty.SignInAsync("operator"), folder);
        }
        finally
        {
            data.Delete(recursive: true);
        }
        await using var demo = await OpsCenterProcess.StartAsync("demo");
        var sessions = new Dictionary<Person, string>
        {
            [Person.Wall] = await demo.SignInAsync("wall"),
            [Person.Administrator] = await demo.SignInAsync("admin"),
            [Person.Dispatcher] = await demo.SignInAsync("dispatcher"),
            [Person.Operator] = await demo.SignInAsync("operator"),
        };
        // A town's clerk can be made when the towns are there.
        await Eventually.Passes(async () => sessions[Person.Clerk] = await demo.NewPersonAsync("picture-clerk", "clerk", Town));
        foreach (var picture in All) await TakeAsync(browser, demo, picture, sessions[picture.Who], folder);
    }

    private static async Task TakeAsync(IBrowser browser, OpsCenterProcess process, Picture picture, string session, string folder)
    {
        await using var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = picture.Width, Height = picture.Height },
            DeviceScaleFactor = picture.IsPhone ? 2 : 1,
            IsMobile = picture.IsPhone,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        await context.AddCookiesAsync(
            [new() { Name = SessionCookie.Name, Value = session, Url = process.Http.AbsoluteUri, HttpOnly = true,
                SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.count = what => [...document.querySelectorAll(what)].filter(e => e.checkVisibility()).length;
            window.number = metric => Number(document.querySelector(`[data-metric='${metric}']`)?.dataset.value || NaN);
            """);
        await page.GotoAsync($"{process.Http}{picture.Path}");
        await page.WaitForFunctionAsync(picture.Full);
        if (picture.Open is { } open)
        {
            await page.Locator(open).First.ClickAsync();
            await page.Locator(picture.Opened).First.WaitForAsync();
        }
        // Charts draw twice a second.
        await page.WaitForTimeoutAsync(1_500);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{picture.Name}.png") });
    }

    private static string FolderOfPictures()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpsCenter.sln")))
                return Path.Combine(folder.FullName, "gateway", "web", "pictures");
        throw new InvalidOperationException(
            $"Above {AppContext.BaseDirectory} there is no OpsCenter.sln: the pictures are made in a clone of the repository.");
    }

    private sealed record Picture
    {
        /// <summary>Of the file, without its ending.</summary>
        public required string Name { get; init; }

        public required Person Who { get; init; }

        /// <summary>Of the page, without the slash before it.</summary>
        public required string Path { get; init; }

        public required int Width { get; init; }

        public required int Height { get; init; }

        /// <summary>
        /// A condition in the page: there is enough to be seen. <c>count</c> counts what is visible, <c>number</c> reads a metric.
        /// </summary>
        public required string Full { get; init; }

        /// <summary>What is clicked first; null: nothing.</summary>
        public string? Open { get; init; }

        /// <summary>What stands there afterwards.</summary>
        public string Opened { get; init; } = "";

        public bool IsPhone { get; init; }
    }
}
