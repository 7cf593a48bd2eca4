using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>One local day of a hall: its visits, its windows, and the sums that follow from them.</summary>
internal sealed class HallDay(HallPlan plan)
{
    private readonly Dictionary<string, Visit> visits = [];
    private readonly Dictionary<string, WindowDay> windows = [];
    private readonly Dictionary<string, Tally> zones = [], queues = [];
    private readonly HourTally[] hours = [.. Enumerable.Range(0, 24).Select(_ => new HourTally())];
    private readonly List<(string Queue, string Appointment)> appointments = [];

    public Tally Total { get; } = new();

    public IReadOnlyDictionary<string, Visit> Visits => visits;

    public IReadOnlyDictionary<string, WindowDay> Windows => windows;

    public IReadOnlyList<(string Queue, string Appointment)> Appointments => appointments;

    public ReadOnlySpan<HourTally> Hours => hours;

    public Tally Zone(string code) => Get(zones, code);

    public Tally Queue(string code) => Get(queues, code);

    public WindowDay Window(string code) => Get(windows, code);

    public void Add(string ticket, Step step)
    {
        var visit = Get(visits, ticket);
        if (visit.Steps.Length > 0) Count(ticket, visit.Read(), -1);
        visit.Add(step);
        NoteActivity(step);
        Count(ticket, visit.Read(), +1);
    }

    public void AddAppointment(string queue, string appointment)
    {
        appointments.Add((queue, appointment));
        Total.Appointments++;
        Queue(queue).Appointments++;
        if (plan.ZoneOfQueue(queue) is { } zone) Zone(zone).Appointments++;
    }

    /// <summary>The same day under another description of the hall.</summary>
    public HallDay Under(HallPlan newPlan)
    {
        var day = new HallDay(newPlan);
        foreach (var (queue, appointment) in appointments) day.AddAppointment(queue, appointment);
        foreach (var (ticket, visit) in visits)
        {
            day.visits[ticket] = visit;
            foreach (ref readonly var step in visit.Steps) day.NoteActivity(step);
            day.Count(ticket, visit.Read(), +1);
        }
        foreach (var (code, window) in windows)
            foreach (var (at, mark, text) in window.Marks) day.Window(code).Add(at, mark, text);
        return day;
    }

    private void NoteActivity(in Step step)
    {
        if (step.Kind is StepKind.Called or StepKind.Recalled or StepKind.Started or StepKind.Completed)
            Window(step.Place).NoteActivity(step.At);
        if (step.Kind is StepKind.Completed or StepKind.Transferred) Window(step.Place).NoteEnd(step.At);
    }

    private void Count(string ticket, in VisitSummary visit, int sign)
    {
        Total.CountState(ticket, visit, sign);
        // A ticket whose taking was never reported counts where it is, but not as taken.
        if (visit.TakenIn is { } takenIn)
        {
            Total.CountTaken(visit, sign);
            Queue(takenIn).CountTaken(visit, sign);
            if (plan.ZoneOfQueue(takenIn) is { } zone) Zone(zone).CountTaken(visit, sign);
            hours[HourOf(visit.TakenAt)].CountTaken(visit, sign);
        }
        if (visit.Queue is { } queue) Queue(queue).CountState(ticket, visit, sign);
        if ((visit.Queue is { } at ? plan.ZoneOfQueue(at) : plan.ZoneOfWindow(visit.Window)) is { } stateZone)
            Zone(stateZone).CountState(ticket, visit, sign);
        if (visit.State == VisitState.Served)
        {
            hours[HourOf(visit.CompletedAt)].Served += sign;
            if (visit.Window is { } servedBy) Window(servedBy).CountServed(sign);
        }
        if (visit.State is VisitState.Called or VisitState.Serving && visit.Window is { } window)
            Window(window).CountActive(ticket, visit, sign);
        if (visit.First.Window is { } first) Window(first).CountService(visit.First.Length, sign);
        if (visit.Second.Window is { } second) Window(second).CountService(visit.Second.Length, sign);
        foreach (var span in visit.More ?? []) Window(span.Window!).CountService(span.Length, sign);
    }

    private static int HourOf(long micros) => HallTime.HourOf(Micros.ToTime(micros));

    private static TValue Get<TValue>(Dictionary<string, TValue> all, string key) where TValue : new() =>
        all.TryGetValue(key, out var value) ? value : all[key] = new();
}

internal sealed class HourTally
{
    private int waits;
    private long waitSum;

    public int Taken { get; private set; }

    public int Served { get; set; }

    /// <summary>Seconds; of the tickets taken in this hour.</summary>
    public double? MeanWait => Tally.Mean(waitSum, waits);

    public void CountTaken(in VisitSummary visit, int sign)
    {
        Taken += sign;
        if (visit.FirstCallAt == 0 || visit.FirstCallAt < visit.TakenAt) return;
        waits += sign;
        waitSum += sign * (visit.FirstCallAt - visit.TakenAt);
    }
}

/// <summary>A description of the hall, made ready for looking things up.</summary>
internal sealed class HallPlan(HallDefinition definition, long version)
{
    private readonly Dictionary<string, string> queueZones = definition.Queues.ToDictionary(queue => queue.Code, queue => queue.Zone);
    private readonly Dictionary<string, string> windowZones = definition.Windows.ToDictionary(window => window.Code, window => window.Zone);
    private readonly Dictionary<string, string> staff = definition.Staff.ToDictionary(member => member.Code, member => member.Name);

    public static readonly HallPlan None = new(new("", [], [], [], [], []), 0);

    public HallDefinition Definition => definition;

    public long Version => version;

    public string? ZoneOfQueue(string code) => queueZones.GetValueOrDefault(code);

    public string? ZoneOfWindow(string? code) => code is null ? null : windowZones.GetValueOrDefault(code);

    /// <summary>The name of a member of staff; the code where there is none.</summary>
    public string NameOf(string code) => staff.GetValueOrDefault(code, code);

    /// <summary>First opening and last closing of a day; null: closed all day.</summary>
    public (DateTimeOffset Opens, DateTimeOffset Closes)? HoursOf(DateOnly date)
    {
        var spans = definition.OpeningHours.Where(hours => hours.Weekday == date.DayOfWeek).ToArray();
        return spans.Length == 0
            ? null
            : (HallTime.At(date, spans.Min(span => span.Opens)), HallTime.At(date, spans.Max(span => span.Closes)));
    }

    public bool IsOpen(DateTimeOffset time)
    {
        var local = time.ToOffset(HallTime.Offset);
        return definition.OpeningHours.Any(hours => hours.Weekday == local.DayOfWeek
            && hours.Opens <= TimeOnly.FromDateTime(local.DateTime) && TimeOnly.FromDateTime(local.DateTime) < hours.Closes);
    }
}
