using System.Globalization;

namespace OpsCenter.Analytics.Simulation;

/// <summary>One run of one day: the events that are due, and what becomes of windows and tickets when they come.</summary>
internal sealed class HallDay
{
    private static readonly string[] PauseReasons = ["取材料", "系统故障", "临时离席", "内部协调"];
    private static readonly string[] WithdrawReasons = ["材料不齐", "不符合受理条件", "申请人放弃"];

    private readonly HallProfile profile;
    private readonly SimulationRandom random;
    private readonly EventHeap due = new();
    private readonly TicketBook tickets = new();
    private readonly DayQueue[] queues;
    private readonly DayWindow[] windows;
    private readonly DayArrivals arrivals;
    private readonly double[] queueShares;
    private readonly double[] ratingShares;
    private readonly List<int> bookedQueues = [];
    private readonly DateTimeOffset midnight;
    private readonly string idPrefix;
    private List<SimulatedFact> facts = [];
    private long now;
    private int factNumber;

    public HallDay(HallPlan plan, HallProfile profile, DateOnly date, TimeSpan offset, ulong seed, DayOfWeek day)
    {
        this.profile = profile;
        random = SimulationRandom.For(plan.Code, date, seed);
        midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), offset);
        idPrefix = string.Create(CultureInfo.InvariantCulture, $"{plan.Code}-{date:yyyyMMdd}-");
        queues = [.. plan.Queues.Select(queue => new DayQueue(queue, profile.Services[queue.Business].Scaled(queue.ServiceScale)))];
        queueShares = Cumulative(plan.Queues.Select(queue => queue.Share));
        ratingShares = Cumulative(profile.Ratings);

        var places = plan.Queues.Select((queue, place) => (queue.Code, place)).ToDictionary(pair => pair.Code, pair => pair.place);
        windows = [.. plan.Windows.Select(window => new DayWindow(window, [.. window.Queues.Distinct().Select(code => places[code])]))];
        var sessions = plan.Hours.On(day).ToList();
        for (var i = 0; i < windows.Length; i++)
        {
            foreach (var queue in windows[i].Queues) queues[queue].Windows.Add(i);
            var stretches = DayWindow.Stretches(plan.Windows[i], i, sessions, plan.Hours.Breaks);
            windows[i].StretchesLeft = stretches.Count;
            var left = 0L;
            foreach (var stretch in stretches)
            {
                var early = sessions.Any(session => Milliseconds(session.Opens) == stretch.From) ? Milliseconds((0, profile.LogInBefore))
                    : 0;
                due.Add(Math.Max(left, stretch.From - early), Turn.LogIn, i);
                due.Add(stretch.To, Turn.Leave, i, stretch.UntilEmpty ? 1 : 0);
                left = stretch.To;
            }

            if (stretches.Count == 0) continue;
            foreach (var queue in windows[i].Queues) queues[queue].Hands++;
        }

        arrivals = new DayArrivals(profile, sessions, day, random);
    }

    /// <summary>Does the next thing that is due and adds its facts; false when the day is over.</summary>
    public bool Step(List<SimulatedFact> into)
    {
        facts = into;
        var next = Math.Min(due.NextAt, Math.Min(arrivals.NextBooking, Math.Min(arrivals.NextWalkIn, arrivals.NextKept)));
        if (next == long.MaxValue) return false;
        now = next;
        if (next == due.NextAt) Take(due.Take());
        else if (next == arrivals.NextBooking) Book();
        else if (next == arrivals.NextKept) KeepAppointment();
        else WalkIn();
        return true;
    }

    private void Take(in DueTurn turn)
    {
        switch (turn.Turn)
        {
            case Turn.LogIn: LogIn(turn.Subject); break;
            case Turn.Leave: Leave(turn.Subject, untilEmpty: turn.Epoch == 1); break;
            case Turn.Ready: Ready(turn.Subject); break;
            case Turn.CallStep: StepCall(turn.Subject); break;
            case Turn.End: EndService(turn.Subject); break;
            case Turn.Rate: Rate(turn.Subject); break;
            case Turn.PauseDue: PauseWhenFree(turn.Subject, turn.Epoch); break;
            case Turn.Resume: Resume(turn.Subject); break;
            case Turn.GiveUp: GiveUp(turn.Subject, turn.Epoch); break;
            default: throw new InvalidOperationException($"Unknown turn {turn.Turn}.");
        }
    }

    // ---- People come ----

    private void Book()
    {
        var number = arrivals.Book();
        var queue = Pick(queueShares);
        bookedQueues.Add(queue);
        Add(SimulatedFactKind.AppointmentMade, queue: queues[queue].Code, appointment: Appointment(number));
    }

    private void KeepAppointment()
    {
        var number = arrivals.KeptBooking;
        arrivals.Keep();
        TakeTicket(bookedQueues[number], Appointment(number));
    }

    private void WalkIn()
    {
        arrivals.WalkIn();
        TakeTicket(Pick(queueShares), "");
    }

    private void TakeTicket(int place, string appointment)
    {
        var queue = queues[place];
        // Nobody will serve this business any more today: the machine gives no number for it.
        if (queue.Hands == 0) return;
        var number = string.Create(CultureInfo.InvariantCulture, $"{queue.Letter}{++queue.Taken:000}");
        var ticket = tickets.Add(number, place);
        Add(SimulatedFactKind.TicketTaken, ticket: number, queue: queue.Code, appointment: appointment);
        Join(ticket, first: appointment.Length > 0);
    }

    private void Join(int place, bool first)
    {
        ref var ticket = ref tickets[place];
        var queue = queues[ticket.Queue];
        (first ? queue.First : queue.Ordinary).Join(place, ticket.Epoch, now);
        queue.Waiting++;
        PlanToGiveUp(place, ticket.Epoch);
        Wake(queue);
    }

    private void PlanToGiveUp(int ticket, int epoch)
    {
        var patience = profile.Patience.Quantile(random.UniformAboveZero());
        if (patience < 1_000_000) due.Add(now + 1 + (long)(patience * 1000), Turn.GiveUp, ticket, epoch);
    }

    private void GiveUp(int place, int epoch)
    {
        ref var ticket = ref tickets[place];
        if (ticket.Epoch != epoch) return;
        LeaveLine(ref ticket);
        Add(SimulatedFactKind.TicketWithdrawn, ticket: ticket.Number, queue: queues[ticket.Queue].Code, reason: "等候过久离开");
    }

    private void LeaveLine(ref VisitingTicket ticket)
    {
        ticket.Epoch++;
        if (!ticket.Directed) queues[ticket.Queue].Waiting--;
    }

    /// <summary>The window that has been idle longest makes itself ready for who has just joined.</summary>
    private void Wake(DayQueue queue)
    {
        var window = queue.TakeIdle(windows);
        if (window >= 0) PrepareCall(window);
    }

    // ---- Windows ----

    private void LogIn(int place)
    {
        var window = windows[place];
        window.StretchesLeft--;
        window.Leaving = false;
        // Still busy with those who waited when the session before closed: the clerk has never left.
        if (window.Mode != WindowMode.Off) return;
        window.LogIns++;
        Add(SimulatedFactKind.StaffLoggedIn, window: window.Code, staff: window.Staff);
        PlanPause(place);
        PrepareCall(place);
    }

    private void Leave(int place, bool untilEmpty)
    {
        var window = windows[place];
        window.Leaving = true;
        window.UntilEmpty = untilEmpty;
        if (window.Mode == WindowMode.Idle) LogOut(place);
    }

    private void LogOut(int place)
    {
        var window = windows[place];
        window.Mode = WindowMode.Off;
        window.Leaving = false;
        window.PauseDue = false;
        Add(SimulatedFactKind.StaffLoggedOut, window: window.Code);
        foreach (var queue in window.Queues)
        {
            if (window.StretchesLeft == 0 && --queues[queue].Hands == 0) SendHome(queues[queue]);
            else if (queues[queue].Waiting > 0) Wake(queues[queue]);
        }
    }

    /// <summary>The last window of a business has closed: who still waits for it goes without being served.</summary>
    private void SendHome(DayQueue queue)
    {
        foreach (var line in new[] { queue.First, queue.Ordinary })
        {
            while (line.TryHead(tickets, out var place, out _))
            {
                line.Take();
                LeaveLine(ref tickets[place]);
                Add(SimulatedFactKind.TicketWithdrawn, ticket: tickets[place].Number, queue: queue.Code, reason: "下班未办理");
            }
        }
    }

    private void PrepareCall(int place)
    {
        windows[place].Mode = WindowMode.Readying;
        due.Add(now + Milliseconds(profile.BetweenCustomers), Turn.Ready, place);
    }

    private void Ready(int place)
    {
        var window = windows[place];
        if (window.PauseDue && !window.Leaving) Pause(place);
        else if (window.Leaving && !window.UntilEmpty && !(window.StretchesLeft == 0 && window.Directed.TryHead(tickets, out _, out _)))
            LogOut(place);
        else if (TakeNext(window) is var ticket and >= 0) Call(place, ticket);
        else if (window.Leaving) LogOut(place);
        else
        {
            window.Mode = WindowMode.Idle;
            window.IdleEpoch++;
            foreach (var queue in window.Queues) queues[queue].AddIdle(place, window.IdleEpoch, windows);
        }
    }

    private int TakeNext(DayWindow window)
    {
        WaitingLine? best = null;
        if (window.Directed.TryHead(tickets, out var ticket, out _)) best = window.Directed;
        else
        {
            var earliest = long.MaxValue;
            foreach (var queue in window.Queues)
            {
                if (queues[queue].Waiting > 0 && queues[queue].First.TryHead(tickets, out var head, out var joined) && joined < earliest)
                    (best, ticket, earliest) = (queues[queue].First, head, joined);
            }

            if (best is null)
            {
                foreach (var queue in window.Queues)
                {
                    if (queues[queue].Waiting > 0 && queues[queue].Ordinary.TryHead(tickets, out var head, out var joined)
                        && joined < earliest)
                        (best, ticket, earliest) = (queues[queue].Ordinary, head, joined);
                }
            }
        }

        if (best is null) return -1;
        best.Take();
        LeaveLine(ref tickets[ticket]);
        return ticket;
    }

    // ---- A call ----

    private void Call(int place, int ticket)
    {
        var window = windows[place];
        window.Mode = WindowMode.Calling;
        window.Ticket = ticket;
        var chance = random.Uniform();
        window.CallFate = chance < profile.Voided ? CallFate.Voided
            : chance < profile.Voided + profile.Missed ? CallFate.Missed
            : chance < profile.Voided + profile.Missed + profile.Recalled && profile.Recalls > 0 ? CallFate.ComesWhenRecalled
            : CallFate.Comes;
        window.RecallsLeft = window.CallFate switch
        {
            CallFate.Comes => 0,
            CallFate.ComesWhenRecalled => 1,
            _ => profile.Recalls,
        };
        Add(SimulatedFactKind.TicketCalled, ticket: tickets[ticket].Number, window: window.Code);
        PlanCallStep(place);
    }

    private void PlanCallStep(int place)
    {
        var comes = windows[place] is { RecallsLeft: 0, CallFate: CallFate.Comes or CallFate.ComesWhenRecalled };
        due.Add(now + Milliseconds(comes ? profile.Walk : profile.RecallAfter), Turn.CallStep, place);
    }

    private void StepCall(int place)
    {
        var window = windows[place];
        var number = tickets[window.Ticket].Number;
        if (window.RecallsLeft > 0)
        {
            window.RecallsLeft--;
            Add(SimulatedFactKind.TicketRecalled, ticket: number, window: window.Code);
            PlanCallStep(place);
        }
        else if (window.CallFate is CallFate.Missed or CallFate.Voided)
        {
            var kind = window.CallFate == CallFate.Missed ? SimulatedFactKind.TicketMissed : SimulatedFactKind.TicketVoided;
            Add(kind, ticket: number, window: window.Code);
            PrepareCall(place);
        }
        else Start(place);
    }

    // ---- A service ----

    private void Start(int place)
    {
        var window = windows[place];
        ref var ticket = ref tickets[window.Ticket];
        window.Mode = WindowMode.Serving;
        Add(SimulatedFactKind.ServiceStarted, ticket: ticket.Number, window: window.Code);
        var length = Math.Min(profile.LongestService, random.Draw(queues[ticket.Queue].Service) * window.Pace);
        var chance = random.Uniform();
        window.ServiceFate = chance < profile.Withdrawn ? ServiceFate.Withdraws
            : chance < profile.Withdrawn + profile.Transferred && !ticket.Transferred ? ServiceFate.Transfers
            : ServiceFate.Completes;
        if (window.ServiceFate != ServiceFate.Completes) length *= random.Uniform(0.2, 0.8);
        due.Add(now + Math.Max(1, (long)(length * 1000)), Turn.End, place);
    }

    private void EndService(int place)
    {
        var window = windows[place];
        var number = tickets[window.Ticket].Number;
        if (window.ServiceFate == ServiceFate.Withdraws)
            Add(SimulatedFactKind.TicketWithdrawn, ticket: number, window: window.Code,
                reason: WithdrawReasons[random.Below(WithdrawReasons.Length)]);
        else if (window.ServiceFate != ServiceFate.Transfers || !TryTransfer(window))
        {
            Add(SimulatedFactKind.ServiceCompleted, ticket: number, window: window.Code);
            if (random.Chance(profile.Rated))
            {
                due.Add(now + Milliseconds(profile.RatingAfter), Turn.Rate, place);
                return;
            }
        }

        PrepareCall(place);
    }

    /// <summary>The customer rates at the window, before the next one is called.</summary>
    private void Rate(int place)
    {
        var window = windows[place];
        Add(SimulatedFactKind.ServiceRated, ticket: tickets[window.Ticket].Number, window: window.Code, rating: Pick(ratingShares) + 1);
        PrepareCall(place);
    }

    private bool TryTransfer(DayWindow from)
    {
        // A few tries are enough: where no other queue has a hand, the service is completed here.
        for (var tries = 0; tries < 8; tries++)
        {
            var to = Pick(queueShares);
            if (to == tickets[from.Ticket].Queue || queues[to].Hands == 0) continue;
            ref var ticket = ref tickets[from.Ticket];
            ticket.Transferred = true;
            ticket.Queue = to;
            var given = random.Chance(profile.TransferredToWindow) ? MannedWindow(queues[to], from) : -1;
            Add(
                SimulatedFactKind.TicketTransferred,
                ticket: ticket.Number,
                window: from.Code,
                toQueue: queues[to].Code,
                toWindow: given >= 0 ? windows[given].Code : "");
            if (given < 0) Join(from.Ticket, first: true);
            else
            {
                ticket.Directed = true;
                windows[given].Directed.Join(from.Ticket, ticket.Epoch, now);
                PlanToGiveUp(from.Ticket, ticket.Epoch);
                if (windows[given].Mode == WindowMode.Idle) PrepareCall(given);
            }

            return true;
        }

        return false;
    }

    private int MannedWindow(DayQueue queue, DayWindow but)
    {
        var place = queue.Windows[random.Below(queue.Windows.Count)];
        return windows[place].Mode == WindowMode.Off || windows[place] == but ? -1 : place;
    }

    // ---- Pauses ----

    private void PlanPause(int place)
    {
        if (profile.PausesPerHour > 0)
            due.Add(now + (long)random.Exponential(3_600_000 / profile.PausesPerHour), Turn.PauseDue, place, windows[place].LogIns);
    }

    private void PauseWhenFree(int place, int logIns)
    {
        var window = windows[place];
        if (window.LogIns != logIns || window.Mode == WindowMode.Off || window.Leaving) return;
        if (window.Mode == WindowMode.Idle) Pause(place);
        else window.PauseDue = true;
    }

    private void Pause(int place)
    {
        var window = windows[place];
        window.PauseDue = false;
        window.Mode = WindowMode.Paused;
        Add(SimulatedFactKind.ServicePaused, window: window.Code, reason: PauseReasons[random.Below(PauseReasons.Length)]);
        due.Add(now + (long)(Math.Max(60, random.Exponential(profile.MeanPause)) * 1000), Turn.Resume, place);
        foreach (var queue in window.Queues)
        {
            if (queues[queue].Waiting > 0) Wake(queues[queue]);
        }
    }

    private void Resume(int place)
    {
        Add(SimulatedFactKind.ServiceResumed, window: windows[place].Code);
        PlanPause(place);
        PrepareCall(place);
    }

    // ---- Small things ----

    private void Add(
        SimulatedFactKind kind,
        string ticket = "",
        string queue = "",
        string window = "",
        string staff = "",
        string toQueue = "",
        string toWindow = "",
        int rating = 0,
        string reason = "",
        string appointment = "")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{idPrefix}{++factNumber:000000}");
        facts.Add(new()
        {
            Id = id,
            Kind = kind,
            At = midnight.AddTicks(now * TimeSpan.TicksPerMillisecond),
            Ticket = ticket,
            Queue = queue,
            Window = window,
            Staff = staff,
            ToQueue = toQueue,
            ToWindow = toWindow,
            Rating = rating,
            Reason = reason,
            Appointment = appointment,
        });
    }

    private string Appointment(int number) => string.Create(CultureInfo.InvariantCulture, $"Y{number + 1:0000}");

    private long Milliseconds((double Least, double Most) seconds) => (long)(random.Uniform(seconds.Least, seconds.Most) * 1000);

    private static long Milliseconds(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    private int Pick(double[] cumulative)
    {
        var chance = random.Uniform() * cumulative[^1];
        if (cumulative.Length > 16)
        {
            var found = Array.BinarySearch(cumulative, chance);
            return Math.Min(found >= 0 ? found + 1 : ~found, cumulative.Length - 1);
        }

        for (var i = 0; i < cumulative.Length - 1; i++)
        {
            if (chance < cumulative[i]) return i;
        }

        return cumulative.Length - 1;
    }

    private static double[] Cumulative(IEnumerable<double> weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }
}
