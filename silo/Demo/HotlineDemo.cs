using Google.Protobuf;
using Grpc.Net.Client;
using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.Gateway.Identity;
using OpsCenter.Silo.CommandLine;
using OpsCenter.V1;
using HotlineClient = OpsCenter.V1.Hotline.HotlineClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The hotline's part of the demo: the district's description, the orders of this year and the last as the platform knows them, then calls
/// as they come, with people at the desks; all of it through the public door.
/// </summary>
internal sealed class HotlineDemo(WebApplication app, string district, ulong seed, double speed, TimeProvider time)
{
    private const string Description = "wujiang-hotline.yaml";
    private readonly OrderPlan plan = OrderPlans.Wujiang();

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var manager = await DoorAsync("operator", district);
        await new HotlineClient(manager).DefineHotlineAsync(
            new() { District = district, FileName = Description, Content = await SampleAsync() }, cancellationToken: cancellation);
        using var platform = await DoorAsync("source", district);
        var feed = new OrderFeed(new(platform), district);
        await feed.SendAsync(Past(time.GetUtcNow()), cancellation);
        var staff = new HotlineStaff(district, DoorAsync, speed, time);
        await Task.WhenAll(staff.RunAsync(cancellation), CallsAsync(feed, staff, cancellation));
    }

    /// <summary>From January of last year to now, the newest days first, so that the wall is alive from the first second.</summary>
    private IEnumerable<OrderRecord> Past(DateTimeOffset now)
    {
        var today = LocalTime.DateOf(now);
        for (var date = today; date.Year >= today.Year - 1; date = date.AddDays(-1))
            foreach (var order in Day(date))
                if (order.ReceivedAt <= now) yield return order.ToMessage(now);
    }

    /// <summary>The days to come, faster than they will: each call comes now.</summary>
    private async Task CallsAsync(OrderFeed feed, HotlineStaff staff, CancellationToken cancellation)
    {
        var begun = time.GetUtcNow();
        for (var date = LocalTime.DateOf(begun); ; date = date.AddDays(1))
        {
            foreach (var call in Day(date).Where(order => order.ReceivedAt > begun))
            {
                var comes = begun + (call.ReceivedAt - begun) / speed;
                if (comes > time.GetUtcNow()) await Task.Delay(comes - time.GetUtcNow(), time, cancellation);
                var order = call.At(comes);
                await feed.SendAsync([order.ToCall()], cancellation);
                staff.Take(order);
            }
        }
    }

    private IReadOnlyList<SimulatedOrder> Day(DateOnly date) => OrderSimulator.Day(plan, date, LocalTime.Offset, seed);

    /// <summary>A caller of its own for each role and place.</summary>
    private async Task<GrpcChannel> DoorAsync(string role, string place)
    {
        var token = await app.Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync($"demo-{role}-{place.Replace('/', '-')}", new(role, place), TimeSpan.FromDays(1), "demo");
        return Door.Open(app.Configuration, token.Token);
    }

    private static async Task<ByteString> SampleAsync()
    {
        await using var sample = typeof(HotlineDemo).Assembly.GetManifestResourceStream($"samples/{Description}")!;
        return await ByteString.FromStreamAsync(sample);
    }
}
