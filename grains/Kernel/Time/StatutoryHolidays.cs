using System.Globalization;

namespace OpsCenter.Kernel;

/// <summary>
/// The days off that the law itself gives (全国年节及纪念日放假办法, revised 2024, 第二条). Which days before and after them are off too, and
/// which weekends are worked for it (调休), the State Council's yearly decree says.
/// </summary>
public static class StatutoryHolidays
{
    /// <summary>From this year on the Eve of 春节 and 2 May are days off.</summary>
    public const int FirstYear = 2025;

    /// <summary>The statutory days off of a year, in order, without a decree.</summary>
    /// <param name="year">From <see cref="FirstYear"/> to <see cref="WorkingCalendar.LastYear"/>.</param>
    public static CalendarYear Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, WorkingCalendar.LastYear);
        var spring = Lunar(year, 1, 1);
        (DateOnly First, int Count, string Name)[] holidays =
        [
            (new(year, 1, 1), 1, "元旦"), (spring.AddDays(-1), 4, "春节"), (new(year, 4, ClearAndBright(year)), 1, "清明节"),
            (new(year, 5, 1), 2, "劳动节"),
            (Lunar(year, 5, 5), 1, "端午节"), (Lunar(year, 8, 15), 1, "中秋节"), (new(year, 10, 1), 3, "国庆节"),
        ];
        var days = holidays.SelectMany(
            holiday => Enumerable.Range(0, holiday.Count),
            (holiday, day) => new CalendarDay(holiday.First.AddDays(day), WorkShare.None, holiday.Name));
        // 中秋 may fall on 国庆.
        return new(year, [], [.. days.DistinctBy(day => day.Date).OrderBy(day => day.Date)]);
    }

    /// <summary>The day of a lunar year's month; a leap month before it moves it.</summary>
    private static DateOnly Lunar(int year, int month, int day)
    {
        var lunar = new ChineseLunisolarCalendar();
        var leap = lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>清明, the day of April: the solar term by the usual approximation for the 21st century.</summary>
    private static int ClearAndBright(int year) => (int)Math.Floor(((year % 100) * 0.2422) + 4.81) - (year % 100 / 4);
}
