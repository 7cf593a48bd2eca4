using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>What a district asks.</summary>
internal sealed class IndicatorsGrain(ActorServices services)
    : Actor<IndicatorsState, IndicatorCommand, IndicatorEvent>(services, new IndicatorDecider()), IIndicators
{
    protected override string KindName => "indicators.book";
    protected override JsonTypeInfo<IndicatorsState> StateJson => IndicatorsJson.Default.IndicatorsState;

    public async Task<IndicatorsState?> EditionsAsync(long newerThan)
    {
        var (state, _) = await CommittedAsync();
        return state.Version <= newerThan ? null : state;
    }
}
