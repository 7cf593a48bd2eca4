using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's departments, and the towns that some of them are.</summary>
public sealed class HotlineGrantPlaces(IClusterClient cluster) : IGrantPlaces
{
    public async Task<IReadOnlyList<GrantPlace>> OfAsync(DistrictCode district)
    {
        // As committed, not as known here: what was defined a moment ago can be given.
        if (await cluster.GetGrain<IHotline>(HotlineKeys.Hotline(district)).RulebookAsync(-1) is not { Definition: { } hotline }) return [];
        return
        [
            .. hotline.Departments.Select(department =>
                new GrantPlace($"{district}/{department.Code}", department.Name, GrantPlaceKind.Department)),
            .. hotline.Departments.Where(department => !department.Town.IsEmpty)
                .Select(town => new GrantPlace(town.Town.Value, town.Name, GrantPlaceKind.Town)),
        ];
    }
}
