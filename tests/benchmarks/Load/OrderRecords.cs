using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks.Load;

/// <summary>Simulated orders with their whole way, made before any clock starts: the days up to yesterday, the oldest first.</summary>
internal static class OrderRecords
{
    public const string District = "440203";

    /// <param name="count">How many.</param>
    /// <param name="perDay">Calls a day.</param>
    public static OrderRecord[] Simulate(int count, double perDay)
    {
        var plan = OrderPlans.Wujiang() with { PerDay = perDay };
        var now = TimeProvider.System.GetUtcNow();
        var records = new List<OrderRecord>(count);
        for (var date = LocalTime.DateOf(now).AddDays(-1); records.Count < count; date = date.AddDays(-1))
            records.AddRange(OrderSimulator.Day(plan, date, LocalTime.Offset, seed: 1).Reverse().Select(order => order.ToMessage(now)));
        return [.. records.Take(count).Reverse()];
    }
}
