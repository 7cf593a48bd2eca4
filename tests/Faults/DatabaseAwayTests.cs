using OpsCenter.Analytics.Simulation;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary>The database is stopped under load and started again.</summary>
public sealed class DatabaseAwayTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-away-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Callers_wait_or_are_told_to_retry_and_nothing_is_lost()
    {
        await using var postgres = await PostgresFixture.StartOwnAsync();
        var plan = HallPlans.Wujiang();
        var facts = HallTestClient.PastDay(plan, seed: 8, tickets: 1500);
        await using var process = await OpsCenterProcess.StartAsync(
            "--Storage:Provider=postgres", $"--Storage:ConnectionString={await postgres.CreateDatabaseAsync()}",
            $"--Storage:DataFolder={folder}",
            $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}");
        var door = await HallTestClient.OpenAsync(process, "H1", plan);
        await using var screen = new SteadyScreen(door);
        var source = new SteadySource(door, facts);
        var running = source.RunAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        for (var outage = 1; outage <= 2; outage++)
        {
            var moment = facts.Length * outage / 3;
            await Eventually.True(() => running.IsFaulted || source.Acknowledged >= moment, $"{moment} facts are acknowledged");
            await postgres.StopAsync();
            var before = source.Acknowledged;
            await Eventually.True(
                async () => !(await client.GetAsync(new Uri(process.Http, "/healthz"))).IsSuccessStatusCode,
                "the process says that it is not healthy");
            // What the database had committed when it stopped may still be on its way to us; more than that cannot be.
            Assert.InRange(source.Acknowledged - before, 0, 4 * 25);
            Assert.False(running.IsCompleted);
            await postgres.StartAsync();
            await FaultChecks.AllThereAsync(door, source.Known());
        }
        await running;
        await FaultChecks.CompleteAsync(door, screen, source, facts);
        await process.HealthyAsync();
    }
}
