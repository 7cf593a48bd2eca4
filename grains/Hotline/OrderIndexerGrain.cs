using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Hotline;

/// <summary>Keeps the table up while its district has orders, and answers what the table is asked; what it does with a page is <see cref="OrderIndex"/>'s.</summary>
[Reentrant]
internal sealed class OrderIndexerGrain(
    IJournalReader reader, EventCatalogue catalogue, IOrderTable table, IRulebooks rulebooks, TimeProvider time, HotlineRules rules,
    ILogger<OrderIndexerGrain> log) : Grain, IOrderIndexer
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StayAlive = TimeSpan.FromMinutes(10);
    private static readonly Meter Meter = new("OpsCenter.Orders");
    private static readonly Histogram<double> PageSeconds = Meter.CreateHistogram<double>(
        "opscenter_orders_index_page", "s", "Reading a page of the journal, folding it and writing it to the table of orders");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "opscenter_orders_indexed_events", "events", "Events of the journal that the tables of orders have taken in or passed over");
    private static readonly UpDownCounter<long> Behind = Meter.CreateUpDownCounter<long>(
        "opscenter_orders_index_behind", "events", "How far the tables of orders are behind the journal at least");

    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim advancing = new(1);
    private OrderIndex? index;
    private Task running = Task.CompletedTask;
    private Task? nextCatchUp;
    private TaskCompletionSource woken = new();
    private long behind;

    private string District => this.GetPrimaryKeyString();

    private OrderIndex Index => index ??= new(reader, catalogue, table, District, log);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        woken.TrySetResult();
        await running;
        SetBehind(0);
    }

    public Task Wake()
    {
        woken.TrySetResult();
        Run();
        return Task.CompletedTask;
    }

    public async Task StartAsync()
    {
        if (!running.IsCompleted) return;
        if (await table.PositionAsync(District) != JournalPosition.Start || (await rulebooks.FreshAsync(District)).Version > 0) Run();
    }

    /// <summary>Who comes before the reading has begun shares it: whatever they have seen committed it will find.</summary>
    public Task CatchUpAsync() => nextCatchUp ??= CatchUpSoonAsync();

    public Task<OrderPage> ListAsync(OrderQuery query) => table.ListAsync(query with { District = District }, stopping.Token);

    public async Task<ImmutableArray<OrderRow>> SimilarAsync(string number, DateTimeOffset since, int limit)
    {
        if (!(await table.StatesAsync(District, [number], stopping.Token)).TryGetValue(number, out var order)) return [];
        var similar = await table.SimilarAsync(OrderRow.Of(District, number, order.State, order.Version), since, limit, stopping.Token);
        var found = similar.Select(row => row.Number).ToHashSet();
        var parents = similar.Where(row => row.Parent.Length > 0 && !found.Contains(row.Parent)).Select(row => row.Parent).Distinct().ToArray();
        if (parents.Length == 0) return [.. similar];
        var states = await table.StatesAsync(District, parents, stopping.Token);
        return [.. similar, .. states.Select(parent => OrderRow.Of(District, parent.Key, parent.Value.State, parent.Value.Version))];
    }

    public Task<OwedResults> OwedAsync(int limit) => table.OwedAsync(District, limit, stopping.Token);

    public Task<long> BehindAsync() => Task.FromResult(behind);

    private void Run()
    {
        if (running.IsCompleted && !stopping.IsCancellationRequested) running = RunAsync();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await AdvanceToEndAsync();
                DelayDeactivation(StayAlive);
                if (isAway) log.LogInformation("The table of orders of district {District} goes on.", District);
                isAway = false;
                await Task.WhenAny(woken.Task, Task.Delay(Tick));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "The table of orders of district {District} cannot be kept up now; it is tried again.", District);
                isAway = true;
                await Task.WhenAny(Task.Delay(Tick, stopping.Token));
            }
        }
    }

    private async Task CatchUpSoonAsync()
    {
        // Not before the caller has put it down as the next one.
        await Task.Yield();
        await advancing.WaitAsync(stopping.Token);
        nextCatchUp = null;
        try
        {
            await ReadToEndAsync();
        }
        finally
        {
            advancing.Release();
        }
    }

    private async Task AdvanceToEndAsync()
    {
        await advancing.WaitAsync(stopping.Token);
        try
        {
            await ReadToEndAsync();
        }
        finally
        {
            advancing.Release();
        }
    }

    private async Task ReadToEndAsync()
    {
        for (var page = rules.IndexPage; ; page = Math.Min(page * 2, rules.IndexMost))
        {
            var (size, started) = (page, time.GetTimestamp());
            // Off this actor's turn: folding and writing a page takes a second when much comes, and lists must be answered meanwhile.
            var rows = await Task.Run(() => Index.AdvanceAsync(size, stopping.Token));
            Events.Add(rows);
            if (rows > 0) PageSeconds.Record(time.GetElapsedTime(started).TotalSeconds);
            // Behind a full page there is more, at least as much as this was.
            SetBehind(rows == size ? rows : 0);
            if (rows < size) return;
        }
    }

    private void SetBehind(long events)
    {
        Behind.Add(events - behind);
        behind = events;
    }
}
