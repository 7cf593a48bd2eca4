using OpsCenter.Indicators;
using OpsCenter.Places;

namespace OpsCenter.Benchmarks.Load;

/// <summary>
/// A province that is asked for everything at once: 124 counties with 1,757 towns and 26,842 villages, each of which owes 22 sets.
/// </summary>
internal static class FilingYear
{
    public const int Districts = 124, Towns = 1757, Villages = 26_842, Sets = 22, IndicatorsInSet = 10;

    public static readonly Period Asked = Period.Parse("2031-05");

    public static string District(int number) => $"{440_100 + number}";

    /// <summary>The places of a county, its share of the province's.</summary>
    public static PlaceEdition Places(int number)
    {
        var district = District(number);
        var towns = ShareOf(Towns, number);
        var villages = ShareOf(Villages, number);
        return new(
            new(2020, 1, 1),
            [
                new(new(district), $"县{number}", PlaceLevel.District, default),
                .. Enumerable.Range(0, towns)
                    .Select(town => new Place(new($"{district}{100 + town}"), $"镇{town}", PlaceLevel.Town, new(district))),
                .. Enumerable.Range(0, villages)
                    .Select(village => new Place(new($"{district}{100 + (village % towns)}{200 + (village / towns)}"), $"村{village}",
                        PlaceLevel.Village, new($"{district}{100 + (village % towns)}"))),
            ],
            [], "benchmark");
    }

    /// <summary>22 sets of ten indicators, with the kinds of rules that the sample has.</summary>
    public static IndicatorEdition Indicators { get; } = new(
        new(2020, 1, 1),
        [.. Enumerable.Range(0, Sets * IndicatorsInSet).Select(index => new IndicatorDefinition
        {
            Code = $"Z{index:000}",
            Name = $"指标{index}",
            Unit = "户",
            Kind = ValueKind.Integer,
            Rules = (index % IndicatorsInSet) switch
            {
                1 => [new($"value <= Z{index - 1:000}", "不应多于上一项", RuleEffect.Refuse, [])],
                2 => [new("value >= 0 and value <= 100000", "应在 0–100000 之间", RuleEffect.Refuse, [])],
                _ => [],
            },
        })],
        [.. Enumerable.Range(0, Sets).Select(set => new SetDefinition
        {
            Code = Set(set),
            Name = $"套表{set}",
            Frequency = Frequency.Monthly,
            Levels = [PlaceLevel.Town, PlaceLevel.Village],
            Indicators = [.. Enumerable.Range(set * IndicatorsInSet, IndicatorsInSet).Select(index => $"Z{index:000}")],
        })]);

    public static string Set(int number) => $"set-{number:00}";

    private static int ShareOf(int all, int number) => (all / Districts) + (number < all % Districts ? 1 : 0);
}
