using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Hotline.HotlineGateway;
using OrderStage = OpsCenter.V1.OrderStage;

namespace OpsCenter.Tests.Hotline;

/// <summary>The hotline through the public door, by people with their own accounts.</summary>
[Collection("hotline")]
public sealed class HotlineServiceTests(HotlineGateway gateway)
{
    private const string Elsewhere = "440299";

    [Fact]
    public async Task A_hotline_is_checked_described_and_read_back()
    {
        var manager = (await gateway.ForAsync("operator", Elsewhere)).Hotline;
        var file = new DefineHotlineRequest
        {
            District = Elsewhere,
            FileName = "a.yaml",
            Content = ByteString.CopyFromUtf8(HotlineFiles.Yaml),
            DryRun = true
        };
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_HOTLINE"),
            await RefusedAsync(async () => await manager.GetHotlineAsync(new() { District = Elsewhere })));
        Assert.Equal(["新建热线“示例热线”：2 个单位、2 条职责、2 种场所、1 组时限"], (await manager.DefineHotlineAsync(file)).Changes);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_HOTLINE"),
            await RefusedAsync(async () => await manager.GetHotlineAsync(new() { District = Elsewhere })));

        file.DryRun = false;
        var version = (await manager.DefineHotlineAsync(file)).Hotline.Version;
        Assert.Equal(version, (await manager.DefineHotlineAsync(file)).Hotline.Version);
        var hotline = await manager.GetHotlineAsync(new() { District = Elsewhere });
        Assert.Equal((version, "示例热线"), (hotline.Version, hotline.Name));
        Assert.Equal(["ZJJ", "GAJ"], hotline.Departments.Select(department => department.Code));
        Assert.Equal(("1.1", "物业服务"), (hotline.Departments[0].Duties[0].Clause, hotline.Departments[0].Duties[0].Text));
        Assert.Contains(hotline.Limits, limit => limit is { Name: "办结（咨询）", Limit: "2 个工作日", From: "2026-01-01" });
        Assert.Contains(hotline.Calendar, year => year.Name == "2026");

        file.Content = ByteString.CopyFromUtf8(HotlineFiles.Yaml.Replace("code: GAJ", "code: ZJJ"));
        var wrong = await Assert.ThrowsAsync<RpcException>(async () => await manager.DefineHotlineAsync(file));
        Assert.Equal(
            "第 15 行第 11 列 (departments[2].code)",
            Assert.Single(wrong.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations,
                one => one.Field.Contains(".code")).Field);
    }

    [Fact]
    public async Task What_is_not_described_yet_has_no_file_and_an_unknown_form_is_told()
    {
        const string Undescribed = "440295";
        var bureau = await gateway.ForAsync("operator", Undescribed);
        Assert.Equal(
            (StatusCode.NotFound, "UNKNOWN_HOTLINE"),
            await RefusedAsync(async () => await bureau.Hotline.GetHotlineFileAsync(new() { District = Undescribed })));
        Assert.Equal(
            (StatusCode.InvalidArgument, "INVALID_ARGUMENT"),
            await RefusedAsync(async () => await bureau.Hotline.GetHotlineFileAsync(new() { District = Undescribed, Format = "pdf" })));
        var halls = new Halls.HallsClient(bureau.Channel);
        Assert.Equal(
            (StatusCode.NotFound, "UNKNOWN_HALL"),
            await RefusedAsync(async () => await halls.GetHallFileAsync(new() { District = Undescribed, Hall = "H9" })));
    }

    /// <summary>
    /// From the call to the archive, with a refusal, another, a ruling that routes the next such order, and a call back that it was not
    /// solved.
    /// </summary>
    [Fact]
    public async Task An_order_goes_its_way_from_desk_to_desk()
    {
        var (dispatcher, adjudicator) = (await gateway.ForAsync("dispatcher"), await gateway.ForAsync("adjudicator"));
        var (reviewer, caller) = (await gateway.ForAsync("reviewer"), await gateway.ForAsync("callback"));
        var (housing, police) = (await gateway.ForAsync("department", "440203/ZJJ"), await gateway.ForAsync("department", "440203/GAJ"));
        void OfTheFair(OrderRecord record) => (record.Topic, record.PlaceKind) = ("环境保护/环境污染/噪音污染/装修", "商业场所");
        var number = await gateway.CallAsync(OfTheFair);
        Assert.Contains("dispatch", (await dispatcher.GetAsync(number)).Actions);

        await dispatcher.ActAsync(number, request => request.Dispatch = new() { Lead = "ZJJ", Note = "请核实" });
        Assert.Equal(["claim", "refuse"], (await housing.GetAsync(number)).Actions);
        await housing.ActAsync(number, request => request.Refuse = new() { Clause = "1.2", Proposed = "GAJ", Reason = "属社会生活噪声" });
        await dispatcher.ActAsync(number, request => request.JudgeRefusal = new() { Uphold = true, Reason = "依职责" });
        await dispatcher.ActAsync(number, request => request.Dispatch = new() { Lead = "GAJ" });
        var refused =
            await police.ActAsync(number, request => request.Refuse = new() { Clause = "3.2", Proposed = "ZJJ", Reason = "属装修管理" });
        Assert.Equal((OrderStage.Adjudication, 2), (refused.Summary.Stage, refused.Refusals.Count));
        Assert.Equal("社会生活噪声的查处：家庭、娱乐场所、广场活动产生的噪声", refused.Refusals[1].ClauseText);
        var ruled = await adjudicator.ActAsync(
            number, request => request.Rule = new() { Department = "GAJ", Clause = "3.2", Reason = "噪声扰民由公安查处", MakesPrecedent = true });
        Assert.Equal((OrderStage.AwaitingClaim, "GAJ", false), (ruled.Summary.Stage, ruled.Summary.Department, ruled.MayRefuse));
        Assert.Empty(ruled.Actions);

        await police.ActAsync(number, request => request.Claim = new());
        await police.ActAsync(number, request => request.Contact = new() { Note = "已电话联系" });
        await police.ActAsync(number, request => request.Answer = new() { Text = "已现场制止。" });
        await reviewer.ActAsync(number, request => request.Review = new() { Approve = true });
        var reopened = await caller.ActAsync(number,
            request => request.Callback = new() { Reached = true, Solved = false, Satisfied = false, Note = "夜间又施工" });
        Assert.Equal((OrderStage.InProgress, 2), (reopened.Summary.Stage, reopened.Summary.Round));
        await police.ActAsync(number, request => request.Answer = new() { Text = "已行政处罚。" });
        await reviewer.ActAsync(number, request => request.Review = new() { Approve = true });
        var closed = await caller.ActAsync(number, request => request.Callback = new() { Reached = true, Solved = true, Satisfied = true });
        Assert.Equal((OrderStage.OrderClosed, true, true, true), (closed.Summary.Stage, closed.Reached, closed.Solved, closed.Satisfied));
        Assert.Equal(OrderStage.Archived, (await dispatcher.ActAsync(number, request => request.Archive = new())).Summary.Stage);

        var story = await (await gateway.ForAsync("leader")).StoryAsync(number);
        Assert.Equal(Enumerable.Range(1, story.Lines.Count).Select(version => (long)version), story.Lines.Select(line => line.Version));
        Assert.Contains(story.Lines, line => line.Text.StartsWith("区住建管理局退单，依据本单位职责第 1.2 条，认为应由区公安分局办理", StringComparison.Ordinal)
            && line.Detail == "属社会生活噪声" && line.Actor == housing.Name);
        Assert.Contains(story.Lines, line => line.Text == "会商裁定由区公安分局办理（职责第 3.2 条），作为先例");
        Assert.Contains(story.Lines, line => line.Text == "回访，未解决，不满意" && line.Detail == "夜间又施工");
        Assert.Equal("归档", story.Lines[^1].Text);

        // The next such order is routed by the precedent, and cites it; revoked, it routes nothing more.
        var next = await dispatcher.GetAsync(await gateway.CallAsync(OfTheFair));
        Assert.Equal(("GAJ", "环境保护/环境污染/噪音污染/装修@商业场所", 1, number),
            (next.Summary.Department, next.Precedent.Key, next.Precedent.Version, next.Precedent.Order));
        Assert.Contains((await adjudicator.Hotline.ListPrecedentsAsync(new() { District = District })).Precedents,
            one => one.Key == next.Precedent.Key && !one.Revoked && one.RuledBy == adjudicator.Name);
        await adjudicator.Hotline.RevokePrecedentAsync(new() { District = District, Key = next.Precedent.Key, Reason = "职责已调整" });
        Assert.Contains((await adjudicator.Hotline.ListPrecedentsAsync(new() { District = District })).Precedents,
            one => one.Key == next.Precedent.Key && one.Revoked);
        Assert.Equal(OrderStage.AwaitingDispatch, (await dispatcher.GetAsync(await gateway.CallAsync(OfTheFair))).Summary.Stage);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_PRECEDENT"), await RefusedAsync(async () =>
            await adjudicator.Hotline.RevokePrecedentAsync(new() { District = District, Key = "没有@这样的", Reason = "无" })));
    }

    [Fact]
    public async Task Of_two_who_act_upon_the_same_sight_one_is_told_that_it_has_gone_on()
    {
        var number = await gateway.DispatchedAsync("ZJJ", assisting: "HBJ");
        var housing = await gateway.ForAsync("department", "440203/ZJJ");
        var version = (await housing.GetAsync(number)).Version;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await housing.ActAsync(number, request => (request.Claim, request.Version) = (new(), version));
                return "";
            }
            catch (RpcException refused) when (refused.StatusCode == StatusCode.Aborted)
            {
                return Gateway.Platform.Errors.Failure.ReasonOf(refused);
            }
        }));
        Assert.Equal(["", "GONE_ON", "GONE_ON", "GONE_ON"], answers.Order(StringComparer.Ordinal));
        // Without a version the order's own rules answer, and say who was faster.
        var other = await gateway.ForAsync("department", "440203/HBJ");
        var late = await Assert.ThrowsAsync<RpcException>(async () => await other.ActAsync(number, request => request.Claim = new()));
        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_CLAIMED"), (late.StatusCode, Gateway.Platform.Errors.Failure.ReasonOf(late)));
        Assert.Contains("区住建管理局", late.Status.Detail);
    }

    [Fact]
    public async Task A_wish_that_is_sent_again_is_carried_out_once_and_only_for_its_sender()
    {
        var number = await gateway.DispatchedAsync("ZJJ");
        var (first, second) = (await gateway.ForAsync("dispatcher"), await gateway.ForAsync("dispatcher", "4402"));
        var before = (await first.GetAsync(number)).Urges;
        for (var i = 0; i < 3; i++) await first.ActAsync(number, request => (request.Urge, request.RequestId) = (new(), "u-1"));
        Assert.Equal(before + 1, (await first.GetAsync(number)).Urges);
        Assert.Equal(before + 2, (await second.ActAsync(number, request => (request.Urge, request.RequestId) = (new(), "u-1"))).Urges);
    }

    [Fact]
    public async Task A_department_sees_and_moves_its_own_orders_only()
    {
        var number = await gateway.DispatchedAsync("ZJJ", assisting: "HBJ");
        foreach (var own in new[] { "440203/ZJJ", "440203/HBJ" })
            Assert.Equal(number, (await (await gateway.ForAsync("department", own)).GetAsync(number)).Summary.Number);
        var other = await gateway.ForAsync("department", "440203/JTJ");
        var (denied, missing) = ((StatusCode.PermissionDenied, "NOT_YOURS"), (StatusCode.NotFound, "UNKNOWN_ORDER"));
        Assert.Equal(denied, await RefusedAsync(() => other.GetAsync(number)));
        Assert.Equal(denied, await RefusedAsync(() => other.StoryAsync(number)));
        Assert.Equal(denied, await RefusedAsync(() => other.RevealAsync(number)));
        Assert.Equal(denied, await RefusedAsync(() => other.ActAsync(number, request => request.Claim = new())));
        Assert.Equal(missing, await RefusedAsync(() => other.GetAsync("GD-none")));
        var housing = await gateway.ForAsync("department", "440203/ZJJ");
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(() => housing.ActAsync(number, request => request.Dispatch = new() { Lead = "JTJ" })));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(() => housing.ActAsync(number, request => (request.Claim, request.Department) = (new(), "HBJ"))));

        // What it has refused it may read, and no more.
        await housing.ActAsync(number, request => request.Refuse = new() { Clause = "1.2", Proposed = "GAJ", Reason = "不属本单位" });
        var dispatcher = await gateway.ForAsync("dispatcher");
        await dispatcher.ActAsync(number, request => request.JudgeRefusal = new() { Uphold = true, Reason = "依职责" });
        await dispatcher.ActAsync(number, request => request.Dispatch = new() { Lead = "GAJ" });
        var read = await housing.GetAsync(number);
        Assert.Equal((0, false), (read.Actions.Count, read.CanReveal));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => housing.RevealAsync(number)));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_YOURS"),
            await RefusedAsync(() => housing.ActAsync(number, request => request.Claim = new())));
    }

    [Fact]
    public async Task A_town_acts_for_itself()
    {
        var number = await gateway.DispatchedAsync("LGZ", record => record.Place = "440203102");
        var town = await gateway.ForAsync("town", "440203102");
        Assert.Equal("龙归镇", (await town.GetAsync(number)).Summary.PlaceName);
        Assert.Equal(OrderStage.InProgress, (await town.ActAsync(number, request => request.Claim = new())).Summary.Stage);
        var other = await gateway.ForAsync("town", "440203103");
        Assert.Equal((StatusCode.PermissionDenied, "NOT_YOURS"), await RefusedAsync(() => other.GetAsync(number)));
    }

    [Fact]
    public async Task Leaders_look_and_analysts_do_not_even_that()
    {
        var number = await gateway.DispatchedAsync("ZJJ");
        var leader = await gateway.ForAsync("leader");
        var order = await leader.GetAsync(number);
        Assert.Equal((0, false, "138****8000"), (order.Actions.Count, order.CanReveal, order.CallerPhone));
        Assert.DoesNotContain(Phone, order.ToString() + await leader.StoryAsync(number));
        Assert.DoesNotContain(HotlineGateway.Caller, order.ToString());
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(() => leader.ActAsync(number, request => request.Urge = new())));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => leader.RevealAsync(number)));
        var analyst = await gateway.ForAsync("analyst");
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => analyst.GetAsync(number)));
        var other = await gateway.ForAsync("dispatcher", "440204");
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => other.GetAsync(number)));
    }

    [Fact]
    public async Task Personal_data_is_shown_for_a_reason_and_on_the_record()
    {
        var number = await gateway.DispatchedAsync("ZJJ");
        foreach (var (role, place) in new[] { ("dispatcher", District), ("callback", District), ("department", "440203/ZJJ") })
        {
            var person = await gateway.ForAsync(role, place);
            var revealed = await person.RevealAsync(number, $"电话核实情况，{role}");
            Assert.Equal((HotlineGateway.Caller, Phone), (revealed.CallerName, revealed.CallerPhone));
            Assert.Contains("12 号 3 栋 501", revealed.Address);
            Assert.Contains(Phone, revealed.Content);
            foreach (var reason in new[] { "", " 核实 ", new string('长', 201) })
                Assert.Equal((StatusCode.InvalidArgument, "INVALID_ARGUMENT"),
                    await RefusedAsync(() => person.RevealAsync(number, reason)));
        }

        foreach (var role in new[] { "reviewer", "adjudicator", "operator" })
        {
            var person = await gateway.ForAsync(role);
            Assert.False((await person.GetAsync(number)).CanReveal);
            Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => person.RevealAsync(number)));
        }

        var auditor = await gateway.ForAsync("auditor");
        var trail = await new V1.Audit.AuditClient(auditor.Channel).ListAuditAsync(
            new() { District = District, Date = TestDay.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), PageSize = 1000 });
        Assert.Equal(
            ["电话核实情况，callback", "电话核实情况，department", "电话核实情况，dispatcher"],
            trail.Entries
                .Where(entry => entry.Method.EndsWith("/RevealOrder", StringComparison.Ordinal) && entry.Outcome == "OK" && entry.Detail
                    .StartsWith(number, StringComparison.Ordinal))
                .Select(entry => entry.Detail[(number.Length + 2)..]).Order(StringComparer.Ordinal));
        Assert.Contains(trail.Entries,
            entry => entry.Detail == $"{number}: dispatch ZJJ" && entry.Method.EndsWith("/ActOnOrder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_department_writes_is_masked_and_whole_for_those_who_may()
    {
        var number = await gateway.DispatchedAsync("ZJJ");
        var housing = await gateway.ForAsync("department", "440203/ZJJ");
        await housing.ActAsync(number, request => request.Claim = new());
        await housing.ActAsync(number, request => request.Contact = new() { Note = $"已致电 {Phone}" });
        await housing.ActAsync(number, request => request.Answer = new() { Text = $"{HotlineGateway.Caller}：已责令停工，联系电话 {Phone}。" });
        var reviewer = await gateway.ForAsync("reviewer");
        Assert.Equal("欧阳*：已责令停工，联系电话 138****8000。", (await reviewer.GetAsync(number)).Answer);
        Assert.DoesNotContain(Phone, (await reviewer.StoryAsync(number)).ToString());
        Assert.DoesNotContain(HotlineGateway.Caller, (await reviewer.StoryAsync(number)).ToString());
        Assert.Equal($"{HotlineGateway.Caller}：已责令停工，联系电话 {Phone}。",
            (await (await gateway.ForAsync("callback")).RevealAsync(number)).Answer);
        var history =
            await new V1.History.HistoryClient((await gateway.ForAsync("operator")).Channel).ListHistoryAsync(
                new() { Stream = $"{District}/order/{number}" });
        Assert.DoesNotContain(Phone, history.ToString());
        Assert.DoesNotContain("sealed", history.ToString());
    }

    [Fact]
    public async Task The_words_of_a_secret_order_are_for_those_who_may_reveal()
    {
        var number =
            await gateway.DispatchedAsync("ZJJ", record => (record.Secret, record.Title, record.Content) = (true, "举报某厂偷排", "举报人在该厂工作"));
        var leader = await gateway.ForAsync("leader");
        var order = await leader.GetAsync(number);
        Assert.Equal((OrderMessages.Concealed, "", "", ""), (order.Summary.Title, order.Content, order.CallerName, order.Summary.Address));
        Assert.DoesNotContain("偷排", (await leader.StoryAsync(number)).ToString());
        Assert.Equal("举报人在该厂工作", (await (await gateway.ForAsync("dispatcher")).GetAsync(number)).Content);
        Assert.Equal("举报某厂偷排", (await (await gateway.ForAsync("department", "440203/ZJJ")).GetAsync(number)).Summary.Title);
        var history =
            await new V1.History.HistoryClient((await gateway.ForAsync("operator")).Channel).ListHistoryAsync(
                new() { Stream = $"{District}/order/{number}" });
        Assert.NotEmpty(history.Events);
        Assert.DoesNotContain("偷排", history.ToString());
        Assert.True(history.ChainIntact);
    }

    [Fact]
    public async Task The_desk_that_has_a_secret_order_reads_its_words_on_the_record()
    {
        var number =
            await gateway.DispatchedAsync("ZJJ", record => (record.Secret, record.Title, record.Content) = (true, "举报某厂偷排", "举报人在该厂工作"));
        var (housing, reviewer) = (await gateway.ForAsync("department", "440203/ZJJ"), await gateway.ForAsync("reviewer"));
        await housing.ActAsync(number, request => request.Claim = new());
        Assert.Equal(("", OrderMessages.Concealed), await WordsAsync(reviewer));
        await housing.ActAsync(number, request => request.Answer = new() { Text = "已立案查处。" });
        Assert.Equal(("举报人在该厂工作", "举报某厂偷排"), await WordsAsync(reviewer));
        Assert.Equal(("", OrderMessages.Concealed), await WordsAsync(await gateway.ForAsync("leader")));
        await reviewer.ActAsync(number, request => request.Review = new() { Approve = true });
        Assert.Equal(("", OrderMessages.Concealed), await WordsAsync(reviewer));
        var trail = await new V1.Audit.AuditClient((await gateway.ForAsync("auditor")).Channel).ListAuditAsync(
            new() { District = District, Date = TestDay.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), PageSize = 1000 });
        Assert.Equal(reviewer.Name, Assert.Single(trail.Entries, entry => entry.Detail == $"{number}: secret order read").Actor);

        async Task<(string, string)> WordsAsync(HotlineGateway.Person person) =>
            await person.GetAsync(number) is var order ? (order.Content, order.Summary.Title) : default;
    }

    [Fact]
    public async Task A_department_watches_its_own_desk_only()
    {
        await gateway.DispatchedAsync("ZJJ");
        var (housing, town) = (await gateway.ForAsync("department", "440203/ZJJ"), await gateway.ForAsync("town", "440203102"));
        await gateway.DispatchedAsync("LGZ");
        Assert.Equal("ZJJ", await DeskAsync(housing, "hotline/desk/ZJJ"));
        Assert.Equal("LGZ", await DeskAsync(town, "hotline/desk/LGZ"));
        Assert.Equal("ZJJ", await DeskAsync(await gateway.ForAsync("leader"), "hotline/desk/ZJJ"));
        Assert.Equal("centre", await DeskAsync(await gateway.ForAsync("dispatcher"), "hotline/desk/centre"));
        foreach (var theme in new[] { "hotline/desk/GAJ", "hotline/desk/centre", "hotline/wall", "hall/H1" })
            foreach (var person in new[] { housing, town })
                Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(() => DeskAsync(person, theme)));
    }

    [Fact]
    public async Task Orders_say_what_is_wrong_with_a_request()
    {
        var dispatcher = await gateway.ForAsync("dispatcher");
        var number = await gateway.CallAsync();
        var invalid = (StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(invalid, await RefusedAsync(() => dispatcher.ActAsync(number, _ => { })));
        Assert.Equal(invalid, await RefusedAsync(() => dispatcher.GetAsync("GD/1")));
        Assert.Equal(invalid,
            await RefusedAsync(
                () => dispatcher.ActAsync(number, request => (request.Urge, request.RequestId) = (new(), new string('x', 65)))));
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_DEPARTMENT"),
            await RefusedAsync(() => dispatcher.ActAsync(number, request => request.Dispatch = new() { Lead = "none" })));
        Assert.Equal((StatusCode.FailedPrecondition, "WRONG_STAGE"),
            await RefusedAsync(() => dispatcher.ActAsync(number, request => request.Archive = new())));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(() => dispatcher.ActAsync(number, request => request.Claim = new())));
        foreach (var request in new ListOrdersRequest[]
        {
            new() { Sort = "size" }, new() { Place = "龙归" }, new() { Text = "一 二 三 四 五 六" }, new() { Text = new string('长', 21) },
            new() { PageSize = -1 },
            new() { Stages = { (OrderStage)99 } }, new() { PageToken = "none" },
        })
        {
            request.District = District;
            Assert.Equal(StatusCode.InvalidArgument,
                (await RefusedAsync(async () => await dispatcher.Hotline.ListOrdersAsync(request))).Status);
        }
    }

    [Fact]
    public async Task Lists_are_read_page_by_page_and_a_departments_are_its_own()
    {
        // Topics of its own, so that other tests' orders do not stand in these lists.
        void OfTheBus(OrderRecord record) => (record.Topic, record.Title) = ("交通运输/公交测试", "公交班次太少");
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++) numbers.Add(await gateway.DispatchedAsync(i < 3 ? "JTJ" : "CGJ", OfTheBus, i == 4 ? ["JTJ"] : []));
        await gateway.CaughtUpAsync();
        var (dispatcher, transport) = (await gateway.ForAsync("dispatcher"), await gateway.ForAsync("department", "440203/JTJ"));

        var listed = new List<OrderSummary>();
        for (var token = ""; ;)
        {
            var page = await dispatcher.Hotline.ListOrdersAsync(
                new()
                {
                    District = District,
                    Topic = "交通运输/公交测试",
                    Stages = { OrderStage.AwaitingClaim },
                    Sort = "oldest",
                    PageSize = 2,
                    PageToken = token
                });
            listed.AddRange(page.Orders);
            token = page.NextPageToken;
            if (token.Length == 0) break;
        }
        Assert.Equal(numbers.Order(), listed.Select(order => order.Number).Order());
        Assert.Equal(listed.OrderBy(order => order.ReceivedAt.ToDateTimeOffset()).Select(order => order.Number),
            listed.Select(order => order.Number));
        Assert.All(listed, order => Assert.Equal(("新华街道", "公交班次太少"), (order.PlaceName, order.Title)));
        Assert.DoesNotContain(Phone, string.Concat(listed));

        var own = (await transport.Hotline.ListOrdersAsync(new() { District = District, Topic = "交通运输/公交测试" })).Orders;
        Assert.Equal([numbers[0], numbers[1], numbers[2], numbers[4]], own.Select(order => order.Number).Order());
        Assert.Equal(2,
            (await dispatcher.Hotline
                .ListOrdersAsync(new() { District = District, Topic = "交通运输/公交测试", Department = "CGJ" })).Orders.Count);
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(async () =>
            await transport.Hotline.ListOrdersAsync(new() { District = District, Department = "CGJ" })));
        var both = await gateway.ForAsync(new AccountGrant("department", "440203/JTJ"), new AccountGrant("department", "440203/CGJ"));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_ARGUMENT"),
            await RefusedAsync(async () => await both.Hotline.ListOrdersAsync(new() { District = District })));
        Assert.Equal(2,
            (await both.Hotline.ListOrdersAsync(new() { District = District, Topic = "交通运输/公交测试", Department = "CGJ" })).Orders.Count);
    }

    [Fact]
    public async Task A_secret_order_is_not_found_by_its_words()
    {
        var number = await gateway.DispatchedAsync("HBJ", record => (record.Secret, record.Title) = (true, "举报河边偷倒废渣"));
        await gateway.CaughtUpAsync();
        var (dispatcher, leader) = (await gateway.ForAsync("dispatcher"), await gateway.ForAsync("leader"));
        var search = new ListOrdersRequest { District = District, Text = "偷倒废渣" };
        Assert.Equal(number, Assert.Single((await dispatcher.Hotline.ListOrdersAsync(search)).Orders).Number);
        Assert.Empty((await leader.Hotline.ListOrdersAsync(search)).Orders);
        var seen = Assert.Single(
            (await leader.Hotline.ListOrdersAsync(new() { District = District, Department = "HBJ", Sort = "newest" })).Orders,
            order => order.Number == number);
        Assert.Equal((OrderMessages.Concealed, "", ""), (seen.Title, seen.Excerpt, seen.Address));
    }

    [Fact]
    public async Task A_dispatcher_is_told_who_might_be_responsible_and_what_is_the_same()
    {
        void OfTheShop(OrderRecord record) => (record.Topic, record.Title, record.Content) = ("商贸旅游/市场监管/商品质量", "假货不退款", "店家卖假货，拒绝退款，要求处理");
        var (first, second) = (await gateway.CallAsync(OfTheShop), await gateway.CallAsync(OfTheShop));
        await gateway.CaughtUpAsync();
        var suggestions = await (await gateway.ForAsync("dispatcher")).Hotline
            .SuggestForOrderAsync(new() { District = District, Number = second });
        Assert.Equal(("SJJ", "区市场监管局", "4.2"),
            (suggestions.Departments[0].Code, suggestions.Departments[0].Name, suggestions.Departments[0].Clause));
        Assert.InRange(suggestions.Departments.Sum(department => department.Probability), 0.5, 1);
        Assert.Contains(suggestions.Repeats, repeat => repeat.Order.Number == first && repeat.Reason.Contains("同一来电"));

        // A department learns who might be responsible, and nothing of others' orders.
        await (await gateway.ForAsync("dispatcher")).ActAsync(second, request => request.Dispatch = new() { Lead = "GAJ" });
        var police = await gateway.ForAsync("department", "440203/GAJ");
        var own = await police.Hotline.SuggestForOrderAsync(new() { District = District, Number = second });
        Assert.Equal(("SJJ", 0), (own.Departments[0].Code, own.Repeats.Count));

        var merged = await (await gateway.ForAsync("dispatcher")).ActAsync(second,
            request => request.Merge = new() { Parent = first, Reason = "同一诉求" });
        Assert.Equal((OrderStage.Merged, first), (merged.Summary.Stage, merged.Summary.Parent));
        Assert.Equal([second], (await (await gateway.ForAsync("dispatcher")).GetAsync(first)).Children);
    }

    private static async Task<string> DeskAsync(Person person, string theme)
    {
        using var watch = new Screens.ScreensClient(person.Channel).Watch(new() { Theme = $"{District}/{theme}" },
            deadline: DateTime.UtcNow + Eventually.Bound);
        Assert.True(await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return watch.ResponseStream.Current.HotlineDesk.Desk;
    }
}
