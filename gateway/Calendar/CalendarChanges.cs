using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Calendar;

/// <summary>What a decree on a year's working days changes, in sentences.</summary>
public static class CalendarChanges
{
    /// <summary>One sentence for each day whose work changes, in order; empty when the decree says what was known.</summary>
    /// <param name="calendar">The one in force.</param>
    /// <param name="decree">The year's days as decreed.</param>
    public static IReadOnlyList<string> Describe(WorkingCalendar calendar, CalendarYear decree)
    {
        var after = calendar.With([decree]);
        var names = decree.Days.ToDictionary(day => day.Date, day => day.Name);
        var (first, last) = (new DateOnly(decree.Year, 1, 1), new DateOnly(decree.Year, 12, 31));
        return
        [
            .. Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Select(DateOnly.FromDayNumber)
                // A decree may speak of days of its neighbours, and one that is replaced may have.
                .Concat(decree.Days.Select(day => day.Date))
                .Concat(calendar.Decrees.GetValueOrDefault(decree.Year)?.Days.Select(day => day.Date) ?? [])
                .Distinct().Order()
                .Where(day => calendar.ShareOf(day) != after.ShareOf(day))
                .Select(day =>
                    $"{day:yyyy-MM-dd}（{Weekday(day)}{(names.GetValueOrDefault(day) is { Length: > 0 } name
                        ? $"，{name}"
                        : "")}）由{Word(calendar.ShareOf(day))}改为{Word(after.ShareOf(day))}"),
        ];
    }

    private static string Weekday(DateOnly day) => $"周{"日一二三四五六"[(int)day.DayOfWeek]}";

    private static string Word(WorkShare share) => share switch
    {
        WorkShare.None => "休息",
        WorkShare.Morning => "上午上班",
        WorkShare.Afternoon => "下午上班",
        _ => "上班",
    };
}
