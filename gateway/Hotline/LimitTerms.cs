using System.Globalization;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>A figure of a <see cref="LimitSet"/>: what it is called in files and on pages, how it is read and written.</summary>
/// <param name="Key">In files, e.g. <c>claim</c>.</param>
/// <param name="Chinese">E.g. 签收.</param>
/// <param name="Expected">What a value looks like: Chinese, English.</param>
/// <param name="Of">The value of a set, as people read it.</param>
/// <param name="Written">The same as files have it.</param>
/// <param name="With">The set with another value; null when the text is none.</param>
internal sealed record LimitTerm(
    string Key, string Chinese, (string Chinese, string English) Expected, Func<LimitSet, string> Of, Func<LimitSet, string> Written,
    Func<LimitSet, string, LimitSet?> With);

/// <summary>All figures of a <see cref="LimitSet"/> but 办结, which depends on type and place.</summary>
internal static class LimitTerms
{
    /// <summary>办结: a list, each entry with type, place and limit.</summary>
    public const string HandlingKey = "handling", Handling = "办结";

    public static readonly IReadOnlyList<LimitTerm> All =
    [
        Of("acceptance", "受理", set => set.Acceptance, (set, limit) => set with { Acceptance = limit }),
        Of("dispatch", "派单", set => set.Dispatch, (set, limit) => set with { Dispatch = limit }),
        Of("claim", "签收", set => set.Claim, (set, limit) => set with { Claim = limit }),
        Of("urgent_claim", "紧急签收", set => set.UrgentClaim, (set, limit) => set with { UrgentClaim = limit }),
        Of("refusal", "退单", set => set.Refusal, (set, limit) => set with { Refusal = limit }),
        Of("judgement", "退单审核", set => set.Judgement, (set, limit) => set with { Judgement = limit }),
        Of("adjudication", "会商", set => set.Adjudication, (set, limit) => set with { Adjudication = limit }),
        Of("assist", "协办", set => set.Assist, (set, limit) => set with { Assist = limit }),
        Of("review", "审核", set => set.Review, (set, limit) => set with { Review = limit }),
        Of("callback", "回访", set => set.Callback, (set, limit) => set with { Callback = limit }),
        Of("reopened", "重办", set => set.Reopened, (set, limit) => set with { Reopened = limit }),
        OfDays("most_delay_days", "最长延期", set => set.MostDelayDays, (set, days) => set with { MostDelayDays = days }),
        OfDays("most_hold_days", "最长挂账", set => set.MostHoldDays, (set, days) => set with { MostHoldDays = days }),
        OfDays("warn_days", "预警", set => set.WarnDays, (set, days) => set with { WarnDays = days }),
        OfDays("red_days", "红牌", set => set.RedDays, (set, days) => set with { RedDays = days }),
        OfCount("most_callbacks", "回访次数", set => set.MostCallbacks, (set, count) => set with { MostCallbacks = count }),
        OfCount("deemed_claim_after", "首派负责", set => set.DeemedClaimAfter, (set, count) => set with { DeemedClaimAfter = count }),
    ];

    /// <summary>10wd, 10个工作日, 2h, 2小时.</summary>
    public static Limit? ReadLimit(string text)
    {
        var key = Platform.Files.Wording.Key(text);
        foreach (var (word, unit) in new[] { ("个工作日", "wd"), ("工作日", "wd"), ("个小时", "h"), ("小时", "h") })
            if (key.EndsWith(word, StringComparison.Ordinal)) key = key[..^word.Length] + unit;
        return Limit.TryParse(key, out var limit) ? limit : null;
    }

    /// <summary>As people read it: 10 个工作日, 2 小时.</summary>
    public static string Text(Limit limit) =>
        limit.IsInHours ? $"{Number(limit.Hours)} 小时" : $"{Number(limit.WorkingDays)} 个工作日";

    private static LimitTerm Of(string key, string chinese, Func<LimitSet, Limit> value, Func<LimitSet, Limit, LimitSet> with) => new(
        key, chinese, ("10wd（工作日）或 2h（小时）", "10wd (working days) or 2h (hours)"), set => Text(value(set)), set => value(set).ToString(),
        (set, text) => ReadLimit(text) is { } limit ? with(set, limit) : null);

    /// <summary>Working days, with or without the unit.</summary>
    private static LimitTerm OfDays(string key, string chinese, Func<LimitSet, double> value, Func<LimitSet, double, LimitSet> with) => new(
        key, chinese, ("工作日数，如 2", "a number of working days, e.g. 2"), set => $"{Number(value(set))} 个工作日",
        set => Limit.OfWorkingDays(value(set)).ToString(),
        (set, text) => (ReadLimit(text) ?? ReadLimit(text + "wd")) is { IsInHours: false } limit ? with(set, limit.WorkingDays) : null);

    private static LimitTerm OfCount(string key, string chinese, Func<LimitSet, int> value, Func<LimitSet, int, LimitSet> with) => new(
        key, chinese, ("1 至 20 的整数", "a whole number, 1-20"), set => $"{value(set)} 次", set => Number(value(set)),
        (set, text) => int.TryParse(Platform.Files.Wording.Key(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= 20 ? with(set, count) : null);

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
