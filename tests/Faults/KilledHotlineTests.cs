using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary>
/// <c>kill -9</c> of a cluster's silo and of a gateway of its own while the hotline works: two silos, two gateways, PostgreSQL.
/// </summary>
public sealed class KilledHotlineTests(PostgresFixture postgres) : IDisposable
{
    private const string District = "440203", Department = "ZJJ", Secret = "a-secret-of-the-tests";

    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-cluster-").FullName;
    private readonly List<OpsCenterProcess> processes = [];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task No_order_is_lost_every_clock_goes_on_and_each_result_arrives_once()
    {
        await using var platform = new ResultReceiver(FreePorts.Next());
        await platform.StartAsync();
        string[] storage = ["--Storage:Provider=postgres", $"--Storage:ConnectionString={await postgres.NewDatabaseAsync()}",
            $"--Storage:DataFolder={folder}"];
        string[] results = [$"--Hotline:Results:Url={platform.Url}", $"--Hotline:Results:Secret={Secret}",
            "--Hotline:Results:Every=00:00:00.5", "--Hotline:Results:Timeout=00:00:02"];
        try
        {
            var (first, second) = (await SiloAsync(storage), await SiloAsync(storage));
            var gateway = await StartAsync(["gateway", .. storage, .. results]);
            var door = (await OpenAsync(first)).At(gateway);
            var desks = new Desks(
                await first.TokenAsync("dispatcher"), await first.TokenAsync("department", $"{District}/{Department}"),
                await first.TokenAsync("reviewer"),
                await first.TokenAsync("callback"));

            // The older silo goes in the middle of a feed.
            var orders = SimulatedHotline.Orders(District, Today.AddDays(-10), Today, perDay: 60, seed: 17)
                .Where(order => order.ReceivedAt <= TestDay.Now).Select(order => order.ToMessage(TestDay.Now)).ToArray();
            var feed = new SteadyPlatform(door, orders);
            var feeding = feed.RunAsync(TestContext.Current.CancellationToken);
            await Eventually.True(() => feeding.IsFaulted || feed.Acknowledged.Count >= orders.Length / 2, "half is acknowledged");
            await first.KillAsync();
            var (known, killedAt) = (feed.Acknowledged.ToArray(), Stopwatch.GetTimestamp());
            await feeding;
            Assert.Empty(feed.Surprises);
            await Eventually.Passes(
                async () => Assert.Subset((await door.ListAsync()).Select(order => order.Number).ToHashSet(), known.ToHashSet()));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{known.Length} orders there {Stopwatch.GetElapsedTime(killedAt).TotalSeconds:0.0} s after the kill");
            await Eventually.Passes(async () => Assert.Equal(
                orders.Select(order => order.Number).Order(StringComparer.Ordinal), (await door.ListAsync()).Select(order => order.Number)
                    .Order(StringComparer.Ordinal)));
            await Eventually.Passes(async () => Assert.Equal(
                orders.Count(order => LocalTime.DateOf(order.ReceivedAt.ToDateTimeOffset()).Year == Today.Year),
                (await door.WallAsync()).Counts.ReceivedThisYear));

            // Nobody claims this one: whichever silo the watch lives on now, the clock is marked and the department has it in the end.
            await CallAsync(door, "UNCLAIMED");
            await desks.At(gateway).DispatchAsync("UNCLAIMED");
            await Eventually.Passes(async () =>
            {
                var order = await door.Operator.GetOrderAsync(new() { District = District, Number = "UNCLAIMED" });
                Assert.Equal((OrderStage.InProgress, Department), (order.Summary.Stage, order.Summary.Department));
            });
            Assert.Contains(
                (await door.Operator.GetOrderStoryAsync(new() { District = District, Number = "UNCLAIMED" })).Lines,
                line => line.ToString().Contains("视为", StringComparison.Ordinal));

            // The gateway that sends results goes while one is on its way; the other takes over.
            var delivered = new TaskCompletionSource();
            platform.Answer = async (_, _) =>
            {
                if (platform.Counted.Count < 3) return;
                delivered.TrySetResult();
                await Task.Delay(TimeSpan.FromSeconds(1));
            };
            string[] closed = [.. Enumerable.Range(1, 9).Select(number => $"CLOSED{number}")];
            foreach (var number in closed)
            {
                await CallAsync(door, number);
                await desks.At(gateway).CloseAsync(number);
            }
            await delivered.Task.WaitAsync(TimeSpan.FromSeconds(60));
            var other = await StartAsync(["gateway", .. storage, .. results]);
            await gateway.KillAsync();
            door = door.At(other);
            await Eventually.Passes(() =>
            {
                Assert.Subset(platform.Counted.Keys.ToHashSet(), closed.ToHashSet());
                return Task.CompletedTask;
            });
            // A repeat bears the key of the first: the platform counts each result once.
            Assert.All(
                platform.Received.Where(result => closed.Contains(result.Message.Number)).GroupBy(result => result.Message.Number),
                tries => Assert.Single(tries.Select(result => result.Key).Distinct()));
            Assert.All(closed, number => Assert.Equal("已约谈物业，夜间停工。", platform.Counted[number].Answer));
            Assert.False(second.Output.Contains("Unhandled exception", StringComparison.Ordinal), second.Output);
        }
        finally
        {
            foreach (var process in processes) await process.DisposeAsync();
        }
    }

    private static DateOnly Today => LocalTime.DateOf(TestDay.Now);

    /// <summary>The sample's hotline, in which a claim may take some seconds.</summary>
    private static async Task<HotlineTestClient> OpenAsync(OpsCenterProcess process)
    {
        var door = await HotlineTestClient.OpenAsync(process, District);
        var sample = await File.ReadAllTextAsync(SampleFiles.PathOf("wujiang-hotline.yaml"));
        await door.Operator.DefineHotlineAsync(new()
        {
            District = District,
            FileName = "wujiang-hotline.yaml",
            Content = ByteString.CopyFromUtf8(sample.Replace("    claim: 1wd", "    claim: 0.002h")),
        });
        return door;
    }

    private static async Task CallAsync(HotlineTestClient door, string number)
    {
        var receipt = await door.Platform.SubmitOrdersAsync(new()
        {
            District = District,
            Orders =
            {
                new OrderRecord
                {
                    Number = number,
                    ReceivedAt = TestDay.Now.ToTimestamp(),
                    Type = OrderType.Complaint,
                    Topic = "城乡建设/住房保障与房地产/物业服务",
                    Title = "夜间施工",
                    Content = "夜间施工噪音很大。",
                    Place = "440203001",
                    PlaceKind = "市政道路",
                },
            },
        });
        Assert.DoesNotContain(receipt.Notes, note => note.Outcome is FactOutcome.Quarantined or FactOutcome.Rejected);
    }

    private Task<OpsCenterProcess> SiloAsync(string[] storage) => StartAsync(
        [.. storage, $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}", "--Hotline:WatchEvery=00:00:01",
            "--Hotline:RulebookFor=00:00:00.2"]);

    private async Task<OpsCenterProcess> StartAsync(string[] settings)
    {
        var process = await OpsCenterProcess.StartAsync(settings);
        processes.Add(process);
        return process;
    }

    /// <summary>The people at the desks, by their tokens.</summary>
    private sealed record Desks(string Dispatcher, string Department, string Reviewer, string Callback)
    {
        public AtDoor At(OpsCenterProcess process) => new(this, process);
    }

    private sealed record AtDoor(Desks Desks, OpsCenterProcess Process)
    {
        public Task DispatchAsync(string number) =>
            ActAsync(Desks.Dispatcher, number, request => request.Dispatch = new() { Lead = KilledHotlineTests.Department });

        public async Task CloseAsync(string number)
        {
            await DispatchAsync(number);
            await ActAsync(Desks.Department, number, request => request.Claim = new());
            await ActAsync(Desks.Department, number, request => request.Answer = new() { Text = "已约谈物业，夜间停工。" });
            await ActAsync(Desks.Reviewer, number, request => request.Review = new() { Approve = true });
            await ActAsync(Desks.Callback, number, request => request.Callback = new() { Reached = true, Solved = true, Satisfied = true });
        }

        private async Task ActAsync(string token, string number, Action<ActOnOrderRequest> how)
        {
            var request = new ActOnOrderRequest { District = KilledHotlineTests.District, Number = number };
            how(request);
            await new V1.Hotline.HotlineClient(Process.Open(token)).ActOnOrderAsync(request);
        }
    }
}
