using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>A district's registry of places.</summary>
internal sealed class PlacesGrain(ActorServices services) : Actor<PlacesState, PlaceCommand, PlaceEvent>(services, new PlaceDecider()),
    IPlaces
{
    private PlaceRegistry? registry;

    protected override string KindName => "places.registry";
    protected override JsonTypeInfo<PlacesState> StateJson => PlacesJson.Default.PlacesState;

    public async Task<PlaceRegistry?> RegistryAsync(long newerThan)
    {
        var (state, _) = await CommittedAsync();
        if (state.Version <= newerThan) return null;
        return registry?.Version == state.Version ? registry : registry = new(Self.District, state.Version, state.Editions);
    }
}
