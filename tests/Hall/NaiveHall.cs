using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using Xunit;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;
using Kind = OpsCenter.Analytics.Simulation.SimulatedFactKind;

namespace OpsCenter.Tests.Hall;

/// <summary>
/// The wall computed a second time, from the list of all facts, by the definitions in the public contract and without
/// any sum that is kept up: slow, plain, and independent of the code it checks.
/// </summary>
internal sealed class NaiveHall
{
    private readonly HallPlan plan;
    private readonly DateTimeOffset now;
    private readonly SimulatedFact[] facts;
    private readonly Visitor[] visitors;

    private NaiveHall(HallPlan plan, SimulatedFact[] facts, DateTimeOffset now)
    {
        (this.plan, this.facts, this.now) = (plan, facts, now);
        visitors = [.. facts.Where(fact => fact.Ticket.Length > 0).GroupBy(fact => fact.Ticket)
            .Select(visit => new Visitor(visit.Key, Ordered(visit)))];
    }

    /// <summary>Compares everything that the theme shows with the facts of its day.</summary>
    public static void Check(HallTheme theme, HallPlan plan, IEnumerable<SimulatedFact> all)
    {
        var ofTheDay = all.Where(fact => HallTime.DateOf(fact.At) == theme.Date).ToArray();
        new NaiveHall(plan, ofTheDay, ofTheDay.Max(fact => fact.At)).Check(theme);
    }

    private void Check(HallTheme theme)
    {
        CheckCounts("hall", theme.Total, _ => true, _ => true, plan.Windows);
        foreach (var zone in plan.Zones)
        {
            var row = Assert.Single(theme.Zones, row => row.Code == zone.Code);
            CheckCounts(
                zone.Code, row.Counts, queue => ZoneOfQueue(queue) == zone.Code,
                visitor => (visitor.Queue is { } queue ? ZoneOfQueue(queue) : ZoneOfWindow(visitor.Window)) == zone.Code,
                [.. plan.Windows.Where(window => window.Zone == zone.Code)]);
        }
        foreach (var queue in plan.Queues)
        {
            var row = Assert.Single(theme.Queues, row => row.Code == queue.Code);
            CheckCounts(queue.Code, row.Counts, code => code == queue.Code, visitor => visitor.Queue == queue.Code, null);
        }
        foreach (var window in plan.Windows) CheckWindow(Assert.Single(theme.Windows, row => row.Code == window.Code), window);
        CheckHours(theme);
        CheckAlerts(theme);
    }

    private void CheckCounts(
        string place, Counts counts, Func<string, bool> isTakenHere, Func<Visitor, bool> isHere, IReadOnlyList<PlannedWindow>? windows)
    {
        var taken = visitors.Where(visitor => visitor.TakenIn is { } queue && isTakenHere(queue)).ToArray();
        var here = visitors.Where(isHere).ToArray();
        Assert.True(taken.Length == counts.Taken, $"{place}: {taken.Length} taken, shown {counts.Taken}");
        foreach (var (state, shown) in new[]
        {
            (VisitState.Waiting, counts.Waiting), (VisitState.Called, counts.Called), (VisitState.Serving, counts.Serving),
            (VisitState.Served, counts.Served), (VisitState.Abandoned, counts.Abandoned),
        })
        {
            Assert.True(here.Count(visitor => visitor.State == state) == shown,
                $"{place}: {state} {here.Count(visitor => visitor.State == state)}, shown {shown}");
        }
        Assert.Equal(facts.Count(fact => fact.Kind == Kind.AppointmentMade && isTakenHere(fact.Queue)), counts.Appointments);
        AssertMean(place, taken.Where(visitor => visitor.Wait is not null).Select(visitor => visitor.Wait!.Value), counts.MeanWait);
        AssertMean(place, here.SelectMany(visitor => visitor.Services).Select(service => service.Length), counts.MeanService);
        Assert.Equal(Enumerable.Range(1, 5).Select(rating => here.Count(visitor => visitor.Rating == rating)), counts.Ratings);
        var oldest = here.Where(visitor => visitor.State == VisitState.Waiting).OrderBy(visitor => visitor.Since)
            .ThenBy(visitor => visitor.Ticket, StringComparer.Ordinal).FirstOrDefault();
        Assert.Equal((oldest?.Since, oldest?.Ticket ?? ""), (counts.OldestWaitingSince, counts.OldestWaitingTicket));
        if (windows is null) return;
        Assert.Equal(windows.Count(window => Duty(window.Code) is { IsIn: true, IsPaused: false }), counts.WindowsOpen);
        var (busy, onDuty) =
            (windows.Sum(window => Busy(window.Code).TotalSeconds), windows.Sum(window => Duty(window.Code).Time.TotalSeconds));
        AssertClose(place, onDuty == 0 ? null : busy / onDuty, counts.Utilisation, 0.005);
        var (mean, deviation, number) = Spread(windows);
        AssertClose(place, number < 2 || mean == 0 ? null : deviation / mean, counts.Imbalance, 0.005);
    }

    private void CheckWindow(WindowRow row, PlannedWindow window)
    {
        var duty = Duty(window.Code);
        var guest = visitors.Where(visitor => visitor.Window == window.Code && visitor.State is VisitState.Called
            or VisitState.Serving && visitor.Window == window.Code)
            .OrderBy(visitor => visitor.Since).ThenBy(visitor => visitor.State).ThenBy(visitor => visitor.Ticket, StringComparer.Ordinal)
            .LastOrDefault();
        var isFree = duty is { IsIn: true, IsPaused: false };
        var status = !duty.IsIn ? WindowStatus.Closed : duty.IsPaused ? WindowStatus.Paused
            : guest is null ? WindowStatus.Idle : guest.State == VisitState.Serving ? WindowStatus.Serving : WindowStatus.Calling;
        Assert.True(status == row.Status, $"{window.Code}: {status}, shown {row.Status}");
        Assert.Equal(isFree && guest is not null ? guest.Ticket : "", row.Ticket);
        // A free window is free since the last service there ended.
        var ends = facts
            .Where(fact => fact.Window == window.Code
                && (fact.Kind is SimulatedFactKind.ServiceCompleted or SimulatedFactKind.TicketTransferred))
            .Select(fact => (DateTimeOffset?)fact.At);
        var free = isFree ? ends.Append(duty.Since).Max() : duty.Since;
        Assert.Equal(isFree && guest is not null ? guest.Since : free, row.Since);
        Assert.Equal(duty.Staff.Length == 0 ? "" : plan.Staff.Single(member => member.Code == duty.Staff).Name, row.Staff);
        Assert.Equal(visitors.Count(visitor => visitor.State == VisitState.Served && visitor.Window == window.Code), row.Served);
        Assert.Equal(visitors.Count(visitor => visitor.State == VisitState.Waiting && window.Queues.Contains(visitor.Queue!)), row.Waiting);
        AssertMean(window.Code, ServicesAt(window.Code), row.MeanService);
        AssertClose(window.Code, Utilisation(window), row.Utilisation, 0.005);
        var (mean, spread, number) = Spread([.. plan.Windows.Where(other => other.Zone == window.Zone)]);
        AssertClose(window.Code, number >= 2 && spread > 1e-12 && IsJudged(window) ? (Utilisation(window) - mean) / spread : null,
            row.Deviation, 0.05);
    }

    private void CheckHours(HallTheme theme)
    {
        var sessions = plan.Hours.On(theme.Date.DayOfWeek).ToArray();
        for (var hour = 0; hour < 24; hour++)
        {
            var taken = visitors.Where(visitor => visitor.TakenAt is { } at && at.ToOffset(HallTime.Offset).Hour == hour).ToArray();
            var served =
                visitors.Count(visitor => visitor.State == VisitState.Served && visitor.Since.ToOffset(HallTime.Offset).Hour == hour);
            var isOpen = sessions.Length > 0 && new TimeOnly(hour, 59, 59) > sessions.Min(session => session.Opens)
                && new TimeOnly(hour, 0) < sessions.Max(session => session.Closes);
            var row = theme.Hours.SingleOrDefault(row => row.Hour == hour);
            Assert.True((row is not null) == (isOpen || taken.Length > 0 || served > 0), $"hour {hour}");
            if (row is null) continue;
            Assert.Equal((taken.Length, served), (row.Taken, row.Served));
            AssertMean($"hour {hour}", taken.Where(visitor => visitor.Wait is not null).Select(visitor => visitor.Wait!.Value),
                row.MeanWait);
        }
    }

    private void CheckAlerts(HallTheme theme)
    {
        var expected = new Dictionary<string, AlertLevel>();
        foreach (var queue in plan.Queues)
        {
            var waits = visitors.Where(visitor => visitor.State == VisitState.Waiting && visitor.Queue == queue.Code)
                .Select(visitor => now - visitor.Since).ToArray();
            if (waits.Length > 0 && waits.Max() >= TimeSpan.FromMinutes(20))
                expected[$"wait/{queue.Code}"] = waits.Max() >= TimeSpan.FromMinutes(30) ? AlertLevel.Critical : AlertLevel.Warning;
        }
        foreach (var zone in theme.Zones)
        {
            if (zone.Counts.Waiting > 10 * zone.Counts.WindowsOpen) expected[$"crowd/{zone.Code}"] = AlertLevel.Warning;
            if (zone.Counts.Imbalance > 0.5) expected[$"imbalance/{zone.Code}"] = AlertLevel.Notice;
        }
        Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)).Order(), theme.Alerts.Select(alert => (alert.Key, alert.Level))
            .Order());
    }

    private string? ZoneOfQueue(string code) => plan.Queues.FirstOrDefault(queue => queue.Code == code)?.Zone;

    private string? ZoneOfWindow(string? code) => plan.Windows.FirstOrDefault(window => window.Code == code)?.Zone;

    private TimeSpan[] ServicesAt(string window) =>
        [.. visitors.SelectMany(visitor => visitor.Services).Where(service => service.Window == window).Select(service => service.Length)];

    /// <summary>Service time so far, ended and under way; nobody works longer than he is there.</summary>
    private TimeSpan Busy(string window)
    {
        var duty = Duty(window);
        var ended = ServicesAt(window).Aggregate(TimeSpan.Zero, (sum, length) => sum + length);
        var guest = visitors.Where(
            visitor => visitor.Window == window && visitor.State is VisitState.Called or VisitState.Serving && visitor.Window == window)
            .OrderBy(visitor => visitor.Since).ThenBy(visitor => visitor.State).ThenBy(visitor => visitor.Ticket, StringComparer.Ordinal)
            .LastOrDefault();
        var underWay = duty.IsIn && guest?.State == VisitState.Serving ? now - guest.Since : TimeSpan.Zero;
        return ended + underWay < duty.Time ? ended + underWay : duty.Time;
    }

    private double? Utilisation(PlannedWindow window) =>
        Duty(window.Code).Time is var time && time <= TimeSpan.Zero ? null : Busy(window.Code) / time;

    private bool IsJudged(PlannedWindow window) => Duty(window.Code).Time >= TimeSpan.FromMinutes(30);

    private (double Mean, double Deviation, int Number) Spread(IReadOnlyList<PlannedWindow> windows)
    {
        var values = windows.Where(IsJudged).Select(window => Utilisation(window)!.Value).ToArray();
        if (values.Length == 0) return (0, 0, 0);
        var mean = values.Sum() / values.Length;
        return (mean, Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / values.Length), values.Length);
    }

    /// <summary>Who is at a window, since when it is so, and for how long somebody was there who did not pause.</summary>
    private (bool IsIn, bool IsPaused, string Staff, DateTimeOffset? Since, TimeSpan Time) Duty(string window)
    {
        var marks = facts.Where(fact => fact.Window == window && fact.Kind is Kind.StaffLoggedIn or Kind.StaffLoggedOut
            or Kind.ServicePaused or Kind.ServiceResumed && fact.Window == window)
            .OrderBy(fact => fact.At)
            .ThenBy(fact => fact.Kind switch { Kind.StaffLoggedOut => 0, Kind.StaffLoggedIn => 1, Kind.ServiceResumed => 2, _ => 3 })
            .ToArray();
        var served =
            facts.Where(fact => fact.Window == window && fact.Kind is Kind.TicketCalled or Kind.TicketRecalled or Kind.ServiceStarted
                or Kind.ServiceCompleted && fact.Window == window).ToArray();
        if (served.Length > 0 && !marks.Any(mark => mark.Kind == Kind.StaffLoggedIn))
        {
            // No login was reported: whoever serves is there from the first call on.
            var login = served.MinBy(fact => fact.At) with { Kind = Kind.StaffLoggedIn, Staff = "" };
            marks = [.. marks.Where(mark => mark.At <= login.At), login, .. marks.Where(mark => mark.At > login.At)];
        }
        var time = TimeSpan.Zero;
        for (var i = 0; i < marks.Length; i++)
        {
            var (isIn, isPaused, _, _) = After(marks[..(i + 1)]);
            if (isIn && !isPaused) time += (i + 1 < marks.Length ? marks[i + 1].At : now) - marks[i].At;
        }
        var last = After(marks);
        return (last.IsIn, last.IsPaused, last.Staff, last.Since, time);

        static (bool IsIn, bool IsPaused, string Staff, DateTimeOffset? Since) After(SimulatedFact[] marks)
        {
            var presence = Array.FindLastIndex(marks, mark => mark.Kind is Kind.StaffLoggedIn or Kind.StaffLoggedOut);
            if (presence < 0) return (false, false, "", null);
            if (marks[presence].Kind == Kind.StaffLoggedOut) return (false, false, "", marks[presence].At);
            var pause = marks[(presence + 1)..].LastOrDefault();
            return (true, pause.Kind == Kind.ServicePaused, marks[presence].Staff, pause.Kind == default ? marks[presence].At : pause.At);
        }
    }

    /// <summary>As it happened: the simulator tells it in order.</summary>
    private static SimulatedFact[] Ordered(IEnumerable<SimulatedFact> visit) => [.. visit.OrderBy(fact => fact.At)];

    private static void AssertMean(string place, IEnumerable<TimeSpan> lengths, double? shown)
    {
        var all = lengths.Select(length => length.TotalSeconds).ToArray();
        AssertClose(place, all.Length == 0 ? null : all.Sum() / all.Length, shown, 0.05);
    }

    /// <summary>Equal but for the rounding of what is shown.</summary>
    private static void AssertClose(string place, double? expected, double? shown, double rounding)
    {
        Assert.True(expected is null == shown is null, $"{place}: {expected}, shown {shown}");
        if (expected is not null) Assert.InRange(shown!.Value, expected.Value - rounding - 1e-6, expected.Value + rounding + 1e-6);
    }

    /// <summary>One ticket, read off its facts in order.</summary>
    private sealed class Visitor
    {
        public Visitor(string ticket, SimulatedFact[] steps)
        {
            Ticket = ticket;
            State = StateAfter(steps);
            var taken = steps.FirstOrDefault(step => step.Kind == Kind.TicketTaken);
            if (taken.Kind == Kind.TicketTaken) (TakenIn, TakenAt) = (taken.Queue, taken.At);
            var call = steps.FirstOrDefault(step => step.Kind == Kind.TicketCalled);
            if (TakenAt is { } at && call.Kind == Kind.TicketCalled && call.At >= at) Wait = call.At - at;
            Queue = steps.LastOrDefault(step => step.Kind is Kind.TicketTaken or Kind.TicketTransferred) switch
            {
                { Kind: Kind.TicketTaken } first => first.Queue,
                { Kind: Kind.TicketTransferred } moved => moved.ToQueue,
                _ => null,
            };
            var deciding = Enumerable.Range(1, steps.Length).Where(count => Decides(steps[..count])).Select(count => steps[count - 1])
                .LastOrDefault();
            Since = deciding.At.ToUniversalTime();
            Window = Enumerable.Range(1, steps.Length).Where(count => Decides(steps[..count])).Select(count => steps[count - 1])
                .LastOrDefault(step => step.Kind is Kind.TicketCalled or Kind.TicketRecalled or Kind.ServiceStarted or Kind.ServiceCompleted
                    or Kind.TicketTransferred) is { Kind: not Kind.TicketTransferred, Window: { Length: > 0 } window }
                ? window
                : null;
            Rating = steps.LastOrDefault(step => step.Kind == Kind.ServiceRated).Rating;
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Kind != Kind.ServiceStarted) continue;
                var end = steps.Skip(i + 1)
                    .FirstOrDefault(step => step.Kind is Kind.ServiceStarted or Kind.ServiceCompleted or Kind.TicketTransferred
                        or Kind.TicketMissed or Kind.TicketVoided or Kind.TicketWithdrawn);
                if (end.Kind is not (Kind.ServiceStarted or default(Kind))) Services.Add((end.Window, end.At - steps[i].At));
            }
        }

        public string Ticket { get; }
        public VisitState State { get; }
        public string? TakenIn { get; }
        public DateTimeOffset? TakenAt { get; }
        public string? Queue { get; }
        public string? Window { get; }
        public DateTimeOffset Since { get; }
        public TimeSpan? Wait { get; }
        public int Rating { get; }
        public List<(string Window, TimeSpan Length)> Services { get; } = [];

        private static VisitState StateAfter(ReadOnlySpan<SimulatedFact> steps) => steps.IsEmpty ? VisitState.Unknown
            : steps[^1].Kind switch
            {
                Kind.TicketTaken or Kind.TicketTransferred => VisitState.Waiting,
                Kind.TicketCalled => VisitState.Called,
                Kind.TicketRecalled =>
                    StateAfter(steps[..^1]) is var before and (VisitState.Serving or VisitState.Served) ? before : VisitState.Called,
                Kind.ServiceStarted => VisitState.Serving,
                Kind.ServiceCompleted => VisitState.Served,
                Kind.TicketMissed or Kind.TicketVoided or Kind.TicketWithdrawn =>
                    StateAfter(steps[..^1]) == VisitState.Served ? VisitState.Served : VisitState.Abandoned,
                _ => StateAfter(steps[..^1]),
            };

        /// <summary>
        /// Whether the last of these steps brought the ticket to where it is: a repeated call does not begin the state again.
        /// </summary>
        private static bool Decides(ReadOnlySpan<SimulatedFact> steps) => steps[^1].Kind switch
        {
            Kind.ServiceRated or Kind.AppointmentMade => false,
            Kind.TicketRecalled => StateAfter(steps[..^1]) is VisitState.Unknown or VisitState.Waiting or VisitState.Abandoned,
            Kind.TicketMissed or Kind.TicketVoided or Kind.TicketWithdrawn => StateAfter(steps[..^1]) != VisitState.Served,
            _ => true,
        };
    }
}
