using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>The rules of what a district asks: an edition for each change, and none that no filing could live with.</summary>
public sealed class IndicatorDecider : IDecider<IndicatorsState, IndicatorCommand, IndicatorEvent>
{
    private const int MaxIndicators = 2000, MaxSets = 200, MaxInSet = 200, MaxRules = 20, MaxName = 60, MaxText = 300;

    public IndicatorsState Initial { get; } = new(0, []);

    public Decision<IndicatorEvent> Decide(IndicatorsState state, IndicatorCommand command, DecisionContext context)
    {
        if (command is not DefineIndicators { Edition: var edition }) return Decision<IndicatorEvent>.Nothing;
        if ((state.Editions.Obstacle(edition, "指标") ?? Obstacle(edition)) is { } obstacle) return obstacle;
        return state.Editions.Find(edition.From) is { } known && IsSame(known, edition)
            ? Decision<IndicatorEvent>.Nothing
            : new IndicatorsDefined(edition);
    }

    public IndicatorsState Evolve(IndicatorsState state, IndicatorEvent fact, DateTimeOffset occurredAt) =>
        fact is IndicatorsDefined defined
        ? new(state.Version + 1, state.Editions.Put(defined.Edition))
        : state;

    private static Refusal? Obstacle(IndicatorEdition edition)
    {
        if (edition.Indicators.IsDefaultOrEmpty || edition.Sets.IsDefaultOrEmpty) return Refusal.Invalid(
            "nothing_asked",
            "指标或套表是空的",
            "There are no indicators or no sets");
        if (edition.Indicators.Length > MaxIndicators || edition.Sets.Length > MaxSets)
            return Refusal.Invalid(
                "too_much_asked",
                $"最多 {MaxIndicators} 个指标、{MaxSets} 张套表",
                $"At most {MaxIndicators} indicators and {MaxSets} sets");
        if (edition.Indicators.GroupBy(indicator => indicator.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Refusal.Invalid("duplicate_indicator", $"指标代码 {twice.Key} 出现了不止一次", $"The code {twice.Key} occurs more than once");
        if (edition.Sets.GroupBy(set => set.Code).FirstOrDefault(same => same.Count() > 1) is { } twiceSet)
            return Refusal.Invalid("duplicate_set", $"套表代码 {twiceSet.Key} 出现了不止一次", $"The set {twiceSet.Key} occurs more than once");
        var codes = edition.Indicators.Select(indicator => indicator.Code).ToHashSet();
        return edition.Indicators.Select(indicator => OfIndicator(indicator, codes)).FirstOrDefault(refusal => refusal is not null)
            ?? edition.Sets.Select(set => OfSet(set, codes)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? OfIndicator(IndicatorDefinition indicator, HashSet<string> codes)
    {
        if (!IndicatorCodes.IsCode(indicator.Code))
            return Refusal.Invalid(
                "bad_code",
                $"指标代码“{indicator.Code}”应为大写字母开头的字母数字，最多 16 位",
                $"The code '{indicator.Code}' must be 1-16 capital letters and digits");
        if (indicator.Name.Length is 0 or > MaxName)
            return Refusal.Invalid(
                "bad_name",
                $"指标 {indicator.Code} 的名称应为 1–{MaxName} 字",
                $"{indicator.Code} needs a name of 1-{MaxName} characters");
        if (!Enum.IsDefined(indicator.Kind)) return Refusal.Invalid(
            "bad_indicator",
            $"指标 {indicator.Code} 的类型不存在",
            $"{indicator.Code} has a kind that there is not");
        if (indicator.Unit.Length > 20 || indicator.Note.Length > MaxText || indicator.Decimals is < 0 or > 6)
            return Refusal.Invalid(
                "bad_indicator",
                $"指标 {indicator.Code} 的单位、口径或小数位数不合规（小数 0–6 位）",
                $"Unit, note or decimals (0-6) of {indicator.Code} are not right");
        if (indicator.Source.Length > 0 && !KnownSources.IsSource(indicator.Source))
            return Refusal.Invalid(
                "unknown_source",
                $"指标 {indicator.Code} 的来源“{indicator.Source}”不存在",
                $"{indicator.Code}: there is no source '{indicator.Source}'");
        if (indicator.Kind == ValueKind.Text && (indicator.IsCumulative || indicator.Rules.Length > 0))
            return Refusal.Invalid(
                "bad_indicator",
                $"指标 {indicator.Code} 是文字，不能累计，也没有规则可用",
                $"{indicator.Code} is a text: it cannot be cumulative, and no rule applies to it");
        if (indicator.Rules.Length > MaxRules) return Refusal.Invalid(
            "too_many_rules",
            $"指标 {indicator.Code} 最多 {MaxRules} 条规则",
            $"{indicator.Code} has more than {MaxRules} rules");
        foreach (var rule in indicator.Rules)
        {
            if (rule.Text.Length is 0 or > MaxText)
                return Refusal.Invalid(
                    "bad_rule",
                    $"指标 {indicator.Code} 的规则“{rule.Expression}”需要一句 1–{MaxText} 字的说明",
                    $"A rule of {indicator.Code} needs a text");
            try
            {
                var named = RuleExpression.Parse(rule.Expression, indicator.Code);
                var needs = named.Needs;
                if (named.Names.Concat(needs.Previous).Concat(needs.YearBefore).Concat(needs.Children)
                    .FirstOrDefault(code => !codes.Contains(code)) is { } unknown)
                    return Refusal.Invalid(
                        "bad_rule",
                        $"指标 {indicator.Code} 的规则“{rule.Expression}”提到的指标 {unknown} 不存在",
                        $"{indicator.Code}: the rule names {unknown}, which there is not");
            }
            catch (RuleFormatException wrong)
            {
                return Refusal.Invalid(
                    "bad_rule",
                    $"指标 {indicator.Code}：{wrong.Sentence.Chinese}",
                    $"{indicator.Code}: {wrong.Sentence.English}");
            }
        }
        return null;
    }

    private static Refusal? OfSet(SetDefinition set, HashSet<string> codes)
    {
        if (!IndicatorCodes.IsSet(set.Code)) return Refusal.Invalid(
            "bad_set",
            $"套表代码“{set.Code}”应为字母、数字和连字符，最多 32 位",
            $"The code '{set.Code}' must be 1-32 letters, digits and hyphens");
        if (set.Name.Length is 0 or > MaxName) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 的名称应为 1–{MaxName} 字",
            $"{set.Code} needs a name of 1-{MaxName} characters");
        if (!Enum.IsDefined(set.Frequency)) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 的周期不存在",
            $"{set.Code} has a frequency that there is not");
        if (set.Due == default || set.Lock == default) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 须有截止和锁定时限",
            $"{set.Code} needs limits for due and lock");
        if (!set.Levels.IsDefault && set.Levels.Any(level => !Enum.IsDefined(level))) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 的填报层级不存在",
            $"{set.Code} is filled by a level that there is not");
        if (set.Levels.IsDefaultOrEmpty || set.Levels.Distinct().Count() != set.Levels.Length) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 须指明由谁填报，且不重复",
            $"{set.Code} must say who fills it, each once");
        if (set.Indicators.IsDefaultOrEmpty || set.Indicators.Length > MaxInSet) return Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 应有 1–{MaxInSet} 个指标",
            $"{set.Code} needs 1-{MaxInSet} indicators");
        if (set.Indicators.FirstOrDefault(code => !codes.Contains(code)) is { } unknown) return Refusal.Invalid(
            "unknown_indicator",
            $"套表 {set.Code} 中的指标 {unknown} 不存在",
            $"{set.Code} asks for {unknown}, which there is not");
        if (set.Indicators.GroupBy(code => code).FirstOrDefault(same => same.Count() > 1) is { } twice) return Refusal.Invalid(
            "duplicate_indicator",
            $"套表 {set.Code} 中 {twice.Key} 出现了不止一次",
            $"{set.Code} asks for {twice.Key} more than once");
        return set.Department.IsEmpty || IndicatorCodes.IsSet(set.Department.Value) ? null : Refusal.Invalid(
            "bad_set",
            $"套表 {set.Code} 的审核部门代码不合规",
            $"The department of {set.Code} is no code");
    }

    private static bool IsSame(IndicatorEdition known, IndicatorEdition edition) =>
        IndicatorsJson.TextOf(new(known)) == IndicatorsJson.TextOf(new(edition));
}
