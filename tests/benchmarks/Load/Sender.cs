using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks.Load;

/// <summary>A queue system that sends over the public ingest stream, on a connection of its own.</summary>
internal sealed class Sender(GrpcChannel channel, HallBatch[] batches)
{
    /// <summary>From the sending of a batch to its receipt.</summary>
    public Distribution Receipts { get; } = new();

    /// <summary>When the receipts came, by this machine's clock; in the order of the batches.</summary>
    public List<DateTimeOffset> ReceivedAt { get; } = [];

    /// <summary>Sends as fast as receipts come back.</summary>
    /// <param name="underWay">Batches that may wait for their receipts.</param>
    public Task SendAsync(int underWay) => SendAsync(underWay, TimeSpan.Zero, 0);

    /// <summary>
    /// Sends one batch every <paramref name="interval"/>, from a moment on (<see cref="Stopwatch.GetTimestamp"/>; 0: now).
    /// </summary>
    /// <exception cref="InvalidOperationException">A fact was not accepted.</exception>
    public async Task SendAsync(int underWay, TimeSpan interval, long begin)
    {
        using var call = new Ingest.IngestClient(channel).StreamHall();
        using var places = new SemaphoreSlim(underWay);
        var sentAt = new ConcurrentQueue<long>();
        var receiving = ReceiveAsync(call.ResponseStream, sentAt, places);
        for (var i = 0; i < batches.Length; i++)
        {
            if (interval > TimeSpan.Zero
                && begin + (long)(i * interval.TotalSeconds * Stopwatch.Frequency) - Stopwatch.GetTimestamp() is var early and > 0)
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            await Task.WhenAny(places.WaitAsync(), receiving);
            if (receiving.IsCompleted) break;
            sentAt.Enqueue(Stopwatch.GetTimestamp());
            await call.RequestStream.WriteAsync(batches[i]);
        }
        await call.RequestStream.CompleteAsync();
        await receiving;
        if (ReceivedAt.Count != batches.Length)
            throw new InvalidOperationException($"{batches.Length} batches were sent, {ReceivedAt.Count} receipts came.");
    }

    private async Task ReceiveAsync(IAsyncStreamReader<HallReceipt> receipts, ConcurrentQueue<long> sentAt, SemaphoreSlim places)
    {
        await foreach (var receipt in receipts.ReadAllAsync())
        {
            var batch = batches[ReceivedAt.Count];
            if (receipt.Batch != batch.Batch || receipt.Accepted != batch.Facts.Count)
                throw new InvalidOperationException(
                    $"Of {batch.Facts.Count} facts {receipt.Accepted} were accepted: {receipt.Notes.FirstOrDefault()}");
            sentAt.TryDequeue(out var sent);
            Receipts.Add(Stopwatch.GetElapsedTime(sent));
            ReceivedAt.Add(DateTimeOffset.UtcNow);
            places.Release();
        }
    }
}
