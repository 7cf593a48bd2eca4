using CsCheck;
using OpsCenter.Analytics.Simulation.Orders;
using Xunit;

namespace OpsCenter.Tests.Simulation;

/// <summary>What holds of every simulated day of a hotline.</summary>
public sealed class OrderSimulatorTests
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly OrderPlan Plan = OrderPlans.Wujiang();

    private static readonly Gen<IReadOnlyList<SimulatedOrder>> Days =
        Gen.Select(Gen.Int[0, 3000], Gen.ULong)
            .Select((day, seed) => OrderSimulator.Day(Plan, new DateOnly(2020, 1, 1).AddDays(day), Offset, seed));

    [Fact]
    public void The_same_arguments_give_the_same_orders() =>
        Assert.Equal(OrderSimulator.Day(Plan, new(2026, 3, 2), Offset, 7), OrderSimulator.Day(Plan, new(2026, 3, 2), Offset, 7));

    [Fact]
    public void Another_seed_gives_other_orders() =>
        Assert.NotEqual(OrderSimulator.Day(Plan, new(2026, 3, 2), Offset, 7), OrderSimulator.Day(Plan, new(2026, 3, 2), Offset, 8));

    [Fact]
    public void Numbers_are_unique_and_calls_lie_in_the_day_in_order() => Days.Sample(orders =>
    {
        Assert.Equal(orders.Count, orders.DistinctBy(order => order.Number).Count());
        Assert.Equal(orders, orders.OrderBy(order => order.ReceivedAt));
        Assert.True(orders.Select(order => order.ReceivedAt.Date).Distinct().Count() <= 1);
    }, iter: 50);

    [Fact]
    public void Every_step_comes_after_the_one_before() => Days.Sample(orders => Assert.All(orders, order =>
        Assert.True(order.ReceivedAt < order.DispatchedAt && order.DispatchedAt < order.ClaimedAt && order.ClaimedAt < order.AnsweredAt
            && order.AnsweredAt < order.ClosedAt
            && (order.ContactedAt is not { } contacted || (order.ClaimedAt < contacted && contacted < order.AnsweredAt)))), iter: 50);

    [Fact]
    public void Only_who_was_reached_says_whether_it_is_solved_and_only_of_solved_matters_that_he_is_satisfied() =>
        Days.Sample(orders => Assert.All(orders, order =>
    {
        Assert.Equal(order.Reached, order.Solved is not null);
        Assert.False(order.Satisfied == true && order.Solved != true);
    }), iter: 50);

    [Fact]
    public void No_place_holder_is_left_in_a_text() => Days.Sample(orders => Assert.All(orders, order =>
        Assert.DoesNotContain('{', order.Title + order.Text + order.Address + order.Answer)), iter: 50);

    [Fact]
    public void A_repeat_names_an_earlier_order_of_the_day_on_the_same_matter() =>
        Days.Sample(orders => Assert.All(orders.Where(order => order.Earlier.Length > 0), order =>
    {
        var first = orders.Single(other => other.Number == order.Earlier);
        Assert.True(first.ReceivedAt < order.ReceivedAt);
        Assert.Equal((first.Topic, first.Address), (order.Topic, order.Address));
    }), iter: 50);

    [Fact]
    public void A_year_has_about_as_many_orders_as_the_district_in_2023_and_its_mix_of_types()
    {
        var year = Enumerable.Range(0, 365).SelectMany(day => OrderSimulator.Day(Plan, new DateOnly(2023, 1, 1).AddDays(day), Offset, 1))
            .ToList();
        Assert.InRange(year.Count, 22_000, 23_000);
        Assert.InRange(year.Count(order => order.Type == SimulatedOrderType.Complaint) / (double)year.Count, 0.40, 0.70);
        Assert.All(Plan.Towns, town => Assert.Contains(year, order => order.Town == town.Code));
        Assert.All(Plan.Matters, matter => Assert.Contains(year, order => order.Topic == matter.Topic));
    }

    [Fact]
    public void A_plan_that_cannot_be_simulated_is_refused_with_the_reason() => Assert.Contains(
        "weekday factors",
        Assert.Throws<ArgumentException>(() => OrderSimulator.Day(Plan with { WeekdayFactors = [1] }, new(2026, 3, 2), Offset, 1)).Message);
}
