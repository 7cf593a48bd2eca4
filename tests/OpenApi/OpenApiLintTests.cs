using System.Diagnostics;
using OpsCenter.Gateway.Platform.OpenApi;
using OpsCenter.Tests.Infrastructure;
using Xunit;

namespace OpsCenter.Tests.OpenApi;

/// <summary>The document as a public linter sees it, with its recommended rules.</summary>
public sealed class OpenApiLintTests
{
    private static readonly string Linter =
        Path.Combine(TestTools.Root, "..", "..", "gateway", "web", "node_modules", "@redocly", "cli", "bin", "cli.js");

    [Fact]
    public async Task A_public_linter_finds_no_error()
    {
        Assert.SkipUnless(File.Exists(Linter), "The linter is not there: run `npm ci` in gateway/web.");
        var folder = Directory.CreateTempSubdirectory("opscenter-openapi-").FullName;
        try
        {
            var document = Path.Combine(folder, "openapi.json");
            await File.WriteAllTextAsync(document, OpenApiDocument.Create().ToJsonString(), TestContext.Current.CancellationToken);
            var (exitCode, said) = await LintAsync(document);
            Assert.True(exitCode == 0, said);
            // It does find what is wrong.
            var broken = OpenApiDocument.Create();
            broken["paths"]!["/v1/clock"]!["get"]!.AsObject().Remove("summary");
            await File.WriteAllTextAsync(document, broken.ToJsonString(), TestContext.Current.CancellationToken);
            Assert.Equal(1, (await LintAsync(document)).ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Said)> LintAsync(string document)
    {
        var start = new ProcessStartInfo("node", [Linter, "lint", document, "--format=stylish"])
        {
            WorkingDirectory = Path.GetDirectoryName(document)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["CI"] = "true" },
        };
        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
