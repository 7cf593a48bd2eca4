using CsCheck;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Places;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>The wall's numbers against plain counting of the same events, over random histories of a round and its filings.</summary>
public sealed class FilingBookTests
{
    private static readonly string[] Places = ["440203102201", "440203102202", "440203103201"];

    private static readonly Gen<FilingFact> AnyFact = Gen.OneOf(
        Gen.Const<FilingFact>(new CellsSaved([])),
        Gen.Int[1, 4].Select(FilingFact (count) => new ChecksFailed(4, [.. Enumerable.Range(0, count).Select(index => new Finding($"JC{index / 2}", RuleEffect.Refuse, ""))])),
        Gen.Select(Gen.Int[1, 3], Gen.Int[-40, 40]).Select(FilingFact (filled, hours) => new FilingSubmitted(1, Due.AddHours(hours), 3, filled, filled + 1, ReviewStep.Town)),
        Gen.Const<FilingFact>(new ReviewPassed(ReviewStep.Town, ReviewStep.Department)),
        Gen.Int[-40, 60].Select(FilingFact (hours) => new CellsReturned(ReviewStep.Town, [new("JC01", "错")], Due.AddHours(hours))),
        Gen.Const<FilingFact>(new FilingApproved(1, ReviewStep.Bureau, [])),
        Gen.Int[-40, 60].Select(FilingFact (hours) => new FilingReopened("更正", Due.AddHours(hours))),
        Gen.Const<FilingFact>(new FilingReported(1, 1)));

    private static readonly Gen<(string Name, FilingFact Fact)> AnyEvent = Gen.Frequency(
        (12, Gen.Select(Gen.OneOf(Places), AnyFact).Select((place, fact) => ($"{VillageSet}/{October}/{place}", fact))),
        (1, Gen.Int[-60, 60].Select((string, FilingFact) (hours) => ($"{VillageSet}/{October}", new RoundDueMoved(Due.AddHours(hours), LockAt.AddHours(hours), "")))),
        (1, Gen.OneOf(Places).Select((string, FilingFact) (place) => ($"{VillageSet}/{October}", new RoundPlacesChanged([], [place], "")))),
        (1, Gen.OneOf(Places).Select((string, FilingFact) (place) => ($"{VillageSet}/{October}", new RoundPlacesChanged([place], [], "")))));

    private static readonly Gen<((string Name, FilingFact Fact)[] Events, int Hours)> AnyHistory = Gen.Select(AnyEvent.Array[0, 60], Gen.Int[-100, 100]);

    [Fact]
    public void Rates_and_progress_are_those_of_plain_counting() => AnyHistory.Sample(history =>
    {
        var (book, journal) = Folded(history.Events);
        var now = Due.AddHours(history.Hours);
        var wall = FilingRendering.Wall(District, book, now);
        var (progress, rates) = Counted(journal, now);
        Assert.Equal(progress, wall.Sets[0].Progress);
        Assert.Equal(rates, wall.Sets[0].Rates);
        Assert.Equal(rates, wall.Year);
        // Nothing is lost between the towns.
        Assert.Equal(wall.Open, wall.Towns.Aggregate(default(FilingProgress), (sum, town) => sum + town.Progress));
        Assert.Equal((progress, rates), wall.Towns.SelectMany(town => town.Sets).Aggregate((default(FilingProgress), default(FilingRates)), (sum, set) => (sum.Item1 + set.Progress, sum.Item2 + set.Rates)));
        Assert.Equal(wall.Year, wall.Towns.Aggregate(default(FilingRates), (sum, town) => sum + town.Rates));
        Assert.Equal(progress.Late, FilingRendering.List(book, new("", null, "", "", [], Late: true, 0, 100), now).Total);
    });

    [Fact]
    public void What_was_kept_goes_on_as_if_it_had_never_been_away() => AnyHistory.Sample(history =>
    {
        var half = history.Events.Length / 2;
        var (whole, _) = Folded(history.Events);
        var (first, _) = Folded(history.Events[..half]);
        var kept = new MemoryStream();
        using (var writer = new BinaryWriter(kept, System.Text.Encoding.UTF8, leaveOpen: true)) first.Save(writer);
        kept.Position = 0;
        var second = new FilingBook();
        using (var reader = new BinaryReader(kept)) second.Load(reader);
        for (var index = half; index < history.Events.Length; index++) second.Apply(history.Events[index].Name, history.Events[index].Fact, At(index), At(index));
        var now = Due.AddHours(history.Hours);
        Assert.Equal(FilingRendering.Wall(District, whole, now), FilingRendering.Wall(District, second, now));
        Assert.Equal(FilingRendering.Owed(whole, now), FilingRendering.Owed(second, now));
    });

    [Fact]
    public void The_districts_and_the_towns_values_are_shown_with_what_they_were()
    {
        var book = new FilingBook();
        Define(book);
        foreach (var (period, value) in ((string, int)[])[("2025-10", 90), ("2026-09", 110), ("2026-10", 120)])
        {
            book.Apply($"{TownSet}/{period}", new RoundOpened(TownSet, Period.Parse(period), new(2026, 1, 1), [TownA], Due, LockAt), At(0), At(0));
            book.Apply($"{TownSet}/{period}/{TownA}", new FilingApproved(1, ReviewStep.Bureau, [new("JC01", value, "", "", 1)]), At(0), At(0));
        }
        var town = FilingRendering.Wall(District, book, Due).Towns[0];
        Assert.Equal(new ValueOnWall("JC01", "户籍人口", "人", "2026年10月", 120, 110, 90), Assert.Single(town.Overview));
    }

    /// <summary>Of two that have not sent the one that was late before is the likelier to be late again; who never owed anything is as the district is.</summary>
    [Fact]
    public void Who_was_late_before_is_likelier_to_be_late_again()
    {
        var (book, _) = Folded([]);
        // The year before: the first village is late, the second in time, the third owes nothing.
        var past = Period.Parse("2025-10");
        book.Apply($"{VillageSet}/{past}", new RoundOpened(VillageSet, past, new(2025, 1, 1), [Places[0], Places[1]], Due.AddYears(-1), LockAt.AddYears(-1)), Due.AddDays(-380), Due.AddDays(-380));
        book.Apply($"{VillageSet}/{past}/{Places[1]}", new FilingSubmitted(1, Due.AddYears(-1), 3, 3, 3, ReviewStep.Town), Due.AddDays(-370), Due.AddDays(-370));
        var wall = FilingRendering.Wall(District, book, Due.AddDays(-1));
        Assert.Equal([book.Tree.NameOf(Places[0]), book.Tree.NameOf(Places[2]), book.Tree.NameOf(Places[1])], wall.Risks.Select(risk => risk.Place));
        // Nothing of this year was due yet: the district's share is one half.
        Assert.Equal([(1 + 2d) / 5, 2d / 4, 2d / 5], wall.Risks.Select(risk => risk.Chance));
        Assert.Equal((3, 1.5), (wall.Open.Near, Math.Round(wall.ExpectedLate, 9)));
        Assert.Empty(FilingRendering.Wall(District, book, Due.AddDays(-4)).Risks);
        Assert.Empty(FilingRendering.Wall(District, book, Due).Risks);
    }

    /// <summary>What is most urgent comes first, and of the done the newest.</summary>
    [Fact]
    public void Lists_are_in_the_order_of_urgency()
    {
        var (book, _) = Folded([
            ($"{VillageSet}/{October}/{Places[0]}", new FilingSubmitted(1, Due, 3, 3, 3, ReviewStep.Town)),
            ($"{VillageSet}/{October}/{Places[1]}", new FilingSubmitted(1, Due, 3, 3, 3, ReviewStep.Town)),
            ($"{VillageSet}/{October}/{Places[1]}", new CellsReturned(ReviewStep.Town, [new("JC01", "错")], Due.AddDays(3))),
        ]);
        var page = FilingRendering.List(book, new("", null, "", "", [], false, 0, 10), Due.AddDays(-1));
        Assert.Equal([Places[1], Places[2], Places[0]], page.Rows.Select(row => row.Place));
        Assert.Equal(Places[2], Assert.Single(FilingRendering.List(book, new("", null, TownB, "", [], false, 0, 10), Due).Rows).Place);
        Assert.Empty(FilingRendering.List(book, new("", null, "", "LYJ", [], false, 0, 10), Due).Rows);
        Assert.Equal(3, FilingRendering.List(book, new("", null, "", "NYJ", [], false, 1, 1), Due).Total);
    }

    private static DateTimeOffset At(int index) => Due.AddHours(index - 30);

    private static void Define(FilingBook book)
    {
        var world = new FilingWorld();
        book.Apply("", new PlacesDefined(world.Book.Registry.Editions[0]), At(0), At(0));
        book.Apply("", new IndicatorsDefined(Edition), At(0), At(0));
    }

    private static (FilingBook Book, List<(string Name, FilingFact Fact, DateTimeOffset At)> Journal) Folded(IReadOnlyList<(string Name, FilingFact Fact)> events)
    {
        var book = new FilingBook();
        Define(book);
        var opened = ($"{VillageSet}/{October}", (FilingFact)new RoundOpened(VillageSet, October, new(2026, 1, 1), [.. Places], Due, LockAt), At(-100));
        List<(string Name, FilingFact Fact, DateTimeOffset At)> journal = [opened, .. events.Select((each, index) => (each.Name, each.Fact, At(index)))];
        foreach (var (name, fact, at) in journal) book.Apply(name, fact, at, at);
        return (book, journal);
    }

    /// <summary>From the events of each place alone, by the definitions.</summary>
    private static (FilingProgress Progress, FilingRates Rates) Counted(List<(string Name, FilingFact Fact, DateTimeOffset At)> journal, DateTimeOffset now)
    {
        var (progress, rates) = (default(FilingProgress), default(FilingRates));
        var round = journal.Where(each => each.Name == $"{VillageSet}/{October}").Select(each => each.Fact).ToArray();
        var due = round.OfType<RoundDueMoved>().LastOrDefault()?.DueAt ?? Due;
        foreach (var place in Places)
        {
            if (round.LastOrDefault(fact => fact is RoundPlacesChanged changed && (changed.Added.Contains(place) || changed.Removed.Contains(place))) is RoundPlacesChanged last && last.Removed.Contains(place))
                continue;
            var own = journal.Where(each => each.Name == $"{VillageSet}/{October}/{place}").ToArray();
            var sent = own.Where(each => each.Fact is FilingSubmitted).ToArray();
            var state = own.Select(each => each.Fact).LastOrDefault(fact => fact is FilingSubmitted or ReviewPassed or CellsReturned or FilingApproved or FilingReopened);
            var ownDue = state switch { CellsReturned returned => returned.DueAt, FilingReopened reopened => reopened.DueAt, _ => due };
            var waits = state is null or CellsReturned or FilingReopened;
            progress += new FilingProgress(1, waits ? 0 : 1, state is FilingApproved ? 1 : 0, state is CellsReturned ? 1 : 0, waits && ownDue <= now ? 1 : 0, waits && ownDue > now && ownDue <= now.AddDays(3) ? 1 : 0);
            var submitted = own.Sum(each => each.Fact switch { FilingSubmitted one => one.Cells, ChecksFailed failed => failed.Cells, _ => 0 });
            var wrong = own.Sum(each => each.Fact switch
            {
                CellsReturned returned => returned.Cells.Length,
                ChecksFailed failed => failed.Findings.Select(finding => finding.Indicator).Distinct().Count(),
                _ => 0,
            });
            var isDue = sent.Length > 0 || due <= now;
            rates += new FilingRates(
                isDue ? 1 : 0, sent.Length > 0 && sent[0].At <= ((FilingSubmitted)sent[0].Fact).DueAt ? 1 : 0, isDue ? 3 : 0,
                sent.Length > 0 ? ((FilingSubmitted)sent[^1].Fact).Filled : 0, submitted, Math.Min(wrong, submitted));
        }
        return (progress, rates);
    }
}
