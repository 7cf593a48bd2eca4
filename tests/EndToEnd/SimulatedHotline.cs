using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// The simulator's hotline in another district, with few calls. Departments take about a day for what nobody wants, and never so long that
/// the product goes on by itself, so that everything follows from what the platform sends.
/// </summary>
internal static class SimulatedHotline
{
    /// <summary>The orders received from one local day to another, both included.</summary>
    /// <param name="district">Six digits; the towns of 武江区 lie in it.</param>
    /// <param name="perDay">Mean of calls a day.</param>
    public static IEnumerable<SimulatedOrder> Orders(string district, DateOnly from, DateOnly to, double perDay, ulong seed)
    {
        var plan = Plan(district, perDay);
        for (var date = from; date <= to; date = date.AddDays(1))
            foreach (var order in OrderSimulator.Day(plan, date, LocalTime.Offset, seed))
                // Of an urgent one a claim is deemed made after hours.
                yield return order with { IsUrgent = order.IsUrgent && !order.IsDisputed };
    }

    private static OrderPlan Plan(string district, double perDay)
    {
        var plan = OrderPlans.Wujiang();
        return plan with
        {
            District = district,
            PerDay = perDay,
            Towns = [.. plan.Towns.Select(town => town with { Code = district + town.Code[6..] })],
            Way = plan.Way with { Claim = new(Math.Log(2 * 3600), 0.2), DisputedClaim = new(Math.Log(30 * 3600), 0.2), Urgent = 0.05 },
        };
    }
}
