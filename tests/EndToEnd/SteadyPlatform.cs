using System.Collections.Concurrent;
using Grpc.Core;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// A city's platform that does not give up: it sends a batch until all of it is acknowledged, whatever happens to the other side, and then
/// the next.
/// </summary>
internal sealed class SteadyPlatform(HotlineTestClient door, IReadOnlyList<OrderRecord> orders, int lines = 2, int batchSize = 20)
{
    private int failures;

    /// <summary>Numbers of the orders that a receipt has called durable.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = [];

    /// <summary>Attempts that failed or were asked to be made again.</summary>
    public int Failures => failures;

    /// <summary>What the gateway said that was neither a receipt nor "not now".</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    /// <summary>Ends when everything is acknowledged, or fails after minutes in which it was not.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Eventually.Bound * 3);
        await RunUntilAsync(patience.Token);
    }

    private async Task RunUntilAsync(CancellationToken cancellation)
    {
        var batches = new ConcurrentQueue<OrderRecord[]>(orders.Chunk(batchSize));
        await Task.WhenAll(Enumerable.Range(0, lines).Select(_ => Task.Run(
            async () =>
            {
                while (batches.TryDequeue(out var batch)) await DeliverAsync(batch, cancellation);
            },
            cancellation)));
    }

    private async Task DeliverAsync(OrderRecord[] batch, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                var receipt = await door.Platform.SubmitOrdersAsync(
                    new() { District = door.District, Orders = { batch } }, deadline: DateTime.UtcNow.AddSeconds(60),
                    cancellationToken: cancellation);
                foreach (var note in receipt.Notes.Where(note => note.Outcome is FactOutcome.Quarantined or FactOutcome.Rejected))
                    Surprises.Add(note.ToString());
                var again = receipt.Notes.Where(note => note.Outcome == FactOutcome.Retry).Select(note => note.Index).ToHashSet();
                foreach (var order in batch.Where((_, i) => !again.Contains(i))) Acknowledged.Enqueue(order.Number);
                batch = [.. batch.Where((_, i) => again.Contains(i))];
                if (batch.Length == 0) return;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested)
            {
                if (failure.StatusCode is not (StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled
                    or StatusCode.ResourceExhausted))
                    Surprises.Add(failure.Status.ToString());
            }
            Interlocked.Increment(ref failures);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }
}
