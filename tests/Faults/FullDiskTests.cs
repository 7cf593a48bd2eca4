using System.Diagnostics;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary>The disk of the data folder fills up under load, and space is made again.</summary>
public sealed class FullDiskTests
{
    private const int DiskBytes = 48 << 20;

    [Fact]
    public async Task A_full_disk_is_reported_and_survived()
    {
        var disk = Directory.CreateTempSubdirectory("opscenter-full-").FullName;
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={DiskBytes}", "none", disk) != 0)
        {
            Directory.Delete(disk);
            Assert.Skip("A small disk cannot be mounted here (no permission).");
        }
        try
        {
            var plan = HallPlans.Wujiang();
            var facts = HallTestClient.PastDay(plan, seed: 9, tickets: 2500);
            var ballast = Path.Combine(disk, "ballast");
            await using var process = await OpsCenterProcess.StartAsync($"--Storage:DataFolder={Path.Combine(disk, "data")}");
            var door = await HallTestClient.OpenAsync(process, "H1", plan);
            await using var screen = new SteadyScreen(door);
            var source = new SteadySource(door, facts) { PauseAt = facts.Length / 3 };
            var running = source.RunAsync(TestContext.Current.CancellationToken);
            await Eventually.True(() => running.IsFaulted || source.Acknowledged >= source.PauseAt, "a third of the facts is acknowledged");

            Fill(ballast);
            source.GoOn();
            await Eventually.True(() => running.IsCompleted || source.Refusals > 20, "the source is told to send again");
            Assert.False(running.IsCompleted);
            Assert.Contains("磁盘已满", process.Output);
            // What is known can still be seen.
            Assert.NotEqual(0, (await door.DayAsync()).Total.Taken);

            File.Delete(ballast);
            await running;
            await FaultChecks.CompleteAsync(door, screen, source, facts);
            await process.HealthyAsync();
        }
        finally
        {
            await RunAsync("umount", disk);
            Directory.Delete(disk, recursive: true);
        }
    }

    /// <summary>Takes all space that is left, and what is freed meanwhile.</summary>
    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 4096, 1 })
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Smaller pieces may still fit.
            }
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
