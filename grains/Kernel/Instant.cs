namespace OpsCenter.Kernel;

/// <summary>Moments as the journal keeps them: UTC, whole microseconds (what both databases can hold).</summary>
public static class Instant
{
    public static DateTimeOffset ToJournal(this DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
