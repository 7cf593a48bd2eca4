using System.Threading.Channels;
using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Identity;

namespace OpsCenter.Gateway.Platform.Audit;

/// <summary>
/// What the gateway writes down of calls. Changing calls wait until their entry is durable. Refused ones do not: whoever
/// is refused a million times must neither fill the journal's queue nor slow anybody down, so they pass through a bounded
/// queue, and what does not fit is counted in an entry of its own.
/// </summary>
public sealed class AuditTrail(IGrainFactory grains, IdentityOptions options)
{
    private readonly Channel<AuditRecorded> refused = Channel.CreateBounded<AuditRecorded>(options.AuditQueue);

    private long dropped;

    /// <summary>Completes when the entry is durable.</summary>
    public Task RecordAsync(AuditRecorded entry) => WriteAsync(KeyOf(entry), [entry]);

    /// <summary>Writes it soon, or counts it.</summary>
    public void NoteRefusal(AuditRecorded entry)
    {
        if (!refused.Writer.TryWrite(entry)) Interlocked.Increment(ref dropped);
    }

    /// <summary>Takes up to <paramref name="limit"/> refusals that wait, and how many have been dropped since the last time.</summary>
    public (List<AuditRecorded> Entries, long Dropped) TakeRefusals(int limit)
    {
        var entries = new List<AuditRecorded>();
        while (entries.Count < limit && refused.Reader.TryRead(out var entry)) entries.Add(entry);
        return (entries, Interlocked.Exchange(ref dropped, 0));
    }

    /// <summary>Completes when there are refusals to take.</summary>
    public ValueTask<bool> WaitForRefusalsAsync(CancellationToken cancellation) => refused.Reader.WaitToReadAsync(cancellation);

    /// <summary>Completes when the entries, all of one day and district, are durable.</summary>
    public async Task WriteAsync(string key, IReadOnlyList<AuditRecorded> entries)
    {
        var commands = entries.Select(entry => new Kernel.Command<RecordAudit>("", entry.At, new(entry))).ToArray();
        await grains.GetGrain<IAudit>(key).Handle(commands, entries.Count == 1 ? entries[0].Actor : "gateway");
    }

    /// <summary>
    /// The trail that an entry belongs to: that of its district. A refused call may name any place, so it only reaches the
    /// trail of a district that there is; otherwise the installation's.
    /// </summary>
    public string KeyOf(AuditRecorded entry)
    {
        var district = entry.Place.Length >= 6 && entry.Place.All(char.IsAsciiDigit) ? entry.Place[..6] : Territory.System;
        if (entry.Outcome != "OK" && !options.Districts.Contains(district)) district = Territory.System;
        return AuditKeys.Day(new(district), DateOnly.FromDateTime(entry.At.UtcDateTime));
    }
}
