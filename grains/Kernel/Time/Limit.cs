using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.Kernel;

/// <summary>A time limit: working days (<c>10wd</c>, <c>0.5wd</c>) or hours of the clock (<c>2h</c>).</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(LimitJson)), Alias("opscenter.kernel.Limit")]
public readonly record struct Limit
{
    private const double MaxDays = 1000, MaxHours = 24_000;

    /// <summary>Working days; 0 when it is in hours.</summary>
    [Id(0)] public double WorkingDays { get; private init; }

    /// <summary>Hours of the clock; 0 when it is in working days.</summary>
    [Id(1)] public double Hours { get; private init; }

    [JsonIgnore] public bool IsInHours => Hours > 0;

    public static Limit OfWorkingDays(double days) => new() { WorkingDays = days };

    public static Limit OfHours(double hours) => new() { Hours = hours };

    /// <summary>The end of the period that begins with an event at that moment.</summary>
    public DateTimeOffset Due(DateTimeOffset from, WorkingCalendar calendar) => IsInHours ? from.AddHours(Hours)
        : calendar.Due(from, WorkingDays);

    /// <exception cref="FormatException">Says what is expected.</exception>
    public static Limit Parse(string text) => TryParse(text, out var limit)
        ? limit
        : throw new FormatException(
            $"“{text}”不是时限，应如 10wd（工作日）或 2h（小时） / '{text}' is no limit: 10wd (working days) or 2h (hours) is expected");

    public static bool TryParse(string? text, out Limit limit)
    {
        limit = default;
        var (unit, length) = text switch
        {
            not null when text.EndsWith("wd", StringComparison.Ordinal) => ("wd", text.Length - 2),
            not null when text.EndsWith('h') => ("h", text.Length - 1),
            _ => ("", 0),
        };
        if (length == 0
            || !double.TryParse(text.AsSpan(0, length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return false;
        if (!(amount > 0 && amount <= (unit == "wd" ? MaxDays : MaxHours))) return false;
        limit = unit == "wd" ? OfWorkingDays(amount) : OfHours(amount);
        return true;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => IsInHours ? Plain(Hours) + "h" : Plain(WorkingDays) + "wd";

    /// <summary>Without an exponent, which is not read.</summary>
    private static string Plain(double amount)
    {
        var text = amount.ToString(CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? amount.ToString(Digits, CultureInfo.InvariantCulture) : text;
    }

    private static readonly string Digits = "0." + new string('#', 340);

    internal sealed class LimitJson : JsonConverter<Limit>
    {
        public override Limit Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Limit value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
