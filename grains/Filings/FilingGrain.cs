using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A filing. Its history is short, so there are no snapshots; it sleeps when nothing is asked of it for minutes.</summary>
[CollectionAgeLimit(Minutes = 3)]
internal sealed class FilingGrain(ActorServices services, IIndicatorBooks books, IRounds rounds, FigureCollector figures)
    : Actor<FilingState, FilingCommand, FilingEvent, FilingTerms?>(services, new FilingDecider()), IFiling
{
    protected override string KindName => "filings.filing";
    protected override JsonTypeInfo<FilingState> StateJson => FilingsJson.Default.FilingState;
    protected override bool KeepsSnapshots => false;

    public Task<(FilingState State, long Version)> ReadAsync() => CommittedAsync();

    public async Task<FilingSheet?> SheetAsync()
    {
        if (await TermsAsync((sheet, set) => sheet.ShownWith(set)) is not { } asked) return null;
        var (state, version) = await CommittedAsync();
        return new()
        {
            Round = asked.Round,
            State = state,
            Version = version,
            DueAt = asked.DueOf(state),
            LockAt = asked.LockOf(state),
            Steps = asked.StepsOf(Key.Place),
            Known = asked.Known,
            Findings = FilingDecider.FindingsOf(state, asked, Key.Place),
        };
    }

    public async Task<FilingAnswer> ActAsync(Command<FilingCommand>[] commands, string caller)
    {
        var answers = await Handle(commands, caller);
        return new([.. answers], await SheetAsync());
    }

    public async Task<FilingApproved?> ApprovalAsync() => (await CommittedAsync()).State.Approvals is [.., var newest] ? newest : null;

    public async Task<ImmutableDictionary<string, decimal>> FiguresAsync()
    {
        var (state, _) = await CommittedAsync();
        var cells = state.Approvals is [.., var approved] ? approved.Values
            : state.SubmittedAt is not null ? state.Cells.Values.Select(cell => cell.Cell) : [];
        return cells.Where(cell => cell.Number is not null).ToImmutableDictionary(cell => cell.Indicator, cell => cell.Number!.Value);
    }

    /// <summary>Who reviews it comes later, and whoever has approved it does not come back.</summary>
    protected override void Committed(FilingState state)
    {
        if (!state.IsEditable) DeactivateOnIdle();
    }

    /// <summary>Of what lies around it only the checks want to know.</summary>
    protected override ValueTask<FilingTerms?> TermsAsync(Command<FilingCommand>[] commands) =>
        new(TermsAsync(Array.Exists(commands, command => command.Body is SubmitFiling) ? (sheet, set) => sheet.NeedsOf(set) : null));

    private (string Set, Period Period, PlaceCode Place) Key => FilingKeys.ParseFiling(Self.Name)
        ?? throw new FormatException($"'{Self}' is no filing: expected district/filing/set/period/place.");

    /// <param name="needs">What is to be known around it; null: nothing.</param>
    private async Task<FilingTerms?> TermsAsync(Func<IndicatorSheet, SetDefinition, IndicatorNeeds>? needs)
    {
        var (code, period, place) = Key;
        var round = await rounds.FreshAsync(FilingKeys.Round(Self.District, code, period));
        if (!round.IsOpen) return null;
        var book = await books.FreshAsync(Self.District);
        if (book.Of(round.Edition) is not { } sheet || sheet.Set(code) is not { } set) return null;
        var today = LocalTime.DateOf(Services.Clock.GetUtcNow());
        var tree = book.Registry.On(today);
        var known = needs is null ? KnownFigures.None
            : await figures.OfAsync(Self.District, sheet, set, needs(sheet, set), period, place, tree);
        return new(round, sheet, set, tree, book.Calendar, known);
    }
}
