using Google.Protobuf;
using Microsoft.Playwright;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Tests.Accounts;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsCenter.Tests.Browser;

/// <summary>The administrator's page in a real browser, on a desk and on a phone, on the pages of the real process.</summary>
public sealed class AccountTests : IDisposable
{
    private const string District = "440203";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("account-pages");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_administrator_opens_accounts_one_by_one_and_for_all_places_by_file()
    {
        await using var process = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={folder.FullName}",
            $"--Identity:Districts:0={District}");
        var session = await process.SignInAsync("admin");
        var manager = new V1.Indicators.IndicatorsClient(process.Open((await new V1.Accounts.AccountsClient(process.Open(session))
            .CreateTokenAsync(
            new() { Name = "manager", Grant = new() { Role = "operator", Place = District }, Days = 1 })).Token));
        // As long as it may take on a busy machine.
        SetDefaultExpectTimeout(60_000);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Find(),
            Headless = true,
            Args = Chromium.Arguments
        });
        var errors = new List<string>();
        var desk = await OpenAsync(browser, process, session, 1366, 768, errors);

        // The page says what to do first.
        await desk.GotoAsync($"{process.Http}accounts");
        await Expect(desk.Locator("h1")).ToHaveTextAsync("账号");
        await Expect(desk.Locator(".shell-bar nav a[aria-current]")).ToHaveTextAsync("账号");

        // One by one: a name that cannot be is said, then it is made, and the password is shown once.
        await desk.GetByRole(AriaRole.Button, new() { Name = "新建账号" }).ClickAsync();
        var dialog = desk.Locator("dialog");
        await dialog.Locator("select[name=role]").SelectOptionAsync("leader");
        await Expect(dialog.Locator("input[name=place]")).ToHaveValueAsync(District);
        await dialog.Locator("input[name=name]").FillAsync("a/b");
        await dialog.Locator("input[name=display-name]").FillAsync("区领导·𠮷");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "建立" }).ClickAsync();
        await Expect(dialog.Locator(".failure")).ToContainTextAsync("账号名须为");
        await dialog.Locator("input[name=name]").FillAsync("li.na");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "建立" }).ClickAsync();
        var password = await dialog.Locator(".one-time code").TextContentAsync();
        Assert.Matches("^([2-9a-z]{4}-){3}[2-9a-z]{4}$", password);
        // Not by a stray key or click, but when it is noted.
        await desk.Keyboard.PressAsync("Escape");
        await Expect(dialog.Locator(".one-time code")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "已记下" }).ClickAsync();
        Assert.DoesNotContain(password!, await desk.ContentAsync());
        await RowIs(desk, "li.na", "等待首次登录");

        // All that can be done with it, by keyboard: a right more, one less, disabled and enabled.
        await desk.GetByRole(AriaRole.Button, new() { Name = "管理账号 li.na" }).FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "收回" })).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "授予角色" }).ClickAsync();
        await dialog.Locator("select[name=role]").SelectOptionAsync("analyst");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "授予", Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".account-grants li")).ToHaveCountAsync(2);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "收回 领导" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "确定收回" })).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".account-grants li")).ToHaveCountAsync(1);
        await Expect(dialog.Locator(".success")).ToContainTextAsync("已收回：领导");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "确定停用" })).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(dialog.Locator(".standing")).ToHaveTextAsync("停用");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "启用" }).ClickAsync();
        await Expect(dialog.Locator(".standing")).ToHaveTextAsync("等待首次登录");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "关闭" }).ClickAsync();

        // Nobody can lock himself and everybody out.
        await desk.GetByRole(AriaRole.Button, new() { Name = "管理账号 admin" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "停用" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定停用" }).ClickAsync();
        await Expect(dialog.Locator(".failure")).ToContainTextAsync("最后一个能管理账号的账号");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);

        // All places at once.
        await manager.DefinePlacesAsync(new()
        {
            District = District,
            From = "2023-06-30",
            Source = "统计用区划代码",
            FileName = "wujiang-places.csv",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv"))),
        });
        await desk.ReloadAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "批量开通" }).ClickAsync();
        await Expect(desk.Locator(".account-template")).ToContainTextAsync("7 个镇街、 89 个村居");
        var template = await SavedAsync(desk, "template.xlsx", () => desk.GetByRole(AriaRole.Button, new() { Name = "下载建议名单" })
            .ClickAsync());
        await desk.Locator(".upload input[type=file]").SetInputFilesAsync(template);
        await Expect(desk.Locator(".checked")).ToContainTextAsync("将有 96 处变化");
        var passwords = await SavedAsync(desk, "passwords.xlsx", () => desk.GetByRole(AriaRole.Button, new() { Name = "使之生效" })
            .ClickAsync());
        await Expect(desk.Locator(".once")).ToContainTextAsync("已开通 96 个账号");
        Assert.Equal(96, AccountsInstallation.Rows(ByteString.CopyFrom(await File.ReadAllBytesAsync(passwords)), "一次性密码").Count);
        await Expect(desk.Locator(".lead")).ToContainTextAsync("共 106 个账号");

        // What a file takes away is asked about first.
        var less = System.IO.Path.Combine(folder.FullName, "less.xlsx");
        await File.WriteAllBytesAsync(less, AccountsInstallation.File(["440203102201", "续源村村民委员会", "信息员", "440203102201", "停用"]));
        await desk.Locator(".upload input[type=file]").SetInputFilesAsync(less);
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "使之生效" })).ToBeDisabledAsync();
        await desk.Locator(".upload .confirm input").CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "使之生效" }).ClickAsync();
        await Expect(desk.Locator(".upload .success")).ToContainTextAsync("已生效");

        // Found by the name of its place, and on a phone too.
        var phone = await OpenAsync(browser, process, session, 390, 844, errors);
        await phone.GotoAsync($"{process.Http}accounts");
        await phone.Locator("input[type=search]").FillAsync("续源村");
        await RowIs(phone, "440203102201", "停用");
        await Expect(phone.Locator("table.accounts tbody tr")).ToHaveCountAsync(1);
        await FitsAsync(phone, 390);
        await phone.GetByRole(AriaRole.Button, new() { Name = "管理账号 440203102201" }).ClickAsync();
        await Expect(phone.Locator("dialog")).ToBeVisibleAsync();
        await FitsAsync(phone, 390);
        await FitsAsync(desk, 1366);
        Assert.Empty(errors);
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, OpsCenterProcess process, string session, int width, int height,
        List<string> errors)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai"
        });
        context.SetDefaultTimeout(60_000);
        await context.AddCookiesAsync([new() { Name = SessionCookie.Name, Value = session, Url = process.Http.AbsoluteUri, HttpOnly = true,
            SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => errors.Add(error);
        return page;
    }

    private async Task<string> SavedAsync(IPage page, string name, Func<Task> act)
    {
        var download = await page.RunAndWaitForDownloadAsync(act);
        var path = System.IO.Path.Combine(folder.FullName, name);
        await download.SaveAsAsync(path);
        return path;
    }

    private static Task RowIs(IPage page, string name, string standing) =>
        Expect(page.Locator("table.accounts tr",
            new() { Has = page.GetByRole(AriaRole.Button, new() { Name = $"管理账号 {name}", Exact = true }) }).Locator(".standing"))
            .ToHaveTextAsync(standing);

    /// <summary>Nothing of the page stands beside the screen, and no button is cut by what it lies in.</summary>
    private static async Task FitsAsync(IPage page, int width)
    {
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, "the page is wider than the screen");
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("main button, main select, main input, dialog button, dialog input")]
              .filter((e) => e.checkVisibility() && !e.closest(".drop"))
              .filter((e) => { const r = e.getBoundingClientRect(); return r.left < -1 || r.right > innerWidth + 1
                  || e.scrollWidth > e.clientWidth + 2 && e.tagName === "BUTTON"; })
              .map((e) => e.outerHTML.slice(0, 120))
            """));
    }
}
