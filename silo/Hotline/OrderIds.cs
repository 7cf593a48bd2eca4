using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// An order's id in the table: it rises with the moment of the call, so that one key gives the order of lists, the bounds of a
/// span of time and the name under which the index of terms knows the order. Within a microsecond there are 2,048 of them, and
/// the order's number says where among them to begin; the table rebuilt gives the same ids.
/// </summary>
internal static class OrderIds
{
    private const int SlotBits = 11;

    // ± 142 years of microseconds fit in front of the slots; what lies beyond lies at the end.
    private const long MaxMicros = long.MaxValue >> SlotBits;

    /// <summary>Below the ids of all calls at or after a moment.</summary>
    public static long From(DateTimeOffset moment) => Math.Clamp(Micros.Of(moment), -MaxMicros, MaxMicros) << SlotBits;

    /// <summary>The id to try first; the next free one above is taken.</summary>
    public static long First(DateTimeOffset receivedAt, string number) =>
        From(receivedAt) | (long)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(number.AsSpan())) & ((1 << SlotBits) - 1));
}
