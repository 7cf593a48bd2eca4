using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Hotline;

/// <summary>
/// Keeps the table up while its district has orders, and answers what the table is asked; what it does with a page is
/// <see cref="OrderIndex"/>'s.
/// </summary>
[Reentrant]
internal sealed class OrderIndexerGrain(
    IJournalReader reader, EventCatalogue catalogue, IOrderTable table, IRulebooks rulebooks, TimeProvider time, HotlineOptions rules,
    ILogger<OrderIndexerGrain> log) : Grain, IOrderIndexer
{
    private static readonly TimeSpan StayAlive = TimeSpan.FromMinutes(10);
    private static readonly Meter Meter = new("OpsCenter");
    private static readonly Histogram<double> PageSeconds = Meter.CreateHistogram<double>(
        "orders_index_page", "s", "Reading a page of the journal, folding it and writing it to the table of orders");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "orders_indexed_events", "events", "Events of the journal that the tables of orders have taken in or passed over");
    private static readonly UpDownCounter<long> Behind = Meter.CreateUpDownCounter<long>(
        "orders_index_behind", "events", "How far the tables of orders are behind the journal at least");

    private OrderIndex? index;
    private Subscription? subscription;
    private long behind;

    private TimeProvider Time => time;

    private DistrictCode District => new(this.GetPrimaryKeyString());

    private OrderIndex Index => index ??= new(reader, catalogue, table, District, log);

    private Subscription Subscription => subscription ??= new(
        $"the table of orders of district {District}", new Follower(this, Index), (rules.IndexPage, rules.IndexMost), reader, District,
        time, log)
    { AfterPage = AfterPage };

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Subscription.StopAsync();
        SetBehind(0);
        ProjectionMetrics.Forget(District, Index.Status.Projection);
    }

    public Task Wake()
    {
        Subscription.Wake();
        return Task.CompletedTask;
    }

    public async Task StartAsync()
    {
        if (Subscription.IsRunning) return;
        if (await table.PositionAsync(District) != JournalPosition.Start || (await rulebooks.FreshAsync(District)).Version > 0)
            Subscription.Start();
    }

    public async Task<ProjectionStatus> StatusAsync() =>
        Index.IsOpen ? Index.Status : Index.Status with { LeftOut = await table.LeftOutAsync(District, Subscription.Stopping) };

    public Task CatchUpAsync() => Subscription.CatchUpAsync();

    public async Task<OrderPage> ListAsync(OrderQuery query)
    {
        var page = await table.ListAsync(query with { District = District }, Subscription.Stopping);
        return await StatusAsync() is { IsWhole: false } wanting ? page with { Reading = wanting } : page;
    }

    public async Task<ImmutableArray<OrderRow>> SimilarAsync(string number, DateTimeOffset since, int limit)
    {
        if (!(await table.StatesAsync(District, [number], Subscription.Stopping)).TryGetValue(number, out var order)) return [];
        var similar =
            await table.SimilarAsync(OrderRow.Of(District, number, order.State, order.Version), since, limit, Subscription.Stopping);
        var found = similar.Select(row => row.Number).ToHashSet();
        var parents = similar.Where(row => row.Parent.Length > 0 && !found.Contains(row.Parent)).Select(row => row.Parent).Distinct()
            .ToArray();
        if (parents.Length == 0) return [.. similar];
        var states = await table.StatesAsync(District, parents, Subscription.Stopping);
        return [.. similar, .. states.Select(parent => OrderRow.Of(District, parent.Key, parent.Value.State, parent.Value.Version))];
    }

    public Task<OwedResults> OwedAsync(int limit) => table.OwedAsync(District, limit, Subscription.Stopping);

    public Task<long> BehindAsync() => Task.FromResult(behind);

    private TimeSpan AfterPage()
    {
        DelayDeactivation(StayAlive);
        return Subscription.Tick;
    }

    private void SetBehind(long events)
    {
        Behind.Add(events - behind);
        behind = events;
    }

    /// <summary>
    /// Reads off the actor's turn: folding and writing a page takes a second when much comes, and lists must be answered meanwhile.
    /// </summary>
    private sealed class Follower(OrderIndexerGrain owner, OrderIndex index) : ISubscriber
    {
        public JournalPosition Position => index.Position;

        public async Task<int> AdvanceAsync(int pageSize, CancellationToken cancellation)
        {
            var started = owner.Time.GetTimestamp();
            var rows = await Task.Run(() => index.AdvanceAsync(pageSize, cancellation), cancellation);
            Events.Add(rows);
            if (rows > 0) PageSeconds.Record(owner.Time.GetElapsedTime(started).TotalSeconds);
            // Behind a full page there is more, at least as much as this was.
            owner.SetBehind(rows == pageSize ? rows : 0);
            ProjectionMetrics.Say(owner.District, index.Status);
            return rows;
        }
    }
}
