using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;

namespace OpsCenter.Benchmarks;

/// <summary>
/// Durable ingest: simulated facts over real gRPC into the product in a process of its own, receipts after the commit,
/// while its projector folds everything. Client, product and database share the machine.
/// </summary>
internal sealed class IngestBenchmark : IBenchmark
{
    private const int Senders = 4, BatchSize = 250, UnderWay = 6, Queues = 20;
    private const int WarmUpFacts = 150_000, MeasuredFacts = 600_000, LimitFacts = 150_000;

    public string Name => "ingest";

    public string Description => "durable ingest through gateway, actors, journal and projector, against straight inserts";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var windows in new[] { 100, 2000 })
        {
            var facts = HallDays.Simulate(windows, Queues, WarmUpFacts + MeasuredFacts);
            var totals = DayTotals.Count(facts);
            foreach (var store in stores.All)
            {
                if (store is Postgres) await RunAsync(store, windows, facts, totals, 50_000, 0.45, report);
                else await RunAsync(store, windows, facts, totals, 30_000, null, report);
            }
        }
    }

    private static async Task RunAsync(
        IStore store, int windows, V1.HallFact[] facts, Dictionary<DateOnly, DayTotals> totals, double target, double? share, Report report)
    {
        // The limit is measured on both sides of the run, since other work on the machine comes and goes.
        var before = await LimitAsync(store, facts);
        var place = await store.NewPlaceAsync();
        await using var product = await Product.StartAsync(place);
        await product.DefineAsync(HallDays.District, HallDays.Hall, windows, Queues);
        var token = await product.TokenAsync("source", HallDays.District);

        await WarmUpAsync(product, token, facts.AsSpan(0, WarmUpFacts).ToArray());
        await product.SettleAsync();
        var measured = facts.AsSpan(WarmUpFacts).ToArray();
        var senders = HallDays.ForSenders(measured, Senders, BatchSize).Select(batches => new Sender(product.Connect(token), batches))
            .ToArray();
        GC.Collect();
        await product.GreatestLagAsync();
        var (ownBefore, productBefore, storeBefore) =
            (Process.GetCurrentProcess().TotalProcessorTime, product.Process.ProcessorTime, await store.ProcessorTimeAsync());
        var memory = await product.Process.AskAsync("memory");

        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(senders.Select(sender => Task.Run(() => sender.SendAsync(UnderWay))));
        var took = Stopwatch.GetElapsedTime(begin);

        var caughtUp = await VerifyAsync(product, totals);
        var lag = await product.GreatestLagAsync();
        string PerEvent(TimeSpan time) => $"{time.TotalMicroseconds / measured.Length:0.0} µs";
        Report.Note(
            $"processor time per event: client {PerEvent(Process.GetCurrentProcess().TotalProcessorTime - ownBefore)}, "
                + $"product {PerEvent(product.Process.ProcessorTime - productBefore)}, " +
            $"database {PerEvent(await store.ProcessorTimeAsync() - storeBefore)}; screen complete {caughtUp.TotalSeconds:0.0} s after "
                + $"the last receipt");
        Report.Note(
            $"product's allocated bytes, collections of generation 0, 1, 2, pause in "
                + $"ms: {memory} before, {await product.Process.AskAsync("memory")} after");
        var limit = (before + await LimitAsync(store, facts)) / 2;

        var receipts = new Distribution();
        foreach (var sender in senders) receipts.Add(sender.Receipts);
        var rate = measured.Length / took.TotalSeconds;
        report.Add(new(
            $"durable ingest, {windows:N0} windows", store.Name,
            $"{rate:N0} events/s ({rate / limit:0 %} of the limit), receipt p50 {receipts.At(0.5):0} ms, p99 {receipts.At(0.99):0} ms, "
                + $"projector at most {lag.TotalSeconds:0.00} s behind",
            $"{limit:N0} events/s (500-row inserts, {string.Join("/", store.Writers)} connections, best)",
            $"≥ {target:N0}{(share is { } part ? $", ≥ {part:0 %}; projector ≤ 1 s behind" : "")}",
            rate >= target && !(share > rate / limit) && (share is null || lag <= TimeSpan.FromSeconds(1))));
    }

    private static async Task<double> LimitAsync(IStore store, V1.HallFact[] facts)
    {
        var best = 0.0;
        foreach (var count in store.Writers)
            best = Math.Max(best, await StraightInserts.MeasureAsync(store, count, new ArraySegment<V1.HallFact>(facts, 0, LimitFacts)));
        return best;
    }

    private static Task WarmUpAsync(Product product, string token, V1.HallFact[] facts) =>
        Task.WhenAll(HallDays.ForSenders(facts, Senders, BatchSize)
            .Select(batches => new Sender(product.Connect(token), batches).SendAsync(UnderWay)));

    /// <summary>Waits until every day on the screen has the sums that the facts have; how long that took.</summary>
    private static async Task<TimeSpan> VerifyAsync(Product product, Dictionary<DateOnly, DayTotals> totals)
    {
        var begin = Stopwatch.GetTimestamp();
        var channel = product.Connect(await product.TokenAsync("screen", HallDays.District));
        foreach (var (date, sent) in totals.OrderByDescending(day => day.Key))
        {
            while (true)
            {
                var shown = DayTotals.Of((await Product.DayAsync(channel, HallDays.District, HallDays.Hall, date)).Total);
                if (shown == sent) break;
                if (Stopwatch.GetElapsedTime(begin) > TimeSpan.FromSeconds(30))
                    throw new InvalidOperationException($"{date}: sent {sent}, shown {shown}");
                await Task.Delay(50);
            }
        }
        return Stopwatch.GetElapsedTime(begin);
    }
}
