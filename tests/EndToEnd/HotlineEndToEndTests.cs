using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>The hotline from the platform's door to its lists and its wall, through a <c>kill -9</c>.</summary>
public abstract class HotlineEndToEndTests : IDisposable
{
    private const string District = "440203";

    protected string Folder { get; } = Directory.CreateTempSubdirectory("opscenter-orders-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected abstract Task<string[]> StorageAsync();

    [Fact]
    public async Task Killed_in_the_middle_of_a_feed_it_has_lost_nothing_and_counts_nothing_twice()
    {
        var orders = Lately();
        string[] settings = [.. await StorageAsync(), "--Actors:SnapshotEvery=50", "--Projector:CheckpointEvery=00:00:00.2"];
        var (http, grpc) = (FreePorts.Next(), FreePorts.Next());
        var processes = new List<OpsCenterProcess> { await OpsCenterProcess.StartAsync(http, grpc, settings) };
        try
        {
            var door = await HotlineTestClient.OpenAsync(processes[0], District);
            var platform = new SteadyPlatform(door, orders);
            var sending = platform.RunAsync(TestContext.Current.CancellationToken);
            await Eventually.True(() => sending.IsFaulted || platform.Acknowledged.Count >= orders.Length / 3, "a third is acknowledged");
            await processes[0].KillAsync();
            var known = platform.Acknowledged.ToArray();
            processes.Add(await OpsCenterProcess.StartAsync(http, grpc, settings));
            door = door.At(processes[1]);
            // What a receipt had called durable is there, whatever else is still on its way.
            Assert.NotEmpty(known);
            await Eventually.Passes(
                async () => Assert.Subset((await door.ListAsync()).Select(order => order.Number).ToHashSet(), known.ToHashSet()));
            await sending;
            Assert.NotEqual(0, platform.Failures);
            Assert.Empty(platform.Surprises);

            // All that was sent, once.
            await Eventually.Passes(async () => Assert.Equal(
                orders.Select(order => order.Number).Order(StringComparer.Ordinal), (await door.ListAsync()).Select(order => order.Number)
                    .Order(StringComparer.Ordinal)));
            var hotline = await door.Operator.GetHotlineAsync(new() { District = District });
            await Eventually.Passes(async () => Check(orders, hotline, await door.WallAsync()));

            // The platform does not know what came through: it sends all again.
            var again = await door.FeedAsync(orders);
            Assert.Equal((0L, orders.Length), (again.Accepted, again.Repeats));
            Check(orders, hotline, await door.WallAsync());
            Assert.Equal(orders.Length, (await door.ListAsync()).Count);
        }
        finally
        {
            foreach (var process in processes) await process.DisposeAsync();
        }
    }

    /// <summary>Some weeks of orders as the platform knows them now.</summary>
    private static OrderRecord[] Lately()
    {
        var now = TestDay.Now;
        var today = LocalTime.DateOf(now);
        return [.. SimulatedHotline.Orders(District, today.AddDays(-20), today, perDay: 60, seed: 41)
            .Where(order => order.ReceivedAt <= now).Select(order => order.ToMessage(now))];
    }

    /// <summary>The wall's sums of what was sent. They hold at any moment of the wall's day.</summary>
    private static void Check(OrderRecord[] sent, HotlineInfo hotline, HotlineTheme wall)
    {
        var orders =
            sent.Select(
                record => new SentOrder(record, hotline.Departments.SingleOrDefault(known => known.Name == record.Department)?.Code ?? ""))
                    .ToArray();
        var today = DateOnly.Parse(wall.Date, System.Globalization.CultureInfo.InvariantCulture);
        var thisYear = orders.Where(order => order.Day.Year == today.Year).ToArray();
        Assert.Equal(
            (thisYear.Length, orders.Count(order => order.Day == today), orders.Count(order => order.IsOpen),
                orders.Count(order => order.IsUnclaimed)),
            (wall.Counts.ReceivedThisYear, wall.Counts.ReceivedToday, wall.Counts.Open, wall.Counts.Unclaimed));
        var closed = orders.Where(order => order.ClosedAt is { } at && LocalTime.DateOf(at).Year == today.Year).ToArray();
        Assert.Equal(
            (closed.Length, closed.Count(order => order.Record is { HasSolved: true, Solved: true }),
                closed.Count(order => order.Record.HasSatisfied)),
            (wall.Year.Closed, wall.Year.Solved, wall.Year.Rated));
        Assert.Equal(thisYear.Length, wall.Months.Sum(month => month.Received));
        foreach (var day in wall.Days)
            Assert.Equal((day.Date, orders.Count(order => $"{order.Day:yyyy-MM-dd}" == day.Date)), (day.Date, day.Received));
        foreach (var type in wall.Types_)
            Assert.Equal((type.Code, thisYear.Count(order => SentOrder.CodeOf(order.Record.Type) == type.Code)),
                (type.Code, type.ReceivedThisYear));
        foreach (var town in wall.Towns)
            Assert.Equal((town.Code, thisYear.Count(order => order.Record.Place == town.Code)), (town.Code, town.ReceivedThisYear));
        foreach (var topic in wall.Topics)
            Assert.Equal((topic.Code, thisYear.Count(order => order.Topic == topic.Code)), (topic.Code, topic.ReceivedThisYear));
        foreach (var department in wall.Departments)
            Assert.Equal((department.Code, thisYear.Count(order => order.Lead == department.Code)),
                (department.Code, department.ReceivedThisYear));
    }
}

public sealed class SqliteHotlineEndToEndTests : HotlineEndToEndTests
{
    protected override Task<string[]> StorageAsync() => Task.FromResult<string[]>([$"--Storage:DataFolder={Folder}"]);
}

public sealed class PostgresHotlineEndToEndTests(PostgresFixture postgres) : HotlineEndToEndTests
{
    protected override async Task<string[]> StorageAsync() =>
    [
        "--Storage:Provider=postgres", $"--Storage:ConnectionString={await postgres.NewDatabaseAsync()}", $"--Storage:DataFolder={Folder}",
        $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}",
    ];
}
