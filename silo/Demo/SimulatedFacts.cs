using Google.Protobuf.WellKnownTypes;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.V1;
using HallDefinition = OpsCenter.Hall.HallDefinition;
using HallFact = OpsCenter.V1.HallFact;
using OpeningHours = OpsCenter.Hall.OpeningHours;

namespace OpsCenter.Silo.Demo;

/// <summary>From the simulator's terms to those of the public contract and of the hall.</summary>
public static class SimulatedFacts
{
    public static HallFact ToMessage(this SimulatedFact fact) => new()
    {
        Id = fact.Id,
        Kind = (HallFactKind)(int)fact.Kind,
        OccurredAt = fact.At.ToTimestamp(),
        Ticket = fact.Ticket,
        Queue = fact.Queue,
        Window = fact.Window,
        Staff = fact.Staff,
        ToQueue = fact.ToQueue,
        ToWindow = fact.ToWindow,
        Rating = fact.Rating,
        Reason = fact.Reason,
        Appointment = fact.Appointment,
    };

    /// <summary>The description of the hall that a plan is a plan of.</summary>
    public static HallDefinition ToDefinition(this HallPlan plan) => new(
        plan.Name,
        [.. plan.Zones.Select(zone => new Zone(zone.Code, zone.Name))],
        [.. plan.Queues.Select(queue => new Queue(queue.Code, queue.Name, queue.Zone))],
        [.. plan.Windows.Select(window => new Window(window.Code, window.Name, window.Zone, window.Queues))],
        [.. plan.Staff.Select(member => new StaffMember(member.Code, member.Name))],
        [.. plan.Hours.Sessions.Select(session => new OpeningHours(session.Day, session.Opens, session.Closes))]);
}
