using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>The way of a filing: filled, sent, returned, mended, approved, corrected, and what stands in its way.</summary>
public sealed class FilingDeciderTests
{
    private static readonly DateTimeOffset Now = LocalTime.At(new(2026, 11, 9), new(10, 0));
    private readonly FilingWorld world = new();
    private KnownFigures known = KnownFigures.None;
    private RoundState round;
    private FilingState state = new();
    private DateTimeOffset now = Now;
    private Limit mending;
    private string place = Village, set = VillageSet;

    public FilingDeciderTests() => round = world.Opened();

    [Fact]
    public void From_the_first_cell_to_the_report_and_back()
    {
        Do(new SaveCells([Edit("JC01", 2103)]));
        Assert.Equal((FilingStage.Draft, 1), (state.Stage, state.Cells["JC01"].Cell.Revision));
        Do(new SubmitFiling([Edit("JC02", 560), Edit("ZB13", 1200)]));
        Assert.Equal((FilingStage.TownReview, 1, now), (state.Stage, state.Submissions, state.FirstSubmittedAt));
        Do(new PassReview(ReviewStep.Town));
        Assert.Equal(FilingStage.DepartmentReview, state.Stage);

        now = now.AddDays(1);
        Do(new ReturnCells(ReviewStep.Department, [new("ZB13", "与林业部门台账不符")], null));
        Assert.Equal((FilingStage.Returned, 1, "与林业部门台账不符"), (state.Stage, state.Returns, state.Cells["ZB13"].Returned));
        Assert.Equal(LocalTime.At(new(2026, 11, 13), new(17, 30)), state.OwnDueAt);

        Do(new SubmitFiling([Edit("ZB13", 1250, seen: 1)]));
        Assert.Equal((FilingStage.TownReview, 2, "", null), (state.Stage, state.Submissions, state.Cells["ZB13"].Returned, state.OwnDueAt));
        Assert.Equal(Now, state.FirstSubmittedAt);
        foreach (var step in (ReviewStep[])[ReviewStep.Town, ReviewStep.Department, ReviewStep.Bureau]) Do(new PassReview(step));
        Assert.Equal(FilingStage.Approved, state.Stage);
        Assert.Equal([("JC01", 2103m), ("JC02", 560m), ("ZB13", 1250m)],
            state.Approvals[0].Values.Select(cell => (cell.Indicator, cell.Number!.Value)));

        Do(new NoteReported(1, 1));
        Assert.Equal(FilingStage.Reported, state.Stage);
        Assert.Empty(Decide(new NoteReported(1, 1)).Events);
        Do(new ReopenFiling("漏报一片林地", null));
        Do(new SubmitFiling([Edit("ZB13", 1300, seen: 2)]));
        foreach (var step in (ReviewStep[])[ReviewStep.Town, ReviewStep.Department, ReviewStep.Bureau]) Do(new PassReview(step));
        Assert.Equal([1250m, 1300m], state.Approvals.Select(approval => approval.Values[^1].Number!.Value));
        // What went above was the first: the second has not been.
        Do(new NoteReported(2, 1));
        Assert.Equal(FilingStage.Approved, state.Stage);
    }

    [Fact]
    public void The_second_of_two_clerks_is_shown_what_the_first_has_written()
    {
        Do(new SaveCells([Edit("JC01", 2103)]));
        var refusal = Decide(new SaveCells([Edit("JC02", 560), Edit("JC01", 2130)])).Refusal!;
        Assert.Equal("changed_meanwhile", refusal.Code);
        Assert.Contains("2,103", refusal.Message);
        Assert.Empty(Decide(new SaveCells([Edit("JC01", 2103)])).Events);
        Do(new SaveCells([Edit("JC01", 2130, seen: 1)]));
        Assert.Equal(2, state.Cells["JC01"].Cell.Revision);
    }

    [Fact]
    public void What_the_checks_refuse_is_kept_told_and_counted_once()
    {
        var events = Decide(new SubmitFiling([Edit("JC01", 2103)])).Events;
        Assert.Equal([typeof(CellsSaved), typeof(ChecksFailed)], events.Select(fact => fact.GetType()));
        Do(new SubmitFiling([Edit("JC01", 2103)]));
        Assert.Equal((FilingStage.Draft, 2), (state.Stage, state.Findings.Length));
        Assert.Empty(Decide(new SubmitFiling([])).Events);
        Do(new SubmitFiling([Edit("JC02", 560), Edit("ZB13", 1200)]));
        Assert.Equal((FilingStage.TownReview, 0), (state.Stage, state.Findings.Length));
    }

    [Fact]
    public void A_sum_of_the_year_does_not_fall()
    {
        known = new() { Previous = ImmutableDictionary<string, decimal>.Empty.Add("ZB13", 1500) };
        Do(new SubmitFiling(Whole));
        Assert.Contains("1,500", Assert.Single(state.Findings).Text);
    }

    [Fact]
    public void The_system_fills_what_it_knows()
    {
        (place, set, round) = (TownA, TownSet, world.Opened(TownSet));
        known = new() { Registry = ImmutableDictionary<string, decimal>.Empty.Add("villages", 2) };
        Assert.Equal("computed", Decide(new SaveCells([Edit("JC03", 9)])).Refusal?.Code);
        Do(new SubmitFiling([Edit("JC01", 30_000)]));
        Assert.Equal((FilingStage.BureauReview, 2m), (state.Stage, state.Cells["JC03"].Cell.Number));
        Do(new PassReview(ReviewStep.Bureau));
        Assert.Equal(2, state.Approvals[0].Values.Length);
    }

    [Theory]
    [InlineData("JC99", "1", "unknown_cell")]
    [InlineData("JC01", "1.5", "bad_value")]
    public void A_cell_that_cannot_be(string indicator, string number, string code) =>
        Assert.Equal(code, Decide(new SaveCells([Edit(indicator, decimal.Parse(number))])).Refusal?.Code);

    [Theory]
    [InlineData("1wd", 10)]
    [InlineData("5wd", 16)]
    [InlineData(null, 12)]
    public void What_comes_back_is_due_by_the_sets_own_limit(string? limit, int day)
    {
        if (limit is not null) mending = Limit.Parse(limit);
        Do(new SubmitFiling(Whole));
        Do(new ReturnCells(ReviewStep.Town, [new("JC01", "核对户籍")], null));
        Assert.Equal(LocalTime.At(new(2026, 11, day), new(17, 30)), state.OwnDueAt);
    }

    [Fact]
    public void After_the_lock_nothing_changes_but_what_was_given_back_later()
    {
        Do(new SubmitFiling(Whole));
        now = LockAt;
        Do(new ReturnCells(ReviewStep.Town, [new("JC01", "核对户籍")], now.AddDays(2)));
        Do(new SubmitFiling([Edit("JC01", 2104, seen: 1)]));
        Assert.Equal(FilingStage.TownReview, state.Stage);
        state = new();
        Assert.Equal("locked", Decide(new SubmitFiling(Whole)).Refusal?.Code);
    }

    [Fact]
    public void Whose_turn_it_is_not_is_told_whose_it_is()
    {
        var early = Decide(new PassReview(ReviewStep.Town)).Refusal;
        Assert.Equal((RefusalKind.NotNow, "not_your_step"), (early?.Kind, early?.Code));
        Do(new SubmitFiling(Whole));
        Assert.Equal("already_sent", Decide(new SubmitFiling(Whole)).Refusal?.Code);
        Assert.Contains("待镇街审核", Decide(new PassReview(ReviewStep.Bureau)).Refusal?.Message);
        // Who may review at several steps does it for the one that has it, and for no other.
        Assert.Equal("not_your_step", Decide(new PassReview([ReviewStep.Department, ReviewStep.Bureau])).Refusal?.Code);
        var back = new ReturnCells([ReviewStep.Department, ReviewStep.Bureau], [new("JC01", "错")], null);
        Assert.Equal("not_your_step", Decide(back).Refusal?.Code);
        var passed = Assert.Single(Decide(new PassReview([ReviewStep.Town, ReviewStep.Bureau])).Events);
        Assert.Equal(new ReviewPassed(ReviewStep.Town, ReviewStep.Department), passed);
        Assert.Equal("no_reason", Decide(new ReturnCells(ReviewStep.Town, [new("JC01", "")], null)).Refusal?.Code);
        Assert.Equal("no_cells", Decide(new ReturnCells(ReviewStep.Town, [], null)).Refusal?.Code);
        Assert.Equal("due_passed", Decide(new ReturnCells(ReviewStep.Town, [new("JC01", "错")], now.AddHours(-1))).Refusal?.Code);
        Assert.Equal("not_approved", Decide(new ReopenFiling("更正", null)).Refusal?.Code);
    }

    [Fact]
    public void A_place_that_does_not_owe_cannot_fill()
    {
        place = "440203102299";
        Assert.Equal("not_asked", Decide(new SaveCells([Edit("JC01", 1)])).Refusal?.Code);
        place = Village;
        round = RoundState.Closed;
        Assert.Equal("no_round", Decide(new SaveCells([Edit("JC01", 1)])).Refusal?.Code);
    }

    private Decision<FilingEvent> Decide(FilingCommand command) =>
        new FilingDecider().Decide(state, command, round.IsOpen ? Terms : null, FilingAt(now, place, set));

    private FilingTerms Terms => world.Terms(round, known) is var terms ? terms with { Set = terms.Set with { Mending = mending } } : null!;

    private void Do(FilingCommand command)
    {
        var decision = Decide(command);
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);
        var decider = new FilingDecider();
        foreach (var fact in decision.Events) state = decider.Evolve(state, fact, now);
    }
}
