using System.Globalization;

namespace OpsCenter.Indicators;

/// <summary>A value to be checked.</summary>
/// <param name="Number">Null: it is empty, or a text.</param>
/// <param name="Text">Empty: it is empty, or a number.</param>
/// <param name="Explanation">说明</param>
public readonly record struct CheckedValue(decimal? Number, string Text, string Explanation)
{
    public bool IsEmpty => Number is null && string.IsNullOrEmpty(Text);
}

/// <summary>审核: what the definitions say of a filing's values, pure.</summary>
public static class Checks
{
    private const int MaxText = 500, MaxExplanation = 500;

    /// <param name="sheet">The edition that the filing goes by.</param>
    /// <param name="set">Its set.</param>
    /// <param name="valueOf">The value of an indicator of the set.</param>
    /// <param name="figures">What its rules may ask for.</param>
    /// <returns>What is broken, in the order of the form; an explained <see cref="RuleEffect.Explain"/> is none.</returns>
    public static IReadOnlyList<Finding> Of(IndicatorSheet sheet, SetDefinition set, Func<string, CheckedValue> valueOf, IFigures figures)
    {
        List<Finding> findings = [];
        foreach (var indicator in sheet.IndicatorsOf(set))
        {
            var value = valueOf(indicator.Code);
            if (value.IsEmpty)
            {
                if (indicator.IsRequired) findings.Add(new(indicator.Code, RuleEffect.Refuse, "必填，尚未填写"));
                continue;
            }
            if (OfKind(indicator, value) is { } wrong) findings.Add(new(indicator.Code, RuleEffect.Refuse, wrong));
            else if (indicator.IsCumulative && !figures.IsFirstOfYear && figures.Previous(indicator.Code) is { } before
                && value.Number < before)
                findings.Add(new(indicator.Code, RuleEffect.Refuse, $"累计数不得下降：上期为 {Text(before)}{indicator.Unit}"));
            else findings.AddRange(BrokenRules(sheet, indicator, value, figures));
        }
        return findings;
    }

    private static IEnumerable<Finding> BrokenRules(
        IndicatorSheet sheet, IndicatorDefinition indicator, CheckedValue value, IFigures figures)
    {
        foreach (var (rule, expression) in sheet.RulesOf(indicator))
        {
            if (!rule.Levels.IsDefaultOrEmpty && !rule.Levels.Contains(figures.Level)) continue;
            if (rule.Effect == RuleEffect.Explain && !string.IsNullOrWhiteSpace(value.Explanation)) continue;
            if (expression.Holds(indicator.Code, figures) != false) continue;
            var evidence = expression.Evidence(indicator.Code, figures);
            yield return new(indicator.Code, rule.Effect, evidence.Length > 0 ? $"{rule.Text}（{evidence}）" : rule.Text);
        }
    }

    /// <summary>What is wrong with a value of this kind, for the filler; null: nothing.</summary>
    public static string? OfKind(IndicatorDefinition indicator, CheckedValue value)
    {
        if (value.Explanation is { Length: > MaxExplanation }) return $"说明最多 {MaxExplanation} 字";
        if (indicator.Kind == ValueKind.Text)
            return value.Number is not null ? "应填文字" : value.Text.Length > MaxText ? $"最多 {MaxText} 字" : null;
        if (value.Number is not { } number) return $"应填数字（{(indicator.Unit.Length > 0 ? indicator.Unit : "无单位")}）";
        var decimals = indicator.Kind == ValueKind.Integer ? 0 : indicator.Decimals;
        if (decimal.Round(number, decimals) != number) return decimals == 0 ? "应填整数" : $"最多 {decimals} 位小数";
        return indicator.Kind == ValueKind.Percent && number is < 0 or > 100 ? "百分数应在 0 至 100 之间" : null;
    }

    internal static string Text(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}
