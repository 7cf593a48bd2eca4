using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary>
/// A source's side of a public ingest stream: sends batches, reads receipts, and sends again what the other side asks to be sent
/// again.
/// </summary>
public abstract class IngestFeed<TItem, TBatch, TReceipt>
    where TItem : IMessage
{
    /// <summary>A batch is full with so many records or bytes; the gateway takes 1,000 and 4 MiB.</summary>
    private const int BatchSize = 500, BatchBytes = 1 << 20;

    private const int MostRounds = 120, BatchesUnderWay = 32;
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromSeconds(1);
    private long batches;
    private string lastRetry = "";

    protected abstract AsyncDuplexStreamingCall<TBatch, TReceipt> Open(CancellationToken cancellation);

    protected abstract TBatch Batch(long number, IReadOnlyList<TItem> items);

    /// <summary>The batch that it answers, and what it says of single records.</summary>
    protected abstract (long Batch, IEnumerable<FactNote> Notes) Read(TReceipt receipt);

    /// <summary>Hears of every receipt; one call at a time.</summary>
    protected abstract void Received(TReceipt receipt);

    /// <summary>Sends everything, as fast as it is taken, and again what could not be taken just then.</summary>
    /// <param name="items">Read again when the way breaks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RpcException">UNAVAILABLE: after many rounds there is still something that cannot be taken.</exception>
    public async Task SendAsync(IEnumerable<TItem> items, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            IEnumerable<TItem> again;
            try
            {
                var missed = await SendOnceAsync(items, cancellation);
                if (missed.Count == 0) return;
                again = missed;
            }
            catch (RpcException broken) when (broken.StatusCode == StatusCode.Unavailable && round < MostRounds)
            {
                // The way broke; what was taken before is answered as a repeat.
                (again, lastRetry) = (items, broken.Status.Detail);
            }
            if (round == MostRounds)
                throw new RpcException(new Status(
                    StatusCode.Unavailable,
                    $"{again.Count():N0} 条未能保存（{lastRetry}） / {again.Count():N0} records could not be stored: {lastRetry}"));
            items = again;
            await Task.Delay(BetweenRounds, cancellation);
        }
    }

    /// <summary>Sends everything once; returns what is to be sent again.</summary>
    private async Task<List<TItem>> SendOnceAsync(IEnumerable<TItem> items, CancellationToken cancellation)
    {
        using var call = Open(cancellation);
        var underWay = new SemaphoreSlim(BatchesUnderWay);
        var again = new List<TItem>();
        var sent = new ConcurrentDictionary<long, IReadOnlyList<TItem>>();
        var receiving = Task.Run(
            async () =>
            {
                await foreach (var receipt in call.ResponseStream.ReadAllAsync(cancellation))
                {
                    var (number, notes) = Read(receipt);
                    sent.TryRemove(number, out var batch);
                    Received(receipt);
                    foreach (var note in notes)
                    {
                        if (note.Outcome != FactOutcome.Retry) continue;
                        again.Add(batch![note.Index]);
                        lastRetry = note.Message;
                    }
                    underWay.Release();
                }
            },
            cancellation);
        foreach (var batch in Batches(items))
        {
            // When receipts end before their time, waiting for room would never end.
            var room = underWay.WaitAsync(cancellation);
            if (await Task.WhenAny(room, receiving) == receiving)
            {
                await receiving;
                throw new RpcException(new Status(StatusCode.Unavailable, "连接已中断 / The connection has ended"));
            }
            await room;
            sent[++batches] = batch;
            await call.RequestStream.WriteAsync(Batch(batches, batch), cancellation);
        }
        await call.RequestStream.CompleteAsync();
        await receiving;
        return again;
    }

    private static IEnumerable<IReadOnlyList<TItem>> Batches(IEnumerable<TItem> items)
    {
        var (batch, bytes) = (new List<TItem>(), 0);
        foreach (var item in items)
        {
            var size = item.CalculateSize();
            if (batch.Count == BatchSize || (batch.Count > 0 && bytes + size > BatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
            batch.Add(item);
            bytes += size;
        }
        if (batch.Count > 0) yield return batch;
    }
}
