using System.Text.Json;
using OpsCenter.Kernel;
using Orleans.Serialization;

namespace OpsCenter.Hall;

/// <summary>One hall's read side: its days that may still change, the closed ones as they were shown, and its clock.</summary>
internal sealed class HallBoard(DistrictCode district, string hall, HallOptions rules, HallAlertOptions alerts, Serializer serializer)
{
    private const int KeptDays = 90;
    private readonly SortedDictionary<DateOnly, HallDay> days = [];
    private readonly SortedDictionary<DateOnly, HallTheme> closed = [];
    private HallPlan plan = HallPlan.None;

    /// <summary>When the newest fact happened, and when it was recorded here.</summary>
    private DateTimeOffset? dataTime;
    private DateTimeOffset dataRecordedAt;

    public long Quarantined { get; set; }

    public void Define(HallDefined defined)
    {
        plan = new(defined.Definition, defined.Version);
        foreach (var date in days.Keys.ToArray()) days[date] = days[date].Under(plan);
    }

    public void Apply(string code, HallEvent fact, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        if (fact is Opened or Closed or HallDefinitionApplied) return;
        // A source whose clock is ahead of ours does not take the hall's clock with it.
        var seenAt = occurredAt < recordedAt ? occurredAt : recordedAt;
        if (dataTime is null || seenAt > dataTime)
        {
            (var before, dataTime, dataRecordedAt) = (dataTime, seenAt, recordedAt);
            if (before is null || HallTime.DateOf(before.Value) < HallTime.DateOf(seenAt)) CloseOldDays(HallTime.DateOf(seenAt));
        }
        var date = HallTime.DateOf(occurredAt);
        if (closed.ContainsKey(date)) return;
        var day = days.TryGetValue(date, out var known) ? known : days[date] = new(plan);
        var at = Micros.Of(occurredAt);
        switch (fact)
        {
            case AppointmentMade made: day.AddAppointment(code, made.Appointment); break;
            case StaffLoggedIn login: day.Window(code).Add(at, Mark.LoggedIn, login.Staff); break;
            case StaffLoggedOut: day.Window(code).Add(at, Mark.LoggedOut, ""); break;
            case ServicePaused paused: day.Window(code).Add(at, Mark.Paused, paused.Reason ?? ""); break;
            case ServiceResumed: day.Window(code).Add(at, Mark.Resumed, ""); break;
            case TicketEvent ticket: day.Add(ticket.Ticket, StepOf(ticket, code, at)); break;
        }
    }

    /// <summary>What the screen shows now.</summary>
    public ThemeView Render(DateTimeOffset now)
    {
        var sourceTime = SourceTime(now);
        return new(RenderDay(HallTime.DateOf(sourceTime), sourceTime), Times(now));
    }

    /// <summary>One day; null when nothing is known of it.</summary>
    public ThemeView? Render(DateOnly date, DateTimeOffset now)
    {
        if (closed.TryGetValue(date, out var old)) return new(old, Times(now));
        if (!days.ContainsKey(date)) return null;
        var (sourceTime, end) = (SourceTime(now), HallTime.EndOf(date));
        return new(RenderDay(date, sourceTime < end ? sourceTime : end), Times(now));
    }

    public void Save(BinaryWriter writer)
    {
        Bytes(writer, plan.Version == 0
            ? []
            : JsonSerializer.SerializeToUtf8Bytes(new HallDefined(plan.Version, plan.Definition), HallJson.Default.HallDefined));
        writer.Write(dataTime is { } time ? Micros.Of(time) : long.MinValue);
        writer.Write(Micros.Of(dataRecordedAt));
        writer.Write(Quarantined);
        writer.Write(closed.Count);
        foreach (var theme in closed.Values) Bytes(writer, serializer.SerializeToArray(theme));
        writer.Write(days.Count);
        foreach (var (date, day) in days)
        {
            writer.Write(date.DayNumber);
            SaveDay(writer, day);
        }
    }

    public void Load(BinaryReader reader)
    {
        if (Bytes(reader) is { Length: > 0 } definition)
        {
            var defined = JsonSerializer.Deserialize(definition, HallJson.Default.HallDefined)!;
            plan = new(defined.Definition, defined.Version);
        }
        dataTime = reader.ReadInt64() is var time and not long.MinValue ? Micros.ToTime(time) : null;
        dataRecordedAt = Micros.ToTime(reader.ReadInt64());
        Quarantined = reader.ReadInt64();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var theme = serializer.Deserialize<HallTheme>(Bytes(reader))!;
            closed[theme.Date] = theme;
        }
        for (var count = reader.ReadInt32(); count > 0; count--) days[DateOnly.FromDayNumber(reader.ReadInt32())] = LoadDay(reader);
    }

    private DateTimeOffset SourceTime(DateTimeOffset now) =>
        dataTime is not { } time ? now : now > dataRecordedAt ? time + (now - dataRecordedAt) : time;

    private ThemeTimes Times(DateTimeOffset now)
    {
        var sourceTime = SourceTime(now);
        var isStale = dataTime is { } time && sourceTime - time > alerts.StaleAfter && plan.IsOpen(sourceTime);
        return new(dataTime, sourceTime, dataTime is null ? null : dataRecordedAt, isStale);
    }

    private HallTheme RenderDay(DateOnly date, DateTimeOffset at)
    {
        var day = days.GetValueOrDefault(date) ?? new(plan);
        return HallRendering.Render(district, hall, plan, alerts, day, date, at, Usual(date), Quarantined);
    }

    private UsualDay Usual(DateOnly date)
    {
        var found = new List<(int[], int[])>();
        for (var back = date.AddDays(-1); found.Count < rules.UsualDays && back > date.AddDays(-KeptDays); back = back.AddDays(-1))
        {
            if (days.TryGetValue(back, out var day) && day.Visits.Count > 0)
            {
                var (taken, served) = (new int[24], new int[24]);
                for (var hour = 0; hour < 24; hour++) (taken[hour], served[hour]) = (day.Hours[hour].Taken, day.Hours[hour].Served);
                found.Add((taken, served));
            }
            else if (closed.TryGetValue(back, out var theme) && theme.Total.Taken > 0)
            {
                var (taken, served) = (new int[24], new int[24]);
                foreach (var row in theme.Hours) (taken[row.Hour], served[row.Hour]) = (row.Taken, row.Served);
                found.Add((taken, served));
            }
        }
        return new(found);
    }

    /// <summary>Days beyond the age of any fact that is still taken are kept as they were last shown.</summary>
    private void CloseOldDays(DateOnly today)
    {
        var lateDays = Math.Min((int)Math.Ceiling(rules.MaxLate.TotalDays) + 1, today.DayNumber - 1);
        foreach (var date in days.Keys.Where(date => date < today.AddDays(-lateDays)).ToArray())
        {
            closed[date] = RenderDay(date, HallTime.EndOf(date));
            days.Remove(date);
        }
        foreach (var date in closed.Keys.Where(date => date < today.AddDays(-Math.Max(KeptDays, lateDays))).ToArray()) closed.Remove(date);
    }

    private static Step StepOf(TicketEvent fact, string code, long at) => fact switch
    {
        TicketTaken => new(at, StepKind.Taken, code, "", 0),
        TicketCalled => new(at, StepKind.Called, code, "", 0),
        TicketRecalled => new(at, StepKind.Recalled, code, "", 0),
        ServiceStarted => new(at, StepKind.Started, code, "", 0),
        ServiceCompleted => new(at, StepKind.Completed, code, "", 0),
        ServiceRated rated => new(at, StepKind.Rated, code, "", rated.Rating),
        TicketTransferred transferred => new(at, StepKind.Transferred, code, transferred.ToQueue, 0),
        TicketMissed => new(at, StepKind.Missed, code, "", 0),
        TicketVoided => new(at, StepKind.Voided, code, "", 0),
        TicketWithdrawn => new(at, StepKind.Withdrawn, code, "", 0),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is no step of a visit."),
    };

    private static void SaveDay(BinaryWriter writer, HallDay day)
    {
        writer.Write(day.Appointments.Count);
        foreach (var (queue, appointment) in day.Appointments)
        {
            writer.Write(queue);
            writer.Write(appointment);
        }
        writer.Write(day.Visits.Count);
        foreach (var (ticket, visit) in day.Visits)
        {
            writer.Write(ticket);
            writer.Write(visit.Steps.Length);
            foreach (var step in visit.Steps)
            {
                writer.Write(step.At);
                writer.Write((byte)step.Kind);
                writer.Write(step.Place);
                writer.Write(step.To);
                writer.Write((byte)step.Rating);
            }
        }
        writer.Write(day.Windows.Count);
        foreach (var (code, window) in day.Windows)
        {
            writer.Write(code);
            writer.Write(window.Marks.Count);
            foreach (var (at, mark, text) in window.Marks)
            {
                writer.Write(at);
                writer.Write((byte)mark);
                writer.Write(text);
            }
        }
    }

    private HallDay LoadDay(BinaryReader reader)
    {
        var day = new HallDay(plan);
        for (var count = reader.ReadInt32(); count > 0; count--) day.AddAppointment(reader.ReadString(), reader.ReadString());
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var ticket = reader.ReadString();
            for (var steps = reader.ReadInt32(); steps > 0; steps--)
                day.Add(ticket,
                    new(reader.ReadInt64(), (StepKind)reader.ReadByte(), string.Intern(reader.ReadString()),
                        string.Intern(reader.ReadString()), reader.ReadByte()));
        }
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var code = reader.ReadString();
            for (var marks = reader.ReadInt32(); marks > 0;
            marks--) day.Window(code).Add(reader.ReadInt64(), (Mark)reader.ReadByte(), reader.ReadString());
        }
        return day;
    }

    private static void Bytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Bytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}
