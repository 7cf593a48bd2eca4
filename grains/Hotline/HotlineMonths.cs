using System.Globalization;

namespace OpsCenter.Hotline;

/// <summary>Whole months, as a desk's theme is asked for its rates: <c>2026-10/2026-12</c>.</summary>
/// <param name="First">A day of the first of them.</param>
/// <param name="Last">A day of the last of them.</param>
internal readonly record struct HotlineMonths(DateOnly First, DateOnly Last)
{
    private const string Form = "yyyy-MM";

    public static HotlineMonths OfYear(int year) => new(new(year, 1, 1), new(year, 12, 1));

    /// <summary>Null: it is not said that way.</summary>
    public static HotlineMonths? Parse(string text) =>
        text.Split('/') is [var first, var last]
        && DateOnly.TryParseExact(first, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
        && DateOnly.TryParseExact(last, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var to) && from <= to && to.Year - from.Year <= 10
            ? new(from, to)
            : null;

    public override string ToString() => $"{First.ToString(Form, CultureInfo.InvariantCulture)}/{Last.ToString(Form, CultureInfo.InvariantCulture)}";
}
