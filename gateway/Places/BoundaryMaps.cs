using System.Collections.Frozen;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Places;

/// <summary>The maps that are configured, read when the gateway starts.</summary>
public sealed class BoundaryMaps(IEnumerable<BoundarySource> sources)
{
    private static readonly GetBoundariesResponse None = new();
    private readonly FrozenDictionary<string, GetBoundariesResponse> maps =
        sources.ToFrozenDictionary(source => source.District, BoundaryFile.Read);

    /// <summary>The map of a district; without places when there is none.</summary>
    public GetBoundariesResponse Of(string district) => maps.GetValueOrDefault(district, None);
}
