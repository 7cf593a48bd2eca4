using System.Globalization;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>Reads times as other systems write them.</summary>
internal sealed class FactTimes(TableFormat format)
{
    public const string UnixSeconds = "unix_seconds";
    public const string UnixMilliseconds = "unix_milliseconds";

    private static readonly string[] Usual =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy.M.d H:mm:ss", "yyyy年M月d日 H:mm:ss", "yyyy年M月d日 H:mm",
        "yyyy年M月d日H时m分s秒", "yyyyMMddHHmmss", "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss K",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    private readonly string[] _formats =
        [.. format.TimeFormats.Where(named => named is not (UnixSeconds or UnixMilliseconds)), .. Usual];

    private readonly long _unit = format.TimeFormats.Contains(UnixMilliseconds) ? 1 : format.TimeFormats.Contains(UnixSeconds) ? 1000 : 0;

    /// <summary>The moment, in the file's local time unless the text has an offset of its own; null: it is no time.</summary>
    public DateTimeOffset? Parse(string text)
    {
        var plain = Wording.HalfWidth(text).Trim();
        if (plain.Length is 0 or > 64) return null;
        if (_unit > 0 && long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            && Math.Abs(count) < 253_402_300_800_000 / _unit)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(count * _unit).ToOffset(format.UtcOffset);
        }

        // Kind tells whether the text had an offset; "K" also fits a text without one.
        if (!DateTime.TryParseExact(plain, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return null;
        if (time.Kind == DateTimeKind.Utc) return new DateTimeOffset(time, TimeSpan.Zero).ToOffset(format.UtcOffset);
        var ticks = time.Ticks - format.UtcOffset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new(time, format.UtcOffset);
    }
}
