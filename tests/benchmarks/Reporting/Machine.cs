using System.Runtime.InteropServices;
using OpsCenter.Benchmarks.Host;

namespace OpsCenter.Benchmarks.Reporting;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(Stores stores)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var versions = string.Join(", ", await Task.WhenAll(stores.All.Select(store => store.VersionAsync())));
        return $"{Environment.ProcessorCount} cores "
            + $"({Processor()}), {memory:0} GB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}, {versions}; client, product and database on these same cores";
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? $"{RuntimeInformation.ProcessArchitecture}"
        : $"{RuntimeInformation.ProcessArchitecture}";
}
