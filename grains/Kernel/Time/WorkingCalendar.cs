using System.Collections.Immutable;

namespace OpsCenter.Kernel;

/// <summary>
/// The one working calendar (工作日历): Monday to Friday, less statutory holidays, with make-up days (调休) and half days. A working day
/// is measured continuously: its morning and its afternoon are half a day each and pass evenly in office hours, so that pauses
/// can be added up and deadlines moved by them. Immutable; all moments are instants, all days local (UTC+8).
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>Bounds of what it knows; moments outside count as the nearest day inside.</summary>
    public const int FirstYear = 2000, LastYear = 2099;

    /// <summary>Office hours that make up a morning and an afternoon.</summary>
    public static readonly TimeOnly MorningBegins = new(8, 30), MorningEnds = new(12, 0), AfternoonBegins = new(14, 30),
        AfternoonEnds = new(17, 30);

    private static readonly DateOnly FirstDay = new(FirstYear, 1, 1);
    private static readonly int DayCount = new DateOnly(LastYear, 12, 31).DayNumber - FirstDay.DayNumber + 1;

    private readonly WorkShare[] days;

    /// <summary>Working half days before each day; one entry more than there are days.</summary>
    private readonly int[] halvesBefore;

    private WorkingCalendar(WorkShare[] days, ImmutableSortedDictionary<int, CalendarYear> decrees)
    {
        (this.days, Decrees) = (days, decrees);
        halvesBefore = new int[days.Length + 1];
        for (var day = 0; day < days.Length; day++) halvesBefore[day + 1] = halvesBefore[day] + HalvesOf(days[day]);
    }

    /// <summary>Without any holiday.</summary>
    public static WorkingCalendar MondayToFriday { get; } = new(
        [.. Enumerable.Range(0, DayCount)
            .Select(day => FirstDay.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WorkShare.None : WorkShare.Whole)],
        ImmutableSortedDictionary<int, CalendarYear>.Empty);

    /// <summary>The years known by decree; all others are Monday to Friday.</summary>
    public ImmutableSortedDictionary<int, CalendarYear> Decrees { get; }

    /// <summary>The same with further decrees; one for a year that has one already replaces it.</summary>
    public WorkingCalendar With(IEnumerable<CalendarYear> decreed)
    {
        var decrees = decreed.Aggregate(Decrees, (all, year) => all.SetItem(year.Year, year));
        if (decrees == Decrees) return this;
        var shares = (WorkShare[])MondayToFriday.days.Clone();
        // A year's own decree has the last word on its days; a neighbour's speaks only for days on which it is silent.
        foreach (var (year, decree) in decrees)
            foreach (var day in decree.Days)
                if (day.Date.Year == year || !(decrees.GetValueOrDefault(day.Date.Year)?.Days.Any(own => own.Date == day.Date) ?? false))
                    if (day.Date.DayNumber - FirstDay.DayNumber is var index and >= 0 && index < shares.Length) shares[index] = day.Work;
        return new(shares, decrees);
    }

    public WorkShare ShareOf(DateOnly date) => days[IndexOf(date)];

    public bool IsWorkingDay(DateOnly date) => ShareOf(date) != WorkShare.None;

    /// <summary>Working days between two moments; negative when the second is earlier.</summary>
    public double Between(DateTimeOffset from, DateTimeOffset to) => Measure(to) - Measure(from);

    /// <summary>
    /// The first moment at which so many working days have passed since (negative: the first at which only so many were missing).
    /// </summary>
    public DateTimeOffset Add(DateTimeOffset from, double workingDays) => workingDays == 0 ? from : Moment(Measure(from) + workingDays);

    /// <summary>
    /// The end of a period of so many working days that begins with an event: the day of the event does not count
    /// (民法典 第二百零一条), and the last counts to the end of its office hours (第二百零三条).
    /// </summary>
    public DateTimeOffset Due(DateTimeOffset from, double workingDays) =>
        Moment(Measure(LocalTime.StartOf(LocalTime.DateOf(from).AddDays(1))) + workingDays);

    /// <summary>Working days from the calendar's first day to a moment.</summary>
    private double Measure(DateTimeOffset time)
    {
        var local = time.ToOffset(LocalTime.Offset);
        var day = DateOnly.FromDateTime(local.DateTime).DayNumber - FirstDay.DayNumber;
        if (day < 0) return 0;
        if (day >= days.Length) return halvesBefore[^1] / 2.0;
        var at = local.TimeOfDay;
        var (morning, afternoon) = (PassedOf(at, MorningBegins, MorningEnds), PassedOf(at, AfternoonBegins, AfternoonEnds));
        return (halvesBefore[day] + days[day] switch
        {
            WorkShare.Whole => morning + afternoon,
            WorkShare.Morning => morning,
            WorkShare.Afternoon => afternoon,
            _ => 0,
        }) / 2;
    }

    /// <summary>The first moment at which so many working days have passed since the calendar's first day.</summary>
    private DateTimeOffset Moment(double workingDays)
    {
        // Rounded to what a microsecond of office hours can hold, so that the end of a day is the end of that day.
        var halves = Math.Clamp(Math.Round(workingDays * 2, 9), 0, halvesBefore[^1]);
        if (halves == 0) return LocalTime.StartOf(FirstDay);
        var found = Array.BinarySearch(halvesBefore, (int)Math.Ceiling(halves));
        // The first day by whose end at least that many halves have passed.
        var end = found >= 0 ? found : ~found;
        while (end > 0 && halvesBefore[end - 1] >= halves) end--;
        var day = end - 1;
        var rest = halves - halvesBefore[day];
        var date = FirstDay.AddDays(day);
        return days[day] switch
        {
            WorkShare.Afternoon => Within(date, AfternoonBegins, AfternoonEnds, rest),
            WorkShare.Whole when rest > 1 => Within(date, AfternoonBegins, AfternoonEnds, rest - 1),
            _ => Within(date, MorningBegins, MorningEnds, rest),
        };
    }

    private static DateTimeOffset Within(DateOnly date, TimeOnly begins, TimeOnly ends, double share) =>
        LocalTime.At(date, begins).AddTicks((long)((ends - begins).Ticks * share)).ToJournal();

    private static double PassedOf(TimeSpan at, TimeOnly begins, TimeOnly ends) =>
        Math.Clamp((at - begins.ToTimeSpan()) / (ends - begins), 0, 1);

    private static int HalvesOf(WorkShare share) => share switch { WorkShare.None => 0, WorkShare.Whole => 2, _ => 1 };

    private static int IndexOf(DateOnly date) => Math.Clamp(date.DayNumber - FirstDay.DayNumber, 0, DayCount - 1);
}
