using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OpsCenter.Kernel;

/// <summary>
/// Ties each row of a stream to the one before: a row that is changed, dropped or put in between later shows, because
/// no hash behind it fits any more. SHA-256 over (hash before, version, occurred-at, kind, actor, source id, payload),
/// texts with their length in front so that no two rows have the same bytes.
/// </summary>
public static class HashChain
{
    /// <summary>The hash before the first row.</summary>
    public static readonly byte[] Start = new byte[32];

    public static byte[] Next(
        ReadOnlySpan<byte> before, long version, DateTimeOffset occurredAt, string kind, string actor, string sourceId,
        ReadOnlySpan<byte> payload)
    {
        var size = 32 + 8 + 8 + 3 * 4 + Encoding.UTF8.GetMaxByteCount(kind.Length + actor.Length + sourceId.Length) + payload.Length;
        var buffer = size <= 2048 ? stackalloc byte[2048] : new byte[size];
        before.CopyTo(buffer);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[32..], version);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[40..], occurredAt.UtcTicks / TimeSpan.TicksPerMicrosecond);
        var at = 48;
        Text(buffer, kind, ref at);
        Text(buffer, actor, ref at);
        Text(buffer, sourceId, ref at);
        payload.CopyTo(buffer[at..]);
        return SHA256.HashData(buffer[..(at + payload.Length)]);
    }

    /// <summary>Whether the rows follow each other (and <paramref name="before"/>) without a break.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> before, IReadOnlyList<JournalRow> rows)
    {
        foreach (var row in rows)
        {
            if (!Next(before, row.Version, row.OccurredAt, row.Kind, row.Actor, row.SourceId, row.Payload).AsSpan().SequenceEqual(row.Hash))
                return false;
            before = row.Hash;
        }
        return true;
    }

    private static void Text(Span<byte> buffer, string text, ref int at)
    {
        var length = Encoding.UTF8.GetBytes(text, buffer[(at + 4)..]);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[at..], length);
        at += 4 + length;
    }
}
