using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.Indicators;

/// <summary>周期: how often a set is asked for.</summary>
public enum Frequency
{
    /// <summary>月报</summary>
    Monthly,

    /// <summary>季报</summary>
    Quarterly,

    /// <summary>半年报</summary>
    HalfYearly,

    /// <summary>年报</summary>
    Yearly,
}

/// <summary>
/// A period that is reported on: <c>2026-11</c>, <c>2026Q4</c>, <c>2026H2</c>, <c>2026</c>. Ordered within its frequency.
/// </summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(PeriodJson)), Alias("opscenter.indicators.Period")]
public readonly record struct Period : IComparable<Period>
{
    private const int FirstYear = 2000, LastYear = 2099;

    private Period(Frequency frequency, int index) => (Frequency, Index) = (frequency, index);

    [Id(0)] public Frequency Frequency { get; private init; }

    /// <summary>Periods of this frequency since the year 0.</summary>
    [Id(1)] public int Index { get; private init; }

    [JsonIgnore] public int Year => Index / PerYear(Frequency);

    /// <summary>Which of the year, from 1.</summary>
    [JsonIgnore] public int Number => (Index % PerYear(Frequency)) + 1;

    /// <summary>First local day.</summary>
    [JsonIgnore] public DateOnly Start => new(Year, ((Number - 1) * MonthsOf(Frequency)) + 1, 1);

    /// <summary>Last local day.</summary>
    [JsonIgnore] public DateOnly End => Start.AddMonths(MonthsOf(Frequency)).AddDays(-1);

    /// <summary>上期</summary>
    [JsonIgnore] public Period Previous => new(Frequency, Index - 1);

    [JsonIgnore] public Period Next => new(Frequency, Index + 1);

    /// <summary>上年同期</summary>
    [JsonIgnore] public Period YearBefore => new(Frequency, Index - PerYear(Frequency));

    /// <summary>The first of its year; cumulative figures begin again with it.</summary>
    [JsonIgnore] public bool IsFirstOfYear => Number == 1;

    /// <summary>What people call it: 2026年11月, 2026年第4季度, 2026年下半年, 2026年.</summary>
    [JsonIgnore]
    public string Name => Frequency switch
    {
        Frequency.Monthly => $"{Year}年{Number}月",
        Frequency.Quarterly => $"{Year}年第{Number}季度",
        Frequency.HalfYearly => $"{Year}年{(Number == 1 ? "上" : "下")}半年",
        _ => $"{Year}年",
    };

    /// <summary>The period of a local day.</summary>
    public static Period Of(Frequency frequency, DateOnly day) =>
        new(frequency, (day.Year * PerYear(frequency)) + ((day.Month - 1) / MonthsOf(frequency)));

    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        if (text is null || text.Length is not (4 or 6 or 7)
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return false;
        if (year is < FirstYear or > LastYear) return false;
        var (frequency, length) = text.Length switch
        {
            4 => (Frequency.Yearly, 0),
            7 when text[4] == '-' => (Frequency.Monthly, 2),
            6 when text[4] == 'Q' => (Frequency.Quarterly, 1),
            6 when text[4] == 'H' => (Frequency.HalfYearly, 1),
            _ => (Frequency.Yearly, -1),
        };
        if (length < 0) return false;
        var number = 1;
        if (length > 0 && !int.TryParse(text.AsSpan(5, length), NumberStyles.None, CultureInfo.InvariantCulture, out number)) return false;
        if (number < 1 || number > PerYear(frequency)) return false;
        period = new(frequency, (year * PerYear(frequency)) + number - 1);
        return true;
    }

    /// <exception cref="FormatException">Says what is expected.</exception>
    public static Period Parse(string text) => TryParse(text, out var period)
        ? period
        : throw new FormatException(
            $"“{text}”不是报告期，应如 2026-11、2026Q4、2026H2、2026 / '{text}' is no period: 2026-11, 2026Q4, 2026H2 or 2026 is expected");

    public int CompareTo(Period other) => (Frequency, Index).CompareTo((other.Frequency, other.Index));

    public override string ToString() => Frequency switch
    {
        Frequency.Monthly => $"{Year:0000}-{Number:00}",
        Frequency.Quarterly => $"{Year:0000}Q{Number}",
        Frequency.HalfYearly => $"{Year:0000}H{Number}",
        _ => $"{Year:0000}",
    };

    private static int PerYear(Frequency frequency) => 12 / MonthsOf(frequency);

    private static int MonthsOf(Frequency frequency) => frequency switch
    {
        Frequency.Monthly => 1,
        Frequency.Quarterly => 3,
        Frequency.HalfYearly => 6,
        _ => 12,
    };

    internal sealed class PeriodJson : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
