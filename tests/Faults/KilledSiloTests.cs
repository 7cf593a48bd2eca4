using System.Diagnostics;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary><c>kill -9</c> under load, cluster: two silo processes and a gateway of its own on PostgreSQL.</summary>
public sealed class KilledSiloTests(PostgresFixture postgres) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-cluster-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_others_go_on_and_nothing_acknowledged_is_lost_or_counted_twice()
    {
        var random = new Random(7);
        var plan = HallPlans.Wujiang();
        var facts = HallTestClient.PastDay(plan, seed: 7, tickets: 1500);
        string[] storage = ["--Storage:Provider=postgres", $"--Storage:ConnectionString={await postgres.NewDatabaseAsync()}",
            $"--Storage:DataFolder={folder}"];
        Task<OpsCenterProcess> SiloAsync() => OpsCenterProcess.StartAsync(
            [.. storage, $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}",
                "--Actors:SnapshotEvery=50"]);
        var processes = new List<OpsCenterProcess> { await SiloAsync() };
        try
        {
            var first = await HallTestClient.OpenAsync(processes[0], "H1", plan);
            var silos = new List<OpsCenterProcess> { processes[0], await SiloAsync() };
            processes.Add(silos[1]);
            var gateway = await OpsCenterProcess.StartAsync(["gateway", .. storage]);
            processes.Add(gateway);
            var door = first.At(gateway);
            await using var screen = new SteadyScreen(door);
            var source = new SteadySource(door, facts);
            var running = source.RunAsync(TestContext.Current.CancellationToken);
            for (var kill = 1; kill <= 2; kill++)
            {
                var moment = facts.Length * kill / 3 + random.Next(-facts.Length / 10, facts.Length / 10);
                await Eventually.True(() => running.IsFaulted || source.Acknowledged >= moment, $"{moment} facts are acknowledged");
                // The older of the two, so that in the end both first ones are gone.
                await silos[0].KillAsync();
                var (known, killedAt) = (source.Known(), Stopwatch.GetTimestamp());
                silos = [silos[1], await SiloAsync()];
                processes.Add(silos[1]);
                await FaultChecks.AllThereAsync(door, known);
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{known.Length} facts confirmed {Stopwatch.GetElapsedTime(killedAt).TotalSeconds:0.0} s after the kill");
            }
            await running;
            await FaultChecks.CompleteAsync(door, screen, source, facts);
        }
        finally
        {
            foreach (var process in processes) await process.DisposeAsync();
        }
    }
}
