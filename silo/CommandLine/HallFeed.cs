using OpsCenter.Gateway.Import;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary>A queue system's side of the public ingest stream.</summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="hall">Hall code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class HallFeed(Ingest.IngestClient client, string district, string hall, Action<IngestReceipt>? received = null)
    : Feed<HallFact, HallBatch, HallReceipt>(
        cancellation => client.StreamHall(cancellationToken: cancellation),
        (number, facts) => new() { Batch = number, District = district, Hall = hall, Facts = { facts } }, IngestReceipt.Of, received)
{
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
