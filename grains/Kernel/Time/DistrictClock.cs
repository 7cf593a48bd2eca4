namespace OpsCenter.Kernel;

/// <summary>Which part of its day a clock is in whose speed follows the working calendar.</summary>
public enum ClockPhase
{
    /// <summary>The speed never changes: every installation but a simulation.</summary>
    Steady,

    /// <summary>上班时间</summary>
    OfficeHours,

    /// <summary>夜间: before and after the office hours of a working day.</summary>
    Night,

    /// <summary>休息日: a day on which nobody works.</summary>
    DayOff,
}

/// <summary>What a clock shows, and how it goes on.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Speed">Its seconds that pass in a second of the machine.</param>
/// <param name="Phase">Why that fast.</param>
/// <param name="Until">Up to when, by this clock; null: for ever.</param>
public readonly record struct ClockReading(DateTimeOffset Now, double Speed, ClockPhase Phase, DateTimeOffset? Until);

/// <summary>
/// The clock of the business: when facts happen, what is due, late, or to be said now. It is the machine's, unless the whole product runs
/// on another one (a simulation). Whatever belongs to the machine and to people in front of it goes by <see cref="TimeProvider"/> instead:
/// sessions, keys, retries, leases, time-outs, and Orleans, which stops a silo whose clock runs ahead.
/// </summary>
/// <param name="machine">The machine's clock.</param>
public class DistrictClock(TimeProvider machine) : TimeProvider
{
    /// <summary>The moment with the speed and the part of the day.</summary>
    public virtual ClockReading Read() => new(machine.GetUtcNow(), 1, ClockPhase.Steady, null);

    /// <inheritdoc/>
    public sealed override DateTimeOffset GetUtcNow() => Read().Now;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>The machine's: what took how long is measured, not simulated.</summary>
    public sealed override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public sealed override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public sealed override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;
}
