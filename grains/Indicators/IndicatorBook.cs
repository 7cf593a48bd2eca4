using System.Collections.Frozen;
using System.Collections.Immutable;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Indicators;

/// <summary>
/// All that filings of a district rest on: what is asked, of which places, and which days are worked. Immutable, one per version, shared by
/// all actors of a silo.
/// </summary>
/// <param name="Version">Counts up with every edition of the indicators.</param>
/// <param name="Editions">What is asked, from which day on.</param>
/// <param name="Registry">The places.</param>
/// <param name="Calendar">The one working calendar.</param>
public sealed record IndicatorBook(
    DistrictCode District, long Version, Editions<IndicatorEdition> Editions, PlaceRegistry Registry, WorkingCalendar Calendar)
{
    private FrozenDictionary<DateOnly, IndicatorSheet>? sheets;

    private IndicatorBook(IndicatorBook other) =>
        (District, Version, Editions, Registry, Calendar) = (other.District, other.Version, other.Editions, other.Registry, other.Calendar);

    public static IndicatorBook Empty(DistrictCode district) => new(district, 0, [], PlaceRegistry.Empty(district), StatutoryYears.Load());

    /// <summary>What is asked for a period: the newest edition that is in force on its last day; null: none is.</summary>
    public IndicatorSheet? For(Period period) => For(period.End);

    /// <summary>The edition of a filing that began with it.</summary>
    public IndicatorSheet? Of(DateOnly edition) =>
        (sheets ??= Editions.ToFrozenDictionary(each => each.From, each => new IndicatorSheet(each))).GetValueOrDefault(edition);

    private IndicatorSheet? For(DateOnly day) => Editions.On(day) is { } edition ? Of(edition.From) : null;
}

/// <summary>The indicators and sets of one edition, found by their codes.</summary>
public sealed class IndicatorSheet
{
    private readonly FrozenDictionary<string, IndicatorDefinition> indicators;
    private readonly FrozenDictionary<string, SetDefinition> sets;
    private readonly FrozenDictionary<string, ImmutableArray<(RuleDefinition, RuleExpression)>> rules;
    private readonly FrozenDictionary<string, IndicatorNeeds> needs;

    public IndicatorSheet(IndicatorEdition edition)
    {
        Edition = edition;
        indicators = edition.Indicators.ToFrozenDictionary(indicator => indicator.Code);
        sets = edition.Sets.ToFrozenDictionary(set => set.Code);
        rules = edition.Indicators
            .ToFrozenDictionary(indicator => indicator.Code,
                indicator => indicator.Rules.Select(rule => (rule, RuleExpression.Parse(rule.Expression, indicator.Code)))
                    .ToImmutableArray());
        needs = edition.Sets.ToFrozenDictionary(set => set.Code, NeedsIn);
    }

    public IndicatorEdition Edition { get; }

    public IndicatorDefinition? Indicator(string code) => indicators.GetValueOrDefault(code);

    public SetDefinition? Set(string code) => sets.GetValueOrDefault(code);

    /// <summary>The rules of an indicator, ready to be asked.</summary>
    public ImmutableArray<(RuleDefinition Rule, RuleExpression Expression)> RulesOf(IndicatorDefinition indicator) => rules[indicator.Code];

    /// <summary>What the rules and sources of a set ask for beside its own cells.</summary>
    public IndicatorNeeds NeedsOf(SetDefinition set) => needs[set.Code];

    /// <summary>The same, and what people compare with at a glance: each cell's values of the period before and of last year.</summary>
    public IndicatorNeeds ShownWith(SetDefinition set) => needs[set.Code] with
    {
        Previous = needs[set.Code].Previous.Concat(set.Indicators).ToFrozenSet(),
        YearBefore = needs[set.Code].YearBefore.Concat(set.Indicators).ToFrozenSet(),
    };

    /// <summary>The indicators of a set, in its order.</summary>
    public IEnumerable<IndicatorDefinition> IndicatorsOf(SetDefinition set) => set.Indicators.Select(code => indicators[code]);

    private IndicatorNeeds NeedsIn(SetDefinition set)
    {
        var indicators = IndicatorsOf(set).ToArray();
        var asked = indicators.SelectMany(indicator => rules[indicator.Code].Select(rule => rule.Item2.Needs)).ToArray();
        var sources = indicators.Select(indicator => indicator.Source).Where(source => source.Length > 0).ToArray();
        return new(
            indicators.Where(indicator => indicator.IsCumulative).Select(indicator => indicator.Code)
                .Concat(asked.SelectMany(need => need.Previous)).ToFrozenSet(),
            asked.SelectMany(need => need.YearBefore).ToFrozenSet(),
            asked.SelectMany(need => need.Children).ToFrozenSet(),
            asked.SelectMany(need => need.Others).Except(set.Indicators).ToFrozenSet(),
            asked.SelectMany(need => need.Registry)
                .Concat(sources.Where(source => source.StartsWith("registry.", StringComparison.Ordinal))).ToFrozenSet(),
            asked.SelectMany(need => need.Operations).Concat(sources.Where(KnownSources.Operations.Contains)).ToFrozenSet());
    }
}
