using System.Collections.Immutable;

namespace OpsCenter.Hall;

/// <summary>Something that happened in the hall, as the queue system reports it and as the journal keeps it.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallFact")]
public abstract record HallEvent;

/// <summary>A fact about one ticket (号).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketFact")]
public abstract record TicketEvent([property: Id(0)] string Ticket) : HallEvent;

// ---- in a queue's history ----

/// <summary>预约: somebody will come.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.AppointmentMade")]
public sealed record AppointmentMade([property: Id(0)] string Appointment) : HallEvent;

/// <summary>取号.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketTaken")]
public sealed record TicketTaken(string Ticket) : TicketEvent(Ticket);

// ---- in a window's history ----

/// <summary>呼叫.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketCalled")]
public sealed record TicketCalled(string Ticket) : TicketEvent(Ticket);

/// <summary>重呼.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketRecalled")]
public sealed record TicketRecalled(string Ticket) : TicketEvent(Ticket);

/// <summary>到窗受理.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ServiceStarted")]
public sealed record ServiceStarted(string Ticket) : TicketEvent(Ticket);

/// <summary>办结.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ServiceCompleted")]
public sealed record ServiceCompleted(string Ticket) : TicketEvent(Ticket);

/// <summary>评价, 1 (非常不满意) to 5 (非常满意).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ServiceRated")]
public sealed record ServiceRated(string Ticket, [property: Id(0)] int Rating) : TicketEvent(Ticket);

/// <summary>转号: the ticket goes on waiting in another queue, perhaps for a given window.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketTransferred")]
public sealed record TicketTransferred(string Ticket, [property: Id(0)] string ToQueue, [property: Id(1)] string? ToWindow)
    : TicketEvent(Ticket);

/// <summary>窗口登录.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.StaffLoggedIn")]
public sealed record StaffLoggedIn([property: Id(0)] string Staff) : HallEvent;

/// <summary>窗口离席.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.StaffLoggedOut")]
public sealed record StaffLoggedOut : HallEvent;

/// <summary>暂停.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ServicePaused")]
public sealed record ServicePaused([property: Id(0)] string? Reason) : HallEvent;

/// <summary>恢复.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ServiceResumed")]
public sealed record ServiceResumed : HallEvent;

// ---- in either: the ticket left without being served ----

/// <summary>过号: called, did not come.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketMissed")]
public sealed record TicketMissed(string Ticket) : TicketEvent(Ticket);

/// <summary>空号: nobody behind the number.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketVoided")]
public sealed record TicketVoided(string Ticket) : TicketEvent(Ticket);

/// <summary>退办: the person gave up, or the business was taken back.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.TicketWithdrawn")]
public sealed record TicketWithdrawn(string Ticket, [property: Id(0)] string? Reason) : TicketEvent(Ticket);

// ---- what the hall's manager decides ----

/// <summary>In the hall's history: its description, whole.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallDefined")]
public sealed record HallDefined([property: Id(0)] long Version, [property: Id(1)] HallDefinition Definition) : HallEvent;

/// <summary>In a window's or queue's history: it takes facts from now on.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Opened")]
public sealed record Opened([property: Id(0)] long HallVersion, [property: Id(1)] ImmutableArray<string> HallQueues) : HallEvent;

/// <summary>In a window's or queue's history: it is not part of the hall any more.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Closed")]
public sealed record Closed([property: Id(0)] long HallVersion) : HallEvent;

/// <summary>In a hall's history: everything that <see cref="HallDefined"/> asks of windows and queues has been done.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallDefinitionApplied")]
public sealed record HallDefinitionApplied([property: Id(0)] long Version) : HallEvent;
