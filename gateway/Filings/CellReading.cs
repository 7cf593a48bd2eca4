using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Indicators;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// A value as people write it: full-width digits, thousands marks, 万 and 亿, the unit behind the number, a percent sign. What may mean two
/// things is refused.
/// </summary>
public static partial class CellReading
{
    private const int MaxNumber = 40;

    /// <summary>Reads what was typed for an indicator.</summary>
    /// <returns>A number, or a text, or (both empty) nothing; and what is wrong with it, in Chinese, null: nothing.</returns>
    public static (decimal? Number, string Text, string? Wrong) Read(IndicatorDefinition indicator, string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0) return (null, "", null);
        if (indicator.Kind == ValueKind.Text) return (null, text, null);
        var plain = Wording.HalfWidth(text).Replace(" ", "", StringComparison.Ordinal).Replace('−', '-');
        if (plain.Length > MaxNumber || Shape().Match(plain) is not { Success: true } match) return Not(text, $"不是数字（{UnitOf(indicator)}）");
        var digits = match.Groups["digits"].Value;
        if (digits.Contains(',') && !Thousands().IsMatch(digits)) return Not(text, "千分位位置不对，请核对后去掉逗号");
        if (!decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number)) return Not(text, "超出可填范围");
        var behind = match.Groups["behind"].Value;
        if (behind is "%")
            return indicator.Kind == ValueKind.Percent ? (number, "", null) : Not(text, $"不应带百分号（{UnitOf(indicator)}）");
        if (behind.Length == 0 || behind == indicator.Unit) return (number, "", null);
        var (scale, rest) = ScaleOf(behind);
        var (own, unit) = ScaleOf(indicator.Unit);
        if (rest.Length > 0 && rest != unit) return Not(text, $"单位应为{UnitOf(indicator)}");
        try
        {
            return (number * scale / own, "", null);
        }
        catch (OverflowException)
        {
            return Not(text, "超出可填范围");
        }
    }

    /// <inheritdoc cref="Wording.Plain"/>
    public static string Text(decimal? number) => number is { } plain ? Wording.Plain(plain) : "";

    private static (decimal? Number, string Text, string? Wrong) Not(string typed, string why) =>
        (null, "", $"“{Wording.Shown(typed)}”{why}");

    private static string UnitOf(IndicatorDefinition indicator) => indicator.Unit.Length > 0 ? indicator.Unit : "无单位";

    private static (decimal Scale, string Base) ScaleOf(string unit) => unit switch
    {
        ['万', ..] => (10_000m, unit[1..]),
        ['亿', ..] => (100_000_000m, unit[1..]),
        _ => (1m, unit),
    };

    [GeneratedRegex(@"^(?<digits>[+-]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?)(?<behind>[^0-9.,]*)$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex Thousands();
}
