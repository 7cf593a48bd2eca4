using CsCheck;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>
/// The wall's numbers against plain counting of the same events, over random histories of a district about the turn of a year: monthly and
/// quarterly rounds of villages, towns and the district, opened, moved and changed while filings come and go, and registries that move and
/// merge villages.
/// </summary>
public sealed class FilingBookTests
{
    private const string QuarterSet = "town-quarterly";

    private static readonly DateTimeOffset NewYear = LocalTime.At(new(2026, 1, 1), new(0, 0));

    private static readonly string[] Places = [Village, "440203102202", "440203103201"], Towns = [TownA, TownB],
        Everywhere = [District, .. Towns, .. Places];

    private static readonly IndicatorEdition Asked = Edition with
    {
        Sets = Edition.Sets
            .Add(new()
            {
                Code = QuarterSet,
                Name = "镇季报",
                Frequency = Frequency.Quarterly,
                Levels = [PlaceLevel.District, PlaceLevel.Town],
                Indicators = ["ZB13"]
            }),
    };

    private static readonly PlaceEdition Registry = new FilingWorld().Book.Registry.Editions[0];

    private static readonly Dictionary<string, int> Required = new() { [VillageSet] = 3, [TownSet] = 2, [QuarterSet] = 1 };

    private static readonly (RoundRef Name, string[] Places)[] Rounds =
    [
        .. from period in (string[])["2025-10", "2025-11", "2025-12"] select (new RoundRef(VillageSet, Period.Parse(period)), Places),
        .. from period in (string[])["2025-10", "2025-11", "2025-12"] select (new RoundRef(TownSet, Period.Parse(period)), Towns),
        .. from period in (string[])["2025Q3", "2025Q4"]
            select (new RoundRef(QuarterSet, Period.Parse(period)), (string[])[District, .. Towns]),
    ];

    /// <summary>Few enough for many things to be due at the same time, and at the very time of the look.</summary>
    private static readonly Gen<DateTimeOffset> AnyTime = Gen.Int[-8, 10].Select(steps => NewYear.AddDays(5 * steps));

    /// <summary>The events before an open history: what is asked, of whom, and every round.</summary>
    private static readonly int Settled = 2 + Rounds.Length;

    private static Gen<object> AnyFact(string indicator) => Gen.OneOf(
        Gen.Const<object>(new CellsSaved([])),
        Gen.Int[1, 4].Select(
            object (count) =>
                new ChecksFailed(4, [.. Enumerable.Range(0, count).Select(index => new Finding($"JC{index / 2}", RuleEffect.Refuse, ""))])),
        Gen.Select(Gen.Int[1, 3], AnyTime)
            .Select(object (filled, due) => new FilingSubmitted(1, due, 3, filled, filled + 1, ReviewStep.Town)),
        Gen.Const<object>(new ReviewPassed(ReviewStep.Town, ReviewStep.Department)),
        AnyTime.Select(object (due) => new CellsReturned(ReviewStep.Town, [new("JC01", "错")], due)),
        Gen.Int[1, 3].Select(object (value) => new FilingApproved(1, ReviewStep.Bureau, [new(indicator, value, "", "", 1)])),
        AnyTime.Select(object (due) => new FilingReopened("更正", due)),
        Gen.Const<object>(new FilingReported(1, 1)));

    private static readonly Gen<(RoundRef Name, string[] Places)> AnyRound = Gen.OneOf(Rounds);

    private static readonly Gen<(string Name, object Fact)> AnyOpening = Gen.Select(AnyRound, AnyTime, Gen.Int[0, 90])
        .Select((round, due, days) =>
            (NameOf(round.Name),
                (object)new RoundOpened(round.Name.Set, round.Name.Period, Asked.From,
                    [.. round.Places.Select(place => new PlaceCode(place))], due, due.AddDays(days))));

    private static readonly Gen<(string Name, object Fact)> AnyMove =
        Gen.Select(AnyRound, AnyTime, Gen.Int[0, 90])
            .Select((round, due, days) => (NameOf(round.Name), (object)new RoundDueMoved(due, due.AddDays(days), "")));

    /// <summary>What the wall does not count: reports, and who has been told of them.</summary>
    private static readonly Gen<(string Name, object Fact)> AnyReport = Gen.Select(AnyRound, Gen.Bool).Select((round, isTold) => (
        NameOf(round.Name),
        isTold
            ? (object)new FilingsTold(1, [new(round.Places[0])])
            : new ReportListed(1, [.. round.Places.Select(place => new ReportedFiling(new(place), 1))])));

    private static readonly Gen<(string Name, object Fact)> AnyStep = AnyRound.SelectMany(round => Gen
        .Select(Gen.OneOf(round.Places), AnyFact(round.Name.Set == QuarterSet ? "ZB13" : "JC01"))
        .Select((place, fact) => ($"{NameOf(round.Name)}/{place}", fact)));

    /// <summary>A village is moved to the other town or merged into a neighbour; or all is as it was.</summary>
    private static readonly Gen<(string Name, object Fact)> AnyRegistry =
        Gen.Select(Gen.Int[1, 3], Gen.OneOf(Places), Gen.OneOf(TownA, TownB, "")).Select((month, village, town) =>
    {
        var places = Registry.Places.Where(place => place.Code.Value != village || town.Length > 0)
            .Select(place => place.Code.Value == village ? place with { Parent = new(town) } : place);
        PlaceMerger[] mergers = town.Length > 0 ? [] : [new(new(village), new(Places.First(other => other != village)))];
        return ("", (object)new PlacesDefined(Registry with { From = new(2026, month, 1), Places = [.. places], Mergers = [.. mergers] }));
    });

    /// <summary>Some rounds are open from the beginning, others come to be.</summary>
    private static readonly Gen<Happening[]> AnyHistory = Gen.Select(
        AnyOpening.Array[2, 10],
        Gen.Frequency((24, AnyStep), (3, AnyOpening), (2, AnyMove), (3, AnyChange(_ => Everywhere)), (1, AnyRegistry)).Array[0, 100],
        (opened, events) => Dated([.. opened, .. events]));

    /// <summary>
    /// All rounds are open from the beginning, and no place comes to owe that did not: from then on nothing waits for anything.
    /// </summary>
    private static readonly Gen<Happening[]> AnyOpenHistory = Gen.Frequency(
        (24, AnyStep), (2, AnyMove), (2, AnyChange(asked => asked)), (1, AnyRegistry), (1, AnyReport)).Array[0, 60].Select(events => Dated([
        .. from round in Rounds
           select (NameOf(round.Name),
               (object)new RoundOpened(round.Name.Set, round.Name.Period, Asked.From,
                   [.. round.Places.Select(place => new PlaceCode(place))], NewYear, NewYear.AddDays(14))),
        .. events]));

    /// <summary>A place owes a round no more, or again.</summary>
    /// <param name="of">Which places, of those that the round was opened for.</param>
    private static Gen<(string Name, object Fact)> AnyChange(Func<string[], string[]> of) => AnyRound.SelectMany(round => Gen
        .Select(Gen.OneOf(of(round.Places)), Gen.Bool)
        .Select((place, isAdded) =>
            (NameOf(round.Name), (object)new RoundPlacesChanged(isAdded ? [new(place)] : [], isAdded ? [] : [new(place)], ""))));

    [Fact]
    public void The_wall_says_what_plain_counting_says() => Gen.Select(AnyHistory, AnyTime).Sample((history, now) =>
    {
        var book = Folded(history);
        var wall = FilingRendering.Wall(new(District), book, now);
        var counted = new PlainCounting(history, Required, now);
        var rounds = counted.Rounds;
        var newest = rounds.GroupBy(round => round.Name.Set).Select(set => set.OrderBy(round => round.Name.Period).Last())
            .OrderBy(round => round.LockAt <= now).ThenBy(round => round.DueAt).ThenBy(round => round.Name.Set, StringComparer.Ordinal)
            .ToArray();
        var open = rounds.Where(round => now < round.LockAt).SelectMany(round => round.Filings).ToArray();
        var year = rounds.Where(round => LocalTime.DateOf(round.OpenedAt).Year == LocalTime.DateOf(now).Year)
            .SelectMany(round => round.Filings).ToArray();
        Assert.Equal(ProgressOf(open), wall.Open);
        Assert.Equal(RatesOf(year), wall.Year);
        Assert.Equal(
            newest.Select(
                round => (round.Name.Set, round.Name.Period.Name, round.DueAt, round.LockAt, ProgressOf(round.Filings),
                    RatesOf(round.Filings))),
            wall.Sets.Select(set => (set.Code, set.Period, set.DueAt, set.LockAt, set.Progress, set.Rates)));
        Assert.Equal(
            Towns.Select(
                town => (town, ProgressOf(open.Where(filing => filing.Town == town)), RatesOf(year.Where(filing => filing.Town == town)))),
            wall.Towns.Select(town => (town.Code.Value, town.Progress, town.Rates)));
        Assert.Equal(
            from town in Towns
            from round in newest
            let own = round.Filings.Where(filing => filing.Town == town).ToArray()
            where own.Length > 0
            select (town, round.Name.Set, ProgressOf(own), RatesOf(own)),
            from town in wall.Towns from set in town.Sets select (town.Code.Value, set.Code, set.Progress, set.Rates));
        Assert.Equal(
            open.Where(filing => filing.Progress.Late > 0).OrderBy(filing => filing.DueAt)
                .ThenBy(filing => filing.Place, StringComparer.Ordinal)
                .ThenBy(filing => filing.Round.Set, StringComparer.Ordinal).ThenBy(filing => filing.Round.Period).Take(12)
                .Select(filing => new LateOnWall(
                    counted.NameOf(filing.Place), filing.Town.Length > 0 ? counted.NameOf(filing.Town) : "",
                    Asked.Sets.Single(set => set.Code == filing.Round.Set).Name,
                    filing.Round.Period.Name, filing.Stage, filing.DueAt)),
            wall.Late);
        var (ofYear, near) = (RatesOf(year), open.Where(filing => filing.Progress.Near > 0).ToArray());
        double ChanceOf(string place) =>
            RatesOf(rounds.SelectMany(round => round.Filings).Where(filing => filing.Place == place)) is var own
            ? (own.Due - own.OnTime + (4 * ((ofYear.Due - ofYear.OnTime + 1d) / (ofYear.Due + 2)))) / (own.Due + 4)
            : 0;
        Assert.Equal(
            near.OrderByDescending(filing => ChanceOf(filing.Place)).ThenBy(filing => filing.DueAt)
                .ThenBy(filing => filing.Place, StringComparer.Ordinal)
                .ThenBy(filing => filing.Round.Set, StringComparer.Ordinal).ThenBy(filing => filing.Round.Period).Take(12)
                .Select(filing => (counted.NameOf(filing.Place), filing.Round.Period.Name, filing.DueAt, ChanceOf(filing.Place))),
            wall.Risks.Select(risk => (risk.Place, risk.Period, risk.DueAt, risk.Chance)));
        Assert.Equal(near.Sum(filing => ChanceOf(filing.Place)), wall.ExpectedLate, 3);
        Assert.Equal(
            rounds.Select(round => (round.Name, round.DueAt, ProgressOf(round.Filings) with { Near = 0 })).ToHashSet(),
            FilingRendering.Rounds(book, now)
                .Select(row => (new RoundRef(row.Set, row.Period), row.DueAt,
                    new FilingProgress(row.Owed, row.Sent, row.Approved, row.Returned, row.Late, 0))).ToHashSet());
        Assert.Equal(rounds.Sum(round => ProgressOf(round.Filings).Late), FilingRendering.List(book, new()
        {
            Set = "",
            Period = null,
            Place = default,
            Department = default,
            Stages = [],
            Late = true,
            Skip = 0,
            Take = 100,
        }, now).Total);
    });

    /// <summary>What comes of different streams commutes: only which moment was the last is another.</summary>
    [Fact]
    public void Streams_may_come_in_any_order_among_each_other() => AnyOpenHistory
        .SelectMany(history => Gen.Select(Gen.Const(history), Gen.Shuffle(history[Settled..].Select(each => each.Name).ToArray()), AnyTime))
        .Sample((history, order, now) =>
        {
            var streams = history[Settled..].GroupBy(each => each.Name)
                .ToDictionary(stream => stream.Key, stream => new Queue<Happening>(stream));
            var (one, other) = (Folded(history), Folded([.. history[..Settled], .. order.Select(name => streams[name].Dequeue())]));
            Assert.Equal(FilingRendering.Wall(new(District), one, now) with { Moments = default },
                FilingRendering.Wall(new(District), other, now) with { Moments = default });
            Assert.Equal(FilingRendering.Rounds(one, now), FilingRendering.Rounds(other, now));
            Assert.Equal(FilingRendering.Owed(one, now).ToHashSet(), FilingRendering.Owed(other, now).ToHashSet());
        });

    [Fact]
    public void What_was_kept_goes_on_as_if_it_had_never_been_away() =>
        Gen.Select(AnyHistory, Gen.Int[0, 100], AnyTime).Sample((history, part, now) =>
    {
        var at = history.Length * part / 100;
        var (whole, first) = (Folded(history), Folded(history[..at]));
        var kept = new MemoryStream();
        using (var writer = new BinaryWriter(kept, System.Text.Encoding.UTF8, leaveOpen: true)) first.Save(writer);
        kept.Position = 0;
        var second = new FilingBook(new());
        using (var reader = new BinaryReader(kept)) second.Load(reader);
        Assert.Equal(FilingRendering.Wall(new(District), first, now), FilingRendering.Wall(new(District), second, now));
        Fold(second, history[at..]);
        Assert.Equal(FilingRendering.Wall(new(District), whole, now), FilingRendering.Wall(new(District), second, now));
        Assert.Equal(FilingRendering.Rounds(whole, now), FilingRendering.Rounds(second, now));
        Assert.Equal(FilingRendering.Owed(whole, now), FilingRendering.Owed(second, now));
    });

    [Fact]
    public void The_districts_and_the_towns_values_are_shown_with_what_they_were()
    {
        var book = Folded(Dated([]));
        foreach (var (period, value) in ((string, int)[])[("2025-10", 90), ("2026-09", 110), ("2026-10", 120)])
        {
            book.Apply($"{TownSet}/{period}", new RoundOpened(TownSet, Period.Parse(period), new(2026, 1, 1), [new(TownA)], Due, LockAt),
                NewYear, NewYear);
            book.Apply($"{TownSet}/{period}/{TownA}", new FilingApproved(1, ReviewStep.Bureau, [new("JC01", value, "", "", 1)]), NewYear,
                NewYear);
        }
        var town = FilingRendering.Wall(new(District), book, Due).Towns[0];
        Assert.Equal(new ValueOnWall
        {
            Indicator = "JC01",
            Name = "户籍人口",
            Unit = "人",
            Period = "2026年10月",
            Value = 120,
            Previous = 110,
            YearBefore = 90,
        }, Assert.Single(town.Overview));
    }

    /// <summary>
    /// Of two that have not sent the one that was late before is the likelier to be late again; who never owed anything is as the district
    /// is.
    /// </summary>
    [Fact]
    public void Who_was_late_before_is_likelier_to_be_late_again()
    {
        // The year before: the first village is late, the second in time, the third owes nothing.
        var past = Period.Parse("2025-10");
        var book = Folded(Dated([]));
        foreach (var (name, fact, at) in ((string, FilingEvent, DateTimeOffset)[])[
            ($"{VillageSet}/{past}",
                new RoundOpened(VillageSet, past, Asked.From, [new(Places[0]), new(Places[1])], Due.AddYears(-1), LockAt.AddYears(-1)),
                Due.AddDays(-380)),
            ($"{VillageSet}/{past}/{Places[1]}", new FilingSubmitted(1, Due.AddYears(-1), 3, 3, 3, ReviewStep.Town), Due.AddDays(-370)),
            ($"{VillageSet}/{October}",
                new RoundOpened(VillageSet, October, Asked.From, [.. Places.Select(place => new PlaceCode(place))], Due, LockAt),
                Due.AddDays(-10))])
            book.Apply(name, fact, at, at);
        var wall = FilingRendering.Wall(new(District), book, Due.AddDays(-1));
        Assert.Equal([book.Tree.NameOf(new(Places[0])), book.Tree.NameOf(new(Places[2])), book.Tree.NameOf(new(Places[1]))],
            wall.Risks.Select(risk => risk.Place));
        // Nothing of this year was due yet: the district's share is one half.
        Assert.Equal([(1 + 2d) / 5, 2d / 4, 2d / 5], wall.Risks.Select(risk => risk.Chance));
        Assert.Equal((3, 1.5), (wall.Open.Near, Math.Round(wall.ExpectedLate, 9)));
        Assert.Empty(FilingRendering.Wall(new(District), book, Due.AddDays(-4)).Risks);
        Assert.Empty(FilingRendering.Wall(new(District), book, Due).Risks);
    }

    /// <summary>What is most urgent comes first, and of the done the newest.</summary>
    [Fact]
    public void Lists_are_in_the_order_of_urgency()
    {
        var book = Folded(Dated([
            ($"{VillageSet}/{October}",
                new RoundOpened(VillageSet, October, Asked.From, [.. Places.Select(place => new PlaceCode(place))], Due, LockAt)),
            ($"{VillageSet}/{October}/{Places[0]}", new FilingSubmitted(1, Due, 3, 3, 3, ReviewStep.Town)),
            ($"{VillageSet}/{October}/{Places[1]}", new FilingSubmitted(1, Due, 3, 3, 3, ReviewStep.Town)),
            ($"{VillageSet}/{October}/{Places[1]}", new CellsReturned(ReviewStep.Town, [new("JC01", "错")], Due.AddDays(3))),
        ]));
        var page = FilingRendering.List(book, new()
        {
            Set = "",
            Period = null,
            Place = default,
            Department = default,
            Stages = [],
            Late = false,
            Skip = 0,
            Take = 10,
        }, Due.AddDays(-1));
        Assert.Equal([Places[1], Places[2], Places[0]], page.Rows.Select(row => row.Place.Value));
        Assert.Equal(Places[2], Assert.Single(FilingRendering.List(book, new()
        {
            Set = "",
            Period = null,
            Place = new(TownB),
            Department = default,
            Stages = [],
            Late = false,
            Skip = 0,
            Take = 10,
        }, Due).Rows).Place.Value);
        Assert.Empty(FilingRendering.List(book, new()
        {
            Set = "",
            Period = null,
            Place = default,
            Department = new("LYJ"),
            Stages = [],
            Late = false,
            Skip = 0,
            Take = 10,
        }, Due).Rows);
        Assert.Equal(3, FilingRendering.List(book, new()
        {
            Set = "",
            Period = null,
            Place = default,
            Department = new("NYJ"),
            Stages = [],
            Late = false,
            Skip = 1,
            Take = 1,
        }, Due).Total);
    }

    private static string NameOf(RoundRef round) => $"{round.Set}/{round.Period}";

    private static FilingProgress ProgressOf(IEnumerable<CountedFiling> filings) =>
        filings.Aggregate(default(FilingProgress), (sum, filing) => sum + filing.Progress);

    private static FilingRates RatesOf(IEnumerable<CountedFiling> filings) =>
        filings.Aggregate(default(FilingRates), (sum, filing) => sum + filing.Rates);

    /// <summary>
    /// What is asked and of whom, and then the events, twelve hours apart over the turn of the year; a round is opened once.
    /// </summary>
    private static Happening[] Dated(IEnumerable<(string Name, object Fact)> events)
    {
        var opened = new HashSet<string>();
        (string Name, object Fact)[] definitions = [("", new PlacesDefined(Registry)), ("", new IndicatorsDefined(Asked))];
        return [
            .. definitions.Concat(events.Where(each => each.Fact is not RoundOpened || opened.Add(each.Name)))
                .Select((each, index) => new Happening(each.Name, each.Fact, NewYear.AddHours(12 * (index - 50))))];
    }

    private static FilingBook Folded(IReadOnlyList<Happening> history)
    {
        var book = new FilingBook(new());
        Fold(book, history);
        return book;
    }

    /// <summary>Somebody looks on all the time.</summary>
    private static void Fold(FilingBook book, IReadOnlyList<Happening> history)
    {
        foreach (var (name, fact, at) in history)
        {
            book.Apply(name, fact, at, at);
            FilingRendering.Wall(new(District), book, at);
        }
    }
}
