namespace OpsCenter.Tests.Files;

/// <summary>Real data beside the repository, and the samples within it; found by walking up from the tests.</summary>
internal static class SharedFiles
{
    /// <summary>The path of a shared file; skips the test with the reason when it is not there.</summary>
    public static string Data(string name)
    {
        var path = Above(Path.Combine("shared", "data", name));
        Assert.SkipWhen(path is null, $"shared/data/{name} is not there");
        return path!;
    }

    public static string Sample(string name) =>
        Above(Path.Combine("silo", "samples", name)) ?? throw new FileNotFoundException($"silo/samples/{name} is not above {AppContext.BaseDirectory}");

    private static string? Above(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, relative);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
