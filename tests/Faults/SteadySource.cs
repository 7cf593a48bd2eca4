using System.Collections.Concurrent;
using Grpc.Core;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.Faults;

/// <summary>
/// A queue system that does not give up: several lines at once, each sends a batch until it is acknowledged, whatever
/// happens to the other side, and then the next.
/// </summary>
internal sealed class SteadySource(HallTestClient door, IReadOnlyList<SimulatedFact> facts, int lines = 4, int batchSize = 25)
{
    private readonly ConcurrentQueue<SimulatedFact> acknowledged = [];
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int accepted, repeats, refusals;

    /// <summary>From here on, acknowledged facts, it waits for <see cref="GoOn"/>; else it never waits.</summary>
    public int PauseAt { get; init; } = int.MaxValue;

    /// <summary>See <see cref="PauseAt"/>.</summary>
    public void GoOn() => goOn.TrySetResult();

    /// <summary>Facts that were new.</summary>
    public int Accepted => accepted;

    /// <summary>Facts that were durable already.</summary>
    public int Repeats => repeats;

    /// <summary>Facts that a receipt has called durable.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Attempts that failed or were asked to be made again.</summary>
    public int Refusals => refusals;

    /// <summary>What the gateway said that was neither a receipt nor "not now".</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    /// <summary>The facts acknowledged so far.</summary>
    public SimulatedFact[] Known() => [.. acknowledged];

    /// <summary>Ends when everything is acknowledged, or fails after minutes in which it was not.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Eventually.Bound * 3);
        await RunUntilAsync(patience.Token);
    }

    private async Task RunUntilAsync(CancellationToken cancellation)
    {
        var batches = new ConcurrentQueue<SimulatedFact[]>(facts.Chunk(batchSize));
        await Task.WhenAll(Enumerable.Range(0, lines).Select(_ => Task.Run(
            async () =>
            {
                while (batches.TryDequeue(out var batch))
                {
                    if (Acknowledged >= PauseAt) await goOn.Task.WaitAsync(cancellation);
                    await DeliverAsync(batch, cancellation);
                }
            },
            cancellation)));
    }

    private async Task DeliverAsync(SimulatedFact[] batch, CancellationToken cancellation)
    {
        while (batch.Length > 0)
        {
            try
            {
                var receipt = await door.Ingest.SubmitHallAsync(
                    new() { District = HallTestClient.District, Hall = door.Hall, Facts = { batch.Select(fact => fact.ToMessage()) } },
                    deadline: DateTime.UtcNow.AddSeconds(60), cancellationToken: cancellation);
                foreach (var note in receipt.Notes.Where(note => note.Outcome is FactOutcome.Quarantined or FactOutcome.Rejected))
                    Surprises.Add(note.ToString());
                Interlocked.Add(ref accepted, receipt.Accepted);
                Interlocked.Add(ref repeats, receipt.Repeats);
                var again = receipt.Notes.Where(note => note.Outcome == FactOutcome.Retry).Select(note => note.Index).ToHashSet();
                for (var i = 0; i < batch.Length; i++)
                    if (!again.Contains(i)) acknowledged.Enqueue(batch[i]);
                batch = [.. batch.Where((_, i) => again.Contains(i))];
                if (batch.Length == 0) return;
            }
            catch (RpcException failure) when (!cancellation.IsCancellationRequested)
            {
                if (failure.StatusCode is not (StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled
                    or StatusCode.ResourceExhausted))
                    Surprises.Add(failure.Status.ToString());
            }
            Interlocked.Increment(ref refusals);
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }
}
