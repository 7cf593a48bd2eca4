using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Hotline;

[Reentrant]
internal sealed class OrderWatchGrain(IOrderTable table, IRulebooks rulebooks, TimeProvider time, HotlineRules rules, ILogger<OrderWatchGrain> log)
    : Grain, IOrderWatch
{
    private const int Page = 500, ListPage = 200;
    private DateTimeOffset lastLook = DateTimeOffset.MinValue;
    private Task<int> looking = Task.FromResult(0);

    private string District => this.GetPrimaryKeyString();

    public Task StartAsync()
    {
        // Several silos call; who comes just after another finds that all has been looked at.
        if (looking.IsCompleted && time.GetUtcNow() - lastLook >= rules.WatchEvery / 2) _ = TryAsync();
        return Task.CompletedTask;
    }

    /// <summary>One look at a time; a call during one gets the next.</summary>
    public async Task<int> LookAsync()
    {
        while (!looking.IsCompleted) await Task.WhenAny(looking);
        return await (looking = LookOnceAsync());
    }

    private async Task TryAsync()
    {
        try
        {
            await LookAsync();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "The orders of district {District} could not all be looked at; the next look makes up for it.", District);
        }
    }

    private async Task<int> LookOnceAsync()
    {
        lastLook = time.GetUtcNow();
        await Indexer.StartAsync();
        var woken = await WakeDueAsync();
        var book = await rulebooks.FreshAsync(District);
        foreach (var code in book.Dissolved) woken += await ReturnAsync(code);
        return woken + await RecomputeAsync();
    }

    private IOrderIndexer Indexer => GrainFactory.GetGrain<IOrderIndexer>(District);

    private IOrder Order(string number) => GrainFactory.GetGrain<IOrder>(HotlineKeys.Order(District, number));

    /// <summary>Each order once a look: one that has nothing to say although its row says so must not keep the others waiting.</summary>
    private async Task<int> WakeDueAsync()
    {
        var asked = new HashSet<string>();
        for (var still = 0; ;)
        {
            var due = await table.DueAsync(District, time.GetUtcNow(), Page + still);
            var next = due.Where(number => !asked.Contains(number)).ToArray();
            if (next.Length == 0) return asked.Count;
            await InBatchesAsync(next, number => Order(number).WakeAsync());
            asked.UnionWith(next);
            if (due.Count < Page + still) return asked.Count;
            await Indexer.CatchUpAsync();
            still = (await table.DueAsync(District, time.GetUtcNow(), Page + still)).Count(asked.Contains);
        }
    }

    /// <summary>Not once after the dissolution but at every look: an order may have been dispatched to it by a rulebook of a moment before.</summary>
    private async Task<int> ReturnAsync(string code)
    {
        var rows = new List<OrderRow>();
        var query = new OrderQuery { District = District, Department = code, OnlyOpen = true, Sort = OrderSort.Oldest, PageSize = ListPage };
        for (var more = true; more;)
        {
            var page = await table.ListAsync(query);
            rows.AddRange(page.Rows.Where(row => MayHold(row, code)));
            (query, more) = (query with { PageToken = page.NextPage }, page.NextPage.Length > 0);
        }
        if (rows.Count == 0) return 0;
        var name = (await GrainFactory.GetGrain<IDepartment>(HotlineKeys.Department(District, code)).GetAsync()).Definition?.Name ?? code;
        var command = new ReturnToBoard(code, $"承办单位“{name}”已撤销");
        await InBatchesAsync(rows, row => TellAsync(row.Number, command));
        return rows.Count;
    }

    /// <summary>What is answered goes on without its department.</summary>
    private static bool MayHold(OrderRow row, string code) => row.Lead == code
        ? row.Stage is OrderStage.AwaitingClaim or OrderStage.RefusalPending or OrderStage.InProgress
        : OrderAgenda.IsBeingHandled(row.Stage) || row.Stage == OrderStage.AwaitingReview;

    /// <summary>When no silo can have an older calendar any more, all open orders are told; when all have answered it is done.</summary>
    private async Task<int> RecomputeAsync()
    {
        var hotline = GrainFactory.GetGrain<IHotline>(HotlineKeys.Hotline(District));
        if (await hotline.RecomputePendingAsync() is not { } pending || time.GetUtcNow() - pending.Since < 2 * rules.RulebookFor) return 0;
        await Indexer.CatchUpAsync();
        var (after, count) = ("", 0);
        while (true)
        {
            var rows = await table.OpenAsync(District, after, Page);
            if (rows.Count == 0) break;
            await InBatchesAsync(rows, row => TellAsync(row.Number, new RecomputeDeadlines(pending.Reason)));
            (after, count) = (rows[^1].Number, count + rows.Count);
        }
        await hotline.Handle([new("", time.GetUtcNow(), new ConfirmRecomputed(pending.Rulebook))], HotlineCallers.Watch);
        return count;
    }

    private Task TellAsync(string number, OrderCommand command) => Order(number).Handle([new("", time.GetUtcNow(), command)], HotlineCallers.Watch);

    /// <summary>All are told; a failure of some is the look's failure, after the others.</summary>
    private async Task InBatchesAsync<T>(IEnumerable<T> items, Func<T, Task> tell)
    {
        var failures = new List<Exception>();
        foreach (var batch in items.Chunk(rules.WokenAtOnce))
        {
            var calls = batch.Select(tell).ToArray();
            try
            {
                await Task.WhenAll(calls);
            }
            catch (Exception failure)
            {
                failures.Add(failure);
            }
        }
        if (failures.Count > 0) throw new RetryException($"{District}: {failures.Count}: {failures[0].Message}");
    }
}
