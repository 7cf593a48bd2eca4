using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Hotline;

[Reentrant]
internal sealed class OrderDueScanGrain(
    IOrderTable table, IRulebooks rulebooks, DistrictClock clock, TimeProvider time, HotlineOptions rules, ILogger<OrderDueScanGrain> log)
    : DueScanGrain(rules.WatchEvery / 2, clock, time, log), IOrderDueScan
{
    private const int Page = 500, ListPage = 200;

    protected override async Task<int> LookOnceAsync(DateTimeOffset now)
    {
        await Indexer.StartAsync();
        var woken = await WakeDueAsync();
        var book = await rulebooks.FreshAsync(District);
        foreach (var code in book.Dissolved) woken += await ReturnAsync(code);
        return woken + await RecomputeAsync();
    }

    private IOrderIndexer Indexer => GrainFactory.GetGrain<IOrderIndexer>(District.Value);

    /// <summary>Each order once a look: one that has nothing to say although its row says so must not keep the others waiting.</summary>
    private async Task<int> WakeDueAsync()
    {
        var (asked, answered) = (new HashSet<string>(), 0);
        for (var still = 0; ;)
        {
            var due = await table.DueAsync(District, Clock.GetUtcNow(), Page + still);
            var next = due.Where(number => !asked.Contains(number)).ToArray();
            if (next.Length == 0) return answered;
            answered += await TellAsync(next, order => order.WakeAsync());
            asked.UnionWith(next);
            if (due.Count < Page + still) return answered;
            await Indexer.CatchUpAsync();
            still = (await table.DueAsync(District, Clock.GetUtcNow(), Page + still)).Count(asked.Contains);
        }
    }

    /// <summary>
    /// Not once after the dissolution but at every look: an order may have been dispatched to it by a rulebook of a moment before.
    /// </summary>
    private async Task<int> ReturnAsync(DepartmentCode code)
    {
        var rows = new List<OrderRow>();
        var query = new OrderQuery
        {
            District = District,
            Department = code,
            OnlyOpen = true,
            Sort = OrderSort.Oldest,
            PageSize = ListPage
        };
        for (var more = true; more;)
        {
            var page = await table.ListAsync(query);
            rows.AddRange(page.Rows.Where(row => MayHold(row, code)));
            (query, more) = (query with { PageToken = page.NextPage }, page.NextPage.Length > 0);
        }
        if (rows.Count == 0) return 0;
        var name =
            (await GrainFactory.GetGrain<IDepartment>(HotlineKeys.Department(District, code)).GetAsync()).Definition?.Name ?? code.Value;
        return await TellAsync([.. rows.Select(row => row.Number)], Saying(new ReturnToBoard(code, $"承办单位“{name}”已撤销")));
    }

    /// <summary>What is answered goes on without its department.</summary>
    private static bool MayHold(OrderRow row, DepartmentCode code) => row.Lead == code
        ? row.Stage is OrderStage.AwaitingClaim or OrderStage.RefusalPending or OrderStage.InProgress
        : OrderAgenda.IsBeingHandled(row.Stage) || row.Stage == OrderStage.AwaitingReview;

    /// <summary>When no silo can have an older calendar any more, all open orders are told; when all have answered it is done.</summary>
    private async Task<int> RecomputeAsync()
    {
        var hotline = GrainFactory.GetGrain<IHotline>(HotlineKeys.Hotline(District));
        if (await hotline.RecomputePendingAsync() is not { } pending || Clock.GetUtcNow() - pending.Since < 2 * rules.RulebookFor) return 0;
        await Indexer.CatchUpAsync();
        var (after, told, count) = ("", 0, 0);
        while (true)
        {
            var rows = await table.OpenAsync(District, after, Page);
            if (rows.Count == 0) break;
            told += await TellAsync([.. rows.Select(row => row.Number)], Saying(new RecomputeDeadlines(pending.Reason)));
            (after, count) = (rows[^1].Number, count + rows.Count);
        }
        var confirm = new ConfirmRecomputed(pending.Rulebook, pending.Calendar);
        if (told == count) await hotline.Handle([new("", Clock.GetUtcNow(), confirm)], HotlineCallers.Watch);
        return told;
    }

    private Func<IOrder, Task> Saying(OrderCommand command) =>
        order => order.Handle([new("", Clock.GetUtcNow(), command)], HotlineCallers.Watch);

    /// <summary>Tells orders, some at once, and each of them whatever becomes of the others.</summary>
    /// <returns>How many were told; the others are told again at a later look.</returns>
    private async Task<int> TellAsync(IReadOnlyList<string> numbers, Func<IOrder, Task> tell)
    {
        var told = 0;
        foreach (var batch in numbers.Chunk(rules.WokenAtOnce))
            told += (await Task.WhenAll(batch.Select(number => TryTellAsync(number, tell)))).Count(done => done);
        if (told < numbers.Count)
            Log.LogWarning("{Orders} orders of district {District} could not be told now; the next look makes up for it.",
                numbers.Count - told, District);
        return told;
    }

    private async Task<bool> TryTellAsync(string number, Func<IOrder, Task> tell)
    {
        try
        {
            await tell(GrainFactory.GetGrain<IOrder>(HotlineKeys.Order(District, number)));
            return true;
        }
        catch (Exception failure) when (failure is RetryException or OrleansException or TimeoutException)
        {
            return false;
        }
        catch (Exception defect)
        {
            // To tell it again would not help it, and the others must not wait for it.
            Log.LogError(defect, "Order {District}/{Number} cannot be told what is due.", District, number);
            return true;
        }
    }
}
