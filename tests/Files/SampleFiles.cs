namespace OpsCenter.Tests.Files;

/// <summary>Files of <c>silo/samples</c>, found by walking up from the tests.</summary>
internal static class SampleFiles
{
    public static string PathOf(params string[] name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "silo", "samples", .. name]);
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException($"silo/samples/{string.Join('/', name)} is not above {AppContext.BaseDirectory}.");
    }
}
