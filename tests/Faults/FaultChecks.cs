using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary>What must hold whatever has happened.</summary>
internal static class FaultChecks
{
    /// <summary>What was acknowledged is durable: sent again, as often as it takes, none of it is new.</summary>
    public static async Task AllThereAsync(HallTestClient door, IReadOnlyList<SimulatedFact> acknowledged)
    {
        var again = new SteadySource(door, acknowledged, batchSize: 500);
        await again.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, acknowledged.Count), (again.Accepted, again.Repeats));
        Assert.Empty(again.Surprises);
    }

    /// <summary>Everything is there once, and the wall shows it.</summary>
    public static async Task CompleteAsync(
        HallTestClient door, SteadyScreen screen, SteadySource source, IReadOnlyList<SimulatedFact> facts)
    {
        Assert.Equal(facts.Count, source.Acknowledged);
        Assert.Empty(source.Surprises);
        await AllThereAsync(door, facts);
        await Eventually.Passes(async () => DayTotals.Check(facts, await door.DayAsync(HallTime.DateOf(facts.First().At))));
        var served = facts.Count(fact => fact.Kind == SimulatedFactKind.ServiceCompleted);
        await screen.ShowsAsync(theme => theme.Total.Served == served && theme.Total.Waiting == 0,
            "the wall has come back and shows the day");
    }
}
