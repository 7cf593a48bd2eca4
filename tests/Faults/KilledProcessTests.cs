using OpsCenter.Analytics.Simulation;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary><c>kill -9</c> under load, embedded: one process on SQLite files, killed and started again.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-kill-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1), InlineData(2)]
    public async Task What_was_acknowledged_is_there_and_nothing_counts_twice(int seed)
    {
        var random = new Random(seed);
        var plan = HallPlans.Wujiang();
        var facts = HallTestClient.PastDay(plan, (ulong)seed, tickets: 1500);
        string[] settings = [$"--Storage:DataFolder={folder}", "--Actors:SnapshotEvery=50", "--Projector:CheckpointEvery=00:00:00.2"];
        var (httpPort, grpcPort) = (FreePorts.Next(), FreePorts.Next());
        var processes = new List<OpsCenterProcess> { await OpsCenterProcess.StartAsync(httpPort, grpcPort, settings) };
        try
        {
            var door = await HallTestClient.OpenAsync(processes[0], "H1", plan);
            await using var screen = new SteadyScreen(door);
            var source = new SteadySource(door, facts);
            var running = source.RunAsync(TestContext.Current.CancellationToken);
            for (var kill = 1; kill <= 3; kill++)
            {
                var moment = facts.Length * kill / 4 + random.Next(-facts.Length / 10, facts.Length / 10);
                await Eventually.True(() => running.IsFaulted || source.Acknowledged >= moment, $"{moment} facts are acknowledged");
                await processes[^1].KillAsync();
                var known = source.Known();
                processes.Add(await OpsCenterProcess.StartAsync(httpPort, grpcPort, settings));
                await FaultChecks.AllThereAsync(door.At(processes[^1]), known);
            }
            await running;
            Assert.NotEqual(0, source.Refusals);
            await FaultChecks.CompleteAsync(door, screen, source, facts);
            Assert.InRange(screen.Losses, 3, int.MaxValue);
        }
        finally
        {
            foreach (var process in processes) await process.DisposeAsync();
        }
    }
}
