using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>What a hall takes in and compares with: configuration, section <c>Hall</c>.</summary>
public sealed record HallOptions
{
    /// <summary>The oldest fact that is still taken; the actors remember ids longer than this.</summary>
    public TimeSpan MaxLate { get; init; } = TimeSpan.FromDays(10);

    /// <summary>How far a source's clock may be ahead of ours.</summary>
    public TimeSpan MaxAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many of the last days with tickets the usual day is the mean of, at most.</summary>
    public int UsualDays { get; init; } = 20;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public HallOptions Validated()
    {
        if (UsualDays is < 1 or > 90) throw new ArgumentException($"Hall:UsualDays must be 1-90, not {UsualDays}.");
        if (MaxLate < TimeSpan.FromHours(1) || MaxLate > TimeSpan.FromDays(36_500))
            throw new ArgumentException($"Hall:MaxLate must be 1 hour to 36,500 days, not {MaxLate}.");
        if (MaxAhead < TimeSpan.Zero || MaxAhead > TimeSpan.FromDays(1))
            throw new ArgumentException($"Hall:MaxAhead must be 0 to 1 day, not {MaxAhead}.");
        return this;
    }

    /// <summary>The rule on the time of a fact, the same for every actor of the hall; null: it may be taken.</summary>
    public Refusal? RefuseTime(DateTimeOffset occurredAt, DateTimeOffset now) =>
        occurredAt > now + MaxAhead
            ? Refusal.Invalid(
                "in_the_future",
                $"发生时间比本系统时间晚 {(occurredAt - now).TotalMinutes:0} 分钟，请检查来源时钟",
                $"The fact lies {(occurredAt - now).TotalMinutes:0} min in the future; check the source's clock")
            : occurredAt < now - MaxLate
                ? Refusal.Invalid(
                    "too_late",
                    $"发生时间已超过 {MaxLate.TotalDays:0} 天，不再自动计入",
                    $"The fact is older than {MaxLate.TotalDays:0} days and is not counted by itself")
                : null;
}

/// <summary>The hall's days and hours, in local time.</summary>
public static class HallTime
{
    public static readonly TimeSpan Offset = LocalTime.Offset;

    /// <summary>A hall's day begins here, in the night, so that a visit that ends after midnight stays in one day.</summary>
    public static readonly TimeOnly DayBegins = new(4, 0);

    /// <summary>The hall's day that a moment belongs to.</summary>
    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime - DayBegins.ToTimeSpan());

    /// <summary>The local hour, 0-23.</summary>
    public static int HourOf(DateTimeOffset time) => time.ToOffset(Offset).Hour;

    /// <summary>The end of a hall's day.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => At(date.AddDays(1), DayBegins);

    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);
}
