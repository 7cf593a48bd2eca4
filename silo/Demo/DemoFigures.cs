using OpsCenter.Indicators;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// Plausible values for every indicator of the sample, the same whenever they are asked for; they keep its rules: what must be the sum or
/// the count of the places below is.
/// </summary>
/// <param name="below">The places below one: a district's towns, a town's villages.</param>
internal sealed class DemoFigures(Func<string, IReadOnlyList<string>> below)
{
    private const int VillageLength = 12;

    public decimal Of(string indicator, string place, Period period) => indicator switch
    {
        "QY01" => Of("QY05", place, period) + Of("QY06", place, period) + Of("QY07", place, period) - 1,
        // What adds up is made of what the villages say.
        "QY02" or "JC01" or "JC02" or "QY03" =>
            IsVillage(place) ? OfVillage(indicator, place, period) : below(place).Sum(child => Of(indicator, child, period)),
        "JC14" => below(place).Count(child => Of("JC12", child, period) < 10),
        _ when IsVillage(place) => OfVillage(indicator, place, period),
        _ => OfTown(indicator, place, period),
    };

    private static decimal OfVillage(string indicator, string place, Period period)
    {
        var (years, hash) = (Years(period), Hash(place));
        return indicator switch
        {
            "JC01" => 2_400 + (hash % 2_900),
            "JC02" => Whole((2_400 + (hash % 2_900)) / 3.4m),
            "QY02" => Whole((2_400 + (hash % 2_900)) * 1.08m),
            "QY03" => 4 + (hash % 90 / 10m),
            "JC04" => 3 + (hash % 14),
            "JC05" => 900 + (hash % 1_500),
            "JC06" => 2_000 + (hash % 6_000),
            "JC07" => 40 + (hash % 60),
            "JC08" => 5 + (hash % 3),
            "JC09" => hash % 7,
            "JC12" => decimal.Round((7 + (hash % 40)) * (1 + (0.05m * years)), 2),
            "JC13" => decimal.Round((4 + (hash % 30)) * (1 + (0.05m * years)), 2),
            _ => 1,
        };
    }

    private static decimal OfTown(string indicator, string place, Period period)
    {
        var size = place.Length == 6 ? 1m : 0.1m + (Hash(place) % 9) / 100m;
        var growth = 1 + (0.03m + (Hash(indicator) % 5) / 100m) * Years(period);
        var share = period.Number / (decimal)PerYear(period.Frequency);
        return indicator switch
        {
            "QY04" => 74.2m + (0.4m * Years(period)),
            "QY05" => Whole(179_400 * growth * share * size),
            "QY06" => Whole(1_210_000 * growth * share * size),
            "QY07" => Whole(1_800_000 * growth * share * size),
            "JC10" => Whole(26_300 * growth),
            "JC11" => 1.9m,
            "JC15" => 71 + (Hash(place) % 25),
            "JC16" => 95 + (Hash(place) % 5),
            "JC17" => 92 + (Hash(place) % 8),
            "JC18" => 8 + (Hash(place) % 10),
            "ZB01" => Whole(612_000 * growth * share),
            "ZB02" => Whole(486_000 * growth * share),
            "ZB03" => Whole(1_120_000 * growth * share),
            "ZB04" => Whole(98_000 * growth * share),
            "ZB05" => Whole(4_200 * growth * share * size),
            "ZB06" => 3 + (Hash(place) % 12),
            "ZB07" => Whole(310_000 * growth * share * size),
            "ZB08" => 70 + (Hash(place) % 30),
            "ZB09" => 2,
            "ZB10" => 1 + (Hash(place) % 3),
            "ZB11" => Whole(900 * share * size) + (Hash(place) % 20),
            "ZB12" => 3 + (Hash(place) % 5),
            "ZB13" => Whole(160_000 * share * size),
            "ZB14" => 40 + (Hash(place) % 200),
            "ZB15" => Whole(3_900 * growth * share * size),
            "ZB16" => 420 + (Hash(place) % 300),
            "ZB17" => 99.2m,
            _ => 1,
        };
    }

    private static bool IsVillage(string place) => place.Length == VillageLength;

    private static decimal Years(Period period) => period.Year - 2025 + ((period.Number - 1m) / PerYear(period.Frequency));

    private static int PerYear(Frequency frequency) => frequency switch
    {
        Frequency.Monthly => 12,
        Frequency.Quarterly => 4,
        Frequency.HalfYearly => 2,
        _ => 1,
    };

    private static decimal Whole(decimal number) => decimal.Round(number);

    private static int Hash(string text) => text.Aggregate(17, (sum, letter) => ((sum * 31) + letter) & 0xFFFF);
}
