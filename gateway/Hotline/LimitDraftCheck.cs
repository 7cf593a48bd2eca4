using System.Collections.Immutable;
using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Turns the limits that a file gives into sets by their days; what a set does not name is as usual (DOMAIN, section 1).</summary>
internal sealed class LimitDraftCheck(
    HotlineDraft draft, DistrictCode district, string part, List<FileError> errors, List<FileError> warnings)
{
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    private static readonly (OrderType Type, string[] Words)[] Types =
    [
        (OrderType.Inquiry, ["咨询", "inquiry"]), (OrderType.Request, ["求助", "request"]), (OrderType.Complaint, ["投诉", "complaint"]),
        (OrderType.Report, ["举报", "report"]), (OrderType.Suggestion, ["建议", "suggestion"]),
    ];

    public ImmutableArray<LimitSet> Check()
    {
        if (draft.LimitDays.Count == 0 && draft.Limits.Count == 0)
        {
            warnings.Add(FileError.At(part, "没有写时限，按默认时限办理", "no limits are given; the usual ones are in force"));
            return [new LimitSet { From = new(Kernel.WorkingCalendar.FirstYear, 1, 1) }];
        }

        // In YAML a set is an item of its own, so that a day must not come twice there; in a sheet the rows of a day are the set.
        var days = new Dictionary<DateOnly, string>();
        foreach (var placed in draft.LimitDays)
            if (Day(placed) is { } day && !days.TryAdd(day, placed.Place))
                Error(placed.Place, $"{day:yyyy-MM-dd} 起的时限已写在{days[day]}，请合成一组",
                    $"the limits from {day:yyyy-MM-dd} stand at {days[day]} already; make them one set");
        var sets = days.Keys.ToDictionary(day => day, _ => new List<LimitDraft>());
        foreach (var limit in draft.Limits)
        {
            // What is wrong with a set's own day has been told above.
            var day = draft.LimitDays.Count > 0 ? Parsed(limit.From) : Day(limit.From);
            if (day is not { } known) continue;
            if (!sets.TryGetValue(known, out var set)) sets[known] = set = [];
            set.Add(limit);
        }

        return [.. sets.OrderBy(set => set.Key).Select(set => Set(set.Key, set.Value))];
    }

    private LimitSet Set(DateOnly from, List<LimitDraft> limits)
    {
        var set = new LimitSet { From = from };
        var handling = new List<(HandlingLimit Limit, string Place)>();
        var seen = new Dictionary<string, Placed>();
        foreach (var limit in limits)
        {
            if (Is(limit.Term, LimitTerms.HandlingKey, LimitTerms.Handling, "办结时限"))
            {
                if (Handling(limit) is { } one) handling.Add((one, limit.Value.Place));
                continue;
            }

            if (LimitTerms.All.FirstOrDefault(term => Is(limit.Term, term.Key, term.Chinese)) is not { } found)
            {
                var (chinese, english) =
                    Wording.Suggest(limit.Term.Text, LimitTerms.All.Select(term => term.Chinese).Append(LimitTerms.Handling));
                Error(
                    limit.Term.Place, $"没有名为“{Wording.Shown(limit.Term.Text)}”的时限{chinese}",
                    $"no limit is called \"{Wording.Shown(limit.Term.Text)}\"{english}");
                continue;
            }

            if (!seen.TryAdd(found.Key, limit.Term))
                Error(limit.Term.Place, $"{found.Chinese}已写在{seen[found.Key].Place}，请只留一处",
                    $"{found.Key} stands at {seen[found.Key].Place} already; keep one");
            else if (found.With(set, limit.Value.Text) is { } with) set = with;
            else
                Error(
                    limit.Value.Place, $"{found.Chinese}“{Wording.Shown(limit.Value.Text)}”应为{found.Expected.Chinese}",
                    $"{found.Key} must be {found.Expected.English}, not \"{Wording.Shown(limit.Value.Text)}\"");
        }

        if (handling.Count == 0) return set;
        if (handling[^1].Limit is not { Type: null, Place.IsEmpty: true })
            Error(
                handling[^1].Place, "最后一条办结时限应不分类型和区划，适用于其余所有工单",
                "the last handling limit must be for all types and places, so that every order has one");
        for (var i = 1; i < handling.Count; i++)
            if (handling.Take(i).FirstOrDefault(before => Fits(before.Limit, handling[i].Limit)) is { Place: not null } before)
                warnings.Add(FileError.At(
                    handling[i].Place, $"此条不会用到，因为{before.Place}已包含它；请把特殊的写在前面",
                    $"this one is never used: {before.Place} holds it; put what is special first"));
        return set with { Handling = [.. handling.Select(one => one.Limit)] };

        static bool Fits(HandlingLimit before, HandlingLimit after) =>
            (before.Type is null || before.Type == after.Type) && before.Place.Holds(after.Place);
    }

    private HandlingLimit? Handling(LimitDraft draft)
    {
        var before = errors.Count;
        var type = Types.FirstOrDefault(type => type.Words.Contains(Wording.Key(draft.Type.Text)));
        if (!draft.Type.IsEmpty && type.Words is null)
            Error(
                draft.Type.Place, $"诉求类型“{Wording.Shown(draft.Type.Text)}”应为咨询、求助、投诉、举报、建议之一",
                $"the type \"{Wording.Shown(draft.Type.Text)}\" must be one of inquiry, request, complaint, report, suggestion");
        var place = draft.Place.Code;
        if (place.Length > 0
            && !(place.Length <= 12 && place.All(char.IsAsciiDigit) && place.StartsWith(district.Value, StringComparison.Ordinal)))
            Error(
                draft.Place.Place, $"区划“{Wording.Shown(place)}”应为 {district} 开头的区划代码",
                $"the place \"{Wording.Shown(place)}\" must be a statistics code that begins with {district}");
        if (LimitTerms.ReadLimit(draft.Value.Text) is not { } limit)
        {
            Error(
                draft.Value.Place, $"办结时限“{Wording.Shown(draft.Value.Text)}”应如 10wd（工作日）或 2h（小时）",
                $"the handling limit must be like 10wd (working days) or 2h (hours), not \"{Wording.Shown(draft.Value.Text)}\"");
            return null;
        }

        return errors.Count > before ? null : new(type.Words is null ? null : type.Type, new(place), limit);
    }

    private DateOnly? Day(Placed placed)
    {
        if (Parsed(placed) is { } day) return day;
        Error(
            placed.Place, placed.IsEmpty ? "缺少生效日期，请写如 2026-01-01" : $"看不懂日期“{Wording.Shown(placed.Text)}”，请写如 2026-01-01",
            placed.IsEmpty ? "the day from which it is in force is missing; write e.g. 2026-01-01"
                : $"the day \"{Wording.Shown(placed.Text)}\" is not understood; write e.g. 2026-01-01");
        return null;
    }

    private static DateOnly? Parsed(Placed placed) =>
        DateOnly.TryParseExact(Wording.Key(placed.Text), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static bool Is(Placed word, params ReadOnlySpan<string> words) => words.Contains(Wording.Key(word.Text));

    private void Error(string place, string chinese, string english) => errors.Add(FileError.At(place, chinese, english));
}
