using OpsCenter.Places;
using Xunit;

namespace OpsCenter.Tests.Indicators;

/// <summary>Places through time: an edition is in force from its day on, and what was merged has a successor.</summary>
public sealed class PlaceRegistryTests
{
    private const string District = "440203", Town = "440203102", First = "440203102201", Second = "440203102202", Third = "440203102203";

    private static readonly Place[] Upper = [new(new(District), "武江区", PlaceLevel.District, default),
        new(new(Town), "龙归镇", PlaceLevel.Town, new(District))];

    private static readonly PlaceRegistry Registry = new(new(District), 3,
    [
        Edition(new(2023, 1, 1), [First, Second, Third]),
        Edition(new(2025, 7, 1), [Second, Third], new PlaceMerger(new(First), new(Second))),
        Edition(new(2026, 1, 1), [Third], new PlaceMerger(new(Second), new(Third))),
    ]);

    [Theory]
    [InlineData("2020-01-01", 3)]
    [InlineData("2025-06-30", 3)]
    [InlineData("2025-07-01", 2)]
    [InlineData("2026-11-26", 1)]
    public void The_edition_of_the_day_says_what_there_is(string day, int villages)
    {
        var tree = Registry.On(Day(day));
        Assert.Equal(villages, tree.At(PlaceLevel.Village).Count());
        Assert.Equal(villages, tree.Children(new(Town)).Count());
    }

    [Theory]
    [InlineData(First, "2025-06-30", First)]
    [InlineData(First, "2025-07-01", Second)]
    [InlineData(First, "2026-01-01", Third)]
    [InlineData(Third, "2026-01-01", Third)]
    [InlineData("440203102299", "2026-01-01", null)]
    public void What_was_merged_is_found_in_its_successor(string code, string day, string? successor) =>
        Assert.Equal(successor, Registry.Successor(new(code), Day(day))?.Value);

    [Fact]
    public void A_village_and_its_town_belong_to_the_town_and_the_district_to_none()
    {
        var tree = Registry.On(new(2024, 1, 1));
        Assert.Equal((Town, Town, null),
            (tree.TownOf(new(First))?.Code.Value, tree.TownOf(new(Town))?.Code.Value, tree.TownOf(new(District))?.Code.Value));
        Assert.Equal(("龙归镇", "440203999"), (tree.NameOf(new(Town)), tree.NameOf(new("440203999"))));
    }

    [Fact]
    public void Where_nothing_is_known_there_are_no_places()
    {
        var empty = PlaceRegistry.Empty(new(District));
        Assert.Null(empty.On(new(2026, 1, 1)).Find(new(District)));
        Assert.Null(empty.Successor(new(First), new(2026, 1, 1)));
    }

    private static PlaceEdition Edition(DateOnly from, string[] villages, params PlaceMerger[] mergers) =>
        new(from, [.. Upper, .. villages.Select(code => new Place(new(code), $"{code[^2..]}村", PlaceLevel.Village, new(Town)))],
            [.. mergers], "test");

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
