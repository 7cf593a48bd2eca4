using Google.Protobuf.WellKnownTypes;
using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.V1;

namespace OpsCenter.Silo.Demo;

/// <summary>From the simulator's terms to those of the public contract.</summary>
public static class SimulatedOrders
{
    /// <summary>The order as the platform knows it at a moment: of its way only what has happened by then.</summary>
    public static OrderRecord ToMessage(this SimulatedOrder order, DateTimeOffset asOf)
    {
        var record = order.ToCall();
        if (order.DispatchedAt > asOf) return record;
        (record.Department, record.DispatchedAt) = (order.Department, order.DispatchedAt.ToTimestamp());
        if (order.ClaimedAt <= asOf) record.ClaimedAt = order.ClaimedAt.ToTimestamp();
        if (order.ContactedAt <= asOf) record.ContactedAt = order.ContactedAt.Value.ToTimestamp();
        if (order.AnsweredAt <= asOf) (record.AnsweredAt, record.Answer) = (order.AnsweredAt.ToTimestamp(), order.Answer);
        if (order.ClosedAt > asOf) return record;
        (record.ClosedAt, record.Reached) = (order.ClosedAt.ToTimestamp(), order.Reached);
        if (order.Solved is { } solved) record.Solved = solved;
        if (order.Satisfied is { } satisfied) record.Satisfied = satisfied;
        return record;
    }

    /// <summary>The call alone: it is to be dispatched here.</summary>
    public static OrderRecord ToCall(this SimulatedOrder order) => new()
    {
        Number = order.Number,
        ReceivedAt = order.ReceivedAt.ToTimestamp(),
        Type = (OrderType)(int)order.Type,
        Topic = order.Topic,
        Title = order.Title,
        Content = order.Text,
        CallerName = order.CallerName,
        CallerPhone = order.CallerPhone,
        Place = order.Town,
        PlaceKind = order.PlaceKind,
        Address = order.Address,
        Location = new() { Latitude = order.Latitude, Longitude = order.Longitude },
        Channel = order.Channel,
        EarlierNumber = order.Earlier,
        Urgent = order.IsUrgent,
    };
}
