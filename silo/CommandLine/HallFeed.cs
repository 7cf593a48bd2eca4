using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

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
    private const int BatchSize = 500, MostRounds = 120;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);
    private long batches;
    private string lastRetry = "";

    /// <summary>Sums over all receipts so far.</summary>
    public HallReceipt Totals { get; } = new();

    /// <summary>Sends everything, as fast as it is taken, and again what could not be taken just then.</summary>
    /// <param name="facts">Read again when the way breaks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RpcException">UNAVAILABLE: after many rounds there is still something that cannot be taken.</exception>
    public async Task SendAsync(IEnumerable<HallFact> facts, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            IEnumerable<HallFact> again;
            try
            {
                var missed = await SendOnceAsync(facts, cancellation);
                if (missed.Count == 0) return;
                again = missed;
            }
            catch (RpcException broken) when (broken.StatusCode == StatusCode.Unavailable && round < MostRounds)
            {
                // The way broke; what was taken before is answered as a repeat.
                (again, lastRetry) = (facts, broken.Status.Detail);
            }
            if (round == MostRounds)
                throw new RpcException(new Status(
                    StatusCode.Unavailable,
                    $"{again.Count():N0} 条未能保存（{lastRetry}） / {again.Count():N0} facts could not be stored: {lastRetry}"));
            facts = again;
            await Task.Delay(BetweenRounds, cancellation);
        }
    }

    /// <summary>Sends everything once; returns what is to be sent again.</summary>
    private async Task<List<HallFact>> SendOnceAsync(IEnumerable<HallFact> facts, CancellationToken cancellation)
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
                    {
                        if (note.Outcome != FactOutcome.Retry) continue;
                        again.Add(batch!.Facts[note.Index]);
                        lastRetry = note.Message;
                    }
                    underWay.Release();
                }
            },
            cancellation);
        foreach (var chunk in facts.Chunk(BatchSize))
        {
            // When receipts end before their time, waiting for room would never end.
            var room = underWay.WaitAsync(cancellation);
            if (await Task.WhenAny(room, receiving) == receiving)
            {
                await receiving;
                throw new RpcException(new Status(StatusCode.Unavailable, "连接已中断 / The connection has ended"));
            }
            await room;
            var batch = new HallBatch { Batch = ++batches, District = district, Hall = hall, Facts = { chunk } };
            sent[batch.Batch] = batch;
            await call.RequestStream.WriteAsync(batch, cancellation);
        }
        await call.RequestStream.CompleteAsync();
        await receiving;
        return again;
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
