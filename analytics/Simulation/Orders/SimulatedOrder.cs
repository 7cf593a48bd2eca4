namespace OpsCenter.Analytics.Simulation.Orders;

/// <summary>What kind of demand; the values are those of <c>OrderType</c> in the public contract.</summary>
public enum SimulatedOrderType
{
    Inquiry = 1,
    Request = 2,
    Complaint = 3,
    Report = 4,
    Suggestion = 5,
}

/// <summary>
/// An order as the city's platform would deliver it, with the whole way that it will go. Names, numbers and texts are composed;
/// nobody stands behind them.
/// </summary>
/// <param name="Number">Unique; the same in every run of the same day.</param>
/// <param name="Department">Name of who is responsible in the end.</param>
/// <param name="ContactedAt">When the department first speaks with the caller; null: it answers without.</param>
/// <param name="Earlier">Number of the order of that day that it repeats; empty: none.</param>
/// <param name="IsDisputed">Departments do not agree who is responsible.</param>
public sealed record SimulatedOrder(
    string Number, DateTimeOffset ReceivedAt, SimulatedOrderType Type, string Topic, string PlaceKind, string Title, string Text,
    string CallerName, string CallerPhone, string Town, string Address, double Latitude, double Longitude, string Channel,
    bool IsUrgent, string Earlier, bool IsDisputed, string Department,
    DateTimeOffset DispatchedAt, DateTimeOffset ClaimedAt, DateTimeOffset? ContactedAt, DateTimeOffset AnsweredAt, string Answer, DateTimeOffset ClosedAt,
    bool Reached, bool? Solved, bool? Satisfied);
