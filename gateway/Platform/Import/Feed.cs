using Google.Protobuf;
using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>
/// A source's side of a public ingest stream: sends batches, reads receipts, and sends again what the other side asks to
/// be sent again.
/// </summary>
/// <param name="open">Opens a stream.</param>
/// <param name="batchOf">A batch with this number.</param>
/// <param name="receiptOf">What a receipt says.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public abstract class Feed<TRecord, TBatch, TReceipt>(
    Func<CancellationToken, AsyncDuplexStreamingCall<TBatch, TReceipt>> open, Func<long, TRecord[], TBatch> batchOf,
    Func<TReceipt, IngestReceipt> receiptOf, Action<IngestReceipt>? received)
    where TRecord : IMessage
{
    /// <summary>A batch is full with so many records or bytes; the gateway takes 1,000 and 4 MiB.</summary>
    private const int BatchSize = 500, BatchBytes = 1 << 20;

    private const int MaxRounds = 120;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);
    private long batches;
    private string lastRetry = "";

    /// <summary>Sums over all receipts so far.</summary>
    public IngestTotals Totals { get; } = new();

    /// <summary>Sends everything, as fast as it is taken, and again what could not be taken just then.</summary>
    /// <param name="records">Read again when the way breaks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RpcException">UNAVAILABLE: after many rounds there is still something that cannot be taken.</exception>
    public async Task SendAsync(IEnumerable<TRecord> records, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            IEnumerable<TRecord> again;
            try
            {
                var missed = await SendOnceAsync(records, cancellation);
                if (missed.Count == 0) return;
                again = missed;
            }
            catch (RpcException broken) when (broken.StatusCode == StatusCode.Unavailable && round < MaxRounds)
            {
                // The way broke; what was taken before is answered as a repeat.
                (again, lastRetry) = (records, broken.Status.Detail);
            }
            if (round == MaxRounds)
                throw new RpcException(new Status(
                    StatusCode.Unavailable,
                    $"{again.Count():N0} 条未能保存（{lastRetry}） / {again.Count():N0} records could not be stored: {lastRetry}"));
            records = again;
            await Task.Delay(BetweenRounds, cancellation);
        }
    }

    /// <summary>Sends everything once; returns what is to be sent again.</summary>
    private async Task<List<TRecord>> SendOnceAsync(IEnumerable<TRecord> records, CancellationToken cancellation)
    {
        using var call = open(cancellation);
        var underWay = new SemaphoreSlim(32);
        var again = new List<TRecord>();
        var sent = new System.Collections.Concurrent.ConcurrentDictionary<long, TRecord[]>();
        var receiving = Task.Run(
            async () =>
            {
                await foreach (var answer in call.ResponseStream.ReadAllAsync(cancellation))
                {
                    var receipt = receiptOf(answer);
                    sent.TryRemove(receipt.Batch, out var batch);
                    Totals.Add(receipt);
                    received?.Invoke(receipt);
                    foreach (var note in receipt.Notes)
                    {
                        if (note.Outcome != FactOutcome.Retry) continue;
                        again.Add(batch![note.Index]);
                        lastRetry = note.Message;
                    }
                    underWay.Release();
                }
            },
            cancellation);
        foreach (var chunk in Chunks(records))
        {
            // When receipts end before their time, waiting for room would never end.
            var room = underWay.WaitAsync(cancellation);
            if (await Task.WhenAny(room, receiving) == receiving)
            {
                await receiving;
                throw new RpcException(new Status(StatusCode.Unavailable, "连接已中断 / The connection has ended"));
            }
            await room;
            sent[++batches] = chunk;
            await call.RequestStream.WriteAsync(batchOf(batches, chunk), cancellation);
        }
        await call.RequestStream.CompleteAsync();
        await receiving;
        return again;
    }

    private static IEnumerable<TRecord[]> Chunks(IEnumerable<TRecord> records)
    {
        var (chunk, bytes) = (new List<TRecord>(), 0);
        foreach (var record in records)
        {
            var size = record.CalculateSize();
            if (chunk.Count == BatchSize || (chunk.Count > 0 && bytes + size > BatchBytes))
            {
                yield return [.. chunk];
                chunk.Clear();
                bytes = 0;
            }
            chunk.Add(record);
            bytes += size;
        }
        if (chunk.Count > 0) yield return [.. chunk];
    }
}
