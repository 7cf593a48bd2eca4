using OpsCenter.Analytics.Simulation;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// When the demo's district works, and how fast its time passes: office hours at the speed that was asked for; nights, and days on which
/// nobody works, so fast that one need not wait for the morning.
/// </summary>
/// <param name="hours">The hall's opening hours.</param>
/// <param name="calendar">Says which days are holidays.</param>
/// <param name="speed">Of office hours.</param>
internal sealed class DemoTimetable(HallHours hours, WorkingCalendar calendar, double speed)
{
    /// <summary>A night of fourteen hours takes half a minute at 60×, a day off as long.</summary>
    private const double NightTimes = 30, DayOffTimes = 60;

    /// <summary>People come before the doors open, and the last are served after they close.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan MidMorning = TimeSpan.FromMinutes(100);

    /// <summary>
    /// Whether the hall opens: on the days of its opening hours that are no holidays. A hall that opens on Saturdays does so.
    /// </summary>
    public bool IsOpen(DateOnly date) =>
        hours.On(date.DayOfWeek).Any() && (calendar.IsWorkingDay(date) || date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The last day up to this one on which the hall opens.</summary>
    public DateOnly LastOpen(DateOnly upTo) => Enumerable.Range(0, 60).Select(back => upTo.AddDays(-back)).First(IsOpen);

    /// <summary>Mid-morning of a day on which the hall opens: it is busy then.</summary>
    public DateTimeOffset MidMorningOf(DateOnly date) => LocalTime.At(date, hours.On(date.DayOfWeek).First().Opens) + MidMorning;

    /// <summary>How fast the time passes at a moment, and until when.</summary>
    public Stretch At(DateTimeOffset moment)
    {
        var date = LocalTime.DateOf(moment);
        var tomorrow = LocalTime.StartOf(date.AddDays(1));
        if (!IsOpen(date)) return new(speed * DayOffTimes, ClockPhase.DayOff, tomorrow);
        var sessions = hours.On(date.DayOfWeek).ToArray();
        var (begins, ends) = (LocalTime.At(date, sessions[0].Opens) - Around, LocalTime.At(date, sessions[^1].Closes) + Around);
        return moment < begins ? new(speed * NightTimes, ClockPhase.Night, begins)
            : moment < ends ? new(speed, ClockPhase.OfficeHours, ends)
            : new(speed * NightTimes, ClockPhase.Night, tomorrow);
    }

    /// <summary>
    /// The moment itself when offices are open then, else some time of the next morning on which they are; <paramref name="share"/> (0-1)
    /// says how late in it.
    /// </summary>
    public DateTimeOffset AtWork(DateTimeOffset moment, double share)
    {
        var date = LocalTime.DateOf(moment);
        var (begins, ends) = (LocalTime.At(date, WorkingCalendar.MorningBegins), LocalTime.At(date, WorkingCalendar.AfternoonEnds));
        if (calendar.IsWorkingDay(date) && moment >= begins && moment < ends) return moment;
        if (!calendar.IsWorkingDay(date) || moment >= ends)
        {
            do date = date.AddDays(1);
            while (!calendar.IsWorkingDay(date));
        }
        return LocalTime.At(date, WorkingCalendar.MorningBegins) + (share * (WorkingCalendar.MorningEnds - WorkingCalendar.MorningBegins));
    }
}
