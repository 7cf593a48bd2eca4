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
/// <param name="Id">Unique within the hall, over all days; the same in every run of the same day.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, in the hall's local time, to the millisecond.</param>
/// <param name="Ticket">Number on the ticket, unique within the day (a replayed log: within the log).</param>
/// <param name="Queue">Code of the business queued for.</param>
/// <param name="Window">Code of the window.</param>
/// <param name="Staff">Code of the person at the window.</param>
/// <param name="ToQueue">Where a transferred ticket goes.</param>
/// <param name="ToWindow">The one window a transferred ticket is for; empty: any that serves the queue.</param>
/// <param name="Rating">5 非常满意 … 1 非常不满意; 0 where nothing is rated.</param>
/// <param name="Reason">Free text, Chinese, at most 200 characters.</param>
/// <param name="Appointment">Number of the appointment made, or kept with this ticket.</param>
public readonly record struct SimulatedFact(
    string Id,
    SimulatedFactKind Kind,
    DateTimeOffset At,
    string Ticket,
    string Queue,
    string Window,
    string Staff,
    string ToQueue,
    string ToWindow,
    int Rating,
    string Reason,
    string Appointment);
