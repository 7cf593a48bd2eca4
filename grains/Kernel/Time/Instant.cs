namespace OpsCenter.Kernel;

/// <summary>Moments as the journal keeps them: UTC, whole microseconds (what both databases can hold).</summary>
public static class Instant
{
    public static DateTimeOffset ToJournal(this DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}

/// <summary>Moments as numbers: whole microseconds since 1970-01-01 UTC. What is finer is not kept.</summary>
public static class Micros
{
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
