using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OpsCenter.Kernel;

/// <summary>How much of a day is worked.</summary>
public enum WorkShare
{
    /// <summary>休</summary>
    None,

    /// <summary>上午上班</summary>
    Morning,

    /// <summary>下午上班</summary>
    Afternoon,

    /// <summary>班</summary>
    Whole,
}

/// <summary>A day that differs from "Monday to Friday are working days".</summary>
/// <param name="Name">Why, e.g. 春节.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.CalendarDay")]
public readonly record struct CalendarDay([property: Id(0)] DateOnly Date, [property: Id(1)] WorkShare Work, [property: Id(2)] string Name);

/// <summary>A year's working days as decreed (国务院办公厅节假日安排). Some days may lie in the year before or after.</summary>
/// <param name="Papers">Addresses or numbers of the decrees.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.CalendarYear")]
public sealed record CalendarYear(
    [property: Id(0)] int Year, [property: Id(1)] ImmutableArray<string> Papers, [property: Id(2)] ImmutableArray<CalendarDay> Days)
{
    /// <summary>
    /// Reads <c>{"year": 2026, "papers": […], "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true, "half": "morning"?}]}</c>.
    /// </summary>
    /// <exception cref="FormatException">Says what is wrong, and with which day.</exception>
    public static CalendarYear Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            var year = root.GetProperty("year").GetInt32();
            if (year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear)
                throw new FormatException(
                    $"年份须在 {WorkingCalendar.FirstYear} 至 {WorkingCalendar.LastYear} 之间，而不是 {year} / The year must "
                        + $"be {WorkingCalendar.FirstYear}-{WorkingCalendar.LastYear}, not {year}");
            var papers = root.TryGetProperty("papers", out var named)
                ? named.EnumerateArray().Select(paper => paper.GetString() ?? "").ToImmutableArray()
                : [];
            var days = root.GetProperty("days").EnumerateArray().Select(day => Day(day, year)).ToImmutableArray();
            return days.GroupBy(day => day.Date).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new FormatException($"{twice.Key:yyyy-MM-dd} 出现了两次 / {twice.Key:yyyy-MM-dd} is named twice")
                : new(year, papers, days);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"不是一份年度安排：需要 year 与 days / Not a year's calendar, year and days are needed: {wrong.Message}", wrong);
        }
    }

    /// <summary>As <see cref="Parse"/> reads it, a day a line.</summary>
    /// <param name="note">A sentence for whoever completes the file; readers pass it over.</param>
    public byte[] ToJson(string note = "")
    {
        var text = new StringBuilder("{\n");
        if (note.Length > 0) text.Append("  \"note\": ").Append(Quoted(note)).Append(",\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"year\": {Year},\n  \"papers\": [").AppendJoin(", ", Papers.Select(Quoted))
            .Append("],\n  \"days\": [");
        text.AppendJoin(',', Days.Select(day => string.Create(
            CultureInfo.InvariantCulture,
            $"\n    "
                + $"{{\"name\": {Quoted(day.Name)}, \"date\": \"{day.Date:yyyy-MM-dd}\", \"isOffDay\": {(day.Work == WorkShare.None
                    ? "true"
                    : "false")}{Half(day.Work)}}}")));
        return Encoding.UTF8.GetBytes(text.Append(Days.IsEmpty ? "]\n}\n" : "\n  ]\n}\n").ToString());
    }

    private static string Half(WorkShare work) =>
        work switch { WorkShare.Morning => ", \"half\": \"morning\"", WorkShare.Afternoon => ", \"half\": \"afternoon\"", _ => "" };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static CalendarDay Day(JsonElement day, int year)
    {
        var text = day.GetProperty("date").GetString();
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            throw new FormatException($"“{text}”不是日期 / '{text}' is no date, yyyy-MM-dd is expected");
        if (Math.Abs(date.Year - year) > 1) throw new FormatException($"{text} 不属于 {year} 年 / {text} is no day of {year}");
        var half = day.TryGetProperty("half", out var worked) ? worked.GetString() : null;
        var work = half switch
        {
            null => day.GetProperty("isOffDay").GetBoolean() ? WorkShare.None : WorkShare.Whole,
            "morning" => WorkShare.Morning,
            "afternoon" => WorkShare.Afternoon,
            _ =>
                throw new FormatException($"{text}: half 须为 morning 或 afternoon / {text}: half must be morning or afternoon, not '{half}'"),
        };
        return new(date, work, day.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "");
    }
}
