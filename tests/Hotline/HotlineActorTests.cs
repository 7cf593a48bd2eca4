using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// What the hotline's actors do to each other, on a real silo over a real journal and table; the derived classes say which.
/// </summary>
public abstract class HotlineActorTests : IAsyncLifetime
{
    private StorageOptions options = new();
    private HotlineCluster cluster = null!;

    protected abstract Task<StorageOptions> OptionsAsync();

    public async ValueTask InitializeAsync()
    {
        options = await OptionsAsync();
        cluster = await HotlineCluster.StartAsync(options);
        await cluster.Hotline.DefineAsync(SampleHotline.Definition, "manager", cluster.Now);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The same district in another silo, with other settings.</summary>
    private async Task RestartAsync(HotlineOptions rules, bool watches = false)
    {
        await cluster.DisposeAsync();
        cluster = await HotlineCluster.StartAsync(options, rules, watches);
    }

    private async Task LookAsync()
    {
        await cluster.Indexer.CatchUpAsync();
        await cluster.Watch.LookAsync();
    }

    [Fact]
    public async Task Orders_of_a_dissolved_department_go_back_to_the_board()
    {
        foreach (var number in (string[])["claimed", "unclaimed", "assisted", "other"]) await cluster.DeliverAsync(number);
        await cluster.DoAsync("claimed", new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")));
        await cluster.DoAsync("unclaimed", new DispatchOrder(new("ZJJ"), [new("GAJ")], ""));
        await cluster.DoAsync("assisted", new DispatchOrder(new("CGJ"), [new("ZJJ")], ""), new ClaimOrder(new("CGJ")));
        await cluster.DoAsync("other", new DispatchOrder(new("CGJ"), [], ""));
        var other = await cluster.StateAsync("other");

        await cluster.Hotline.DefineAsync(SampleHotline.Of(SampleHotline.Management, SampleHotline.Police), "manager", cluster.Now);
        await LookAsync();

        Assert.True((await cluster.Department("ZJJ").GetAsync()).IsDissolved);
        foreach (var number in (string[])["claimed", "unclaimed"])
            Assert.Equal((OrderStage.AwaitingDispatch, ""), await StandAsync(number));
        Assert.Equal((OrderStage.InProgress, "CGJ"), await StandAsync("assisted"));
        Assert.Empty((await cluster.StateAsync("assisted")).Assists);
        Assert.Equal(other.StageSince, (await cluster.StateAsync("other")).StageSince);
        var returned = (await HistoryAsync("claimed")).OfType<ReturnedToBoard>().Single();
        Assert.Equal(("ZJJ", "承办单位“区住房和城乡建设管理局”已撤销"), (returned.Code.Value, returned.Reason));
        Assert.Equal("unknown_department", (await cluster.TryAsync("claimed", new DispatchOrder(new("ZJJ"), [], ""))).Refusal?.Code);

        var length = (await HistoryAsync("claimed")).Length;
        await LookAsync();
        Assert.Equal(length, (await HistoryAsync("claimed")).Length);
    }

    [Fact]
    public async Task After_a_late_decree_open_orders_compute_their_deadlines_anew()
    {
        await cluster.DeliverAsync("open");
        await cluster.DoAsync("open", new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")));
        await cluster.DeliverAsync("closed");
        await cluster.DoAsync("closed", new ReportClosed(true, true, true, ""));
        var (open, closed) = (await cluster.StateAsync("open"), (await HistoryAsync("closed")).Length);
        Assert.Equal(LocalTime.At(new(2026, 12, 8), new(17, 30)), open.Handling?.Deadline.DueAt);

        var decree = SampleHotline.Year(2026, (new(2026, 11, 26), WorkShare.None), (new(2026, 11, 27), WorkShare.None),
            (new(2026, 11, 28), WorkShare.Whole));
        await cluster.DecreeAsync(decree);
        await LookAsync();

        Assert.Equal(LocalTime.At(new(2026, 12, 9), new(17, 30)), (await cluster.StateAsync("open")).Handling?.Deadline.DueAt);
        var moved = (await HistoryAsync("open")).OfType<DeadlineMoved>().Single();
        Assert.Equal((ClockKind.Handling, ClockMark.None, "2026 年工作日安排有更新（国办发明电）"), (moved.Clock, moved.Mark, moved.Reason));
        Assert.Equal(closed, (await HistoryAsync("closed")).Length);
        Assert.Null(await cluster.Hotline.RecomputePendingAsync());

        var length = (await HistoryAsync("open")).Length;
        await cluster.DecreeAsync(decree);
        await LookAsync();
        Assert.Equal(length, (await HistoryAsync("open")).Length);
    }

    [Fact]
    public async Task A_silo_that_stops_after_a_decree_leaves_it_to_the_next_to_let_orders_follow()
    {
        await cluster.DeliverAsync("open");
        await cluster.DoAsync("open", new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")));
        await cluster.Indexer.CatchUpAsync();
        await cluster.DecreeAsync(SampleHotline.Year(2026, (new(2026, 11, 26), WorkShare.None)));
        // The next one tells the orders, and cannot write down that it has.
        await cluster.DisposeAsync();
        cluster = await HotlineCluster.StartAsync(options, more: silo => silo.Services.AddSingleton<IJournal>(
            provider => new LossyJournal(provider.GetRequiredService<JournalWriter>(), kind => kind == "hotline.orders-recomputed")));
        cluster.Clock.Step(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<RetryException>(() => cluster.Watch.LookAsync());
        Assert.Single((await HistoryAsync("open")).OfType<DeadlineMoved>());

        await RestartAsync(new() { RulebookFor = TimeSpan.Zero, WatchEvery = TimeSpan.FromHours(1) });
        cluster.Clock.Step(TimeSpan.FromHours(1));
        Assert.NotNull(await cluster.Hotline.RecomputePendingAsync());
        await LookAsync();
        await LookAsync();
        Assert.Null(await cluster.Hotline.RecomputePendingAsync());
        Assert.Single((await HistoryAsync("open")).OfType<DeadlineMoved>());
        var hotline = await cluster.HistoryAsync(HotlineKeys.Hotline(new(HotlineCluster.District)));
        Assert.Equal([new OrdersRecomputed(2, 1)], hotline.OfType<OrdersRecomputed>());
    }

    [Fact]
    public async Task A_ruling_becomes_a_precedent_that_routes_the_next_such_order_until_it_is_revoked()
    {
        await cluster.DeliverAsync("ruled");
        await RefuseTwiceAsync("ruled");
        Assert.Equal(OrderStage.Adjudication, (await cluster.StateAsync("ruled")).Stage);
        await cluster.DoAsync("ruled", new RuleOrder(new("CGJ"), "1.7", "装修噪音由城管查处", MakesPrecedent: true));
        var key = Precedent.KeyOf(SampleHotline.Noise, SampleHotline.Estate);
        await Eventually.Passes(async () => Assert.Equal(new PrecedentRef(key, 1), (await cluster.StateAsync("ruled")).Precedent));
        var book = cluster.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IPrecedent>(HotlineKeys.Precedent(new(HotlineCluster.District), key));
        var precedent = (await book.ListAsync()).Single();
        Assert.Equal(("CGJ", "1.7", "ruled", "chair", 1),
            (precedent.Department.Value, precedent.Clause, precedent.Order, precedent.RuledBy, precedent.Version));

        await cluster.DeliverAsync("next");
        var next = await cluster.StateAsync("next");
        Assert.Equal((OrderStage.AwaitingClaim, "CGJ", DispatchedBy.Precedent), (next.Stage, next.Lead.Value, next.How));
        Assert.Equal(new PrecedentRef(key, 1), next.Precedent);

        Assert.Equal("no_reason", (await book.RevokeAsync("", "chair", cluster.Now))?.Code);
        Assert.Null(await book.RevokeAsync("职责调整", "chair", cluster.Now));
        await cluster.DeliverAsync("after");
        Assert.Equal((OrderStage.AwaitingDispatch, ""), await StandAsync("after"));
    }

    [Fact]
    public async Task A_merged_order_inherits_the_result_and_its_own_caller_is_called_back()
    {
        foreach (var number in (string[])["parent", "child"]) await cluster.DeliverAsync(number);
        await cluster.DoAsync("parent", new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")));
        await cluster.DoAsync("child", new MergeOrder("parent", "同一来电"));
        Assert.Equal((OrderStage.Merged, "parent"),
            ((await cluster.StateAsync("child")).Stage, (await cluster.StateAsync("child")).Parent));
        Assert.Equal(["child"], (await cluster.StateAsync("parent")).Children);

        await cluster.DoAsync("parent", new AnswerOrder(new("ZJJ"), new("已责令整改", "sealed")), new ReviewAnswer(true, ""));
        await Eventually.Passes(async () =>
        {
            Assert.Equal(OrderStage.AwaitingCallback, (await cluster.StateAsync("child")).Stage);
            Assert.Empty((await cluster.StateAsync("parent")).Children);
        });
        // It opens with the order that it was sealed for.
        Assert.Equal(new SealedText("已责令整改", "sealed", "parent"), (await cluster.StateAsync("child")).Answer);
    }

    [Fact]
    public async Task What_is_merged_into_an_order_with_a_result_has_it_too_however_close_the_two_meet()
    {
        for (var round = 0; round < 20; round++)
        {
            var (parent, child) = ($"parent-{round}", $"child-{round}");
            foreach (var number in (string[])[parent, child]) await cluster.DeliverAsync(number);
            await cluster.DoAsync(parent, new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")),
                new AnswerOrder(new("ZJJ"), new("已责令整改", "sealed")));
            await Task.WhenAll(cluster.DoAsync(child, new MergeOrder(parent, "同一来电")), cluster.DoAsync(parent, new ReviewAnswer(true, "")));
            await Eventually.Passes(async () =>
            {
                Assert.Equal(OrderStage.AwaitingCallback, (await cluster.StateAsync(child)).Stage);
                Assert.Empty((await cluster.StateAsync(parent)).Children);
            });
        }
    }

    [Fact]
    public async Task An_order_is_merged_only_into_one_that_can_have_it()
    {
        foreach (var number in (string[])["a", "b", "c", "closed"]) await cluster.DeliverAsync(number);
        await cluster.DoAsync("closed", new ReportClosed(true, true, true, ""));
        await cluster.DoAsync("b", new MergeOrder("a", "同一来电"));

        async Task RefusedAsync(string number, string parent, string code, string reason = "同一来电")
        {
            var refusal = (await cluster.TryAsync(number, new MergeOrder(parent, reason))).Refusal;
            Assert.Equal(code, refusal?.Code);
            Assert.Contains(" / ", refusal?.Message);
        }
        await RefusedAsync("c", "nowhere", "unknown_order");
        await RefusedAsync("c", "closed", "wrong_stage");
        await RefusedAsync("c", "b", "wrong_stage");
        await RefusedAsync("c", "c", "invalid_parent");
        await RefusedAsync("a", "c", "has_repeats");
        await RefusedAsync("c", "a", "reason_needed", reason: "");
        // What was refused has left nothing behind on the other side; what is merged stays so when it is asked again.
        await cluster.DoAsync("b", new MergeOrder("a", "同一来电"));
        Assert.Equal(["b"], (await cluster.StateAsync("a")).Children);
        Assert.Empty((await cluster.StateAsync("c")).Children);
        Assert.Equal(OrderStage.None, (await cluster.StateAsync("nowhere")).Stage);
    }

    [Fact]
    public async Task Two_orders_cannot_be_merged_into_each_other_at_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var (one, other) = ($"one-{round}", $"other-{round}");
            await Task.WhenAll(cluster.DeliverAsync(one), cluster.DeliverAsync(other));
            await Task.WhenAll(cluster.TryAsync(one, new MergeOrder(other, "同一来电")), cluster.TryAsync(other, new MergeOrder(one, "同一来电")));
            var states = new[] { await cluster.StateAsync(one), await cluster.StateAsync(other) };
            Assert.InRange(states.Count(state => state.Stage == OrderStage.Merged), 0, 1);
        }
    }

    [Fact]
    public async Task A_precedent_that_was_lost_is_made_up_for_by_the_watch()
    {
        await cluster.AppendAsync(
            HotlineKeys.Order(new(HotlineCluster.District), "ruled"),
            new OrderReceived(HotlineCluster.Call("ruled"), Due(10), null), new OrderAccepted(Due(1)),
            new AdjudicationOpened("职责不清", Due(3)),
            new OrderRuled(new("ZJJ"), "2.4", "装修由住建监管", MakesPrecedent: true, IsByDefault: false),
            new OrderDispatched(new("ZJJ"), DispatchedBy.Ruling, null, "", Due(1), MayRefuse: false));
        await LookAsync();

        var key = Precedent.KeyOf(SampleHotline.Noise, SampleHotline.Estate);
        Assert.Equal(new PrecedentRef(key, 1), (await cluster.StateAsync("ruled")).Precedent);
        Assert.Null((await cluster.StateAsync("ruled")).PendingPrecedent);
        Assert.Equal(
            "ZJJ", (await cluster.Hotline.RulebookAsync(0))?.PrecedentFor(SampleHotline.Noise, SampleHotline.Estate)?.Department.Value);

        await LookAsync();
        Assert.Single((await HistoryAsync("ruled")).OfType<PrecedentRecorded>());
    }

    [Fact]
    public async Task A_result_that_did_not_reach_a_child_is_made_up_for_by_the_watch_even_when_the_parent_is_closed()
    {
        await cluster.AppendAsync(
            HotlineKeys.Order(new(HotlineCluster.District), "child"),
            new OrderReceived(HotlineCluster.Call("child"), Due(10), null), new OrderAccepted(Due(1)), new OrderMerged("parent", "同一来电"));
        await cluster.AppendAsync(
            HotlineKeys.Order(new(HotlineCluster.District), "parent"),
            new OrderReceived(HotlineCluster.Call("parent"), Due(10), null), new OrderAccepted(Due(1)), new RepeatJoined("child"),
            new RepeatJoined("stranger"),
            new OrderDispatched(new("ZJJ"), DispatchedBy.Person, null, "", Due(1), MayRefuse: true),
            new OrderClaimed(new("ZJJ"), IsDeemed: false),
            new OrderAnswered(new("ZJJ"), new("已责令整改", "sealed"), Due(1)), new AnswerApproved(Due(3)),
            new CallbackRecorded(true, true, true, ""), new OrderClosed(""));
        await LookAsync();

        Assert.Equal((OrderStage.AwaitingCallback, "已责令整改"),
            ((await cluster.StateAsync("child")).Stage, (await cluster.StateAsync("child")).Answer?.Masked));
        // A child whose merge came to nothing is not waited for.
        Assert.Empty((await cluster.StateAsync("parent")).Children);
        Assert.Equal(OrderStage.None, (await cluster.StateAsync("stranger")).Stage);
    }

    [Fact]
    public async Task Departments_that_were_not_told_of_a_description_are_told_when_the_rulebook_is_asked_for()
    {
        const string Other = "440204";
        await cluster.Services.GetRequiredService<IJournal>().AppendAsync(new(), [Row()]);
        var hotline = cluster.Services.GetRequiredService<IGrainFactory>().GetGrain<IHotline>(HotlineKeys.Hotline(new(Other)));
        Assert.Equal(1, (await hotline.RulebookAsync(0))?.Version);
        var department = cluster.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IDepartment>(HotlineKeys.Department(new(Other), new("ZJJ")));
        await Eventually.Passes(async () => Assert.Equal(1, (await department.GetAsync()).HotlineVersion));

        PendingRow Row()
        {
            var (kind, payload) = cluster.Services.GetRequiredService<EventCatalogue>().Write(new HotlineDefined(SampleHotline.Definition));
            var hash = HashChain.Next(HashChain.Start, 1, cluster.Now, kind, "manager", "", payload);
            return new()
            {
                Stream = HotlineKeys.Hotline(new(Other)),
                Version = 1,
                District = new(Other),
                Kind = kind,
                OccurredAt = cluster.Now,
                RecordedAt = cluster.Now,
                Actor = "manager",
                SourceId = "",
                Payload = payload,
                Hash = hash,
            };
        }
    }

    [Fact]
    public async Task Clocks_are_marked_at_a_look_and_what_nobody_claims_is_claimed_in_the_end()
    {
        await cluster.DeliverAsync("lying");
        await cluster.DoAsync("lying", new DispatchOrder(new("ZJJ"), [], ""));
        await LookAsync();
        Assert.Empty((await HistoryAsync("lying")).OfType<DeadlineMarked>());

        cluster.Clock.Step(TimeSpan.FromDays(2));
        await LookAsync();
        Assert.Equal(ClockMark.Yellow, (await cluster.StateAsync("lying")).StageClock?.Mark);
        cluster.Clock.Step(TimeSpan.FromDays(20));
        await LookAsync();
        var state = await cluster.StateAsync("lying");
        Assert.Equal((OrderStage.InProgress, "ZJJ", true), (state.Stage, state.Lead.Value, state.ClaimWasDeemed));
        Assert.Equal(ClockMark.Red, state.Handling?.Mark);
    }

    [Fact]
    public async Task More_orders_than_a_look_takes_at_once_are_all_looked_at()
    {
        const int Orders = 700;
        await Task.WhenAll(Enumerable.Range(0, Orders).Select(i => cluster.DeliverAsync($"GD{i}")));
        cluster.Clock.Step(TimeSpan.FromDays(60));
        await cluster.Indexer.CatchUpAsync();
        Assert.Equal(Orders, await cluster.Watch.LookAsync());
        await cluster.Indexer.CatchUpAsync();
        Assert.Empty(await cluster.Services.GetRequiredService<IOrderTable>().DueAsync(new(HotlineCluster.District), cluster.Now, 10));
        Assert.Equal(0, await cluster.Watch.LookAsync());
    }

    [Fact]
    public async Task The_table_of_orders_shows_what_was_committed_before_it_was_asked()
    {
        foreach (var number in (string[])["parent", "child", "third"]) await cluster.DeliverAsync(number);
        await cluster.DoAsync("child", new MergeOrder("parent", "同一来电"));
        await cluster.Indexer.CatchUpAsync();
        var rows = (await cluster.Indexer.ListAsync(new() { Sort = OrderSort.Oldest })).Rows;
        Assert.Equal(["child", "parent", "third"], rows.Select(row => row.Number).Order());
        foreach (var row in rows)
        {
            var length = (await HistoryAsync(row.Number)).Length;
            Assert.Equal((length, (await cluster.StateAsync(row.Number)).Stage), (row.Version, row.Stage));
        }
        Assert.Equal(0, await cluster.Indexer.BehindAsync());

        var similar = await cluster.Indexer.SimilarAsync("third", cluster.Now.AddDays(-30), 50);
        var repeats = Repeats.Find(rows.Single(row => row.Number == "third"), similar);
        Assert.Equal(["parent"], repeats.Select(repeat => repeat.Order.Number));
    }

    [Fact]
    public async Task However_many_orders_come_a_silo_keeps_a_bounded_number_of_them_active()
    {
        const int Most = 10, Orders = 500;
        await RestartAsync(new() { RulebookFor = TimeSpan.Zero, WatchEvery = TimeSpan.FromHours(1), ActiveOrders = Most });
        var active = cluster.Services.GetRequiredService<ActiveOrders>();
        await Task.WhenAll(Enumerable.Range(0, Orders).Select(i => cluster.DeliverAsync($"GD{i}")));
        await Eventually.True(() => active.Count <= Most + 1, "the others sleep");
        await Task.WhenAll(Enumerable.Range(0, Orders).Select(i => cluster.DeliverAsync($"GD{i}")));
        foreach (var i in (int[])[0, 77, 499]) Assert.Equal(2, (await HistoryAsync($"GD{i}")).Length);
        await Eventually.True(() => active.Count <= Most + 1, "the others sleep");
    }

    [Fact]
    public async Task A_closed_order_is_not_kept_active()
    {
        var active = cluster.Services.GetRequiredService<ActiveOrders>();
        await cluster.DeliverAsync("GD1");
        Assert.Equal(1, active.Count);
        await cluster.DoAsync("GD1", new ReportClosed(true, true, true, ""));
        await Eventually.True(() => active.Count == 0, "it sleeps");
        Assert.Equal(OrderStage.Closed, (await cluster.StateAsync("GD1")).Stage);
        await Eventually.True(() => active.Count == 0, "it sleeps again");
    }

    [Fact]
    public async Task A_silos_copy_of_the_rulebook_is_as_old_as_the_setting_says_at_most()
    {
        await RestartAsync(new() { RulebookFor = TimeSpan.FromMinutes(4), WatchEvery = TimeSpan.FromHours(1) });
        await cluster.DeliverAsync("GD1");
        await cluster.Hotline.DefineAsync(SampleHotline.Of(SampleHotline.Management), "manager", cluster.Now);
        Assert.Null((await cluster.TryAsync("GD1", new DispatchOrder(new("ZJJ"), [], ""))).Refusal);
        await cluster.DeliverAsync("GD2");
        cluster.Clock.Step(TimeSpan.FromMinutes(4));
        Assert.Equal("unknown_department", (await cluster.TryAsync("GD2", new DispatchOrder(new("ZJJ"), [], ""))).Refusal?.Code);
        // What was dispatched by the older copy is found all the same.
        await LookAsync();
        Assert.Equal((OrderStage.AwaitingDispatch, ""), await StandAsync("GD1"));
    }

    [Fact]
    public async Task Of_itself_a_silo_finds_what_is_due_and_keeps_the_table_up()
    {
        await RestartAsync(new() { RulebookFor = TimeSpan.Zero, WatchEvery = TimeSpan.FromSeconds(1) }, watches: true);
        await cluster.DeliverAsync("GD1");
        await cluster.DoAsync("GD1", new DispatchOrder(new("ZJJ"), [], ""));
        var table = cluster.Services.GetRequiredService<IOrderTable>();
        await Eventually.True(async () => (await table.ListAsync(new() { District = new(HotlineCluster.District) })).Rows
            is [{ Lead.Value: "ZJJ" }], "the table has it");
        cluster.Clock.Step(TimeSpan.FromDays(2));
        await Eventually.Passes(async () => Assert.Equal(ClockMark.Yellow, (await cluster.StateAsync("GD1")).StageClock?.Mark));
        await cluster.Hotline.DefineAsync(SampleHotline.Of(SampleHotline.Management), "manager", cluster.Now);
        await Eventually.Passes(async () => Assert.Equal((OrderStage.AwaitingDispatch, ""), await StandAsync("GD1")));
    }

    [Fact]
    public async Task A_history_shows_no_sealed_words_and_not_whose_call_it_was()
    {
        await cluster.DeliverAsync("GD1");
        await cluster.DoAsync("GD1", new DispatchOrder(new("ZJJ"), [], ""), new ClaimOrder(new("ZJJ")),
            new AnswerOrder(new("ZJJ"), new("已责令整改", "sealed-answer")));
        var page = await cluster.Services.GetRequiredService<IGrainFactory>().GetGrain<IHistoryReader>(0)
            .ReadAsync(HotlineKeys.Order(new(HotlineCluster.District), "GD1"), 0, 100);
        var shown = string.Concat(page.Rows.Select(row => System.Text.Encoding.UTF8.GetString(row.Payload)));
        Assert.DoesNotContain("sealed-", shown);
        Assert.DoesNotContain("phoneHash", shown);
        Assert.Contains("\"address\"", shown);
        Assert.Contains("\"masked\"", shown);
        Assert.True(page.ChainIntact);
    }

    [Fact]
    public async Task A_district_without_a_hotline_is_not_read()
    {
        const string Halls = "440299";
        var table = cluster.Services.GetRequiredService<IOrderTable>();
        var indexer = cluster.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderIndexer>(Halls);
        await indexer.StartAsync();
        await cluster.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderDueScan>(Halls).LookAsync();
        Assert.Equal(JournalPosition.Start, await table.PositionAsync(new(Halls)));
    }

    private async Task RefuseTwiceAsync(string number) => await cluster.DoAsync(
        number,
        new DispatchOrder(new("ZJJ"), [], ""), new RefuseOrder(new("ZJJ"), "2.4", new("CGJ"), "噪声不归我局"), new JudgeRefusal(true, "理由成立"),
        new DispatchOrder(new("CGJ"), [], ""), new RefuseOrder(new("CGJ"), "1.7", new("ZJJ"), "装修归住建"));

    private async Task<(OrderStage, string)> StandAsync(string number) =>
        ((await cluster.StateAsync(number)).Stage, (await cluster.StateAsync(number)).Lead.Value);

    private Task<object[]> HistoryAsync(string number) => cluster.HistoryAsync(HotlineKeys.Order(new(HotlineCluster.District), number));

    private Deadline Due(int days) => new()
    {
        WarnAt = cluster.Now.AddDays(days - 1),
        DueAt = cluster.Now.AddDays(days),
        RedAt = cluster.Now.AddDays(days + 2),
        Rule = $"{days}wd 2020-01-01",
    };
}

public sealed class SqliteHotlineActorTests : HotlineActorTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-hotline-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresHotlineActorTests(PostgresFixture postgres) : HotlineActorTests
{
    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}
