using System.Collections.Frozen;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Places;

/// <summary>The maps that are configured, read when the gateway starts.</summary>
public sealed class BoundaryMaps(IEnumerable<BoundarySource> sources)
{
    private static readonly GetBoundariesResponse None = new();
    private readonly FrozenDictionary<DistrictCode, GetBoundariesResponse> maps =
        sources.ToFrozenDictionary(source => new DistrictCode(source.District), BoundaryFile.Read);

    /// <summary>The map of a district; without places when there is none.</summary>
    public GetBoundariesResponse Of(DistrictCode district) => maps.GetValueOrDefault(district, None);
}
