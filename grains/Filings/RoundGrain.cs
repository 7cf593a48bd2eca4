using System.Text.Json.Serialization.Metadata;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A round. Its history is short, so there are no snapshots.</summary>
internal sealed class RoundGrain(ActorServices services, IIndicatorBooks books)
    : Actor<RoundState, RoundCommand, FilingFact, IndicatorBook>(services, new RoundDecider()), IRound
{
    protected override string KindName => "filings.round";
    protected override JsonTypeInfo<RoundState> StateJson => FilingsJson.Default.RoundState;
    protected override bool KeepsSnapshots => false;

    public async Task<RoundState> GetAsync() => (await CommittedAsync()).State;

    protected override ValueTask<IndicatorBook> TermsAsync(Command<RoundCommand>[] commands) => books.FreshAsync(Self.District);
}
