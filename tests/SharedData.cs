using Xunit;

namespace OpsCenter.Tests;

/// <summary>Real data that lie beside the checkout, in a folder <c>shared/data</c> of a directory above the tests.</summary>
public static class SharedData
{
    /// <summary>The full path of a file or folder there; without it the test is skipped, and the reason says what is missing.</summary>
    /// <param name="path">Relative to <c>shared/data</c>, with '/'.</param>
    public static string PathOrSkip(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine([folder.FullName, "shared", "data", .. path.Split('/')]);
            if (Path.Exists(found)) return found;
        }

        Assert.Skip($"shared/data/{path} is not on this machine.");
        return "";
    }
}
