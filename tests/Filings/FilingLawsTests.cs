using System.Collections.Immutable;
using CsCheck;
using OpsCenter.Filings;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;

namespace OpsCenter.Tests.Filings;

/// <summary>What holds of every filing, whatever people ask of it in whatever order.</summary>
public sealed class FilingLawsTests
{
    private static readonly Gen<CellEdit> AnyEdit = Gen.Select(
        Gen.OneOf("JC01", "JC02", "ZB13", "BZ01", "JC99"),
        Gen.OneOf(Gen.Const((decimal?)null), Gen.Int[0, 3].Select(number => (decimal?)(number * 100.5m)),
            Gen.Int[0, 3000].Select(number => (decimal?)number)),
        Gen.OneOf("", "树已补种"), Gen.Int[0, 3])
            .Select((indicator, number, text, seen) => new CellEdit(indicator, number, number is null ? text : "", "", seen));

    private static readonly Gen<ImmutableArray<CellEdit>> AnyEdits =
        Gen.OneOf(AnyEdit.Array[0, 3].Select(edits => edits.ToImmutableArray()), Gen.Const(Whole));

    /// <summary>Mostly the step that has it, as on a page that shows no other.</summary>
    private static readonly Gen<Func<FilingState, ReviewStep>> AnyStep =
        Gen.Select(Gen.Int[0, 5], Gen.OneOf(ReviewStep.Town, ReviewStep.Department, ReviewStep.Bureau))
        .Select(Func<FilingState, ReviewStep> (die, other) => state => die > 0 && state.Step is { } own ? own : other);

    private static readonly Gen<Func<FilingState, FilingCommand>> AnyCommand = Gen.Frequency<Func<FilingState, FilingCommand>>(
        (2, AnyEdits.Select(Func<FilingState, FilingCommand> (edits) => _ => new SaveCells(edits))),
        (4, AnyEdits.Select(Func<FilingState, FilingCommand> (edits) => _ => new SubmitFiling(edits))),
        (6, AnyStep.Select(Func<FilingState, FilingCommand> (step) => state => new PassReview(step(state)))),
        (2, Gen.Select(AnyStep, Gen.OneOf("JC01", "ZB13", "JC99"), Gen.OneOf("", "不符"))
            .Select(Func<FilingState, FilingCommand> (step, indicator, reason) =>
                state => new ReturnCells(step(state), [new(indicator, reason)], null))),
        (1, Gen.OneOf("", "更正").Select(Func<FilingState, FilingCommand> (reason) => _ => new ReopenFiling(reason, null))),
        (1, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
            .Select(Func<FilingState, FilingCommand> (report, approval) => _ => new NoteReported(report, approval))));

    private static readonly Gen<(Func<FilingState, FilingCommand> Command, int Hours)[]> AnyHistory =
        Gen.Select(AnyCommand, Gen.Frequency((9, Gen.Int[0, 5]), (1, Gen.Int[24, 100]))).Array[1, 40];

    [Fact]
    public void They_hold_over_random_histories()
    {
        var world = new FilingWorld();
        var round = world.Opened();
        var terms = world.Terms(round);
        var decider = new FilingDecider();
        var catalogue = FilingsJson.AddTo(new());
        var (sent, returned, approved) = (0, 0, 0);
        AnyHistory.Sample(history =>
        {
            var (state, kept, now) = (decider.Initial, decider.Initial, round.OpenedAt);
            List<(FilingEvent Fact, DateTimeOffset At)> journal = [];
            foreach (var (command, hours) in history)
            {
                now = now.AddHours(hours);
                var decision = decider.Decide(state, command(state), terms, FilingAt(now));
                Assert.True(decision.Refusal is null || decision.Events.Count == 0);
                foreach (var fact in decision.Events)
                {
                    var before = state;
                    state = decider.Evolve(state, fact, now);
                    journal.Add((fact, now));
                    Check(before, fact, state, terms, now);
                    if (fact is FilingSubmitted) Interlocked.Increment(ref sent);
                    if (fact is CellsReturned) Interlocked.Increment(ref returned);
                    if (fact is FilingApproved) Interlocked.Increment(ref approved);
                }
            }
            // The journal alone tells the same.
            foreach (var (fact, at) in journal)
            {
                var (kind, payload) = catalogue.Write(fact);
                kept = decider.Evolve(kept, (FilingEvent)catalogue.Read(kind, payload)!, at);
            }
            Assert.Equal(Text(state), Text(kept));
        });
        // The histories are not all about refusals.
        Assert.All((int[])[sent, returned, approved], count => Assert.InRange(count, 10, int.MaxValue));
    }

    private static void Check(FilingState before, FilingEvent fact, FilingState after, FilingTerms terms, DateTimeOffset now)
    {
        // One at a time: a clerk has it, a reviewer has it, or it is through.
        Assert.Single((bool[])[after.IsEditable, after.Step is not null, after.Stage is FilingStage.Approved or FilingStage.Reported],
            has => has);
        // What was approved stays as it was approved.
        Assert.Equal(before.Approvals, after.Approvals.Take(before.Approvals.Length));
        Assert.True(before.FirstSubmittedAt is null || before.FirstSubmittedAt == after.FirstSubmittedAt);
        Assert.Equal(after.IsEditable && after.Stage is FilingStage.Returned or FilingStage.Reopened, after.OwnDueAt is not null);
        switch (fact)
        {
            case CellsSaved saved:
                Assert.True(before.IsEditable && now < terms.LockOf(before));
                Assert.All(saved.Cells,
                    cell => Assert.Equal((before.Cells.GetValueOrDefault(cell.Indicator)?.Cell.Revision ?? 0) + 1, cell.Revision));
                break;
            case FilingSubmitted sent:
                Assert.True(before.IsEditable && now < terms.LockOf(before));
                Assert.Empty(FilingDecider.FindingsOf(before, terms, new(Village)));
                Assert.Equal((before.Submissions + 1, sent.Required), (sent.Submission, sent.Filled));
                break;
            case ChecksFailed failed:
                Assert.NotEmpty(failed.Findings);
                Assert.Equal(before.Stage, after.Stage);
                break;
            case FilingApproved approved:
                Assert.Equal((ReviewStep.Bureau, before.Approvals.Length + 1), (approved.Step, approved.Approval));
                Assert.Equal(
                    before.Cells.Values.Select(cell => cell.Cell).Where(cell => !cell.IsEmpty())
                        .OrderBy(cell => cell.Indicator, StringComparer.Ordinal),
                    approved.Values.OrderBy(cell => cell.Indicator, StringComparer.Ordinal));
                break;
            case CellsReturned:
                Assert.Equal(before.Returns + 1, after.Returns);
                Assert.True(after.OwnDueAt > now);
                break;
        }
    }

    /// <summary>A state as text, its cells in order.</summary>
    private static string Text(FilingState state) =>
        string.Join('\n', state.Cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Value}"))
        + $"{state.Stage} {state.OwnDueAt:O} {state.FirstSubmittedAt:O} {state.SubmittedAt:O} "
        + $"{state.Submissions} {state.Returns} {state.Report} "
        + string.Join(' ', state.Findings)
        + string.Join(' ', state.Approvals.Select(approval => $"{approval.Approval} {string.Join(' ', approval.Values)}"));
}
