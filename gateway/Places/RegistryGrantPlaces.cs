using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Places;

/// <summary>The registry's places as they are today, and the departments that review filings.</summary>
public sealed class RegistryGrantPlaces(IClusterClient cluster, TimeProvider time) : IGrantPlaces
{
    public async Task<IReadOnlyList<GrantPlace>> OfAsync(DistrictCode district)
    {
        var registry = await cluster.GetGrain<IPlaces>(PlaceKeys.Registry(district)).RegistryAsync(-1) ?? PlaceRegistry.Empty(district);
        var today = registry.On(LocalTime.DateOf(time.GetUtcNow())).Edition;
        var places = today.Places.Select(place => new GrantPlace(place.Code.Value, place.Name, place.Level switch
        {
            PlaceLevel.District => GrantPlaceKind.District,
            PlaceLevel.Town => GrantPlaceKind.Town,
            _ => GrantPlaceKind.Village,
        }));
        // Editions to come too: accounts are given out before their first form is due.
        var book = await cluster.GetGrain<IIndicators>(IndicatorKeys.Book(district)).EditionsAsync(-1);
        var sets = book?.Editions.SelectMany(edition => edition.Sets) ?? [];
        var reviewers = sets.Select(set => set.Department).Where(code => !code.IsEmpty).Distinct()
            .Select(code => new GrantPlace($"{district}/{code}", code.Value, GrantPlaceKind.Department));
        return [.. places, .. reviewers];
    }
}
