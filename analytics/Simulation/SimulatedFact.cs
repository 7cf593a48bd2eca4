namespace OpsCenter.Analytics.Simulation;

/// <summary>What a queue system reports; the values are those of <c>HallFactKind</c> in the public contract.</summary>
public enum SimulatedFactKind
{
    AppointmentMade = 1,
    TicketTaken = 2,
    TicketCalled = 3,
    TicketRecalled = 4,
    ServiceStarted = 5,
    ServiceCompleted = 6,
    ServiceRated = 7,
    TicketTransferred = 8,
    TicketMissed = 9,
    TicketVoided = 10,
    TicketWithdrawn = 11,
    StaffLoggedIn = 12,
    StaffLoggedOut = 13,
    ServicePaused = 14,
    ServiceResumed = 15,
}

/// <summary>
/// One fact of a hall, as its queue system would report it. Only the fields that its kind needs are filled
/// (the table stands at <c>HallFact</c> in the public contract); a field that does not apply is the empty
/// string, the rating 0.
/// </summary>
public readonly record struct SimulatedFact
{
    /// <summary>Unique within the hall, over all days; the same in every run of the same day.</summary>
    public required string Id { get; init; }

    /// <summary>What happened.</summary>
    public required SimulatedFactKind Kind { get; init; }

    /// <summary>When, in the hall's local time, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Number on the ticket, unique within the day (a replayed log: within the log).</summary>
    public required string Ticket { get; init; }

    /// <summary>Code of the business queued for.</summary>
    public required string Queue { get; init; }

    /// <summary>Code of the window.</summary>
    public required string Window { get; init; }

    /// <summary>Code of the person at the window.</summary>
    public required string Staff { get; init; }

    /// <summary>Where a transferred ticket goes.</summary>
    public required string ToQueue { get; init; }

    /// <summary>The one window a transferred ticket is for; empty: any that serves the queue.</summary>
    public required string ToWindow { get; init; }

    /// <summary>5 非常满意 … 1 非常不满意; 0 where nothing is rated.</summary>
    public required int Rating { get; init; }

    /// <summary>Free text, Chinese, at most 200 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Number of the appointment made, or kept with this ticket.</summary>
    public required string Appointment { get; init; }
}
