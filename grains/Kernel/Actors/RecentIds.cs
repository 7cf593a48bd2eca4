using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpsCenter.Kernel;

/// <summary>
/// The source ids an actor has seen, each with the version its command led to, for as long as a command of that age may
/// still come. With the rule that refuses older ones this makes every command count exactly once.
/// Ids are kept as 128-bit hashes: 28 bytes each in a snapshot, whatever their length.
/// </summary>
public sealed class RecentIds
{
    private const int EntrySize = 16 + 8 + 4;
    private readonly Dictionary<UInt128, (long Version, int Day)> seen = [];

    public int Count => seen.Count;

    public bool TryGet(string sourceId, out long version)
    {
        version = 0;
        if (sourceId.Length == 0 || !seen.TryGetValue(Key(sourceId), out var entry)) return false;
        version = entry.Version;
        return true;
    }

    public void Add(string sourceId, long version, DateTimeOffset occurredAt)
    {
        if (sourceId.Length > 0) seen.TryAdd(Key(sourceId), (version, DayOf(occurredAt)));
    }

    /// <summary>Forgets what happened before <paramref name="horizon"/> (whole days).</summary>
    public void Forget(DateTimeOffset horizon)
    {
        var day = DayOf(horizon);
        foreach (var (key, entry) in seen)
            if (entry.Day < day) seen.Remove(key);
    }

    /// <summary>The ids up to a version: what is in flight beyond it may yet fail and must not be remembered.</summary>
    public byte[] Save(long upToVersion)
    {
        var bytes = new byte[seen.Count * EntrySize];
        var at = 0;
        foreach (var (key, (version, day)) in seen)
        {
            if (version > upToVersion) continue;
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(at), key);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 16), version);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 24), day);
            at += EntrySize;
        }
        return bytes[..at];
    }

    public static RecentIds Load(ReadOnlySpan<byte> bytes)
    {
        var ids = new RecentIds();
        for (; bytes.Length >= EntrySize; bytes = bytes[EntrySize..])
            ids.seen[BinaryPrimitives.ReadUInt128LittleEndian(bytes)] =
                (BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]));
        return ids;
    }

    private static UInt128 Key(string sourceId) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(sourceId.AsSpan()));

    private static int DayOf(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerDay);
}
