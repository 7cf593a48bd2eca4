using Google.Protobuf.WellKnownTypes;
using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.Gateway.Hotline;
using OpsCenter.V1;
using HotlineClient = OpsCenter.V1.Hotline.HotlineClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The hotline's part of the demo: the district's description, the orders of this year and the last as the platform knows them, then each
/// call when its time has come, with people at the desks; all of it through the public door.
/// </summary>
/// <param name="people">Ways in, and the clock.</param>
/// <param name="seed">Another number, other orders.</param>
/// <param name="history">Days of earlier orders; null: since January of last year.</param>
internal sealed class HotlineDemo(DemoPeople people, ulong seed, int? history)
{
    private const string Description = "wujiang-hotline.yaml";
    private readonly OrderPlan plan = OrderPlans.Wujiang();

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await new HotlineClient(await people.ChannelAsync("operator", people.District)).DefineHotlineAsync(
            new() { District = people.District, FileName = Description, Content = await DemoPeople.SampleAsync(Description) },
            cancellationToken: cancellation);
        var feed = new OrderFeed(new(await people.ChannelAsync("source", people.District)), people.District);
        var staff = new HotlineStaff(people);
        var asOf = people.Now;
        await feed.SendAsync(Past(asOf, staff), cancellation);
        await Task.WhenAll(staff.RunAsync(cancellation), CallsAsync(feed, staff, asOf, cancellation));
    }

    /// <summary>
    /// What came before now, the newest days first, so that the wall is alive from the first second. What is not closed yet is the staff's
    /// from now on.
    /// </summary>
    private IEnumerable<OrderRecord> Past(DateTimeOffset now, HotlineStaff staff)
    {
        var today = LocalTime.DateOf(now);
        var first = history is { } days ? today.AddDays(-days) : new(today.Year - 1, 1, 1);
        for (var date = today; date >= first; date = date.AddDays(-1))
            foreach (var order in Day(date))
            {
                if (order.ReceivedAt > now) continue;
                if (order.ClosedAt > now) staff.Take(order);
                if (FirstDispatch(order) is { } dispatched && order.ClaimedAt <= now)
                {
                    // Responsibility was disputed: the town had it first, until the platform sent it on.
                    yield return dispatched;
                    var sentOn = order.ToMessage(now);
                    sentOn.DispatchedAt = (order.DispatchedAt + ((order.ClaimedAt - order.DispatchedAt) / 2)).ToTimestamp();
                    yield return sentOn;
                }
                else yield return order.ToMessage(now);
            }
    }

    private async Task CallsAsync(OrderFeed feed, HotlineStaff staff, DateTimeOffset begun, CancellationToken cancellation)
    {
        for (var date = LocalTime.DateOf(begun); ; date = date.AddDays(1))
            foreach (var call in Day(date).Where(order => order.ReceivedAt > begun))
            {
                await people.DelayAsync(call.ReceivedAt - people.Now, cancellation);
                await people.InsistAsync($"Order {call.Number}", () => feed.SendAsync([call.ToCall()], cancellation), cancellation);
                staff.Take(call);
            }
    }

    /// <summary>
    /// A disputed order as it was dispatched first, to the town of its place; null: it went to who was responsible at once.
    /// </summary>
    private OrderRecord? FirstDispatch(SimulatedOrder order)
    {
        var town = plan.Towns.First(town => town.Code == order.Town).Name;
        if (!order.IsDisputed || order.Department == town) return null;
        var record = order.ToCall();
        (record.Department, record.DispatchedAt) = (town, order.DispatchedAt.ToTimestamp());
        return record;
    }

    private IReadOnlyList<SimulatedOrder> Day(DateOnly date) => OrderSimulator.Day(plan, date, LocalTime.Offset, seed);
}
