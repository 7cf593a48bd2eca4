using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Playwright;
using OpsCenter.Kernel;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsCenter.Tests.Browser;

/// <summary>
/// A filing on the phones of those it concerns, on the pages of the real process: due, filled, returned, mended, approved, sent above.
/// </summary>
[Collection(HotlineSite.Collection)]
public sealed class FilingTests(HotlineSite site)
{
    private const string District = "440203", Set = "village-yearly", Period = "2040", Village = "440203102201",
        Page = $"filings/{District}/{Set}/{Period}/{Village}";

    private OpsCenterProcess Process => site.Process;

    [Fact]
    public async Task A_filing_goes_from_due_to_the_platform_above_by_a_cell_that_was_returned()
    {
        var bureau = await OpenRoundAsync();
        await using var phone = await FilingPhone.OpenAsync(Process);
        var clerk = await phone.OpenAsync($"filings/{District}", await Process.NewPersonAsync("filing-clerk", "clerk", Village));
        var town = await Process.NewPersonAsync("filing-town", "town", "440203102");
        var department = await Process.NewPersonAsync("filing-department", "department", $"{District}/NYJ");
        var manager = await Process.NewPersonAsync("filing-bureau", "operator", District);

        // Due: it stands in the list, and the form says by when.
        await clerk.Locator(".filing-card", new() { HasText = "村居年报" }).ClickAsync();
        await StandsAtAsync(clerk, "待填");
        await Expect(clerk.Locator(".filing-place")).ToContainTextAsync("续源村村民委员会");
        Assert.True(await FilingPhone.FitsAsync(clerk));

        // Filled: what is wrong is told while it is typed, and what only the rules know when the cell is left.
        await FillAsync(clerk, "JC01", "两千");
        await Expect(Cell(clerk, "JC01").Locator(".cell-wrong")).ToContainTextAsync("应填数字（人）");
        foreach (var (indicator, value) in ((string, string)[])[("QY02", "２１０３"), ("JC01", "2,103"), ("JC02", "0.9万"), ("JC04", "12"),
            ("JC05", "1800.5"), ("JC06", "5600"), ("JC07", "86"), ("JC08", "7")])
            await FillAsync(clerk, indicator, value);
        await Expect(Cell(clerk, "JC02").Locator(".cell-wrong")).ToContainTextAsync("户数不应多于户籍人口");
        await Expect(Cell(clerk, "JC02").Locator("input")).ToHaveValueAsync("9000");
        await ClickAsync(clerk, "上报");
        await Expect(clerk.Locator("[role=status]")).ToContainTextAsync("还不能上报：有 2 项未通过校验");
        await StandsAtAsync(clerk, "草稿");
        await FillAsync(clerk, "JC02", "560");
        await FillAsync(clerk, "JC12", "35.2");
        await Expect(clerk.Locator(".cell-wrong")).ToHaveCountAsync(0);
        await ClickAsync(clerk, "上报");
        await StandsAtAsync(clerk, "待镇街审核");
        await Expect(clerk.Locator(".filing-bar-bottom")).ToHaveCountAsync(0);

        // The town passes it; the department returns one cell, and says why.
        await PassAsync(await phone.OpenAsync(Page, town), "待部门审核");
        var reviewer = await phone.OpenAsync(Page, department);
        await Cell(reviewer, "JC05").Locator("input[type=checkbox]").CheckAsync();
        await Cell(reviewer, "JC05").Locator(".cell-reason").FillAsync("与上年耕地台账不符");
        var mendBy = LocalTime.DateOf(TestDay.Now).AddDays(9);
        await reviewer.Locator("input[name=return-due]")
            .FillAsync(mendBy.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(await FilingPhone.FitsAsync(reviewer));
        await ClickAsync(reviewer, "退回所选 1 项");
        await StandsAtAsync(reviewer, "退回待改");

        // Mended by who sent it, who sees what was returned and why.
        await clerk.ReloadAsync();
        await StandsAtAsync(clerk, "退回待改");
        await Expect(clerk.Locator(".cell-card.back")).ToHaveCountAsync(1);
        await Expect(clerk.Locator(".filing-state")).ToContainTextAsync($"{mendBy.Month}月{mendBy.Day}日 17:30 截止");
        await Expect(Cell(clerk, "JC05").Locator(".cell-returned")).ToContainTextAsync("与上年耕地台账不符");
        await FillAsync(clerk, "JC05", "1790");
        await Expect(clerk.Locator(".cell-card.back")).ToHaveCountAsync(0);
        await ClickAsync(clerk, "上报");
        await StandsAtAsync(clerk, "待镇街审核");

        // Approved by all three.
        await PassAsync(await phone.OpenAsync(Page, town), "待部门审核");
        await PassAsync(await phone.OpenAsync(Page, department), "待区复核");
        await PassAsync(await phone.OpenAsync(Page, manager), "已通过");

        // Sent above from the bureau's page: the file is the one on the record.
        var rounds = await phone.OpenAsync($"filings/{District}/rounds", manager);
        var row = rounds.Locator("tr", new() { HasText = "2040年" });
        await Expect(row.Locator("button", new() { HasText = "报送" })).ToBeEnabledAsync();
        await row.Locator("button", new() { HasText = "报送" }).ClickAsync();
        await rounds.Locator(".dialog label", new() { HasText = "CSV" }).ClickAsync();
        var file = await rounds.RunAndWaitForDownloadAsync(() => rounds.Locator(".dialog button[type=submit]").ClickAsync());
        Assert.Equal("村居年报_2040年.csv", file.SuggestedFilename);
        var bytes = await BytesOfAsync(file);
        Assert.Contains("440203102201,续源村村民委员会,龙归镇,2040,2103,2103,560,12,1790,", System.Text.Encoding.UTF8.GetString(bytes));
        await Expect(rounds.Locator("[role=status]")).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
        await Eventually.Passes(
            async () => Assert.Equal(1, (await bureau.ListRoundsAsync(new() { District = District })).Rounds
                .Single(round => round.Period == Period).Reports));
        await row.Locator("button", new() { HasText = "记录" }).ClickAsync();
        await Expect(rounds.Locator(".dialog")).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await clerk.ReloadAsync();
        await StandsAtAsync(clerk, "已报送");
        Assert.Empty(phone.Errors);
    }

    [Fact]
    public async Task The_bureau_keeps_what_is_asked_the_address_book_and_the_reminders_on_its_pages()
    {
        var bureau = await OpenRoundAsync();
        await using var phone = await FilingPhone.OpenAsync(Process);
        var page = await phone.OpenAsync($"filings/{District}/indicators",
            await Process.NewPersonAsync("filing-settings", "operator", District));

        // What is in force comes as a file; handed in again it changes nothing, and what is no such file is refused.
        await Expect(page.Locator("h1")).ToHaveTextAsync("指标与套表");
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("button", new() { HasText = "下载 XLSX" }).ClickAsync());
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = file.SuggestedFilename, MimeType = "", Buffer = await BytesOfAsync(file) });
        await Expect(page.Locator(".checked")).ToContainTextAsync("内容与现行定义相同");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = "指标.xlsx", MimeType = "", Buffer = "不是表格"u8.ToArray() });
        await Expect(page.Locator("[role=alert]")).ToContainTextAsync("没有任何改动");
        Assert.True(await FilingPhone.FitsAsync(page));

        // The places, and who is told of them.
        await page.Locator(".filing-nav a", new() { HasText = "区划" }).ClickAsync();
        await Expect(page.Locator(".town")).ToHaveCountAsync(7);
        Assert.True(await FilingPhone.FitsAsync(page));
        await page.Locator(".filing-nav a", new() { HasText = "通讯录" }).ClickAsync();
        await page.Locator("button", new() { HasText = "添加人员" }).ClickAsync();
        await page.Locator("input[name=name]").FillAsync("何晓燕");
        await page.Locator("input[name=code]").FillAsync("longgui-he");
        await page.Locator("input[name=place]").FillAsync("龙归镇");
        await page.Locator("[role=option]", new() { HasText = "龙归镇" }).First.ClickAsync();
        await page.Locator(".dialog button[aria-label=去掉粤政易]").ClickAsync();
        await page.Locator(".dialog .phrase", new() { HasText = "短信" }).ClickAsync();
        await page.Locator(".dialog input[aria-label=短信]").FillAsync("1380000");
        await page.Locator(".dialog button[type=submit]").ClickAsync();
        await Expect(page.Locator(".dialog .failure")).ToContainTextAsync("11 位手机号");
        await page.Locator(".dialog input[aria-label=短信]").FillAsync("13800001234");
        await page.Locator(".dialog button[type=submit]").ClickAsync();
        var row = page.Locator("tr", new() { HasText = "longgui-he" });
        await Expect(row).ToContainTextAsync("138****1234");
        Assert.True(await FilingPhone.FitsAsync(page));

        // The day before the round is due she would be told of it; nothing goes out.
        await page.Locator(".filing-nav a", new() { HasText = "催报" }).ClickAsync();
        var due = (await bureau.ListRoundsAsync(new() { District = District })).Rounds.Single(round => round.Period == Period).DueAt
            .ToDateTimeOffset();
        await page.Locator("input[aria-label=日期]")
            .FillAsync(LocalTime.DateOf(due).AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await Expect(page.Locator(".planned", new() { HasText = "何晓燕" })).ToContainTextAsync("村居年报 2040年");
        Assert.True(await FilingPhone.FitsAsync(page));
        foreach (var list in (string[])["待发", "死信"])
        {
            await page.Locator("[role=tab]", new() { HasText = list }).ClickAsync();
            await Expect(page.Locator(".filing-none")).ToHaveTextAsync("这里没有通知。");
        }

        // And she goes again, with a reason.
        await page.Locator(".filing-nav a", new() { HasText = "通讯录" }).ClickAsync();
        await row.Locator("button", new() { HasText = "移除" }).ClickAsync();
        await page.Locator(".dialog input[name=reason]").FillAsync("岗位调整");
        await page.Locator(".dialog button[type=submit]").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Empty(phone.Errors);
    }

    /// <summary>Town by town as it was sent, on the configured map and set by set.</summary>
    [Fact]
    public async Task The_wall_shows_every_town_as_it_stands()
    {
        await OpenRoundAsync();
        await using var browser = await WallBrowser.OpenAsync();
        await browser.ShowAsync(Process, $"wall/{District}/indicators", await Process.NewPersonAsync("filing-leader", "leader", District));
        await Expect(browser.Page.Locator(".boundary-map path")).ToHaveCountAsync(HotlineSite.Towns.Length);
        Assert.True(await browser.Page
            .EvaluateAsync<bool>(
                "[...document.querySelectorAll('.boundary-map path')].every(path => path.getBBox().width > 0 && path.getBBox().height > "
                    + "0)"));

        using var watch = new Screens.ScreensClient(Process.Open(await Process.TokenAsync("screen"))).Watch(
            new() { Theme = $"{District}/indicators/wall" }, deadline: DateTime.UtcNow + Eventually.Bound);
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        var sent = watch.ResponseStream.Current.Filings;
        Assert.Equal(HotlineSite.Towns, sent.Towns.Select(town => town.Code));
        Assert.NotEqual(0, sent.Open.Owed);
        var expected = new Dictionary<string, string>
        {
            ["open.owed"] = $"{sent.Open.Owed}",
            ["open.sent"] = $"{sent.Open.Sent}",
            ["open.near"] = $"{sent.Open.Near}",
            ["open.late"] = $"{sent.Open.Late}"
        };
        foreach (var town in sent.Towns)
        {
            expected[$"towns.{town.Code}"] = town.Progress switch
            { { Owed: 0 } => "going", { Late: > 0 } => "late", { Returned: > 0 } =>
                "returned",
                var of => of.Sent >= of.Owed ? "done" : "going"
            };
            foreach (var set in town.Sets)
                (expected[$"parts.{town.Code}.{set.Code}.sent"], expected[$"parts.{town.Code}.{set.Code}.owed"]) =
                    ($"{set.Progress.Sent}", $"{set.Progress.Owed}");
        }
        await Eventually.Passes(async () =>
        {
            var page = await browser.NumbersAsync();
            Assert.Equal(expected, expected.Keys.ToDictionary(key => key, key => page.GetValueOrDefault(key, "is not on the page")));
        });
        // The table stands where the map stood, in its turn.
        await Expect(browser.Page.Locator(".town-sets").First).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(browser.Page.Locator(".boundary-map")).ToBeHiddenAsync();
        Assert.Empty(browser.Errors);
    }

    private static async Task<byte[]> BytesOfAsync(IDownload file)
    {
        await using var content = await file.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    /// <summary>What is asked as it ships, and a round that is due in a fortnight.</summary>
    private async Task<V1.Filings.FilingsClient> OpenRoundAsync()
    {
        var channel = Process.Open(await Process.TokenAsync("operator"));
        var manager = new V1.Indicators.IndicatorsClient(channel);
        await manager.DefinePlacesAsync(new()
        {
            District = District,
            From = "2023-06-30",
            Source = "统计用区划代码",
            FileName = "wujiang-places.csv",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv"))),
        });
        await manager.DefineIndicatorsAsync(new()
        {
            District = District,
            FileName = "wujiang-indicators.yaml",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-indicators.yaml"))),
        });
        var bureau = new V1.Filings.FilingsClient(channel);
        await Eventually.Passes(async () => await bureau.OpenRoundAsync(new()
        {
            District = District,
            Set = Set,
            Period = Period,
            DueAt = TestDay.Now.AddDays(14).ToTimestamp(),
        }));
        await Eventually.Passes(
            async () => Assert.NotEmpty((await bureau.ListFilingsAsync(new() { District = District, Period = Period })).Filings));
        return bureau;
    }

    private static async Task PassAsync(IPage page, string next)
    {
        await ClickAsync(page, "审核通过");
        await StandsAtAsync(page, next);
        await page.Context.CloseAsync();
    }

    private static Task StandsAtAsync(IPage page, string stage) => Expect(page.Locator(".filing-state .stage-chip")).ToHaveTextAsync(stage);

    private static Task ClickAsync(IPage page, string button) =>
        page.Locator(".filing-bar-bottom button", new() { HasText = button }).ClickAsync();

    private static ILocator Cell(IPage page, string indicator) => page.Locator($"[data-cell={indicator}]");

    /// <summary>As a clerk does: types, and goes on to the next.</summary>
    private static async Task FillAsync(IPage page, string indicator, string value)
    {
        var input = Cell(page, indicator).Locator(".cell-input input");
        await input.FillAsync(value);
        await input.BlurAsync();
    }
}
