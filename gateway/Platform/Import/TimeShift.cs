using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>By how much the times of a file are moved.</summary>
/// <param name="Months">Calendar months, of local time; negative: back.</param>
/// <param name="Rest">Days and less.</param>
/// <param name="NewestIsNow">
/// By as many whole days as bring the newest time of the file to the last 24 hours: the times of day stay, and nothing lies in the future.
/// </param>
public sealed partial record TimeShift(int Months, TimeSpan Rest, bool NewestIsNow)
{
    /// <summary>How <see cref="NewestIsNow"/> is written.</summary>
    public const string NewestIsNowText = "newest = now";

    public static TimeShift None { get; } = new(0, TimeSpan.Zero, false);

    /// <summary>ISO 8601, <c>P1Y</c>, <c>-P2M3DT12H</c> (at most 100 years), or <c>newest = now</c>; null: neither.</summary>
    public static TimeShift? Parse(string text)
    {
        if (text.Replace(" ", "", StringComparison.Ordinal).Equals("newest=now", StringComparison.OrdinalIgnoreCase))
            return new(0, TimeSpan.Zero, true);
        var match = Duration().Match(text);
        if (!match.Success || !match.Groups["part"].Success) return null;
        long Of(string name) => match.Groups[name].Success
            ? int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
        var months = 12 * Of("years") + Of("months");
        var rest = TimeSpan.FromSeconds(((Of("weeks") * 7 + Of("days")) * 24 + Of("hours")) * 3600 + Of("minutes") * 60 + Of("seconds"));
        if (months > 1200 || rest > TimeSpan.FromDays(36_525)) return null;
        var sign = match.Groups["minus"].Success ? -1 : 1;
        return new((int)months * sign, rest * sign, false);
    }

    /// <summary>The moment, moved; null when there is no such moment.</summary>
    public DateTimeOffset? Apply(DateTimeOffset moment)
    {
        try
        {
            return moment.AddMonths(Months) + Rest;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What <see cref="NewestIsNow"/> comes to.</summary>
    public static TimeShift ToNow(DateTimeOffset newest, DateTimeOffset now) =>
        new(0, TimeSpan.FromDays(Math.Floor((now - newest).TotalDays)), false);

    [GeneratedRegex(
        @"^(?<minus>-)?P(?<part>(?<years>\d{1,6})Y)?(?<part>(?<months>\d{1,6})M)?(?<part>(?<weeks>\d{1,6})W)?(?<part>(?<days>\d{1,6})D)?" +
        @"(?:T(?<part>(?<hours>\d{1,6})H)?(?<part>(?<minutes>\d{1,6})M)?(?<part>(?<seconds>\d{1,6})S)?)?$")]
    private static partial Regex Duration();
}
