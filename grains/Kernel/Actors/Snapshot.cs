using Orleans.Storage;

namespace OpsCenter.Kernel;

/// <summary>
/// An actor's or a projection's state at a version, so that opening needs only the events behind it. A cache: it may be
/// lost, and one whose <see cref="Schema"/> is not today's is passed over; the journal is the truth.
/// </summary>
[GenerateSerializer, Alias("opscenter.snapshot")]
public sealed class Snapshot
{
    /// <summary>Name of the grain storage that keeps snapshots.</summary>
    public const string Storage = "snapshots";

    /// <summary>Form of <see cref="Body"/>; counts up whenever the form changes.</summary>
    [Id(0)] public int Schema { get; set; }

    /// <summary>The version of the last event in it.</summary>
    [Id(1)] public long Version { get; set; }

    /// <summary>Hash of that event.</summary>
    [Id(2)] public byte[] Hash { get; set; } = [];

    /// <summary>The state, in the form that its owner knows.</summary>
    [Id(3)] public byte[] Body { get; set; } = [];

    /// <summary>See <see cref="RecentIds"/>.</summary>
    [Id(4)] public byte[] Ids { get; set; } = [];

    /// <summary>Where a projection stands.</summary>
    [Id(5)] public JournalPosition Position { get; set; }
}

internal static class SnapshotStorage
{
    /// <summary>
    /// After a write that failed: takes over what is stored now, so that the next write can succeed. Failures are left to that write.
    /// </summary>
    public static async Task RereadAsync(this IGrainStorage storage, string kind, GrainId id, GrainState<Snapshot> stored)
    {
        var now = new GrainState<Snapshot>(new());
        try
        {
            await storage.ReadStateAsync(kind, id, now);
            (stored.ETag, stored.RecordExists) = (now.ETag, now.RecordExists);
        }
        catch (Exception)
        {
            // The storage is still away; the write that comes next says so.
        }
    }
}
