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
public sealed record SimulatedOrder
{
    /// <summary>Unique; the same in every run of the same day.</summary>
    public required string Number { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required SimulatedOrderType Type { get; init; }

    public required string Topic { get; init; }

    public required string PlaceKind { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string CallerName { get; init; }

    public required string CallerPhone { get; init; }

    public required string Town { get; init; }

    public required string Address { get; init; }

    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    public required string Channel { get; init; }

    public required bool IsUrgent { get; init; }

    /// <summary>Number of the order of that day that it repeats; empty: none.</summary>
    public required string Earlier { get; init; }

    /// <summary>Departments do not agree who is responsible.</summary>
    public required bool IsDisputed { get; init; }

    /// <summary>Name of who is responsible in the end.</summary>
    public required string Department { get; init; }

    public required DateTimeOffset DispatchedAt { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When the department first speaks with the caller; null: it answers without.</summary>
    public required DateTimeOffset? ContactedAt { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    public required string Answer { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    public required bool Reached { get; init; }

    public required bool? Solved { get; init; }

    public required bool? Satisfied { get; init; }
}
