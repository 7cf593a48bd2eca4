namespace OpsCenter.Analytics.Simulation;

/// <summary>One session of opening, local time of day; closes after it opens, on the same day.</summary>
public sealed record HallSession(DayOfWeek Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>
/// A break of some windows while the hall stays open: the windows whose place in the plan, counted from 0,
/// leaves the remainder <paramref name="Which"/> when divided by <paramref name="Of"/>.
/// </summary>
/// <example><c>new(12:00, 13:00, 2, 0), new(13:00, 14:00, 2, 1)</c>: lunch in two shifts, half the windows each.</example>
public sealed record HallBreak(TimeOnly From, TimeOnly To, int Of, int Which);

/// <summary>When a hall is open, and which windows rest meanwhile.</summary>
public sealed record HallHours(IReadOnlyList<HallSession> Sessions, IReadOnlyList<HallBreak> Breaks)
{
    /// <summary>09:00-12:00 and 14:30-17:30, Monday to Friday: usual in Shaoguan. A constructed default, to be configured.</summary>
    public static HallHours Shaoguan { get; } =
        new([.. WorkingDays(new(9, 0), new(12, 0)), .. WorkingDays(new(14, 30), new(17, 30))], []);

    /// <summary>午间不打烊: 09:00-17:30, Monday to Friday, lunch in two shifts of half the windows. A constructed default.</summary>
    public static HallHours MiddayDuty { get; } = new(
        [.. WorkingDays(new(9, 0), new(17, 30))],
        [new(new(12, 0), new(13, 0), 2, 0), new(new(13, 0), new(14, 0), 2, 1)]);

    /// <summary>The same session on each of the seven days, without breaks.</summary>
    public static HallHours Daily(TimeOnly opens, TimeOnly closes) =>
        new([.. Enum.GetValues<DayOfWeek>().Select(day => new HallSession(day, opens, closes))], []);

    /// <summary>The sessions of a weekday in order; none when the hall is closed.</summary>
    public IEnumerable<HallSession> On(DayOfWeek day) => Sessions.Where(session => session.Day == day).OrderBy(session => session.Opens);

    private static IEnumerable<HallSession> WorkingDays(TimeOnly opens, TimeOnly closes) =>
        Enumerable.Range((int)DayOfWeek.Monday, 5).Select(day => new HallSession((DayOfWeek)day, opens, closes));
}
