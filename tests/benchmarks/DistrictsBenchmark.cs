using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;

namespace OpsCenter.Benchmarks;

/// <summary>Processor time of an event, product and database together, with everything in one district and spread over ten.</summary>
internal sealed class DistrictsBenchmark : IBenchmark
{
    private const int Districts = 10, Windows = 100, Queues = 10, EventsPerSecond = 10_000, BatchSize = 100, Rounds = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4), Measured = TimeSpan.FromSeconds(8);

    public string Name => "districts";

    public string Description => "processor time per event: ten districts against one, at the same total rate";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var store in stores.All)
        {
            var (one, ten) = (0.0, 0.0);
            // One, ten, ten, one: what changes slowly on the machine falls on both.
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var districts in round % 2 == 0 ? new[] { 1, Districts } : [Districts, 1])
                {
                    var cost = await CostAsync(store, districts) / Rounds;
                    if (districts == 1) one += cost;
                    else ten += cost;
                }
            }
            report.Add(new(
                $"cost of an event in ten districts, {EventsPerSecond:N0} events/s in all", store.Name,
                $"{ten:0.0} µs ({ten / one - 1:+0 %;−0 %;±0 %})",
                $"{one:0.0} µs (one district)", "≤ +20 %", ten <= 1.2 * one));
        }
    }

    /// <summary>Micros.</summary>
    private static async Task<double> CostAsync(IStore store, int districts)
    {
        await using var product = await Product.StartAsync(await store.NewPlaceAsync());
        var (warmUp, measured) = (new List<Sender>(), new List<Sender>());
        var facts = 0;
        for (var district = 0; district < districts; district++)
        {
            var code = $"{440203 + district}";
            await product.DefineAsync(code, HallDays.Hall, Windows / districts, Queues / districts);
            var token = await product.TokenAsync("source", code);
            var all = HallDays.Simulate(Windows / districts, Queues / districts,
                (int)((WarmUp + Measured).TotalSeconds * EventsPerSecond / districts));
            var begin = (int)(all.Length * (WarmUp / (WarmUp + Measured)));
            Sender[] Senders(IEnumerable<V1.HallFact> some) =>
                [.. HallDays.ForSenders(some, Districts / districts, BatchSize, code)
                    .Select(batches => new Sender(product.Connect(token), batches))];
            warmUp.AddRange(Senders(all[..begin]));
            measured.AddRange(Senders(all[begin..]));
            facts += all.Length - begin;
        }
        await SendAsync(warmUp);
        await product.SettleAsync();
        var before = product.Process.ProcessorTime + await store.ProcessorTimeAsync();
        await SendAsync(measured);
        return (product.Process.ProcessorTime + await store.ProcessorTimeAsync() - before).TotalMicroseconds / facts;
    }

    private static Task SendAsync(List<Sender> senders)
    {
        var begin = Stopwatch.GetTimestamp();
        var interval = TimeSpan.FromSeconds((double)BatchSize * Districts / EventsPerSecond);
        // Sources do not keep step with each other.
        return Task.WhenAll(senders.Select((sender, index) => Task.Run(() =>
            sender.SendAsync(64, interval, begin + (long)(interval.TotalSeconds * index / senders.Count * Stopwatch.Frequency)))));
    }
}
