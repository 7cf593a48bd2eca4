using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Local days (UTC+8, midnight to midnight) of moments in microseconds; a day is its <see cref="DateOnly.DayNumber"/>.</summary>
internal static class BoardTime
{
    private const long MicrosPerDay = 86_400_000_000, MicrosPerMinute = 60_000_000;
    private static readonly long Offset = (long)LocalTime.Offset.TotalMicroseconds;
    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int DayOf(long micros) => EpochDay + (int)Math.Floor((micros + Offset) / (double)MicrosPerDay);

    /// <summary>Minute of the local day, 0-1439.</summary>
    public static int MinuteOf(long micros) => (int)((micros - StartOf(DayOf(micros))) / MicrosPerMinute);

    /// <summary>The first moment of a day.</summary>
    public static long StartOf(int day) => (day - EpochDay) * MicrosPerDay - Offset;

    public static int YearOf(int day) => DateOnly.FromDayNumber(day).Year;

    /// <summary>Counts up from month to month: year × 12 + month − 1.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    /// <summary>The first of January.</summary>
    public static int FirstOf(int year) => new DateOnly(year, 1, 1).DayNumber;
}
