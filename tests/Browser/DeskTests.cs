using Google.Protobuf.WellKnownTypes;
using Microsoft.Playwright;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>People at their desks in a real browser, on the pages of the real process: one order from the call to the archive.</summary>
[Collection(HotlineSite.Collection)]
public sealed class DeskTests(HotlineSite site)
{
    private const string District = "440203", Phone = "13812345678", Caller = "欧阳志强", Topic = "环境保护/环境污染/噪音污染/装修噪音";

    private OpsCenterProcess Process => site.Process;

    [Fact]
    public async Task An_order_goes_from_the_call_to_the_archive_by_refusals_and_a_ruling_that_routes_the_next()
    {
        var door = await HotlineTestClient.OpenAsync(Process, District);
        await using var browser = await DeskBrowser.OpenAsync(Process);
        await Eventually.True(() => Process.OneTimePasswords.ContainsKey("dispatcher"), "the dispatcher's password is printed");
        var dispatcher = await browser.SignInAsync(District, "dispatcher", Process.OneTimePasswords["dispatcher"], "Dispatch-2026-Pass");
        var police = await browser.OpenAsync(District, await Process.NewPersonAsync("gaj", "department", $"{District}/GAJ"));
        var wardens = await browser.OpenAsync(District, await Process.NewPersonAsync("cgj", "department", $"{District}/CGJ"));
        var builders = await browser.OpenAsync(District, await Process.NewPersonAsync("zjj", "department", $"{District}/ZJJ"));
        var adjudicator = await browser.OpenAsync(District, await Process.SignInAsync("adjudicator"));
        var reviewer = await browser.OpenAsync(District, await Process.SignInAsync("reviewer"));
        var callback = await browser.OpenAsync(District, await Process.SignInAsync("callback"));

        // The call comes, and stands on the board without anybody asking for it.
        await dispatcher.CountsAsync("dispatch", 0);
        Assert.Equal(1, (await door.FeedAsync([Call("GD-1", TestDay.Now)])).Accepted);
        await dispatcher.CountsAsync("dispatch", 1);
        await dispatcher.OpenAsync("GD-1");
        await dispatcher.StandsAtAsync("待派单");
        await DispatchAsync(dispatcher, "GAJ", "区公安分局");
        await dispatcher.StandsAtAsync("待签收");

        // It is not the police's, who say which clause of theirs it does not fall under, and whose it is.
        await RefuseAsync(police, "GD-1", "3.2", "CGJ", "区城管执法局", "非社会生活噪声，属装修施工管理");
        await police.StandsAtAsync("退单待审");
        await dispatcher.StandsAtAsync("退单待审");
        await dispatcher.ActAsync("judge_refusal", async form =>
        {
            await Desk.ChooseAsync(form, "uphold", "true");
            await Desk.WriteAsync(form, "reason", "所引条款属实，改派");
        }, "退单成立");
        await DispatchAsync(dispatcher, "CGJ", "区城管执法局");

        // Refused a second time it goes to the joint adjudication by itself.
        await RefuseAsync(wardens, "GD-1", "2.4", "GAJ", "区公安分局", "住宅室内装修不是建筑工地");
        await adjudicator.CountsAsync("adjudication", 1);
        await browser.ShowNowhereAsync(Phone);
        await adjudicator.OpenAsync("GD-1");
        await adjudicator.StandsAtAsync("会商");
        await adjudicator.ActAsync("rule", async form =>
        {
            await Desk.ChooseDepartmentAsync(form, "department", "ZJJ", "区住建管理局");
            await Desk.ChooseAsync(form, "clause", "1.2");
            await Desk.WriteAsync(form, "reason", "住宅室内装修活动由住建部门监管");
            await Assertions.Expect(form.Locator("input[name=makesPrecedent]")).ToBeCheckedAsync();
        }, "区住建管理局");

        await builders.OpenAsync("GD-1");
        await Assertions.Expect(builders.Page.Locator("[data-action=refuse]")).ToHaveCountAsync(0);
        await builders.ActAsync("claim", null, "已签收");
        await builders.StandsAtAsync("办理中");
        await builders.ActAsync("answer", form => Desk.WriteAsync(form, "text", $"已到现场约谈装修户，限时施工；已电告 {Phone}。"), "已答复");

        await reviewer.OpenAsync("GD-1");
        await reviewer.ActAsync("review", form => Desk.ChooseAsync(form, "approve", "true"), "审核通过");
        await callback.OpenAsync("GD-1");
        await callback.StandsAtAsync("待回访");

        // Up to here nobody has seen the number; who calls back does, says why, and it is on the record.
        await browser.ShowNowhereAsync(Phone);
        await browser.ShowNowhereAsync(Caller);
        await RevealAsync(callback, "回访来电人核实办理结果");
        await browser.ShowNowhereAsync(Phone, butAt: callback);
        await callback.ActAsync("callback", async form =>
        {
            await Desk.ChooseAsync(form, "reached", "true");
            await Desk.ChooseAsync(form, "solved", "true");
            await Desk.ChooseAsync(form, "satisfied", "true");
            await Desk.WriteAsync(form, "note", "来电人表示满意");
        }, "已登记回访");
        await callback.StandsAtAsync("已办结");
        await callback.Page.Locator("[data-revealed]").GetByText("现在隐藏").ClickAsync();
        await browser.ShowNowhereAsync(Phone);
        await dispatcher.StandsAtAsync("已办结");
        await dispatcher.ActAsync("archive", null, "已归档");
        await dispatcher.StandsAtAsync("已归档");

        await TellsAllAsync(dispatcher);
        await IsOnRecordAsync("回访来电人核实办理结果");
        await RoutesTheNextAsync(door, browser, dispatcher, builders);
        await browser.ShowNowhereAsync(Phone);
        Assert.Empty(browser.Errors);
    }

    private static OrderRecord Call(string number, DateTimeOffset at) => new()
    {
        Number = number,
        ReceivedAt = at.ToTimestamp(),
        Type = V1.OrderType.Complaint,
        Topic = Topic,
        Title = $"金福园小区夜间装修噪音扰民 {number}",
        Content = $"楼上 302 号房夜间装修，电钻声持续多日，请尽快处理并联系 {Phone}。",
        CallerName = Caller,
        CallerPhone = Phone,
        Place = "440203001",
        PlaceKind = "住宅小区",
        Address = "新华北路 12 号金福园小区 3 栋",
        Channel = "电话",
    };

    private static async Task DispatchAsync(Desk dispatcher, string code, string name)
    {
        await dispatcher.ActAsync("dispatch", form => Desk.ChooseDepartmentAsync(form, "lead", code, name), $"已派给{name}");
        await dispatcher.StandsAtAsync("待签收");
    }

    private static async Task RefuseAsync(
        Desk department, string number, string clause, string proposed, string proposedName, string reason)
    {
        await department.OpenAsync(number);
        await department.ActAsync("refuse", async form =>
        {
            await Desk.ChooseAsync(form, "clause", clause);
            await Desk.ChooseDepartmentAsync(form, "proposed", proposed, proposedName);
            await Desk.WriteAsync(form, "reason", reason);
        }, "已退单");
    }

    private static async Task RevealAsync(Desk desk, string reason)
    {
        await desk.Page.ClickAsync("[data-action=reveal]");
        var form = desk.Page.Locator("[data-form=reveal]");
        // Without a reason there is nothing to be seen.
        await form.Locator("[data-send]").ClickAsync();
        await Assertions.Expect(form.Locator(".field-fault")).ToContainTextAsync("理由");
        Assert.DoesNotContain(Phone, await desk.Page.ContentAsync());
        await Desk.WriteAsync(form, "reason", reason);
        await form.Locator("[data-send]").ClickAsync();
        var revealed = desk.Page.Locator("[data-revealed]");
        await Assertions.Expect(revealed).ToContainTextAsync(Phone);
        await Assertions.Expect(revealed).ToContainTextAsync(Caller);
    }

    /// <summary>The story says who did what, with the clauses, the ruling and the precedent.</summary>
    private static async Task TellsAllAsync(Desk desk)
    {
        string[] told =
        [
            $"登记投诉（{Topic}）", "派单给区公安分局主办", "区公安分局退单，依据本单位职责第 3.2 条，认为应由区城管执法局办理", "退单成立",
            "派单给区城管执法局主办", "区城管执法局退单，依据本单位职责第 2.4 条，认为应由区公安分局办理", "提交会商", "会商裁定由区住建管理局办理（职责第 1.2 条），作为先例",
            "按会商裁定派单给区住建管理局主办，不得退单", "区住建管理局签收", "区住建管理局作出答复", "答复审核通过", "回访，已解决，满意", "办结", "归档",
        ];
        await Eventually.Passes(async () =>
        {
            // What the product notes beside (marks of clocks, the precedent in the book, a result that was delivered) may stand between.
            var story = await desk.StoryAsync();
            var next = 0;
            foreach (var line in told)
            {
                var found = Enumerable.Range(next, story.Count - next)
                    .FirstOrDefault(i => story[i].StartsWith(line, StringComparison.Ordinal), -1);
                Assert.True(found >= 0, $"“{line}” is not told, or not in its place:\n{string.Join('\n', story)}");
                next = found + 1;
            }
            Assert.Contains(story, line => line.Contains("裁定载入先例", StringComparison.Ordinal));
            foreach (var who in new[] { "dispatcher", "gaj", "cgj", "adjudicator", "zjj", "reviewer", "callback" })
                Assert.Contains(story, line => line.Contains(who, StringComparison.Ordinal));
        });
    }

    private async Task IsOnRecordAsync(string reason)
    {
        var audit = new V1.Audit.AuditClient(Process.Open(await Process.TokenAsync("auditor")));
        await Eventually.Passes(async () =>
        {
            var trail = await audit.ListAuditAsync(new() { District = District, PageSize = 1000 });
            var entry = Assert.Single(trail.Entries, entry => entry.Method.EndsWith("/RevealOrder", StringComparison.Ordinal));
            Assert.Equal(("callback", "OK"), (entry.Actor, entry.Outcome));
            Assert.Contains("GD-1", entry.Detail);
            Assert.Contains(reason, entry.Detail);
            Assert.All(trail.Entries, any => Assert.DoesNotContain(Phone, any.Detail));
        });
    }

    /// <summary>The ruling stands in the book, and sends the next order of the kind to its department, which reads on it why.</summary>
    private static async Task RoutesTheNextAsync(HotlineTestClient door, DeskBrowser browser, Desk dispatcher, Desk builders)
    {
        await dispatcher.GoToAsync("precedents");
        var precedent = dispatcher.Page.Locator("tr[data-precedent]");
        await Assertions.Expect(precedent).ToHaveCountAsync(1);
        await Assertions.Expect(precedent).ToContainTextAsync("区住建管理局");
        await Assertions.Expect(precedent).ToContainTextAsync("GD-1");
        var key = await precedent.GetAttributeAsync("data-precedent");

        await builders.GoToAsync("claim");
        Assert.Equal(1, (await door.FeedAsync([Call("GD-2", TestDay.Now)])).Accepted);
        await builders.OpenAsync("GD-2");
        await builders.StandsAtAsync("待签收");
        await Assertions.Expect(builders.Page.Locator(".facts")).ToContainTextAsync($"先例“{key}”第 1 版，区住建管理局职责第 1.2 条（由 GD-1 裁定）");
        Assert.Contains(await builders.StoryAsync(), line => line.StartsWith($"按先例“{key}”第 1 版派单给区住建管理局主办", StringComparison.Ordinal));
        await dispatcher.GoToAsync("dispatch");
        await dispatcher.CountsAsync("dispatch", 0);
        await dispatcher.GoToAsync("claim");
        await dispatcher.SeesAsync("GD-2");
        await browser.ShowNowhereAsync(Phone);
    }
}
