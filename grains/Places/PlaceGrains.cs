using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>A district's registry of places: <c>440203/places/registry</c>.</summary>
[Alias("opscenter.places.IPlaces")]
public interface IPlaces : IActor<PlaceCommand>
{
    /// <summary>The registry, when it is newer than the version that the asker has; else null.</summary>
    Task<PlaceRegistry?> RegistryAsync(long newerThan);
}

/// <summary>Keys of the places' actors.</summary>
public static class PlaceKeys
{
    public static string Registry(DistrictCode district) => $"{district}/places/registry";
}
