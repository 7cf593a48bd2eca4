using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// A round. Its history is short, so there are no snapshots. What went above it records first, and then tells each filing; who has not been
/// told stands in its state, and the watch lets it make up for what a crash left.
/// </summary>
internal sealed class RoundGrain(ActorServices services, IIndicatorBooks books)
    : Actor<RoundState, RoundCommand, FilingEvent, IndicatorBook>(services, new RoundDecider()), IRound
{
    private const int FilingsAtOnce = 64;
    private Task<int> telling = Task.FromResult(0);

    protected override string KindName => "filings.round";
    protected override JsonTypeInfo<RoundState> StateJson => FilingsJson.Default.RoundState;
    protected override bool KeepsSnapshots => false;

    public async Task<RoundState> GetAsync() => (await CommittedAsync()).State;

    public async Task<RoundApprovals> ApprovalsAsync()
    {
        var (state, _) = await CommittedAsync();
        var filings = ImmutableArray.CreateBuilder<PlaceApproval>(state.Places.Length);
        foreach (var some in state.Places.Chunk(FilingsAtOnce))
            filings.AddRange(await Task.WhenAll(some.Select(ApprovalAsync)));
        return new(state, filings.MoveToImmutable());

        async Task<PlaceApproval> ApprovalAsync(PlaceCode place) => new(place, await FilingOf(state, place).ApprovalAsync());
    }

    /// <summary>One at a time; whoever comes while it runs gets the same.</summary>
    public Task<int> TellFilingsAsync() => telling.IsCompleted ? telling = TellOwedAsync() : telling;

    protected override ValueTask<IndicatorBook> TermsAsync(Command<RoundCommand>[] commands) => books.FreshAsync(Self.District);

    protected override void Committed(RoundState state)
    {
        if (!state.Untold.IsEmpty) _ = TellFilingsAsync();
    }

    private IFiling FilingOf(RoundState state, PlaceCode place) =>
        GrainFactory.GetGrain<IFiling>(FilingKeys.Filing(Self.District, state.Set, state.Period, place));

    /// <summary>As long as there is progress: a report may come meanwhile, a filing that was not reached may be soon after.</summary>
    private async Task<int> TellOwedAsync()
    {
        var told = 0;
        try
        {
            var (state, version) = await CommittedAsync();
            for (var before = -1L; !state.Untold.IsEmpty && version > before; (state, version) = await CommittedAsync())
            {
                before = version;
                foreach (var report in state.Untold.GroupBy(filing => filing.Report))
                    told += await TellAsync(state, report.Key, [.. report]);
            }
        }
        catch (Exception failure)
        {
            Services.Log.LogWarning(failure, "Not all filings of {Round} have heard of its reports; the watch makes up for it.", Self);
        }
        return told;
    }

    private async Task<int> TellAsync(RoundState state, int report, UntoldFiling[] filings)
    {
        var told = 0;
        var sent = await SendingAsync(report);
        foreach (var some in filings.Chunk(FilingsAtOnce))
        {
            var heard = await Task.WhenAll(some.Select(filing => TryTellAsync(FilingOf(state, filing.Place), filing, sent)));
            var places = some.Zip(heard).Where(each => each.Second).Select(each => each.First.Place).ToImmutableArray();
            if (places.IsEmpty) continue;
            await Handle([new("", Services.Clock.GetUtcNow(), new ConfirmTold(report, places))], KindName);
            told += places.Length;
        }
        return told;
    }

    /// <summary>Safe to repeat: a filing that knows of the report writes nothing.</summary>
    /// <returns>Whether it knows now. Each is asked whatever becomes of the others.</returns>
    private async Task<bool> TryTellAsync(IFiling filing, UntoldFiling untold, JournalRow sent)
    {
        try
        {
            var answer = (await filing.Handle([new("", sent.OccurredAt, new NoteReported(untold.Report, untold.Approval))], sent.Actor))[0];
            if (answer.Refusal is { } refusal)
                Services.Log.LogWarning(
                    "{Place} of {Round} does not take note of report {Report}: {Refusal}",
                    untold.Place, Self, untold.Report, refusal.Message);
            return answer.Refusal is null;
        }
        catch (Exception failure)
        {
            Services.Log.LogWarning(
                failure, "{Place} of {Round} could not be told of report {Report}; it is told at a later look.",
                untold.Place, Self, untold.Report);
            return false;
        }
    }

    /// <summary>Who sent a report, and when, stands in the round's own history; the filings' histories say the same.</summary>
    private async Task<JournalRow> SendingAsync(int report)
    {
        await foreach (var rows in HistoryAsync())
            if (rows.FirstOrDefault(IsSending) is { } found) return found;
        throw new InvalidOperationException($"The history of {Self} has no report {report}.");

        bool IsSending(JournalRow row) => Services.Catalogue.Read(row.Kind, row.Payload) is RoundReported sent && sent.Report == report;
    }
}
