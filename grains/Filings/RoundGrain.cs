using System.Text.Json.Serialization.Metadata;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>A round. Its history is short, so there are no snapshots.</summary>
internal sealed class RoundGrain(ActorServices services, IIndicatorBooks books)
    : Actor<RoundState, RoundCommand, FilingFact>(services, new RoundDecider(books.Of)), IRound
{
    protected override string KindName => "filings.round";
    protected override JsonTypeInfo<RoundState> StateJson => FilingsJson.Default.RoundState;
    protected override bool KeepsSnapshots => false;

    public async Task<RoundState> GetAsync() => (await CommittedAsync()).State;

    protected override async ValueTask<Refusal?[]?> PrepareAsync(Command<RoundCommand>[] commands)
    {
        await books.FreshAsync(Self.District);
        return null;
    }
}
