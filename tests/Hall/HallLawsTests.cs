using System.Collections.Immutable;
using CsCheck;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.Simulation;
using Xunit;

namespace OpsCenter.Tests.Hall;

/// <summary>What holds on the wall of any hall on any day.</summary>
public sealed class HallLawsTests
{
    private const int Days = 60;

    /// <summary>A day, and how many of its facts have come, in parts of a thousand.</summary>
    private static readonly Gen<(RandomHall Hall, int Part, int Seed)> Moments =
        Gen.Select(RandomHall.Any, Gen.Int[1, 1000], Gen.Int[0, int.MaxValue]);

    [Fact]
    public void The_wall_shows_what_the_facts_come_to() => Moments.Sample(
        moment =>
        {
            var facts = FactsUntil(moment.Hall, moment.Part);
            if (facts.Length == 0) return;
            var stage = new HallStage().Define(moment.Hall.Plan).Report(facts);
            Assert.Empty(stage.Refused);
            NaiveHall.Check(stage.Shown, moment.Hall.Plan, facts);
        },
        iter: Days);

    [Fact]
    public void The_order_of_arrival_does_not_matter() => Moments.Sample(
        moment =>
        {
            var facts = FactsUntil(moment.Hall, moment.Part);
            if (facts.Length == 0) return;
            var inOrder = new HallStage().Define(moment.Hall.Plan).Report(facts);
            var shuffled = new HallStage().Define(moment.Hall.Plan).Report(Shuffled(facts, moment.Seed));
            Assert.Empty(shuffled.Refused);
            Assert.Equal(inOrder.Shown, shuffled.Shown);
        },
        iter: Days);

    [Fact]
    public void A_hall_that_reports_no_logins_is_shown_the_same_in_any_order() => Moments.Sample(
        moment =>
        {
            var facts = FactsUntil(moment.Hall, moment.Part)
                .Where(fact => fact.Kind is not (SimulatedFactKind.StaffLoggedIn or SimulatedFactKind.StaffLoggedOut
                    or SimulatedFactKind.ServicePaused or SimulatedFactKind.ServiceResumed))
                .ToArray();
            if (facts.Length == 0) return;
            var inOrder = new HallStage().Define(moment.Hall.Plan).Report(facts);
            var shuffled = new HallStage().Define(moment.Hall.Plan).Report(Shuffled(facts, moment.Seed));
            Assert.Equal(inOrder.Shown, shuffled.Shown);
            Assert.Equal(inOrder.Shown, shuffled.Reload().Shown);
        },
        iter: Days);

    [Fact]
    public void Repeats_change_nothing() => Moments.Sample(
        moment =>
        {
            var facts = FactsUntil(moment.Hall, moment.Part);
            if (facts.Length == 0) return;
            var random = new Random(moment.Seed);
            var once = new HallStage().Define(moment.Hall.Plan).Report(facts);
            var again = new HallStage().Define(moment.Hall.Plan);
            for (var i = 0; i < facts.Length; i++)
            {
                again.Report([facts[i]]);
                if (random.Next(3) == 0) again.Report([facts[random.Next(i + 1)]]);
            }
            again.Report(facts);
            Assert.Empty(again.Refused);
            Assert.Equal(once.Shown, again.Shown);
        },
        iter: Days);

    [Fact]
    public void Saved_and_loaded_at_any_moment_it_goes_on_as_if_nothing_had_been() => Moments.Sample(
        moment =>
        {
            var facts = moment.Hall.Facts().ToArray();
            if (facts.Length == 0) return;
            var cut = facts.Length * moment.Part / 1000;
            var through = new HallStage().Define(moment.Hall.Plan).Report(facts);
            var loaded = new HallStage().Define(moment.Hall.Plan).Report(facts[..cut]);
            var before = cut == 0 ? null : loaded.Shown;
            loaded.Reload();
            if (before is not null) Assert.Equal(before, loaded.Shown);
            Assert.Equal(through.Shown, loaded.Report(facts[cut..]).Shown);
        },
        iter: Days);

    [Fact]
    public void A_screen_that_applies_the_steps_shows_the_newest_state() => Moments.Sample(
        moment =>
        {
            var facts = moment.Hall.Facts().ToArray();
            if (facts.Length == 0) return;
            var random = new Random(moment.Seed);
            var stage = new HallStage().Define(moment.Hall.Plan).Report(facts[..1]);
            var (before, screen, steps) = (stage.Shown, stage.Shown, 0);
            for (var from = 1; from < facts.Length;)
            {
                var to = Math.Min(facts.Length, from + 1 + random.Next(facts.Length / 10 + 1));
                var shown = stage.Report(facts[from..to]).Shown;
                if (shown != before)
                {
                    screen = stage.Difference(before, shown) is HallDelta delta ? Apply(screen, delta) : shown;
                    steps += stage.Difference(before, shown) is null ? 0 : 1;
                }
                Assert.Equal(shown, screen);
                (before, from) = (shown, to);
            }
        },
        iter: Days);

    [Fact]
    public void The_zones_add_up_to_the_hall() => Moments.Sample(
        moment =>
        {
            // Several zones: each queue and window of the random plan is put into one of three.
            var plan = moment.Hall.Plan with
            {
                Zones = [new("Z1", "个人"), new("Z2", "法人"), new("Z3", "其他")],
                Queues = [.. moment.Hall.Plan.Queues.Select((queue, i) => queue with { Zone = $"Z{(i + moment.Seed) % 3 + 1}" })],
                Windows = [.. moment.Hall.Plan.Windows.Select((window, i) => window with { Zone = $"Z{i % 3 + 1}" })],
            };
            var facts = FactsUntil(moment.Hall with { Plan = plan }, moment.Part);
            if (facts.Length == 0) return;
            var theme = new HallStage().Define(plan).Report(facts).Shown;
            NaiveHall.Check(theme, plan, facts);
            foreach (var count in new Func<Counts, int>[]
            {
                counts => counts.Taken, counts => counts.Waiting, counts => counts.Called, counts => counts.Serving,
                counts => counts.Served,
                counts => counts.Abandoned, counts => counts.Appointments, counts => counts.WindowsOpen, counts => counts.Ratings.Sum(),
            })
            {
                Assert.Equal(count(theme.Total), theme.Zones.Sum(zone => count(zone.Counts)));
            }
            Assert.Equal(theme.Total.Taken, theme.Queues.Sum(queue => queue.Counts.Taken));
            Assert.Equal(theme.Total.Taken, theme.Hours.Sum(hour => hour.Taken));
            Assert.Equal(theme.Total.Served, theme.Hours.Sum(hour => hour.Served));
            Assert.Equal(theme.Total.Served, theme.Windows.Sum(window => window.Served));
        },
        iter: Days);

    [Fact]
    public void A_new_description_in_the_middle_of_the_day_keeps_the_sums() => Moments.Sample(
        moment =>
        {
            var facts = moment.Hall.Facts().ToArray();
            if (facts.Length == 0) return;
            var cut = facts.Length * moment.Part / 1000;
            var plan = moment.Hall.Plan;
            var renamed = plan.ToDefinition()
                with
            { Zones = [new("N1", "另一个区")], Queues = [.. plan.ToDefinition().Queues.Select(queue => queue with { Zone = "N1" })] };
            var through = new HallStage().Define(plan).Report(facts).Shown;
            var redefined = new HallStage().Define(plan).Report(facts[..cut]).Define(renamed).Report(facts[cut..]);
            Assert.Equal(through.Total, redefined.Shown.Total);
            Assert.Equal(through.Total.Taken, Assert.Single(redefined.Shown.Zones).Counts.Taken);
            Assert.Equal(through with { DefinitionVersion = 3 }, redefined.Define(plan).Shown);
        },
        iter: Days);

    private static SimulatedFact[] FactsUntil(RandomHall hall, int part)
    {
        var facts = hall.Facts().ToArray();
        return facts[..(int)Math.Ceiling(facts.Length * part / 1000.0)];
    }

    private static SimulatedFact[] Shuffled(SimulatedFact[] facts, int seed)
    {
        var shuffled = facts.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>The rule of <c>HallDelta</c> in the public contract, as a browser follows it.</summary>
    private static HallTheme Apply(HallTheme theme, HallDelta delta) => theme with
    {
        Total = delta.Total ?? theme.Total,
        Zones = Replace(theme.Zones, delta.Zones, row => row.Code),
        Queues = Replace(theme.Queues, delta.Queues, row => row.Code),
        Windows = Replace(theme.Windows, delta.Windows, row => row.Code),
        Hours = Replace(theme.Hours, delta.Hours, row => $"{row.Hour}"),
        Alerts = delta.Alerts ?? theme.Alerts,
        Quarantined = delta.Quarantined ?? theme.Quarantined,
    };

    private static Rows<T> Replace<T>(Rows<T> rows, Rows<T> changed, Func<T, string> key)
    {
        var byKey = changed.ToDictionary(key);
        return new([.. rows.Select(row => byKey.GetValueOrDefault(key(row), row))]);
    }
}
