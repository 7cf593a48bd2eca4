using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// A queue system's side of the public ingest stream: sends batches, reads receipts, and sends again what the other side
/// asks to be sent again.
/// </summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="hall">Hall code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class HallFeed(Ingest.IngestClient client, string district, string hall, Action<HallReceipt>? received = null)
{
    private const int BatchSize = 500;
    private long batches;

    /// <summary>Sums over all receipts so far.</summary>
    public HallReceipt Totals { get; } = new();

    /// <summary>Sends everything, as fast as it is taken.</summary>
    public async Task SendAsync(IEnumerable<HallFact> facts, CancellationToken cancellation)
    {
        using var call = client.StreamHall(cancellationToken: cancellation);
        var underWay = new SemaphoreSlim(32);
        var again = new List<HallFact>();
        var sent = new System.Collections.Concurrent.ConcurrentDictionary<long, HallBatch>();
        var receiving = Task.Run(
            async () =>
            {
                await foreach (var receipt in call.ResponseStream.ReadAllAsync(cancellation))
                {
                    sent.TryRemove(receipt.Batch, out var batch);
                    Add(receipt);
                    received?.Invoke(receipt);
                    foreach (var note in receipt.Notes)
                        if (note.Outcome == FactOutcome.Retry) again.Add(batch!.Facts[note.Index]);
                    underWay.Release();
                }
            },
            cancellation);
        foreach (var chunk in facts.Chunk(BatchSize))
        {
            await underWay.WaitAsync(cancellation);
            var batch = new HallBatch { Batch = ++batches, District = district, Hall = hall, Facts = { chunk } };
            sent[batch.Batch] = batch;
            await call.RequestStream.WriteAsync(batch, cancellation);
        }
        await call.RequestStream.CompleteAsync();
        await receiving;
        if (again.Count == 0) return;
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        await SendAsync(again, cancellation);
    }

    /// <summary>Sends each fact when its time has come, <paramref name="speed"/> times as fast as it happened.</summary>
    /// <param name="facts">In the order of their times.</param>
    /// <param name="speed">60: a minute a second.</param>
    /// <param name="time">The clock to wait by.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task ReplayAsync(IEnumerable<HallFact> facts, double speed, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        DateTimeOffset? first = null;
        var due = new List<HallFact>();
        foreach (var fact in facts)
        {
            var at = fact.OccurredAt.ToDateTimeOffset();
            first ??= at;
            var wait = (at - first.Value) / speed - time.GetElapsedTime(started);
            if (wait > TimeSpan.FromMilliseconds(20))
            {
                if (due.Count > 0) await SendAsync(due, cancellation);
                due.Clear();
                await Task.Delay(wait, time, cancellation);
            }
            due.Add(fact);
        }
        if (due.Count > 0) await SendAsync(due, cancellation);
    }

    private void Add(HallReceipt receipt)
    {
        Totals.Accepted += receipt.Accepted;
        Totals.Repeats += receipt.Repeats;
        Totals.Quarantined += receipt.Quarantined;
        Totals.Rejected += receipt.Rejected;
        Totals.Retry += receipt.Retry;
    }
}
