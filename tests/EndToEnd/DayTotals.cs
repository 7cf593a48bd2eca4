using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using Xunit;
using HallTheme = OpsCenter.V1.HallTheme;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>What a day comes to when it is over, counted from its facts with plain code.</summary>
internal static class DayTotals
{
    public static void Check(IReadOnlyCollection<SimulatedFact> facts, HallTheme day)
    {
        int Count(SimulatedFactKind kind, Func<SimulatedFact, bool>? which = null) =>
            facts.Count(fact => fact.Kind == kind && (which is null || which(fact)));
        var (taken, served) = (Count(SimulatedFactKind.TicketTaken), Count(SimulatedFactKind.ServiceCompleted));
        Assert.Equal((taken, served, taken - served), (day.Total.Taken, day.Total.Served, day.Total.Abandoned));
        Assert.Equal((0, 0, 0), (day.Total.Waiting, day.Total.Called, day.Total.Serving));
        Assert.Equal(Count(SimulatedFactKind.AppointmentMade), day.Total.Appointments);
        Assert.Equal(Enumerable.Range(1, 5).Select(rating => Count(SimulatedFactKind.ServiceRated, fact => fact.Rating == rating)),
            day.Total.Ratings);
        Assert.Equal(taken, day.Zones.Sum(zone => zone.Counts.Taken));
        Assert.Equal(served, day.Zones.Sum(zone => zone.Counts.Served));
        foreach (var queue in day.Queues)
            Assert.Equal(Count(SimulatedFactKind.TicketTaken, fact => fact.Queue == queue.Code), queue.Counts.Taken);
        foreach (var window in day.Windows)
            Assert.Equal(Count(SimulatedFactKind.ServiceCompleted, fact => fact.Window == window.Code), window.Served);
        foreach (var hour in day.Hours)
        {
            Assert.Equal(Count(SimulatedFactKind.TicketTaken, fact => HallTime.HourOf(fact.At) == hour.Hour), hour.Taken);
            Assert.Equal(Count(SimulatedFactKind.ServiceCompleted, fact => HallTime.HourOf(fact.At) == hour.Hour), hour.Served);
        }
        Assert.Equal(taken, day.Hours.Sum(hour => hour.Taken));
    }
}
