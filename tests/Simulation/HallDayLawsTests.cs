using CsCheck;
using OpsCenter.Analytics.Simulation;
using Xunit;
using static OpsCenter.Analytics.Simulation.SimulatedFactKind;

namespace OpsCenter.Tests.Simulation;

/// <summary>What holds on every simulated day, whatever the hall and however people behave.</summary>
public sealed class HallDayLawsTests
{
    private const int Days = 150;

    [Fact]
    public void Facts_are_in_the_order_of_their_times_and_of_the_day_or_the_night_after() => Sample((hall, facts) =>
    {
        for (var i = 1; i < facts.Count; i++) Assert.True(facts[i - 1].At <= facts[i].At, $"{facts[i - 1]} before {facts[i]}");
        var midnight = new DateTimeOffset(hall.Date.ToDateTime(default), TimeSpan.FromHours(8));
        Assert.All(facts, fact => Assert.True(fact.At >= midnight));
        Assert.All(facts, fact => Assert.True(fact.Kind != TicketTaken || fact.At < midnight.AddDays(1)));
    });

    [Fact]
    public void Ids_are_unique_and_name_hall_and_date() => Sample((hall, facts) =>
    {
        Assert.Equal(facts.Count, facts.Select(fact => fact.Id).Distinct().Count());
        Assert.All(facts, fact => Assert.StartsWith($"T1-{hall.Date:yyyyMMdd}-", fact.Id));
        Assert.All(facts, fact => Assert.InRange(fact.Id.Length, 1, 64));
    });

    [Fact]
    public void The_same_seed_gives_the_same_facts() => Sample((hall, facts) => Assert.Equal(facts, hall.Facts()));

    [Fact]
    public void A_fact_carries_the_fields_that_its_kind_needs() => Sample((hall, facts) =>
    {
        foreach (var fact in facts)
        {
            var (ticket, queue, window) = (fact.Ticket.Length > 0, fact.Queue.Length > 0, fact.Window.Length > 0);
            Assert.True(fact.Kind switch
            {
                AppointmentMade => !ticket && queue && fact.Appointment.Length > 0,
                TicketTaken => ticket && queue && !window,
                TicketCalled or TicketRecalled or ServiceStarted or ServiceCompleted or TicketMissed or TicketVoided => ticket && window,
                ServiceRated => ticket && window && fact.Rating is >= 1 and <= 5,
                TicketTransferred => ticket && window && fact.ToQueue.Length > 0,
                TicketWithdrawn => ticket && queue != window && fact.Reason.Length > 0,
                StaffLoggedIn => window && fact.Staff.Length > 0,
                StaffLoggedOut or ServiceResumed => window,
                ServicePaused => window && fact.Reason.Length > 0,
                _ => false,
            }, fact.ToString());
        }
    });

    [Fact]
    public void A_ticket_goes_from_taken_to_one_end_and_is_at_one_window_at_a_time() => Sample((hall, facts) =>
    {
        foreach (var visit in facts.Where(fact => fact.Ticket.Length > 0).GroupBy(fact => fact.Ticket))
        {
            // waiting → called → serving → (waiting again, once) → ended
            var state = "new";
            var (window, queue, only) = ("", "", "");
            foreach (var fact in visit)
            {
                if (fact.Window.Length > 0 && state is "called" or "serving" or "served") Assert.Equal(window, fact.Window);
                (var before, state) = (state, (state, fact.Kind) switch
                {
                    ("new", TicketTaken) => "waiting",
                    ("waiting", TicketCalled) => "called",
                    ("waiting", TicketWithdrawn) when fact.Window.Length == 0 => "ended",
                    ("called", TicketRecalled) => "called",
                    ("called", ServiceStarted) => "serving",
                    ("called", TicketMissed or TicketVoided) => "ended",
                    ("serving", ServiceCompleted) => "served",
                    ("serving", TicketWithdrawn) => "ended",
                    ("serving", TicketTransferred) => "waiting",
                    ("served", ServiceRated) => "ended",
                    var wrong => throw new InvalidOperationException($"{wrong}: {fact}"),
                });
                if (fact.Kind == TicketTaken) queue = fact.Queue;
                if (fact.Kind == TicketTransferred) (queue, only) = (fact.ToQueue, fact.ToWindow);
                if (fact.Kind == TicketWithdrawn && before == "waiting") Assert.Equal(queue, fact.Queue);
                if (fact.Kind != TicketCalled) continue;
                window = fact.Window;
                Assert.Contains(queue, hall.Plan.Windows.Single(planned => planned.Code == window).Queues);
                if (only.Length > 0) Assert.Equal(only, window);
            }

            Assert.True(state is "ended" or "served", $"{visit.Key} ends the day {state}.");
            Assert.InRange(visit.Count(fact => fact.Kind == TicketTransferred), 0, 1);
        }
    });

    [Fact]
    public void A_window_is_with_one_ticket_at_a_time_and_only_while_manned_and_not_paused() => Sample((hall, facts) =>
    {
        foreach (var day in facts.Where(fact => fact.Window.Length > 0).GroupBy(fact => fact.Window))
        {
            var (manned, paused, ticket) = (false, false, "");
            foreach (var fact in day)
            {
                switch (fact.Kind)
                {
                    case StaffLoggedIn:
                        Assert.False(manned, $"{fact}: twice");
                        manned = true;
                        break;
                    case StaffLoggedOut:
                        Assert.True(manned && !paused && ticket == "", $"{fact}: {manned}, {paused}, {ticket}");
                        manned = false;
                        break;
                    case ServicePaused:
                        Assert.True(manned && !paused && ticket == "", $"{fact}: {manned}, {paused}, {ticket}");
                        paused = true;
                        break;
                    case ServiceResumed:
                        Assert.True(paused, $"{fact}: was not paused");
                        paused = false;
                        break;
                    case TicketCalled:
                        Assert.True(manned && !paused && ticket == "", $"{fact}: {manned}, {paused}, {ticket}");
                        ticket = fact.Ticket;
                        break;
                    case ServiceRated:
                        Assert.True(manned && ticket == "", $"{fact}: {manned}, {ticket}");
                        break;
                    default:
                        Assert.Equal(ticket, fact.Ticket);
                        if (fact.Kind is ServiceCompleted or TicketWithdrawn or TicketTransferred or TicketMissed or TicketVoided)
                            ticket = "";
                        break;
                }
            }

            Assert.True(!manned && !paused && ticket == "", $"{day.Key} ends the day {manned}, {paused}, {ticket}.");
        }
    });

    [Fact]
    public void Totals_add_up() => Sample((hall, facts) =>
    {
        int Of(params SimulatedFactKind[] kinds) => facts.Count(fact => kinds.Contains(fact.Kind));
        Assert.Equal(Of(TicketTaken), Of(ServiceCompleted, TicketMissed, TicketVoided, TicketWithdrawn));
        Assert.Equal(Of(ServiceStarted),
            Of(ServiceCompleted, TicketTransferred) + facts.Count(fact => fact.Kind == TicketWithdrawn && fact.Window.Length > 0));
        Assert.Equal(Of(TicketCalled), Of(ServiceStarted, TicketMissed, TicketVoided));
        Assert.Equal(Of(StaffLoggedIn), Of(StaffLoggedOut));
        Assert.Equal(Of(ServicePaused), Of(ServiceResumed));
        Assert.Equal(Of(TicketTaken), facts.Where(fact => fact.Kind == TicketTaken).Select(fact => fact.Ticket).Distinct().Count());
    });

    [Fact]
    public void A_window_calls_who_was_sent_to_it_then_appointments_and_transfers_then_the_first_who_came() => Sample((hall, facts) =>
    {
        var serves = hall.Plan.Windows.ToDictionary(window => window.Code, window => window.Queues.ToHashSet());
        var waiting = new Dictionary<string, (string Queue, string Only, bool First, DateTimeOffset Joined)>();
        foreach (var fact in facts)
        {
            if (fact.Kind == TicketTaken) waiting.Add(fact.Ticket, (fact.Queue, "", fact.Appointment.Length > 0, fact.At));
            else if (fact.Kind == TicketTransferred) waiting.Add(fact.Ticket, (fact.ToQueue, fact.ToWindow, true, fact.At));
            else if (fact.Kind == TicketWithdrawn) waiting.Remove(fact.Ticket);
            else if (fact.Kind == TicketCalled)
            {
                Assert.True(waiting.Remove(fact.Ticket, out var called));
                var mine = Turn(called);
                Assert.All(
                    waiting.Values
                        .Where(other => other.Only == fact.Window || (other.Only.Length == 0 && serves[fact.Window].Contains(other.Queue))),
                    other => Assert.True(mine.CompareTo(Turn(other)) <= 0, $"{fact}: {other} was before {called}"));
            }

            (int, DateTimeOffset) Turn((string Queue, string Only, bool First, DateTimeOffset Joined) visit) =>
                (visit.Only.Length > 0 ? 0 : visit.First ? 1 : 2, visit.Joined);
        }
    });

    [Fact]
    public void An_appointment_is_made_before_the_hall_opens_and_kept_once_at_most_in_its_queue() => Sample((hall, facts) =>
    {
        var made = facts.Where(fact => fact.Kind == AppointmentMade).ToDictionary(fact => fact.Appointment);
        var kept = facts.Where(fact => fact is { Kind: TicketTaken, Appointment.Length: > 0 }).ToList();
        Assert.Equal(kept.Count, kept.Select(fact => fact.Appointment).Distinct().Count());
        var opens = hall.Plan.Hours.On(DayOfWeek.Monday).First().Opens;
        Assert.All(kept, fact => Assert.True(made[fact.Appointment].Queue == fact.Queue && made[fact.Appointment].At <= fact.At));
        Assert.All(made.Values, fact => Assert.True(TimeOnly.FromDateTime(fact.At.DateTime) <= opens));
    });

    private static void Sample(Action<RandomHall, List<SimulatedFact>> law)
    {
        RandomHall.Any.Sample(hall => law(hall, [.. hall.Facts()]), iter: Days, print: hall => $"{hall.Plan} {hall.Date} seed {hall.Seed}");
    }
}
