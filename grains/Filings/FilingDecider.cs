using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// The rules of a filing (填报): what a place owes of a round, from the first cell to the report. Drafts may hold anything of the right kind;
/// what is sent must pass the checks; whoever reviews approves exactly what lies before him, or returns single cells.
/// </summary>
public sealed class FilingDecider : IDecider<FilingState, FilingCommand, FilingEvent, FilingTerms?>
{
    public FilingState Initial { get; } = new();

    /// <param name="terms">What the filing goes by now; null: its round is not open.</param>
    public Decision<FilingEvent> Decide(FilingState state, FilingCommand command, FilingTerms? terms, DecisionContext context)
    {
        if (context.InFuture is { } ahead) return ahead;
        if (terms is not { Round.IsOpen: true }) return FilingRefusals.NotOpen;
        var filing = new FilingCase(state, terms, FilingKeys.ParseFiling(context.Self.Name)!.Value.Place, context);
        return command switch
        {
            SaveCells save => Save(filing, save.Edits),
            SubmitFiling submit => Submit(filing, submit.Edits),
            PassReview pass => Pass(filing, pass),
            ReturnCells give => Return(filing, give),
            ReopenFiling reopen => Reopen(filing, reopen),
            NoteReported note when note.Report > state.Report => new FilingReported(note.Report, note.Approval),
            _ => Decision<FilingEvent>.Nothing,
        };
    }

    public FilingState Evolve(FilingState state, FilingEvent fact, DateTimeOffset occurredAt) =>
        Fold(state, fact, occurredAt) with { Stage = FilingStageMachine.After(state.Stage, state.Approvals.Length, fact) };

    private static FilingState Fold(FilingState state, FilingEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        CellsSaved saved => state with
        {
            Cells = state.Cells
                .SetItems(saved.Cells.Select(cell => KeyValuePair.Create(cell.Indicator, new CellState(cell, occurredAt, "")))),
        },
        ChecksFailed failed => state with { Findings = failed.Findings },
        FilingSubmitted submitted => state with
        {
            OwnDueAt = null,
            FirstSubmittedAt = state.FirstSubmittedAt ?? occurredAt,
            SubmittedAt = occurredAt,
            Submissions = submitted.Submission,
            Findings = [],
            Cells = Unmarked(state.Cells),
        },
        CellsReturned returned => state with
        {
            OwnDueAt = returned.DueAt,
            Returns = state.Returns + 1,
            Cells = state.Cells.SetItems(returned.Cells.Select(cell => KeyValuePair.Create(
                cell.Indicator, (state.Cells.GetValueOrDefault(cell.Indicator) ?? new(new(cell.Indicator, null, "", "", 0), occurredAt, ""))
                    with
                { Returned = cell.Reason }))),
        },
        FilingApproved approved => state with { Approvals = state.Approvals.Add(approved) },
        FilingReopened reopened => state with { OwnDueAt = reopened.DueAt },
        FilingReported reported => state with { Report = reported.Report },
        _ => state,
    };

    /// <summary>What the rules say of a filing as it stands, with what the system fills itself.</summary>
    public static ImmutableArray<Finding> FindingsOf(FilingState state, FilingTerms terms, PlaceCode place) =>
        FindingsOf(terms, place, WithComputed(state.Cells.ToImmutableDictionary(cell => cell.Key, cell => cell.Value.Cell), terms, out _));

    private static Decision<FilingEvent> Save(FilingCase filing, ImmutableArray<CellEdit> edits)
    {
        if (filing.NotNow() is { } refusal) return refusal;
        var (cells, wrong) = Changed(filing, edits);
        return wrong is not null ? wrong : cells.IsEmpty ? Decision<FilingEvent>.Nothing : new CellsSaved(cells);
    }

    private static Decision<FilingEvent> Submit(FilingCase filing, ImmutableArray<CellEdit> edits)
    {
        var (state, terms) = (filing.State, filing.Terms);
        if (filing.NotNow() is { } refusal)
            return state.IsEditable || state.SubmittedAt is null ? refusal : FilingRefusals.AlreadySent(state);
        var (cells, wrong) = Changed(filing, edits);
        if (wrong is not null) return wrong;
        var now = WithComputed(
            state.Cells.ToImmutableDictionary(cell => cell.Key, cell => cell.Value.Cell)
                .SetItems(cells.Select(cell => KeyValuePair.Create(cell.Indicator, cell))), terms,
            out var computed);
        FilingEvent[] saved = cells.IsEmpty && computed.IsEmpty ? [] : [new CellsSaved([.. cells, .. computed])];
        var sent = now.Values.Count(cell => !cell.IsEmpty());
        var findings = FindingsOf(terms, filing.Place, now);
        // Who presses the button again without having changed anything is told the same and counted once.
        if (!findings.IsEmpty) return saved.Length == 0 && findings.SequenceEqual(state.Findings) ? Decision<FilingEvent>.Nothing
            : (FilingEvent[])[.. saved, new ChecksFailed(sent, findings)];
        var required = terms.Sheet.IndicatorsOf(terms.Set).Where(indicator => indicator.IsRequired).ToArray();
        var filled = required.Count(indicator => now.TryGetValue(indicator.Code, out var cell) && !cell.IsEmpty());
        return (FilingEvent[])[.. saved,
            new FilingSubmitted(state.Submissions + 1, terms.DueOf(state), required.Length, filled, sent, terms.StepsOf(filing.Place)[0])];
    }

    private static Decision<FilingEvent> Pass(FilingCase filing, PassReview pass)
    {
        var state = filing.State;
        if (state.Step is not { } step || !pass.Steps.Contains(step)) return FilingRefusals.NotYourStep(state, pass.Steps);
        // A step that the set has lost meanwhile is passed; the bureau is always the last.
        var next = filing.Terms.StepsOf(filing.Place).Where(later => later > step).Select(later => (ReviewStep?)later).FirstOrDefault();
        return next is { } following
            ? new ReviewPassed(step, following)
            : new FilingApproved(state.Approvals.Length + 1, step, [
                .. filing.Terms.Set.Indicators.Select(code => state.Cells.GetValueOrDefault(code)?.Cell).OfType<Cell>()
                    .Where(cell => !cell.IsEmpty())]);
    }

    private static Decision<FilingEvent> Return(FilingCase filing, ReturnCells give)
    {
        var (state, terms) = (filing.State, filing.Terms);
        if (state.Step is not { } step || !give.Steps.Contains(step)) return FilingRefusals.NotYourStep(state, give.Steps);
        if (give.Cells.IsDefaultOrEmpty) return FilingRefusals.NoCells;
        foreach (var cell in give.Cells)
        {
            if (!terms.Set.Indicators.Contains(cell.Indicator) || terms.Sheet.Indicator(cell.Indicator) is not { } indicator)
                return FilingRefusals.UnknownCell(terms, cell.Indicator);
            if (indicator.Source.Length > 0) return FilingRefusals.Computed(indicator);
            if (give.Cells.Count(other => other.Indicator == cell.Indicator) > 1) return FilingRefusals.TwiceEdited(cell.Indicator);
            if (FilingRefusals.NoReason(cell.Reason) is { } refusal) return refusal;
        }
        var due = filing.MendBy(give.DueAt);
        return due <= filing.Context.Now ? FilingRefusals.DuePassed(due, filing.Context.Now) : new CellsReturned(step, give.Cells, due);
    }

    private static Decision<FilingEvent> Reopen(FilingCase filing, ReopenFiling reopen)
    {
        if (filing.State.Stage is not (FilingStage.Approved or FilingStage.Reported)) return FilingRefusals.NotApproved(filing.State.Stage);
        if (FilingRefusals.NoReason(reopen.Reason) is { } refusal) return refusal;
        var due = filing.MendBy(reopen.DueAt);
        return due <= filing.Context.Now ? FilingRefusals.DuePassed(due, filing.Context.Now) : new FilingReopened(reopen.Reason, due);
    }

    /// <summary>The cells that edits come to, without those that change nothing; or what is wrong with one.</summary>
    private static (ImmutableArray<Cell> Cells, Refusal? Refusal) Changed(FilingCase filing, ImmutableArray<CellEdit> edits)
    {
        var (terms, cells) = (filing.Terms, ImmutableArray.CreateBuilder<Cell>());
        if (edits.IsDefaultOrEmpty) return ([], null);
        var seen = new HashSet<string>();
        foreach (var edit in edits)
        {
            if (!terms.Set.Indicators.Contains(edit.Indicator) || terms.Sheet.Indicator(edit.Indicator) is not { } indicator)
                return ([], FilingRefusals.UnknownCell(terms, edit.Indicator));
            if (!seen.Add(edit.Indicator)) return ([], FilingRefusals.TwiceEdited(edit.Indicator));
            if (indicator.Source.Length > 0) return ([], FilingRefusals.Computed(indicator));
            var before = filing.State.Cells.GetValueOrDefault(edit.Indicator);
            var revision = before?.Cell.Revision ?? 0;
            var cell = new Cell(edit.Indicator, Plain(edit.Number), edit.Text.Trim(), edit.Explanation.Trim(), revision + 1);
            if (before is null ? cell.IsEmpty() && cell.Explanation.Length == 0 : cell == before.Cell with { Revision = revision + 1 })
                continue;
            if (edit.SeenRevision != revision && before is not null) return ([], FilingRefusals.ChangedMeanwhile(indicator, before));
            if (!cell.IsEmpty() && Checks.OfKind(indicator, new(cell.Number, cell.Text, cell.Explanation)) is { } wrong)
                return ([], FilingRefusals.BadValue(indicator, wrong));
            cells.Add(cell);
        }
        return (cells.ToImmutable(), null);
    }

    /// <summary>With what the system knows by itself in the cells that it fills.</summary>
    private static ImmutableDictionary<string, Cell> WithComputed(
        ImmutableDictionary<string, Cell> cells, FilingTerms terms, out ImmutableArray<Cell> changed)
    {
        var computed = ImmutableArray.CreateBuilder<Cell>();
        foreach (var indicator in terms.Sheet.IndicatorsOf(terms.Set).Where(indicator => indicator.Source.Length > 0))
        {
            var before = cells.GetValueOrDefault(indicator.Code);
            var value = terms.Known.Of(indicator.Source) is { } known
                ? Plain(decimal.Round(known, indicator.Kind == ValueKind.Integer ? 0 : indicator.Decimals))
                : null;
            if (before?.Number != value) computed.Add(new(indicator.Code, value, "", "", (before?.Revision ?? 0) + 1));
        }
        changed = computed.ToImmutable();
        return cells.SetItems(changed.Select(cell => KeyValuePair.Create(cell.Indicator, cell)));
    }

    private static ImmutableArray<Finding> FindingsOf(FilingTerms terms, PlaceCode place, ImmutableDictionary<string, Cell> cells) =>
    [
        .. Checks.Of(
            terms.Sheet, terms.Set, code => cells.TryGetValue(code, out var cell) ? new(cell.Number, cell.Text, cell.Explanation) : default,
            new FilingFigures(terms, place, code => cells.GetValueOrDefault(code)?.Number)),
    ];

    private static ImmutableDictionary<string, CellState> Unmarked(ImmutableDictionary<string, CellState> cells) =>
        cells.SetItems(cells.Where(cell => cell.Value.Returned.Length > 0)
            .Select(cell => KeyValuePair.Create(cell.Key, cell.Value with { Returned = "" })));

    /// <summary>Without zeros at its end: 1.50 is 1.5.</summary>
    private static decimal? Plain(decimal? number) => number / 1.0000000000000000000000000000m;

    /// <summary>A filing about which something is asked.</summary>
    private readonly record struct FilingCase(FilingState State, FilingTerms Terms, PlaceCode Place, DecisionContext Context)
    {
        /// <summary>Why nothing can be changed or sent now; null: it can.</summary>
        public Refusal? NotNow()
        {
            if (!Terms.Round.Places.Contains(Place)) return FilingRefusals.NotAsked(Terms, Place);
            if (!State.IsEditable) return FilingRefusals.NotEditable(State.Stage);
            var locked = Terms.LockOf(State);
            return Context.Now >= locked ? FilingRefusals.Locked(locked) : null;
        }

        public DateTimeOffset MendBy(DateTimeOffset? asked) => (asked ?? Terms.Set.Mending.Due(Context.Now, Terms.Calendar)).ToJournal();
    }
}
