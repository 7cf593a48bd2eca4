using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using OpsCenter.Tests.Filings;
using Xunit;

namespace OpsCenter.Tests.Indicators;

/// <summary>What may be asked, and which places there may be: nothing is taken that no filing could live with.</summary>
public sealed class DefinitionDeciderTests
{
    private const string District = FilingWorld.District, Town = FilingWorld.TownA, Village = FilingWorld.Village;
    private static readonly IndicatorEdition Edition = FilingWorld.Edition;
    private static readonly PlaceEdition Places = new FilingWorld().Book.Registry.Editions[0];
    private readonly PlaceDecider places = new();
    private readonly IndicatorDecider indicators = new();

    public static TheoryData<string, string> WrongPlaces => new()
    {
        { "no_places", "empty" }, { "bad_code", "foreign" }, { "bad_name", "nameless" }, { "duplicate_place", "twice" },
        { "no_district", "no district" },
        { "no_district", "circle" }, { "bad_parent", "orphan" }, { "bad_parent", "village below district" }, { "bad_level", "level" },
        { "bad_merger", "merged and there" },
        { "bad_merger", "merged twice" }, { "bad_day", "day" },
    };

    [Theory]
    [MemberData(nameof(WrongPlaces))]
    public void Places_that_are_no_tree_are_refused(string code, string what)
    {
        Place With(string change, Func<Place, Place> how) => how(Places.Places.First(place => place.Code.Value == change));
        ImmutableArray<Place> But(string change, Func<Place, Place> how) =>
            Places.Places.Replace(With(change, place => place), With(change, how));
        var edition = what switch
        {
            "empty" => Places with { Places = [] },
            "foreign" => Places with { Places = But(Village, place => place with { Code = new("440204102201") }) },
            "nameless" => Places with { Places = But(Village, place => place with { Name = "" }) },
            "twice" => Places with { Places = Places.Places.Add(With(Village, place => place)) },
            "no district" => Places with { Places = Places.Places.RemoveAt(0) },
            "circle" => Places with { Places = But(District, place => place with { Parent = new(Town) }) },
            "orphan" => Places with { Places = But(Village, place => place with { Parent = new("440203199") }) },
            "village below district" => Places with { Places = But(Village, place => place with { Parent = new(District) }) },
            "level" => Places with { Places = But(Village, place => place with { Level = (PlaceLevel)3 }) },
            "merged and there" => Places with { Mergers = [new(new(Village), new(Town))] },
            "merged twice" => Places with { Mergers = [new(new("440203102299"), new(Village)), new(new("440203102299"), new(Town))] },
            _ => Places with { From = new(1, 1, 1) },
        };
        Assert.Equal(code, Decide(edition).Refusal?.Code);
    }

    /// <summary>Journals of before it could be said, and whatever hands over a set without it.</summary>
    [Fact]
    public void A_set_that_never_said_how_long_mending_takes_has_three_working_days()
    {
        var old = System.Text.Json.JsonSerializer
            .Deserialize("""{"code":"a","name":"a","levels":["Town"],"indicators":["JC01"],"department":"","due":"8wd","lock":"5wd"}""",
                IndicatorsJson.Default.SetDefinition)!;
        Assert.Equal([Limit.Parse("3wd"), Limit.Parse("3wd"), Limit.Parse("2h")],
            new SetDefinition[] { old, new(), old with { Mending = Limit.Parse("2h") } }.Select(set => set.Mending));
    }

    [Fact]
    public void An_edition_of_the_same_day_replaces_and_the_same_changes_nothing()
    {
        var state = Assert.Single(Decide(Places).Events) is PlacesDefined first ? places.Evolve(places.Initial, first, default) : null!;
        Assert.Empty(places.Decide(state, new DefinePlaces(Places), Context).Events);
        var renamed = Places with { Places = Places.Places.Replace(Places.Places[1], Places.Places[1] with { Name = "新龙归镇" }) };
        state = places.Evolve(state, Assert.Single(places.Decide(state, new DefinePlaces(renamed), Context).Events), default);
        state = places.Evolve(state,
            Assert.Single(places.Decide(state, new DefinePlaces(Places with { From = new(2025, 1, 1) }), Context).Events), default);
        Assert.Equal([new(2025, 1, 1), Places.From], state.Editions.Select(edition => edition.From));
        Assert.Equal((3L, "新龙归镇"), (state.Version, state.Editions[1].Places[1].Name));
    }

    public static TheoryData<string, string> WrongIndicators => new()
    {
        { "nothing_asked", "nothing" }, { "duplicate_indicator", "twice" }, { "bad_code", "code" }, { "bad_name", "name" },
        { "bad_indicator", "decimals" }, { "bad_indicator", "kind" },
        { "bad_indicator", "text with rule" }, { "unknown_source", "source" }, { "bad_rule", "rule" }, { "bad_rule", "rule of nobody" },
        { "bad_rule", "silent rule" },
        { "unknown_indicator", "set of nobody" }, { "bad_set", "set by nobody" }, { "bad_set", "no due" }, { "bad_set", "frequency" },
        { "duplicate_set", "set twice" }, { "bad_day", "day" },
    };

    [Theory]
    [MemberData(nameof(WrongIndicators))]
    public void What_cannot_be_filled_is_refused(string code, string what)
    {
        IndicatorEdition First(Func<IndicatorDefinition, IndicatorDefinition> how) =>
            Edition with { Indicators = Edition.Indicators.SetItem(0, how(Edition.Indicators[0])) };
        IndicatorEdition FirstSet(Func<SetDefinition, SetDefinition> how) =>
            Edition with { Sets = Edition.Sets.SetItem(0, how(Edition.Sets[0])) };
        IndicatorEdition Rule(string expression, string text) =>
            First(one => one with { Rules = [new(expression, text, RuleEffect.Refuse, [])] });
        var edition = what switch
        {
            "nothing" => Edition with { Sets = [] },
            "twice" => Edition with { Indicators = Edition.Indicators.Add(Edition.Indicators[0]) },
            "code" => First(one => one with { Code = "jc-1" }),
            "name" => First(one => one with { Name = "" }),
            "decimals" => First(one => one with { Decimals = 7 }),
            "kind" => First(one => one with { Kind = (ValueKind)9 }),
            "text with rule" => First(one => one with { Kind = ValueKind.Text, Rules = [new("value > 1", "一", RuleEffect.Refuse, [])] }),
            "source" => First(one => one with { Source = "hotline.mood" }),
            "rule" => Rule("value >", "一"),
            "rule of nobody" => Rule("value > ZZ99", "一"),
            "silent rule" => Rule("value > 1", ""),
            "set of nobody" => FirstSet(set => set with { Indicators = ["ZZ99"] }),
            "set by nobody" => FirstSet(set => set with { Levels = [] }),
            "no due" => FirstSet(set => set with { Due = default }),
            "frequency" => FirstSet(set => set with { Frequency = (Frequency)7 }),
            "set twice" => Edition with { Sets = Edition.Sets.Add(Edition.Sets[0]) },
            _ => Edition with { From = new(2100, 1, 1) },
        };
        var refusal = indicators.Decide(indicators.Initial, new DefineIndicators(edition), Context).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.Contains(" / ", refusal!.Message);
    }

    [Fact]
    public void What_is_asked_is_asked_from_its_day_on()
    {
        var state = indicators.Evolve(indicators.Initial,
            Assert.Single(indicators.Decide(indicators.Initial, new DefineIndicators(Edition), Context).Events), default);
        Assert.Empty(indicators.Decide(state, new DefineIndicators(Edition), Context).Events);
        state = indicators.Evolve(state,
            Assert.Single(indicators.Decide(state, new DefineIndicators(Edition with { From = new(2027, 1, 1) }), Context).Events),
            default);
        var book = IndicatorBook.Empty(new(District)) with { Version = state.Version, Editions = state.Editions };
        Assert.Equal([null, Edition.From, new DateOnly(2027, 1, 1)],
            ((string[])["2025-12", "2026-12", "2027-01"]).Select(period => book.For(Period.Parse(period))?.Edition.From));
    }

    private static DecisionContext Context => new(new(new(District), "places", "registry"), default, default);

    private Decision<PlaceEvent> Decide(PlaceEdition edition) => places.Decide(places.Initial, new DefinePlaces(edition), Context);
}
