using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Calendar;

/// <summary>
/// A journal from the time when the hotline kept the calendar: whoever goes by the calendar finds the same days after the upgrade, whatever
/// happens on the way. The derived classes say on which storage.
/// </summary>
public abstract class CalendarTakeOverTests : IAsyncLifetime
{
    private const string District = HotlineCluster.District, Order = "GD1";

    private static readonly DateTimeOffset Then = LocalTime.At(new(2026, 11, 20), new(9, 0));

    /// <summary>Decreed, and decreed again; and the next year.</summary>
    private static readonly CalendarYear First = SampleHotline.Year(2026, (new(2026, 11, 25), WorkShare.None)),
        Second = SampleHotline.Year(2026, (new(2026, 11, 26), WorkShare.None), (new(2026, 11, 27), WorkShare.None)),
        Next = SampleHotline.Year(2027, (new(2027, 1, 4), WorkShare.None));

    private static readonly WorkingCalendar Shipped = StatutoryYears.Load(), Known = Shipped.With([First, Next, Second]);

    /// <summary>What becomes of them.</summary>
    private static readonly (CalendarEvent Fact, string By, DateTimeOffset? At)[] TakenOver =
    [
        (new YearDecreed(First, new(1, 3)), "manager", Then.AddDays(-3)),
        (new YearDecreed(Next, new(2, 3)), "deputy", Then.AddDays(-2)),
        (new YearDecreed(Second, new(3, 3)), "manager", Then.AddDays(-1)),
    ];

    private StorageOptions options = new();
    private HotlineCluster cluster = null!;

    protected abstract Task<StorageOptions> OptionsAsync();

    public async ValueTask InitializeAsync()
    {
        options = await OptionsAsync();
        cluster = await HotlineCluster.StartAsync(options);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_decreed_before_is_in_force_at_once_and_the_history_says_by_whom()
    {
        await WriteOldAsync(isRecomputed: true, Known);
        var before = await cluster.StateAsync(Order);

        // Whoever asks first, it is there.
        var book = (await cluster.Hotline.RulebookAsync(-1))!;
        AssertSame(Known, book.Calendar);
        Assert.Equal(5, book.Version);
        AssertSame(Known, (await cluster.Services.GetRequiredService<IIndicatorBooks>().FreshAsync(new(District))).Calendar);
        Assert.Equal([(2026, 0), (2027, 0)], (await CalendarAsync()).Years.Select(decreed => (decreed.Year.Year, decreed.Version)));

        // Nobody's deadline has moved, and new ones go by the same days.
        Assert.Null(await cluster.Hotline.RecomputePendingAsync());
        await LookAsync();
        Assert.Equal(before.Handling, (await cluster.StateAsync(Order)).Handling);
        Assert.Empty((await HistoryAsync(HotlineKeys.Order(new(District), Order))).OfType<DeadlineMoved>());
        await cluster.DeliverAsync("GD2");
        Assert.Equal(Known.Due(cluster.Now, 10), (await cluster.StateAsync("GD2")).Handling?.Deadline.DueAt);

        // A new decree goes on from there: all follow.
        var third = SampleHotline.Year(2026, (new(2026, 12, 2), WorkShare.None));
        var known = Known.With([third]);
        await cluster.DecreeAsync(third);
        await LookAsync();
        AssertSame(known, (await cluster.Hotline.RulebookAsync(-1))!.Calendar);
        // Its book may be some seconds old.
        cluster.Clock.Step(TimeSpan.FromMinutes(1));
        AssertSame(known, (await cluster.Services.GetRequiredService<IIndicatorBooks>().FreshAsync(new(District))).Calendar);
        var moved = await MovedAsync();
        Assert.Equal((known.Due(Then, 10), "2026 年工作日安排有更新（国办发明电）"), (moved.After.DueAt, moved.Reason));

        await AssertHistoryAsync([.. TakenOver, (new YearDecreed(third), "manager", null)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_silo_that_stops_on_the_way_leaves_the_rest_to_the_next(int stop)
    {
        await WriteOldAsync(isRecomputed: true, Known);
        await cluster.DisposeAsync();
        var written = 0;
        cluster = await HotlineCluster.StartAsync(options, more: silo => silo.Services.AddSingleton<IJournal>(provider => new LossyJournal(
            provider.GetRequiredService<JournalWriter>(), kind => kind == "calendar.decreed" && ++written >= stop)));
        // Half a calendar is nobody's answer, and nobody's to change.
        await Assert.ThrowsAsync<RetryException>(CalendarAsync);
        await Assert.ThrowsAsync<RetryException>(() => cluster.DecreeAsync(Next));
        Assert.Equal(stop - 1, (await HistoryAsync(CalendarKeys.Calendar(new(District)))).Length);

        await cluster.DisposeAsync();
        cluster = await HotlineCluster.StartAsync(options);
        AssertSame(Known, (await CalendarAsync()).Days);
        await AssertHistoryAsync(TakenOver);
    }

    [Fact]
    public async Task A_failure_on_the_way_is_made_up_for_by_the_next_call()
    {
        await WriteOldAsync(isRecomputed: true, Known);
        await cluster.DisposeAsync();
        var written = 0;
        cluster = await HotlineCluster.StartAsync(options, more: silo => silo.Services.AddSingleton<IJournal>(provider => new LossyJournal(
            provider.GetRequiredService<JournalWriter>(), kind => kind == "calendar.decreed" && ++written == 2)));
        await Assert.ThrowsAsync<RetryException>(CalendarAsync);
        AssertSame(Known, (await CalendarAsync()).Days);
        Assert.Equal(3, (await HistoryAsync(CalendarKeys.Calendar(new(District)))).Length);
    }

    [Fact]
    public async Task Orders_that_had_not_followed_a_decree_yet_follow_it_now()
    {
        await WriteOldAsync(isRecomputed: false, Shipped);
        await LookAsync();
        var moved = await MovedAsync();
        Assert.Equal(Known.Due(Then, 10), moved.After.DueAt);
        Assert.Null(await cluster.Hotline.RecomputePendingAsync());
        Assert.Equal([new OrdersRecomputed(5, 0)], (await HistoryAsync(HotlineKeys.Hotline(new(District)))).OfType<OrdersRecomputed>());
    }

    [Fact]
    public async Task Where_nothing_was_decreed_nothing_is_written_by_looking()
    {
        Assert.Equal(0, (await CalendarAsync()).Version);
        Assert.Empty(await HistoryAsync(CalendarKeys.Calendar(new(District))));
        await cluster.DecreeAsync(Next);
        await AssertHistoryAsync((new YearDecreed(Next), "manager", null));
    }

    /// <summary>How the order's own deadline has moved, once.</summary>
    private async Task<DeadlineMoved> MovedAsync() => (await HistoryAsync(HotlineKeys.Order(new(District), Order)))
        .OfType<DeadlineMoved>().Single(moved => moved.Clock == ClockKind.Handling);

    private async Task<DistrictCalendar> CalendarAsync() => (await cluster.Calendar.CalendarAsync(-1))!;

    private Task<object[]> HistoryAsync(string stream) => cluster.HistoryAsync(stream);

    private async Task LookAsync()
    {
        await cluster.Indexer.CatchUpAsync();
        await cluster.Watch.LookAsync();
    }

    /// <summary>What is written by whom, and when where it is said.</summary>
    private async Task AssertHistoryAsync(params (CalendarEvent Fact, string By, DateTimeOffset? At)[] expected)
    {
        var catalogue = cluster.Services.GetRequiredService<EventCatalogue>();
        var reader = cluster.Services.GetRequiredService<IJournalReader>();
        var rows = await reader.ReadStreamAsync(CalendarKeys.Calendar(new(District)), 0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(
            expected.Select(one => (Json(one.Fact), one.By, one.At)),
            rows.Select((row, i) => (Encoding.UTF8.GetString(row.Payload), row.Actor, Said(i) is null ? Said(i) : row.OccurredAt)));

        DateTimeOffset? Said(int i) => expected.ElementAtOrDefault(i).At;
        string Json(CalendarEvent fact) => Encoding.UTF8.GetString(catalogue.Write(fact).Payload);
    }

    private static void AssertSame(WorkingCalendar expected, WorkingCalendar found) => Assert.Equal(
        Enumerable.Range(0, 36_000).Select(day => expected.ShareOf(new DateOnly(2000, 1, 1).AddDays(day))),
        Enumerable.Range(0, 36_000).Select(day => found.ShareOf(new DateOnly(2000, 1, 1).AddDays(day))));

    /// <summary>The rows that the product wrote while the hotline kept the calendar: three decrees, and an order of that time.</summary>
    /// <param name="isRecomputed">Whether open orders had followed by then.</param>
    /// <param name="calendar">That the order's deadlines are by.</param>
    private async Task WriteOldAsync(bool isRecomputed, WorkingCalendar calendar)
    {
        var precedent = new Precedent
        {
            Topic = SampleHotline.Noise,
            PlaceKind = SampleHotline.Estate,
            Version = 1,
            Department = new("ZJJ"),
            Clause = "2.4",
            Reason = "装修",
            Order = "GD0",
            RuledAt = Then,
            RuledBy = "chair",
            IsRevoked = true,
        };
        List<(object Fact, string By, DateTimeOffset At)> hotline =
        [
            (new HotlineDefined(SampleHotline.Definition), "manager", Then.AddDays(-5)),
            (new HotlineApplied(1), "hotline.hotline", Then.AddDays(-5)),
            (new CalendarDecreed(First), "manager", Then.AddDays(-3)),
            (new CalendarDecreed(Next), "deputy", Then.AddDays(-2)),
            (new PrecedentNoted(precedent), "chair", Then.AddDays(-2)),
            (new CalendarDecreed(Second), "manager", Then.AddDays(-1)),
        ];
        if (isRecomputed) hotline.Add((new OrdersRecomputed(5, 0), "hotline.watch", Then.AddHours(-1)));
        await WriteAsync(HotlineKeys.Hotline(new(District)), hotline);
        var deadlines = new OrderDeadlines(SampleHotline.Definition.Limits[^1], calendar);
        var (call, claim) = (HotlineCluster.Call(Order), deadlines.Claim(Then, urgent: false));
        await WriteAsync(
            HotlineKeys.Order(new(District), Order),
            [
                (new OrderReceived(call, deadlines.Handling(call, Then), null), "platform", Then),
                (new OrderAccepted(deadlines.Dispatch(Then, urgent: false)), "platform", Then),
                (new OrderDispatched(new("ZJJ"), DispatchedBy.Person, null, "", claim, MayRefuse: true), "dispatcher", Then),
                (new OrderClaimed(new("ZJJ"), IsDeemed: false), "ZJJ", Then),
            ]);
    }

    private async Task WriteAsync(string stream, IReadOnlyList<(object Fact, string By, DateTimeOffset At)> facts)
    {
        var catalogue = cluster.Services.GetRequiredService<EventCatalogue>();
        var (rows, hash) = (new List<PendingRow>(), HashChain.Start);
        foreach (var (fact, by, at) in facts)
        {
            var (kind, payload) = catalogue.Write(fact);
            hash = HashChain.Next(hash, rows.Count + 1, at, kind, by, "", payload);
            rows.Add(new()
            {
                Stream = stream,
                Version = rows.Count + 1,
                District = new(District),
                Kind = kind,
                OccurredAt = at,
                RecordedAt = at,
                Actor = by,
                SourceId = "",
                Payload = payload,
                Hash = hash,
            });
        }
        await cluster.Services.GetRequiredService<IJournal>().AppendAsync(new(), rows);
    }
}

public sealed class SqliteCalendarTakeOverTests : CalendarTakeOverTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-calendar-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresCalendarTakeOverTests(PostgresFixture postgres) : CalendarTakeOverTests
{
    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}
