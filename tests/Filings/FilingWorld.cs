using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Tests.Filings;

/// <summary>A small district: two towns, three villages, a set that villages fill monthly and one that towns do.</summary>
internal sealed class FilingWorld
{
    public const string District = "440203", TownA = "440203102", TownB = "440203103", Village = "440203102201",
        VillageSet = "village-monthly", TownSet = "town-monthly";

    public static readonly Period October = Period.Parse("2026-10");

    /// <summary>October is due on the 8th working day of November.</summary>
    public static readonly DateTimeOffset Due = LocalTime.At(new(2026, 11, 11), new(17, 30)),
        LockAt = LocalTime.At(new(2026, 11, 18), new(17, 30));

    public static readonly IndicatorEdition Edition = new(
        new(2026, 1, 1),
        [
            new() { Code = "JC01", Name = "户籍人口", Unit = "人", Kind = ValueKind.Integer },
            new() { Code = "JC02", Name = "户数", Unit = "户", Kind = ValueKind.Integer },
            new() { Code = "ZB13", Name = "植树", Unit = "株", Kind = ValueKind.Integer, IsCumulative = true },
            new() { Code = "BZ01", Name = "备注", Kind = ValueKind.Text, IsRequired = false },
            new() { Code = "JC03", Name = "村居数", Unit = "个", Kind = ValueKind.Integer, Source = "registry.villages" },
        ],
        [
            new() { Code = VillageSet, Name = "村月报", Frequency = Frequency.Monthly, Levels = [PlaceLevel.Village],
                Indicators = ["JC01", "JC02", "ZB13", "BZ01"], Department = new("NYJ") },
            new() { Code = TownSet, Name = "镇月报", Frequency = Frequency.Monthly, Levels = [PlaceLevel.Town],
                Indicators = ["JC01", "JC03"] },
        ]);

    public IndicatorBook Book { get; private set; } = new(
        new(District), 1, [Edition], new(new(District), 1, [new(new(2026, 1, 1), [
            new(new(District), "武江区", PlaceLevel.District, default),
            new(new(TownA), "龙归镇", PlaceLevel.Town, new(District)), new(new(TownB), "江湾镇", PlaceLevel.Town, new(District)),
            new(new(Village), "龙归村", PlaceLevel.Village, new(TownA)), new(new("440203102202"), "社主村", PlaceLevel.Village, new(TownA)),
            new(new("440203103201"), "江湾村", PlaceLevel.Village, new(TownB)),
        ], [], "test")]), StatutoryYears.Load());

    /// <summary>A village is merged into its neighbour from a day on.</summary>
    public void Merge(string village, string into, DateOnly from)
    {
        var last = Book.Registry.Editions[^1];
        Book = Book with
        {
            Registry = new(new(District), Book.Registry.Version + 1, Book.Registry.Editions.Put(
                new(from, [.. last.Places.Where(place => place.Code.Value != village)], [new(new(village), new(into))], "test"))),
        };
    }

    private static readonly RoundDecider Rounds = new();

    public Decision<FilingEvent> Decide(RoundState round, RoundCommand command, DecisionContext context) =>
        Rounds.Decide(round, command, Book, context);

    public static DecisionContext RoundAt(DateTimeOffset now, string set = VillageSet) =>
        new(new(new(District), "round", $"{set}/{October}"), now, now);

    public static DecisionContext FilingAt(DateTimeOffset now, string place = Village, string set = VillageSet) =>
        new(new(new(District), "filing", $"{set}/{October}/{place}"), now, now);

    /// <summary>The round as it opens on the first working day of November.</summary>
    public RoundState Opened(string set = VillageSet)
    {
        var opens = LocalTime.At(new(2026, 11, 2), new(9, 0));
        return Decide(RoundState.Closed, new OpenRound(null), RoundAt(opens, set)).Events
            .Aggregate(RoundState.Closed, (state, fact) => Rounds.Evolve(state, fact, opens));
    }

    public FilingTerms Terms(RoundState round, KnownFigures? known = null)
    {
        var sheet = Book.Of(round.Edition)!;
        return new(round, sheet, sheet.Set(round.Set)!, Book.Registry.On(LocalTime.DateOf(Due)), Book.Calendar, known ?? KnownFigures.None);
    }

    public static CellEdit Edit(string indicator, decimal? number, int seen = 0, string explanation = "") =>
        new(indicator, number, "", explanation, seen);

    /// <summary>What a village's form needs to be let pass.</summary>
    public static readonly ImmutableArray<CellEdit> Whole = [Edit("JC01", 2103), Edit("JC02", 560), Edit("ZB13", 1200)];
}
