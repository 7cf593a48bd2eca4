using System.Globalization;
using Microsoft.Playwright;
using OpsCenter.Tests.Accounts;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>The first hour of a new owner: an empty real process, a browser, the printed one-time password, and pages alone.</summary>
public sealed class FirstHourTests
{
    private const string District = "440203";

    [Fact]
    public async Task From_the_first_sign_in_to_a_hall_a_hotline_and_an_indicator_set_by_pages_alone()
    {
        var folder = Directory.CreateTempSubdirectory("first-hour");
        try
        {
            await using var process = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={folder.FullName}");
            await using var owner = await OwnerBrowser.OpenAsync(process);
            var page = await owner.SignInFirstAsync("operator", "Erste-Stunde-2026");

            // Whoever may set things up and finds an empty product lands there, and sees in one glance how far it is.
            await page.WaitForURLAsync("**/start");
            await ProgressAsync(page, "hall", "hotline", "places", "indicators", "people");
            Assert.Equal("hall", await NextAsync(page));
            await EmptyPagesLeadOnAsync(page);

            await HallBySampleAsync(page);
            await HotlineByUploadAsync(page);
            await CalendarAsync(page);
            await PlacesAsync(page);
            await IndicatorsBySampleAsync(page);
            await AddressBookAsync(page);
            await AccountsAsync(owner);

            // All that an operator can set up is done; the rest is the administrator's, or can wait.
            await page.GotoAsync($"{process.Http}start");
            await ProgressAsync(page);
            foreach (var step in (string[])["hall", "hotline", "calendar", "places", "indicators", "people"])
                await Assertions.Expect(page.Locator($"[data-step={step}]")).ToHaveAttributeAsync("data-state", "done");

            // And whoever comes back begins at the wall, which shows its windows.
            await page.GotoAsync($"{process.Http}");
            await Assertions.Expect(page.Locator(".tile[title='1号窗口']")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator(".tile")).ToHaveCountAsync(30);
            Assert.Empty(owner.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_administrator_lands_on_what_is_his_and_others_are_told_whom_to_ask()
    {
        var folder = Directory.CreateTempSubdirectory("first-hour");
        try
        {
            await using var process = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={folder.FullName}");
            await using var owner = await OwnerBrowser.OpenAsync(process);
            var admin = await owner.SignInFirstAsync("admin", "Erste-Stunde-2026");
            await admin.WaitForURLAsync("**/start");
            Assert.Equal("accounts", await NextAsync(admin));
            await Assertions.Expect(admin.Locator("[data-step=hall] footer")).ToContainTextAsync("请联系运营人员");
            await Assertions.Expect(admin.Locator("[data-step=hall] a")).ToHaveCountAsync(0);

            // A dispatcher may set nothing up: no page of his leads there, the empty desk says whom to ask.
            var dispatcher = await owner.SignInFirstAsync("dispatcher", "Erste-Stunde-2026");
            await Assertions.Expect(dispatcher.Locator("[data-next=hotline]")).ToContainTextAsync("请联系运营人员设置 12345 热线");
            await Assertions.Expect(dispatcher.Locator("[data-next=hotline] a")).ToHaveCountAsync(0);
            await Assertions.Expect(dispatcher.Locator(".shell-bar a[href='/start']")).ToHaveCountAsync(0);

            // So does the empty wall.
            var wall = await owner.SignInFirstAsync("wall");
            await Assertions.Expect(wall.Locator("[data-next=hall]")).ToContainTextAsync("请联系运营人员设置政务大厅");
            await wall.GotoAsync($"{process.Http}wall/{District}/hotline");
            await Assertions.Expect(wall.Locator("[data-next=hotline]")).ToContainTextAsync("请联系运营人员");
            // The screen is in use now: the administrator sees the step done.
            await admin.ReloadAsync();
            await Assertions.Expect(admin.Locator("[data-step=displays]")).ToHaveAttributeAsync("data-state", "done");
            Assert.Empty(owner.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The sample goes the way of a person's file: checked, shown, put in force.</summary>
    private static async Task HallBySampleAsync(IPage page)
    {
        await page.ClickAsync("[data-sample=hall]");
        await ApplyAsync(page, "将有 1 处变化");
        await page.ClickAsync("dialog .form-end button");
        await Assertions.Expect(page.Locator("[data-step=hall]")).ToHaveAttributeAsync("data-state", "done");
        await Assertions.Expect(page.Locator("[data-step=hall]")).ToContainTextAsync("30 个窗口");
    }

    /// <summary>
    /// A file of one's own with mistakes is told where they are; a whole one is shown, put in force, and comes back unchanged.
    /// </summary>
    private static async Task HotlineByUploadAsync(IPage page)
    {
        await page.ClickAsync("[data-step=hotline] footer a");
        await page.WaitForURLAsync($"**/hotline/{District}");
        var sample = await File.ReadAllTextAsync(SampleFiles.PathOf("wujiang-hotline.yaml"));
        await UploadAsync(page, "hotline.yaml", sample.Replace("claim: 1wd", "claim: 一天", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".violations")).ToContainTextAsync("签收");
        await Assertions.Expect(page.Locator(".violations td").First).ToContainTextAsync("行");

        await UploadAsync(page, "hotline.yaml", sample);
        await ApplyAsync(page, "34 个单位");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("武江区12345政务服务便民热线");
        await Assertions.Expect(page.Locator(".settings-department")).ToHaveCountAsync(34);
        await page.ClickAsync("[data-department=ZJJ] summary");
        await Assertions.Expect(page.Locator("[data-department=ZJJ]")).ToContainTextAsync("物业服务活动的监督管理");
        foreach (var format in (string[])["xlsx", "yaml"])
        {
            await UploadAsync(page, $"back.{format}", await DownloadAsync(page, $"[data-download={format}]"));
            await Assertions.Expect(page.Locator(".checked p").First).ToHaveTextAsync($"文件“back.{format}”没有错误。内容与现行定义相同。");
        }
    }

    /// <summary>The year as a picture; the years that are not known yet are decreed from their templates.</summary>
    private static async Task CalendarAsync(IPage page)
    {
        await page.ClickAsync(".settings-nav a[href^='/calendar']");
        await Assertions.Expect(page.Locator("[data-month]")).ToHaveCountAsync(12);
        while (await ShownYearAsync(page) > 2026) await YearAsync(page, -1);
        while (await ShownYearAsync(page) < 2026) await YearAsync(page, +1);
        await Assertions.Expect(page.Locator("[data-date='2026-02-17']")).ToHaveAttributeAsync("data-kind", "holiday");
        await Assertions.Expect(page.Locator("[data-date='2026-02-14']")).ToHaveAttributeAsync("data-kind", "makeup");
        await Assertions.Expect(page.Locator("[data-date='2026-03-07']")).ToHaveAttributeAsync("data-kind", "weekend");
        await Assertions.Expect(page.Locator("[data-date='2026-03-09']")).ToHaveAttributeAsync("data-kind", "work");

        // Whatever the day of this test: this year and the next.
        var next = TestDay.Now.ToOffset(TimeSpan.FromHours(8)).Year + 1;
        for (var year = await NumberAsync(page, "data-template"); year <= next; year++)
        {
            await UploadAsync(page, $"{year}.json", await DownloadAsync(page, $"[data-template='{year}']"));
            await Assertions.Expect(page.Locator(".checked")).ToContainTextAsync("现在没有未办结的工单需要重新计算时限");
            await ApplyAsync(page, $"这是 {year} 年的安排");
        }
        while (await ShownYearAsync(page) < next) await YearAsync(page, +1);
        await Assertions.Expect(page.Locator($"[data-date='{next}-10-01']")).ToHaveAttributeAsync("data-kind", "holiday");
        await Assertions.Expect(page.Locator(".lead")).ToContainTextAsync("由 operator 登记");
    }

    private static async Task PlacesAsync(IPage page)
    {
        await page.ClickAsync(".shell-bar a[href='/start']");
        await page.ClickAsync("[data-step=places] footer a");
        await page.FillAsync("input[name=from]", "2023-06-30");
        await page.FillAsync("input[name=source]", "统计用区划代码");
        await UploadAsync(page, "places.csv", await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv")));
        await ApplyAsync(page, "将有");
        await Assertions.Expect(page.Locator(".town")).ToHaveCountAsync(7);
    }

    private static async Task IndicatorsBySampleAsync(IPage page)
    {
        await page.ClickAsync(".filing-nav a[href$='/indicators']");
        await page.ClickAsync("[data-at-hand]");
        await ApplyAsync(page, "将有");
        await Assertions.Expect(page.GetByText("镇街月报")).ToBeVisibleAsync();
    }

    private static async Task AddressBookAsync(IPage page)
    {
        await page.ClickAsync(".filing-nav a[href$='/people']");
        await page.ClickAsync("[data-at-hand]");
        await ApplyAsync(page, "将有 17 处变化");
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "示例·" })).ToHaveCountAsync(17);
    }

    /// <summary>
    /// Accounts, one by one and by a file, on the page 账号: the administrator's part of the walk. Whoever is in the file can come in.
    /// </summary>
    private static async Task AccountsAsync(OwnerBrowser owner)
    {
        var admin = await owner.SignInFirstAsync("admin", "Erste-Stunde-2026");
        await admin.GotoAsync($"{owner.Process.Http}start");
        await Assertions.Expect(admin.Locator("[data-step=accounts]")).ToHaveAttributeAsync("data-state", "missing");
        await admin.ClickAsync("[data-step=accounts] footer a");
        await admin.WaitForURLAsync("**/accounts");
        await admin.GetByRole(AriaRole.Button, new() { Name = "新建账号" }).ClickAsync();
        var dialog = admin.Locator("dialog");
        await dialog.Locator("select[name=role]").SelectOptionAsync("leader");
        await dialog.Locator("input[name=name]").FillAsync("li.na");
        await dialog.Locator("input[name=display-name]").FillAsync("区领导");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "建立" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".one-time code")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "已记下" }).ClickAsync();

        // One for each department, town and village, 34 + 7 + 89, and for one that only reviews what towns send.
        await admin.GetByRole(AriaRole.Button, new() { Name = "批量开通" }).ClickAsync();
        await UploadAsync(admin, "accounts.xlsx", await DownloadAsync(admin, "button:has-text('下载建议名单')"));
        await Assertions.Expect(admin.Locator(".checked")).ToContainTextAsync("将有 131 处变化");
        var passwords = await DownloadAsync(admin, "button:has-text('使之生效')");
        await Assertions.Expect(admin.Locator(".once")).ToContainTextAsync("已开通 131 个账号");
        Assert.Equal(131, AccountsInstallation.Rows(Google.Protobuf.ByteString.CopyFrom(passwords), "一次性密码").Count);
        await admin.GotoAsync($"{owner.Process.Http}start");
        await Assertions.Expect(admin.Locator("[data-step=accounts]")).ToHaveAttributeAsync("data-state", "done");
    }

    /// <summary>Each page that has nothing to show leads to the step that fills it.</summary>
    private static async Task EmptyPagesLeadOnAsync(IPage page)
    {
        foreach (var (path, step) in ((string, string)[])
            [("", "hall"), ("halls", "hall"), ($"wall/{District}/hotline", "hotline"), ($"wall/{District}/indicators", "indicators"),
                ($"desk/{District}", "hotline"),
                ($"filings/{District}", "indicators"), ($"filings/{District}/rounds", "indicators")])
        {
            if (path.Length > 0) await page.GotoAsync(new Uri(new Uri(page.Url), $"/{path}").AbsoluteUri);
            else await page.ClickAsync(".shell-bar a[href='/']");
            await page.ClickAsync($"[data-next={step}] a");
            await page.WaitForURLAsync($"**/start#{step}");
            await Assertions.Expect(page.Locator($"[data-step={step}]")).ToBeInViewportAsync();
        }
    }

    /// <summary>What the head says is what the cards say, and these steps of an operator's are not there.</summary>
    private static async Task ProgressAsync(IPage page, params string[] missing)
    {
        await Assertions.Expect(page.Locator("[data-step]")).ToHaveCountAsync(9);
        foreach (var step in missing)
            await Assertions.Expect(page.Locator($"[data-step={step}]")).ToHaveAttributeAsync("data-state", "missing");
        var done = await page.Locator("[data-state=done]").CountAsync();
        await Assertions.Expect(page.Locator(".setup-progress")).ToHaveAttributeAsync("data-done", $"{done}");
        await Assertions.Expect(page.Locator(".setup-progress-count")).ToContainTextAsync($"{done}/ 9 项完成");
        Assert.True(await page.Locator(".setup-step .button.first").CountAsync() <= 1, "there is one step to take next");
    }

    private static async Task<string?> NextAsync(IPage page)
    {
        await page.WaitForSelectorAsync(".setup-step.next");
        return await page.Locator(".setup-step.next").GetAttributeAsync("data-step");
    }

    private static async Task<int> ShownYearAsync(IPage page) => await NumberAsync(page, "data-year-shown");

    private static async Task<int> NumberAsync(IPage page, string attribute) =>
        int.Parse((await page.Locator($"[{attribute}]").First.GetAttributeAsync(attribute))!, CultureInfo.InvariantCulture);

    private static async Task YearAsync(IPage page, int step)
    {
        var year = await ShownYearAsync(page) + step;
        await page.ClickAsync($".cal-year-chooser button[aria-label={(step < 0 ? "上一年" : "下一年")}]");
        await Assertions.Expect(page.Locator(".cal-year")).ToHaveAttributeAsync("data-year", $"{year}");
    }

    private static Task UploadAsync(IPage page, string name, string content) =>
        UploadAsync(page, name, System.Text.Encoding.UTF8.GetBytes(content));

    private static async Task UploadAsync(IPage page, string name, byte[] content)
    {
        await page.SetInputFilesAsync(".upload input[type=file]",
            new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.WaitForSelectorAsync(".upload .checked, .upload .violations, .upload .failure");
    }

    /// <summary>What would change is shown, and then put in force.</summary>
    private static async Task ApplyAsync(IPage page, string shown)
    {
        await Assertions.Expect(page.Locator(".checked")).ToContainTextAsync(shown);
        await page.ClickAsync(".checked .button.first");
        await Assertions.Expect(page.Locator(".upload .success")).ToContainTextAsync("已生效");
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(button));
        return await File.ReadAllBytesAsync((await download.PathAsync())!);
    }
}

/// <summary>The installed Chromium with a window for each person of the first hour.</summary>
internal sealed class OwnerBrowser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private OwnerBrowser(IPlaywright playwright, IBrowser browser, OpsCenterProcess process) =>
        (this.playwright, this.browser, Process) = (playwright, browser, process);

    public OpsCenterProcess Process { get; }

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<OwnerBrowser> OpenAsync(OpsCenterProcess process)
    {
        // A machine that is busy with other tests shows pages late.
        Assertions.SetDefaultExpectTimeout(30_000);
        var chromium = Chromium.Find();
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = Chromium.Arguments }), process);
    }

    /// <summary>Somebody who types the password that the start has printed, chooses one of his own, and stands where he is led.</summary>
    /// <param name="name">Of an account that an installation begins with.</param>
    /// <param name="newPassword">Null: a screen, which has none.</param>
    public async Task<IPage> SignInFirstAsync(string name, string? newPassword = null)
    {
        await Eventually.True(() => Process.OneTimePasswords.ContainsKey(name), $"the password of {name} is printed");
        var context =
            await browser.NewContextAsync(
                new() { ViewportSize = new() { Width = 1366, Height = 768 }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Errors.Add(error);
        await page.GotoAsync($"{Process.Http}");
        await page.FillAsync("input[name=name]", name);
        await page.FillAsync("input[name=password]", Process.OneTimePasswords[name]);
        await page.ClickAsync("button[type=submit]");
        if (newPassword is not null)
        {
            await page.FillAsync("input[name=new-password]", newPassword);
            await page.FillAsync("input[name=repeat-password]", newPassword);
            await page.ClickAsync("button[type=submit]");
        }
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
