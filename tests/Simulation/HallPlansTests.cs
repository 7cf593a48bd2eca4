using OpsCenter.Analytics.Simulation;
using Xunit;

namespace OpsCenter.Tests.Simulation;

public sealed class HallPlansTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Fact]
    public void The_hall_of_Wujiang_has_30_windows_in_two_zones_and_600_to_900_tickets_a_day()
    {
        var plan = HallPlans.Wujiang();
        Assert.Empty(plan.Errors());
        Assert.Equal(30, plan.Windows.Count);
        Assert.Equal(["个人业务服务区", "法人业务服务区"], plan.Zones.Select(zone => zone.Name));
        var tickets = Enumerable.Range(0, 60).Select(day => Monday.AddDays(day))
            .Where(day => plan.Hours.On(day.DayOfWeek).Any())
            .Select(day => Day(plan, day).Count(fact => fact.Kind == SimulatedFactKind.TicketTaken))
            .ToList();
        Assert.InRange(tickets.Average(), 650, 850);
        Assert.All(tickets, count => Assert.InRange(count, 500, 1100));
    }

    [Fact]
    public void Everything_that_can_happen_in_a_hall_happens_in_a_week_of_Wujiang() => Assert.Equal(
        Enum.GetValues<SimulatedFactKind>(),
        Enumerable.Range(0, 5).SelectMany(day => Day(HallPlans.Wujiang(), Monday.AddDays(day))).Select(fact => fact.Kind).Distinct()
            .Order());

    [Fact]
    public void Numbers_are_taken_only_while_the_hall_is_open()
    {
        var taken = Day(HallPlans.Wujiang(), Monday).Where(fact => fact.Kind == SimulatedFactKind.TicketTaken)
            .Select(fact => TimeOnly.FromDateTime(fact.At.DateTime));
        Assert.All(taken,
            time => Assert.True(time.IsBetween(new(9, 0), new(12, 0)) || time.IsBetween(new(14, 30), new(17, 30)), $"{time}"));
    }

    [Fact]
    public void With_midday_duty_half_the_windows_rest_at_a_time_and_the_hall_goes_on()
    {
        var plan = HallPlans.Wujiang(HallHours.MiddayDuty);
        var facts = Day(plan, Monday).ToList();
        Assert.Equal(60, facts.Count(fact => fact.Kind == SimulatedFactKind.StaffLoggedIn));
        Assert.Contains(facts, fact => fact.Kind == SimulatedFactKind.TicketTaken && fact.At.Hour == 12);
        Assert.Contains(facts, fact => fact.Kind == SimulatedFactKind.ServiceStarted && fact.At.Hour == 13);
    }

    [Fact]
    public void A_closed_day_has_no_facts_unless_it_is_worked_like_a_Monday()
    {
        var sunday = Monday.AddDays(6);
        Assert.Empty(Day(HallPlans.Wujiang(), sunday));
        Assert.NotEmpty(HallSimulator.Day(HallPlans.Wujiang(), HallProfile.Hall, sunday, China, 1, asDay: DayOfWeek.Monday));
    }

    [Fact]
    public void Another_seed_or_day_gives_other_facts()
    {
        var plan = HallPlans.Wujiang();
        var facts = Times(Day(plan, Monday));
        Assert.NotEqual(facts, Times(Day(plan, Monday.AddDays(7))));
        Assert.NotEqual(facts, Times(HallSimulator.Day(plan, HallProfile.Hall, Monday, China, 2)));
        Assert.NotEqual(facts, Times(Day(plan with { Code = "WJ2" }, Monday)));

        static List<TimeSpan> Times(IEnumerable<SimulatedFact> day) => [.. day.Select(fact => fact.At.TimeOfDay)];
    }

    [Fact]
    public void A_seed_gives_the_same_day_for_ever()
    {
        var profile = new HallProfile
        {
            TicketsPerDay = 600,
            Services = new Dictionary<string, LogNormal> { ["PS"] = new(5.5, 1) },
            Patience = new([0, 300], [0.0001, 0.001]),
            Recalled = 0.1,
            Transferred = 0.1,
            PausesPerHour = 1,
        };
        var facts = HallSimulator.Day(HallPlans.Synthetic(4, 2), profile, Monday, China, 1).Take(1000).ToList();
        Assert.Equal(("SYN4-20261123-001000", SimulatedFactKind.TicketCalled, "12:35:27", "W02"),
            (facts[^1].Id, facts[^1].Kind, facts[^1].At.ToString("HH:mm:ss"), facts[^1].Window));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 7)]
    [InlineData(40, 3)]
    [InlineData(2000, 40)]
    [InlineData(1000, 1000)]
    public void A_synthetic_hall_of_any_size_can_be_simulated(int windows, int queues)
    {
        var plan = HallPlans.Synthetic(windows, queues);
        Assert.Empty(plan.Errors());
        Assert.Equal((windows, queues), (plan.Windows.Count, plan.Queues.Count));
        Assert.Equal(1500, HallSimulator.Day(plan, HallProfile.Busy(plan, 0.8), Monday, China, 1).Take(1500).Count());
    }

    [Fact]
    public void A_busy_hall_is_as_busy_as_was_asked_for()
    {
        var plan = HallPlans.Synthetic(50, 10);
        var started = new Dictionary<string, DateTimeOffset>();
        var served = TimeSpan.Zero;
        foreach (var fact in HallSimulator.Day(plan, HallProfile.Busy(plan, 0.8), Monday, China, 3))
        {
            if (fact.Kind == SimulatedFactKind.TicketCalled) started[fact.Window] = fact.At;
            if (fact.Kind is SimulatedFactKind.ServiceCompleted or SimulatedFactKind.TicketTransferred
                || (fact.Kind == SimulatedFactKind.TicketWithdrawn && fact.Window.Length > 0))
                served += fact.At - started[fact.Window];
        }

        Assert.InRange(served / (TimeSpan.FromHours(12) * 50), 0.55, 0.85);
    }

    [Fact]
    public void A_plan_with_errors_is_refused_with_one_sentence_each()
    {
        var plan = HallPlans.Synthetic(2, 2);
        var wrong = plan with
        {
            Windows = [plan.Windows[0] with { Queues = ["Q1", "NO"] }, plan.Windows[0]],
            Hours = HallHours.Daily(new(17, 0), new(9, 0)),
        };
        var error = Assert.Throws<ArgumentException>(
            () => HallSimulator.Day(wrong, HallProfile.Hall with { Missed = 2, Patience = new([0, 10], [1]) }, Monday, China, 1));
        Assert.Contains("Window W01 is defined twice.", error.Message);
        Assert.Contains("Window W01 names the unknown queue NO.", error.Message);
        Assert.Contains("On Sunday the hall closes at 09:00 before it opens at 17:00.", error.Message);
        Assert.Contains("Patience has not one rate", error.Message);
        Assert.Contains("Missed is not between 0 and 1.", error.Message);
    }

    private static IEnumerable<SimulatedFact> Day(HallPlan plan, DateOnly date) =>
        HallSimulator.Day(plan, HallProfile.Hall, date, China, 1);
}
