namespace OpsCenter.Gateway.Places;

/// <summary>A map of a district's places: a GeoJSON file. Configuration (<c>Filings:Boundaries</c>).</summary>
public sealed record BoundarySource
{
    /// <summary>The district whose map it is, 6 digits.</summary>
    public string District { get; init; } = "";

    /// <summary>A FeatureCollection of polygons, in degrees of longitude and latitude, at most 32 MiB.</summary>
    public string File { get; init; } = "";

    /// <summary>The property of a feature that holds the place's code.</summary>
    public string Code { get; init; } = "code";
}
