using OpsCenter.Tests.Infrastructure;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>The browser of the tests: the machine's own Chromium, or the one that was restored for them; and how they start it.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private static readonly Lazy<string?> Found = new(() => Installed() ?? Restored());

    public static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"];

    /// <summary>For fixtures, which may not skip: without it they make nothing, and their tests call <see cref="Find"/> first.</summary>
    public static bool IsThere => Found.Value is not null;

    /// <summary>The full path of what starts it; without one the test is skipped, and the reason says why.</summary>
    public static string Find()
    {
        Assert.SkipWhen(Found.Value is null, TestTools.WhyMissing("Chromium with a Chinese font"));
        return Found.Value!;
    }

    private static string? Installed() =>
        TestTools.UsesInstalled && KnowsChinese()
            ? TestTools.SearchPath.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(TestTools.IsThere)
            : null;

    // Without a font the pages are rows of boxes of another width. The restored one brings its own.
    private static bool KnowsChinese() => !OperatingSystem.IsLinux()
        || TestTools.Ask("fc-list", ":lang=zh-cn", "family") is { Length: > 1 };

    private static string? Restored() =>
        TestTools.Folder is { } folder && Path.Combine(folder, "chromium", "start") is var start && File.Exists(start) ? start : null;
}
