using OpsCenter.Filings;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>Who owes, by when, and what may change it.</summary>
public sealed class RoundDeciderTests
{
    private static readonly DateTimeOffset Opening = LocalTime.At(new(2026, 11, 2), new(9, 0));
    private readonly FilingWorld world = new();

    [Fact]
    public void It_opens_once_for_all_places_of_its_set_and_is_due_in_working_days()
    {
        var round = world.Opened();
        Assert.Equal(["440203102201", "440203102202", "440203103201"], round.Places.Select(place => place.Value));
        Assert.Equal((Due, LockAt, Opening), (round.DueAt, round.LockAt, round.OpenedAt));
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(round, new OpenRound(null), RoundAt(Opening)));
    }

    [Theory]
    [InlineData("2026-11-12", "village-monthly", "2026-10", "due_passed")]
    [InlineData("2026-11-02", "nothing", "2026-10", "unknown_set")]
    [InlineData("2026-11-02", "village-monthly", "2026Q3", "other_frequency")]
    [InlineData("2026-11-02", "village-monthly", "2024-10", "no_indicators")]
    public void It_does_not_open(string day, string set, string period, string code)
    {
        var now = LocalTime.At(DateOnly.Parse(day), new(9, 0));
        Assert.Equal(code,
            world.Decide(RoundState.Closed, new OpenRound(null),
                new(new(new(District), "round", $"{set}/{period}"), now, now)).Refusal?.Code);
    }

    [Fact]
    public void A_late_round_opens_with_a_date_of_its_own()
    {
        var now = LocalTime.At(new(2026, 11, 12), new(9, 0));
        var due = LocalTime.At(new(2026, 11, 20), new(12, 0));
        var opened = Assert.IsType<RoundOpened>(Assert.Single(world.Decide(RoundState.Closed, new OpenRound(due), RoundAt(now)).Events));
        Assert.Equal((due, LocalTime.At(new(2026, 11, 27), new(17, 30))), (opened.DueAt, opened.LockAt));
    }

    [Fact]
    public void A_decree_moves_the_due_date_and_the_lock_with_it()
    {
        var due = LocalTime.At(new(2026, 11, 16), new(17, 30));
        var moved = Assert.IsType<RoundDueMoved>(
            Assert.Single(world.Decide(world.Opened(), new MoveRoundDue(due, "台风延期"), RoundAt(Opening)).Events));
        Assert.Equal((due, LocalTime.At(new(2026, 11, 23), new(17, 30))), (moved.DueAt, moved.LockAt));
        Assert.Equal("no_reason", world.Decide(world.Opened(), new MoveRoundDue(due, " "), RoundAt(Opening)).Refusal?.Code);
        Assert.Equal("due_passed",
            world.Decide(world.Opened(), new MoveRoundDue(Opening, "早了"), RoundAt(Opening.AddHours(1))).Refusal?.Code);
    }

    [Fact]
    public void It_follows_the_registry_until_it_is_locked()
    {
        var round = world.Opened();
        world.Merge("440203102202", Village, new(2026, 11, 5));
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(round, new FollowRegistry("撤并"), RoundAt(Opening)));
        var changed =
            Assert.IsType<RoundPlacesChanged>(
                Assert.Single(world.Decide(round, new FollowRegistry("撤并"), RoundAt(Opening.AddDays(4))).Events));
        Assert.Equal((0, "440203102202"), (changed.Added.Length, Assert.Single(changed.Removed).Value));
        var after = new RoundDecider().Evolve(round, changed, Opening.AddDays(4));
        Assert.Equal(["440203102201", "440203103201"], after.Places.Select(place => place.Value));
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(after, new FollowRegistry("撤并"), RoundAt(Opening.AddDays(4))));
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(round, new FollowRegistry("撤并"), RoundAt(LockAt)));
    }

    [Fact]
    public void What_was_sent_above_is_recorded_with_its_hash()
    {
        var report = new RecordReport("省平台", "2026-10.xlsx", new('a', 64), [new(new(Village), 1), new(new("440203103201"), 2)]);
        var events = world.Decide(world.Opened(), report, RoundAt(Due)).Events;
        Assert.Equal(new RoundReported(1, "省平台", "2026-10.xlsx", new('a', 64), 2), events[0]);
        Assert.Equal([new(new(Village), 1), new(new("440203103201"), 2)], Assert.IsType<ReportListed>(events[1]).Filings);
        Assert.Equal("bad_hash", world.Decide(world.Opened(), report with { Hash = "A" }, RoundAt(Due)).Refusal?.Code);
        Assert.Equal("empty_report", world.Decide(world.Opened(), report with { Filings = [] }, RoundAt(Due)).Refusal?.Code);
        Assert.Equal("no_round", world.Decide(RoundState.Closed, report, RoundAt(Due)).Refusal?.Code);
    }

    [Fact]
    public void Each_filing_of_a_report_is_owed_word_of_it_until_it_has_heard()
    {
        var round = Fold(world.Opened(), new RecordReport("", "a.csv", new('a', 64), [new(new(Village), 1), new(new("440203103201"), 2)]));
        Assert.Equal([new(1, new(Village), 1), new(1, new("440203103201"), 2)], round.Untold);
        round = Fold(round, new ConfirmTold(1, [new(Village), new("440203102202")]));
        Assert.Equal([new(1, new("440203103201"), 2)], round.Untold);
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(round, new ConfirmTold(1, [new(Village)]), RoundAt(Due)));

        // The next report is told besides; what is confirmed of one is nothing of the other.
        round = Fold(round, new RecordReport("", "a.csv", new('b', 64), [new(new(Village), 2), new(new("440203103201"), 2)]));
        Assert.Equal(Decision<FilingEvent>.Nothing, world.Decide(round, new ConfirmTold(1, [new(Village)]), RoundAt(Due)));
        round = Fold(round, new ConfirmTold(2, [new(Village), new("440203103201")]));
        Assert.Equal([new(1, new("440203103201"), 2)], round.Untold);
        Assert.Empty(Fold(round, new ConfirmTold(1, [new("440203103201")])).Untold);
    }

    /// <summary>Whoever reported led that himself then.</summary>
    [Fact]
    public void A_report_of_before_the_round_told_its_filings_owes_nothing()
    {
        var round = new RoundDecider().Evolve(world.Opened(), new RoundReported(1, "", "a.csv", new('a', 64), 3), Due);
        Assert.Equal((1, 0), (round.Reports.Length, round.Untold.Length));
        Assert.Equal(2, Fold(round, new RecordReport("", "a.csv", new('b', 64), [new(new(Village), 1)])).Reports[^1].Report);
    }

    private RoundState Fold(RoundState round, RoundCommand command) =>
        world.Decide(round, command, RoundAt(Due)).Events.Aggregate(round, (state, fact) => new RoundDecider().Evolve(state, fact, Due));
}
