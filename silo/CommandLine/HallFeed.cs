using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary>A queue system's side of the stream.</summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="hall">Hall code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class HallFeed(Ingest.IngestClient client, string district, string hall, Action<HallReceipt>? received = null)
    : IngestFeed<HallFact, HallBatch, HallReceipt>
{
    /// <summary>Sums over all receipts so far.</summary>
    public HallReceipt Totals { get; } = new();

    protected override AsyncDuplexStreamingCall<HallBatch, HallReceipt> Open(CancellationToken cancellation) => client.StreamHall(cancellationToken: cancellation);

    protected override HallBatch Batch(long number, IReadOnlyList<HallFact> items) =>
        new() { Batch = number, District = district, Hall = hall, Facts = { items } };

    protected override (long Batch, IEnumerable<FactNote> Notes) Read(HallReceipt receipt) => (receipt.Batch, receipt.Notes);

    protected override void Received(HallReceipt receipt)
    {
        Totals.Accepted += receipt.Accepted;
        Totals.Repeats += receipt.Repeats;
        Totals.Quarantined += receipt.Quarantined;
        Totals.Rejected += receipt.Rejected;
        Totals.Retry += receipt.Retry;
        received?.Invoke(receipt);
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
}
