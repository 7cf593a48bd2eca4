using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>Opening hours as people write them: 周一至周五 09:00-12:00、14:30-17:30; Mon-Fri; 1-5.</summary>
internal sealed class OpeningHoursReading(List<HoursDraft> drafts, string place, List<FileError> errors)
{
    private const int MaxSpans = 200;

    // Longer words first: 星期一 before 一.
    private static readonly (string Word, int Day)[] DayWords =
    [
        .. new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }.Select((word, i) => (word, i + 1)),
        .. "一二三四五六日".SelectMany((letter, i) => new[] { ($"星期{letter}", i + 1), ($"礼拜{letter}", i + 1), ($"周{letter}", i + 1) }),
        ("星期天", 7), ("礼拜天", 7), ("周天", 7),
        .. new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }.Select((word, i) => (word, i + 1)),
        .. "一二三四五六日".Select((letter, i) => (letter.ToString(), i + 1)),
        .. Enumerable.Range(1, 7).Select(day => (day.ToString(CultureInfo.InvariantCulture), day)),
    ];

    private static readonly string[] TimeFormats = ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"];

    private readonly List<(OpeningHours Span, string Place)> _spans = [];

    /// <summary>The spans by weekday from Monday and by time.</summary>
    public IReadOnlyList<OpeningHours> Read()
    {
        if (drafts.Count == 0) Error(
            place, "缺少开放时间，请填写，如 周一至周五 09:00-12:00", "the opening hours are missing; give them, e.g. Mon-Fri 09:00-12:00");
        foreach (var draft in drafts) Add(draft);
        _spans.Sort((one, other) => (Index(one.Span.Weekday), one.Span.Opens).CompareTo((Index(other.Span.Weekday), other.Span.Opens)));
        foreach (var (before, after) in _spans.Zip(_spans.Skip(1)))
        {
            if (before.Span.Weekday != after.Span.Weekday || after.Span.Opens >= before.Span.Closes) continue;
            Error(
                after.Place,
                $"{Weekday(after.Span.Weekday)} {Text(after.Span)} 与 {Text(before.Span)} 重叠，请改正",
                $"{after.Span.Weekday} {Text(after.Span)} overlaps {Text(before.Span)}; put it right");
        }

        return [.. _spans.Select(span => span.Span)];
    }

    /// <summary>星期一 to 星期日 for people.</summary>
    public static string Weekday(DayOfWeek day) => $"周{"日一二三四五六"[(int)day]}";

    public static string Text(OpeningHours span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.Opens:HH:mm}-{span.Closes:HH:mm}");

    /// <summary>From Monday (1) to Sunday (7).</summary>
    public static int Index(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;

    /// <summary>The weekdays that a text names, 1 = Monday; null: it cannot be understood.</summary>
    public static SortedSet<int>? Days(string text)
    {
        var rest = Wording.Key(text);
        var days = new SortedSet<int>();
        switch (rest)
        {
            case "每天" or "每日" or "daily":
                return [1, 2, 3, 4, 5, 6, 7];
            case "工作日" or "weekdays":
                return [1, 2, 3, 4, 5];
            case "周末" or "weekend" or "weekends":
                return [6, 7];
        }

        int? from = null;
        var last = 0;
        while (rest.Length > 0)
        {
            if (Array.Find(DayWords, word => rest.StartsWith(word.Word, StringComparison.Ordinal)) is not { Word: { } word, Day: var day })
                return null;
            rest = rest[word.Length..];
            if (from is { } first)
            {
                if (first > day) return null;
                for (var i = first; i <= day; i++) days.Add(i);
                from = null;
            }
            else days.Add(day);

            last = day;
            if (rest.Length == 0) return days;
            if ("至到-~—–".Contains(rest[0])) (from, rest) = (last, rest[1..]);
            else if ("、,，;；/".Contains(rest[0])) rest = rest[1..];
            else return null;
        }

        return null;
    }

    /// <summary>A time of day; null: it is none.</summary>
    public static TimeOnly? Time(string text)
    {
        var plain = Wording.Key(text).Replace('：', ':');
        return TimeOnly.TryParseExact(plain, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    private void Add(HoursDraft draft)
    {
        if (Days(draft.Days.Text) is not { } days)
        {
            Error(
                draft.Days.Place,
                $"看不懂星期“{Wording.Shown(draft.Days.Text)}”，请写如 周一 或 周一至周五",
                $"the weekday \"{Wording.Shown(draft.Days.Text)}\" is not understood; write e.g. Mon or Mon-Fri");
            days = [];
        }

        if (!draft.Closes.IsEmpty || !draft.Opens.Text.AsSpan().ContainsAny("-~至到—–－～"))
        {
            Add(days, draft.Opens, draft.Closes);
            return;
        }

        foreach (var span in draft.Opens.Text.Split(
            ['、', ',', '，', ';', '；', '\n', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = span.Split(['-', '~', '至', '到', '—', '–', '－', '～'], StringSplitOptions.TrimEntries);
            if (ends.Length == 2) Add(days, new(ends[0], draft.Opens.Place), new(ends[1], draft.Opens.Place));
            else
            {
                Error(
                    draft.Opens.Place,
                    $"看不懂时段“{Wording.Shown(span)}”，请写如 09:00-12:00（中间不留空格）",
                    $"the span \"{Wording.Shown(span)}\" is not understood; write e.g. 09:00-12:00 without blanks");
            }
        }
    }

    private void Add(SortedSet<int> days, Placed opensAt, Placed closesAt)
    {
        var opens = Time(opensAt, "开始时间", "opening time");
        var closes = Time(closesAt, "结束时间", "closing time");
        if (opens is not { } from || closes is not { } to) return;
        if (from >= to)
        {
            Error(
                closesAt.Place,
                $"结束时间 {to:HH:mm} 必须晚于开始时间 {from:HH:mm}",
                $"the closing time {to:HH:mm} must be after the opening time {from:HH:mm}");
            return;
        }

        foreach (var day in days) _spans.Add((new((DayOfWeek)(day % 7), from, to), opensAt.Place));
        if (_spans.Count > MaxSpans) throw new UnreadableFileException(
            place, $"开放时段超过 {MaxSpans} 个", $"more than {MaxSpans} opening spans");
    }

    private TimeOnly? Time(Placed time, string chinese, string english)
    {
        if (Time(time.Text) is { } known) return known;
        Error(
            time.Place,
            time.IsEmpty ? $"缺少{chinese}，请写如 09:00" : $"看不懂{chinese}“{Wording.Shown(time.Text)}”，请写如 09:00",
            time.IsEmpty ? $"the {english} is missing; write e.g. 09:00"
                : $"the {english} \"{Wording.Shown(time.Text)}\" is not understood; write e.g. 09:00");
        return null;
    }

    private void Error(string where, string chinese, string english) => errors.Add(FileError.At(where, chinese, english));
}
