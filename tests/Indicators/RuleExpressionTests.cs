using CsCheck;
using OpsCenter.Gateway.Indicators;
using OpsCenter.Indicators;
using OpsCenter.Places;
using OpsCenter.Tests.Files;
using Xunit;

namespace OpsCenter.Tests.Indicators;

/// <summary>The language of the rules: what it says, what it does not know, and what it refuses.</summary>
public sealed class RuleExpressionTests
{
    [Theory]
    [InlineData("value >= 3 and value <= 9", true)]
    [InlineData("value > 5", false)]
    [InlineData("value == 5", true)]
    [InlineData("not (value != 5)", true)]
    [InlineData("value <= JC01", true)]
    [InlineData("value <= ZB99", null)]
    [InlineData("value > 100 and ZB99 > 0", false)]
    [InlineData("value < 100 or ZB99 > 0", true)]
    [InlineData("previous() == 4", true)]
    [InlineData("previous(JC01) == 4", null)]
    [InlineData("yoy() == 25", true)]
    [InlineData("abs(value - year_before()) <= 1", true)]
    [InlineData("value == children_sum()", true)]
    [InlineData("children_count() == 3", true)]
    [InlineData("children_count(JC10 < 2) == 1", true)]
    [InlineData("children_count(ZB98 < 2) == 1", null)]
    [InlineData("registry('villages') == 89", true)]
    [InlineData("operations('hotline.on_time_rate') > 90", null)]
    [InlineData("min(value, 7, 3) == 3 and max(value, 7) == 7", true)]
    [InlineData("round(value / 3, 2) == 1.67", true)]
    [InlineData("value / 0 > 1", null)]
    [InlineData("-value < 0 ? value > 1 : value < 1", true)]
    [InlineData("value * 79228162514264337593543950335 > 1", null)]
    public void It_holds_or_not_or_cannot_be_told(string rule, bool? holds) =>
        Assert.Equal(holds, RuleExpression.Parse(rule, "JC10").Holds("JC10", new Known()));

    [Theory]
    [InlineData("", "空")]
    [InlineData("value", "条件")]
    [InlineData("value > ", "写法有误")]
    [InlineData("value > foo", "不认识“foo”")]
    [InlineData("value > exit(1)", "不认识函数")]
    [InlineData("registry('people') > 1", "villages")]
    [InlineData("value > 'abc'", "不支持")]
    [InlineData("(value > 1) + 1 > 0", "应是数值")]
    [InlineData("value and value > 1", "应是条件")]
    [InlineData("previous(1) > 1", "指标代码")]
    [InlineData("children_count(JC10) > 1", "JC12 < 10")]
    [InlineData("value ** 2 > 1", "不支持")]
    public void What_it_does_not_have_is_refused(string rule, string why) =>
        Assert.Contains(why, Assert.Throws<RuleFormatException>(() => RuleExpression.Parse(rule, "JC10")).Message);

    [Fact]
    public void Whatever_is_written_is_read_or_refused_and_never_fails() =>
        Gen.OneOf(Gen.String[0, 60],
            Gen.OneOf("value", "JC01", "(", ")", " > ", "<=", " and ", "not ", "1", "0.5", "previous()", "children_sum()", "abs(", ",",
                " / ", " - ", "?", ":").Array[1, 30].Select(string.Concat))
            .Sample(text =>
            {
                try
                {
                    RuleExpression.Parse(text, "JC10").Holds("JC10", new Known());
                }
                catch (FormatException refused)
                {
                    Assert.Contains(" / ", refused.Message);
                }
            });

    [Fact]
    public void Nothing_is_broken_where_nothing_is_known()
    {
        var edition = Sample();
        foreach (var indicator in edition.Indicators)
            foreach (var rule in indicator.Rules)
                Assert.NotEqual(false, RuleExpression.Parse(rule.Expression, indicator.Code).Holds(indicator.Code, new Nothing()));
    }

    [Fact]
    public void The_starter_set_is_whole()
    {
        var edition = Sample();
        string[] starters = [.. Enumerable.Range(1, 4).Select(n => $"QY{n:00}"), .. Enumerable.Range(1, 18).Select(n => $"JC{n:00}"),
            .. Enumerable.Range(1, 18).Select(n => $"ZB{n:00}")];
        Assert.Equal(40, starters.Length);
        Assert.Subset(edition.Indicators.Select(indicator => indicator.Code).ToHashSet(), starters.ToHashSet());
        Assert.Subset(edition.Sets.SelectMany(set => set.Indicators).ToHashSet(), starters.ToHashSet());
        Assert.Null(new IndicatorDecider().Decide(new(0, []), new DefineIndicators(edition),
            new(new(new("440203"), "indicators", "book"), default, default)).Refusal);
    }

    /// <summary>武江 2024: published as 3,189,401 万元, while the three sectors add up to 3,189,402.</summary>
    [Theory]
    [InlineData(3_189_401, 0)]
    [InlineData(3_189_404, 0)]
    [InlineData(3_189_405, 1)]
    public void A_sum_has_its_tolerance(int total, int findings)
    {
        var sheet = new IndicatorSheet(Sample());
        var values = new Dictionary<string, decimal>
        {
            ["QY01"] = total,
            ["QY05"] = 179_402,
            ["QY06"] = 1_210_000,
            ["QY07"] = 1_800_000,
            ["ZB09"] = 3
        };
        var found = Checks.Of(
            sheet, sheet.Set("district-quarterly")!, code => new(values[code], "", ""), new Known { Values = values });
        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Contains("QY07 1,800,000", finding.Text));
    }

    [Fact]
    public void An_explanation_makes_up_for_a_change_that_is_explained()
    {
        var sheet = new IndicatorSheet(Sample());
        var set = sheet.Set("village-half-yearly")!;
        var known = new Known { Values = new() { ["JC13"] = 50 } };
        var finding = Assert.Single(Checks.Of(sheet, set, _ => new(50, "", ""), known));
        Assert.Equal((RuleEffect.Explain, true), (finding.Effect, finding.Text.Contains("同比% 1,150", StringComparison.Ordinal)));
        Assert.Empty(Checks.Of(sheet, set, _ => new(50, "", "新建厂房出租"), known));
    }

    private static IndicatorEdition Sample()
    {
        const string Name = "wujiang-indicators.yaml";
        var (edition, errors, _) = IndicatorDefinitionFile.Read(Name, File.ReadAllBytes(SampleFiles.PathOf(Name)));
        Assert.Empty(errors);
        return edition!;
    }

    private class Nothing : IFigures
    {
        public PlaceLevel Level => PlaceLevel.Village;
        public bool IsFirstOfYear => false;
        public virtual decimal? Value(string indicator) => null;
        public virtual decimal? Previous(string indicator) => null;
        public virtual decimal? YearBefore(string indicator) => null;
        public virtual IReadOnlyList<decimal?> Children(string indicator) => [];
        public virtual decimal? Registry(string count) => null;
        public decimal? Operations(string figure) => null;
    }

    private sealed class Known : Nothing
    {
        public Dictionary<string, decimal> Values { get; init; } = new() { ["JC10"] = 5, ["JC01"] = 9 };
        public override decimal? Value(string indicator) => Values.TryGetValue(indicator, out var value) ? value : null;
        public override decimal? Previous(string indicator) => indicator == "JC10" ? 4 : null;
        public override decimal? YearBefore(string indicator) => indicator is "JC10" or "JC13" ? 4 : null;
        public override IReadOnlyList<decimal?> Children(string indicator) => indicator == "JC10" ? [1, 2, 2] : [1, null, 2];
        public override decimal? Registry(string count) => count == "villages" ? 89 : null;
    }
}
