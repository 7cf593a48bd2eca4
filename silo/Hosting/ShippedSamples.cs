using OpsCenter.Gateway.Platform.Setup;

namespace OpsCenter.Silo.Hosting;

/// <summary>The files of <c>samples</c> that the product carries with it.</summary>
internal sealed class ShippedSamples : ISamples
{
    public byte[]? Find(string name)
    {
        using var sample = typeof(ShippedSamples).Assembly.GetManifestResourceStream($"samples/{name}");
        if (sample is null) return null;
        var content = new byte[sample.Length];
        sample.ReadExactly(content);
        return content;
    }
}
