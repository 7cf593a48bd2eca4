using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>Samples that the host ships, by the names of their files; the gateway hands them out.</summary>
public interface ISamples
{
    /// <summary>Null: it ships none of this name.</summary>
    byte[]? Find(string name);
}

public static class SampleExtensions
{
    /// <summary>The district of which the samples of 武江 are.</summary>
    public static readonly DistrictCode Wujiang = new("440203");

    /// <summary>A sample as a step hands it out; null: the host ships none.</summary>
    /// <param name="samples">The host's.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="district">The only one that it fits; empty: all.</param>
    public static HandedOut? Handed(this ISamples? samples, string name, DistrictCode district = default) =>
        samples?.Find(name) is { } content ? new HandedOut(name, _ => content) { District = district } : null;
}
