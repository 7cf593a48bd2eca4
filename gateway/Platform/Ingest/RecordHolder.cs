using OpsCenter.Kernel;
using OpsCenter.Quarantine;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>A record that cannot be counted.</summary>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Id">By which a person finds it in quarantine.</param>
/// <param name="SourceId">What it was that came: the same again is not held again after a person has let it go.</param>
/// <param name="Record">What is kept: JSON.</param>
public sealed record HeldRecord(int Index, string Id, string SourceId, string Record, string Code, string Message);

/// <summary>Keeps records that cannot be counted until a person mends or dismisses them.</summary>
public sealed class RecordHolder(IClusterClient cluster, DistrictClock clock, ILogger<RecordHolder> log)
{
    /// <param name="quarantine">The quarantine's key.</param>
    /// <param name="held">In the order of the batch.</param>
    /// <param name="replaces">See <see cref="Hold.Replaces"/>.</param>
    /// <param name="sender">Who sent them.</param>
    /// <param name="notes">Takes what became of each.</param>
    public async Task HoldAsync(string quarantine, IReadOnlyList<HeldRecord> held, bool replaces, string sender, IngestNotes notes)
    {
        if (held.Count == 0) return;
        var now = clock.GetUtcNow();
        var commands = held
            .Select(entry => new Command<QuarantineCommand>(
                entry.SourceId, now, new Hold(new(entry.Id, entry.Record, entry.Code, entry.Message, sender, now), replaces)))
            .ToArray();
        try
        {
            var answers = await cluster.GetGrain<IQuarantine>(quarantine).Handle(commands, sender);
            for (var i = 0; i < held.Count; i++)
            {
                if (answers[i].Refusal is { } refusal) notes.Retry(held[i].Index, refusal.Code, refusal.Message);
                else notes.Quarantined(held[i].Index, held[i].Code, held[i].Message);
            }
        }
        catch (Exception failure)
        {
            foreach (var entry in held) notes.Unavailable(entry.Index, failure, log);
        }
    }
}
