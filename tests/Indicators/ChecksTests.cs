using OpsCenter.Indicators;
using OpsCenter.Places;
using Xunit;

namespace OpsCenter.Tests.Indicators;

/// <summary>What follows from an indicator's kind: empty, no number, too many digits, a share beyond the whole, a sum that falls.</summary>
public sealed class ChecksTests
{
    private static readonly SetDefinition Set = new() { Code = "town-monthly", Indicators = ["ZB05", "ZB08", "ZB07", "BZ01"] };

    private static readonly IndicatorSheet Sheet = new(new(
        new(2026, 1, 1),
        [
            new() { Code = "ZB05", Name = "新登记经营主体", Unit = "户", Kind = ValueKind.Integer, IsCumulative = true },
            new() { Code = "ZB08", Name = "开工率", Unit = "%", Kind = ValueKind.Percent },
            new() { Code = "ZB07", Name = "完成投资", Unit = "万元" },
            new() { Code = "BZ01", Name = "备注", Kind = ValueKind.Text, IsRequired = false },
        ],
        [Set]));

    private static readonly Dictionary<string, CheckedValue> Right = new()
    {
        ["ZB05"] = Number(120),
        ["ZB08"] = Number(62.5m),
        ["ZB07"] = Number(3_189.41m),
        ["BZ01"] = default,
    };

    [Fact]
    public void What_is_right_is_let_pass() => Assert.Empty(Check());

    [Theory]
    [InlineData("ZB05", null, "", "必填")]
    [InlineData("ZB05", "120.5", "", "整数")]
    [InlineData("ZB05", "99", "", "上期为 100户")]
    [InlineData("ZB05", null, "很多", "数字（户）")]
    [InlineData("ZB08", "100.01", "", "0 至 100")]
    [InlineData("ZB08", "-1", "", "0 至 100")]
    [InlineData("ZB07", "1.005", "", "2 位小数")]
    [InlineData("BZ01", "5", "", "文字")]
    public void What_is_wrong_is_named_with_its_reason(string indicator, string? number, string text, string reason)
    {
        var wrong = new CheckedValue(number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), text,
            "");
        var finding = Assert.Single(Check(indicator, wrong));
        Assert.Equal((indicator, RuleEffect.Refuse), (finding.Indicator, finding.Effect));
        Assert.Contains(reason, finding.Text);
    }

    [Fact]
    public void Texts_have_an_end()
    {
        Assert.Contains("500", Assert.Single(Check("BZ01", new(null, new string('长', 501), ""))).Text);
        Assert.Contains("500", Assert.Single(Check("ZB07", Number(1) with { Explanation = new string('长', 501) })).Text);
    }

    [Fact]
    public void With_a_new_year_a_sum_begins_anew() => Assert.Empty(Check("ZB05", Number(1), isFirstOfYear: true));

    private static IReadOnlyList<Finding> Check(string indicator = "", CheckedValue value = default, bool isFirstOfYear = false) =>
        Checks.Of(Sheet, Set, code => code == indicator ? value : Right[code], new Known(isFirstOfYear));

    private static CheckedValue Number(decimal number) => new(number, "", "");

    /// <summary>Last month's sum was 100.</summary>
    private sealed record Known(bool IsFirstOfYear) : IFigures
    {
        public PlaceLevel Level => PlaceLevel.Town;

        public decimal? Value(string indicator) => Right[indicator].Number;

        public decimal? Previous(string indicator) => indicator == "ZB05" ? 100 : null;

        public decimal? YearBefore(string indicator) => null;

        public IReadOnlyList<decimal?> Children(string indicator) => [];

        public decimal? Registry(string count) => null;

        public decimal? Operations(string figure) => null;
    }
}
