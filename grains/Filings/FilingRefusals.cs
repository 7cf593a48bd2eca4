using System.Globalization;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>Why something cannot be done with a round or a filing: sentences for the person who asked for it.</summary>
internal static class FilingRefusals
{
    private const int MaxText = 500;

    // ---- Rounds ----

    public static Refusal NoIndicators(Period period) => Refusal.NotNow(
        "no_indicators", $"{period.Name}没有有效的指标版本，请先发布指标", $"No edition of the indicators is in force for {period}; define one first");

    public static Refusal UnknownSet(string set, Period period) => Refusal.NotFound(
        "unknown_set", $"{period.Name}的指标版本中没有套表“{set}”", $"The edition for {period} has no set '{set}'");

    public static Refusal OtherFrequency(SetDefinition set, Period period) => Refusal.Invalid(
        "other_frequency", $"套表“{set.Name}”不按这种报告期报送：{period}", $"The set '{set.Code}' is not asked for periods like {period}");

    public static Refusal NoPlaces(SetDefinition set) => Refusal.NotNow(
        "no_places", $"区划中没有须填“{set.Name}”的地方", $"The registry has no place that fills '{set.Code}'");

    public static Refusal DuePassed(DateTimeOffset due, DateTimeOffset now) => Refusal.Invalid(
        "due_passed",
        $"截止时间 {Local(due)} 已过（现在 {Local(now)}），请另定截止时间", $"The due date {Local(due)} has passed (it is {Local(now)}); give a later one");

    public static Refusal NotOpen { get; } = Refusal.NotNow("no_round", "本期尚未下发", "This round is not open");

    public static Refusal BadHash { get; } = Refusal.Invalid(
        "bad_hash",
        "文件摘要应为 64 位小写十六进制（SHA-256）",
        "The hash must be SHA-256, 64 lower-case hexadecimal digits");

    public static Refusal EmptyReport { get; } = Refusal.Invalid("empty_report", "报送中没有已通过的填报", "The report holds no approved filing");

    // ---- Filings ----

    public static Refusal NotAsked(FilingTerms terms, PlaceCode place) => Refusal.NotNow(
        "not_asked", $"{terms.Tree.NameOf(place)}本期不填“{terms.Set.Name}”", $"{place} does not owe '{terms.Set.Code}' in this round");

    public static Refusal Locked(DateTimeOffset at) => Refusal.NotNow(
        "locked", $"本期已于 {Local(at)} 锁定，如需更改请联系区政数局", $"Locked since {Local(at)}; ask the bureau to open it again");

    public static Refusal NotEditable(FilingStage stage) => Refusal.NotNow(
        "not_editable", $"当前为“{stage.Chinese()}”，不能修改", $"It cannot be changed now: it is {stage}");

    public static Refusal AlreadySent(FilingState state) => Refusal.NotNow(
        "already_sent",
        $"已于 {Local(state.SubmittedAt ?? default)} 上报，当前为“{state.Stage.Chinese()}”",
        $"It was sent at {Local(state.SubmittedAt ?? default)} and is {state.Stage} now");

    public static Refusal UnknownCell(FilingTerms terms, string indicator) => Refusal.NotFound(
        "unknown_cell", $"“{terms.Set.Name}”没有指标 {indicator}", $"'{terms.Set.Code}' has no indicator {indicator}");

    public static Refusal TwiceEdited(string indicator) => Refusal.Invalid(
        "edited_twice",
        $"指标 {indicator} 出现了不止一次",
        $"The indicator {indicator} occurs more than once");

    public static Refusal Computed(IndicatorDefinition indicator) => Refusal.Invalid(
        "computed", $"“{indicator.Name}”由系统计算，不能填写", $"{indicator.Code} is computed by the system");

    public static Refusal BadValue(IndicatorDefinition indicator, string wrong) => Refusal.Invalid(
        "bad_value", $"“{indicator.Name}”：{wrong}", $"{indicator.Code} has a value of another kind");

    /// <summary>The second of two clerks is shown what the first has written.</summary>
    public static Refusal ChangedMeanwhile(IndicatorDefinition indicator, CellState now) => Refusal.Conflict(
        "changed_meanwhile",
        $"“{indicator.Name}”已在 {Local(now.SavedAt)} 被他人改为“{ValueOf(now.Cell)}”，请核对后再改",
        $"{indicator.Code} was changed to '{ValueOf(now.Cell)}' at {Local(now.SavedAt)}");

    /// <param name="steps">Where who asks for it may review.</param>
    public static Refusal NotYourStep(FilingState state, IReadOnlyCollection<ReviewStep> steps) => Refusal.NotNow(
        "not_your_step",
        $"当前为“{state.Stage.Chinese()}”，不在“{string.Join('、', steps.Select(step => step.Chinese()))}”",
        $"It is {state.Stage} now, not with the step {string.Join(" or ", steps)}");

    public static Refusal NoCells { get; } = Refusal.Invalid("no_cells", "请至少选择一个退回的单元格", "Choose at least one cell to return");

    public static Refusal NotApproved(FilingStage stage) => Refusal.NotNow(
        "not_approved", $"只有已通过的填报可以更正，当前为“{stage.Chinese()}”", $"Only what is approved can be reopened; it is {stage} now");

    public static Refusal? NoReason(string reason) => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Invalid("no_reason", "请填写原因", "A reason is needed")
        : reason.Length > MaxText ? Refusal.Invalid(
            "too_long",
            $"原因最多 {MaxText} 字",
            $"A reason has at most {MaxText} characters") : null;

    private static string ValueOf(Cell cell) =>
        cell.Number is { } number ? number.ToString("#,0.######", CultureInfo.InvariantCulture) : cell.Text.Length > 0 ? cell.Text : "空";

    private static string Local(DateTimeOffset time) => LocalTime.Shown(time);
}
