using System.Diagnostics;
using System.Reflection;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>
/// Programs that tests start: the ones of this machine, or else those that the build has restored from npm (TestTools.targets). With the
/// environment variable <c>OPSCENTER_TESTS_INSTALLED=no</c> those of this machine are as if they were not there.
/// </summary>
internal static class TestTools
{
    /// <summary>Whether what is installed may be used.</summary>
    public static bool UsesInstalled { get; } = Environment.GetEnvironmentVariable("OPSCENTER_TESTS_INSTALLED") != "no";

    /// <summary>The folder of what was restored; null: nothing was.</summary>
    public static string? Folder { get; } = Read("restored") is { } name && Path.Combine(Root, "bin", name) is var folder
        && Directory.Exists(folder) ? folder : null;

    /// <summary>The folder of the tools' own sources.</summary>
    public static string Root =>
        typeof(TestTools).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(value => value.Key == "TestTools")?.Value
            ?? "";

    /// <summary>The folders in which the shell looks for programs.</summary>
    public static string[] SearchPath => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    /// <summary>Whether there is a file, and not only a link to one that is gone.</summary>
    public static bool IsThere(string file) =>
        File.Exists(file) && new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true) is (null or { Exists: true });

    /// <summary>Why a tool is not there, for who skips a test.</summary>
    /// <param name="what">E.g. "PostgreSQL".</param>
    public static string WhyMissing(string what) =>
        $"{(UsesInstalled ? $"{what} is not installed" : $"An installed {what} must not be used")}, and none was restored for this system: "
            + (Folder is null ? Read("missing") ?? "the tests were built without their tools." : "npm has none for it.");

    /// <summary>Runs a program and gives what it says; null: there is no such program, or it failed.</summary>
    public static string? Ask(string program, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string? Read(string name) => Path.Combine(Root, "bin", name) is var file && Root != "" && File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : null;
}
