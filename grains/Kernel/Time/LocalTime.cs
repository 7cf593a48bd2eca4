using System.Globalization;

namespace OpsCenter.Kernel;

/// <summary>中国标准时间: UTC+8 all year, by law (1986 to 1991 aside).</summary>
public static class LocalTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The local calendar day of a moment, midnight to midnight.</summary>
    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Offset).DateTime);

    /// <summary>The local hour, 0-23.</summary>
    public static int HourOf(DateTimeOffset time) => time.ToOffset(Offset).Hour;

    /// <summary>A local time of day as a moment.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new DateTimeOffset(date.ToDateTime(time), Offset).ToUniversalTime();

    /// <summary>A moment as sentences for people name it, to the minute: 2026-11-30 09:05.</summary>
    public static string Shown(DateTimeOffset time) => time.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The first moment of a local day.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);
}
