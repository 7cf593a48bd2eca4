using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>The hall's events and states as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppointmentMade))]
[JsonSerializable(typeof(TicketTaken))]
[JsonSerializable(typeof(TicketCalled))]
[JsonSerializable(typeof(TicketRecalled))]
[JsonSerializable(typeof(ServiceStarted))]
[JsonSerializable(typeof(ServiceCompleted))]
[JsonSerializable(typeof(ServiceRated))]
[JsonSerializable(typeof(TicketTransferred))]
[JsonSerializable(typeof(StaffLoggedIn))]
[JsonSerializable(typeof(StaffLoggedOut))]
[JsonSerializable(typeof(ServicePaused))]
[JsonSerializable(typeof(ServiceResumed))]
[JsonSerializable(typeof(TicketMissed))]
[JsonSerializable(typeof(TicketVoided))]
[JsonSerializable(typeof(TicketWithdrawn))]
[JsonSerializable(typeof(HallDefined))]
[JsonSerializable(typeof(HallDefinitionApplied))]
[JsonSerializable(typeof(Opened))]
[JsonSerializable(typeof(Closed))]
[JsonSerializable(typeof(WindowState))]
[JsonSerializable(typeof(QueueState))]
[JsonSerializable(typeof(HallState))]
public sealed partial class HallJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the hall's events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue
        .Add("hall.appointment-made", () => Default.AppointmentMade)
        .Add("hall.ticket-taken", () => Default.TicketTaken)
        .Add("hall.ticket-called", () => Default.TicketCalled)
        .Add("hall.ticket-recalled", () => Default.TicketRecalled)
        .Add("hall.service-started", () => Default.ServiceStarted)
        .Add("hall.service-completed", () => Default.ServiceCompleted)
        .Add("hall.service-rated", () => Default.ServiceRated)
        .Add("hall.ticket-transferred", () => Default.TicketTransferred)
        .Add("hall.staff-logged-in", () => Default.StaffLoggedIn)
        .Add("hall.staff-logged-out", () => Default.StaffLoggedOut)
        .Add("hall.service-paused", () => Default.ServicePaused)
        .Add("hall.service-resumed", () => Default.ServiceResumed)
        .Add("hall.ticket-missed", () => Default.TicketMissed)
        .Add("hall.ticket-voided", () => Default.TicketVoided)
        .Add("hall.ticket-withdrawn", () => Default.TicketWithdrawn)
        .Add("hall.defined", () => Default.HallDefined)
        .Add("hall.definition-applied", () => Default.HallDefinitionApplied)
        .Add("hall.opened", () => Default.Opened)
        .Add("hall.closed", () => Default.Closed);
}
