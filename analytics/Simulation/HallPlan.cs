namespace OpsCenter.Analytics.Simulation;

/// <summary>A part of the hall, e.g. 个人业务服务区.</summary>
public sealed record PlannedZone(string Code, string Name);

/// <summary>A business people queue for.</summary>
public sealed record PlannedQueue
{
    /// <summary>The queue system's code.</summary>
    public required string Code { get; init; }

    /// <summary>What the screen shows.</summary>
    public required string Name { get; init; }

    /// <summary>Code of its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>What its ticket numbers begin with; unique within the plan, no digits.</summary>
    public required string Letter { get; init; }

    /// <summary>Its weight among the arrivals; any positive number, only the proportions count.</summary>
    public required double Share { get; init; }

    /// <summary>Which distribution of <see cref="HallProfile.Services"/> its service times follow.</summary>
    public required string Business { get; init; }

    /// <summary>Factor on those service times; 1 = as calibrated.</summary>
    public double ServiceScale { get; init; } = 1;
}

/// <summary>A person who serves.</summary>
public sealed record PlannedStaff(string Code, string Name);

/// <summary>A stretch of the day at a window, local time.</summary>
public sealed record PlannedDuty(TimeOnly From, TimeOnly To);

/// <summary>A window.</summary>
public sealed record PlannedWindow
{
    /// <summary>The queue system's code.</summary>
    public required string Code { get; init; }

    /// <summary>What the screen shows.</summary>
    public required string Name { get; init; }

    /// <summary>Code of its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Codes of the queues it serves, one at least.</summary>
    public required IReadOnlyList<string> Queues { get; init; }

    /// <summary>Code of who sits there.</summary>
    public required string Staff { get; init; }

    /// <summary>Factor on the service times at this window; above 1 = slower than the rest.</summary>
    public double Pace { get; init; } = 1;

    /// <summary>When it is manned, cut to the opening hours; null: whenever the hall is open.</summary>
    public IReadOnlyList<PlannedDuty>? Duty { get; init; }
}

/// <summary>What a hall consists of, as far as a simulated day needs it.</summary>
public sealed record HallPlan
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<PlannedZone> Zones { get; init; }

    public required IReadOnlyList<PlannedQueue> Queues { get; init; }

    public required IReadOnlyList<PlannedWindow> Windows { get; init; }

    public required IReadOnlyList<PlannedStaff> Staff { get; init; }

    public required HallHours Hours { get; init; }

    /// <summary>What is wrong with the plan, one sentence each; empty when it can be simulated.</summary>
    public IEnumerable<string> Errors()
    {
        if (Queues.Count == 0) yield return $"Hall {Code} has no queue.";
        if (Windows.Count == 0) yield return $"Hall {Code} has no window.";
        foreach (var code in Repeats(Zones.Select(zone => zone.Code))) yield return $"Zone {code} is defined twice.";
        foreach (var code in Repeats(Queues.Select(queue => queue.Code))) yield return $"Queue {code} is defined twice.";
        foreach (var code in Repeats(Windows.Select(window => window.Code))) yield return $"Window {code} is defined twice.";
        foreach (var code in Repeats(Staff.Select(staff => staff.Code))) yield return $"Staff {code} is defined twice.";
        foreach (var letter in Repeats(Queues.Select(queue => queue.Letter)))
            yield return $"The ticket letter {letter} is used by two queues.";

        var zones = Zones.Select(zone => zone.Code).ToHashSet();
        var queues = Queues.Select(queue => queue.Code).ToHashSet();
        var staff = Staff.Select(person => person.Code).ToHashSet();
        foreach (var queue in Queues)
        {
            if (!zones.Contains(queue.Zone)) yield return $"Queue {queue.Code} names the unknown zone {queue.Zone}.";
            if (!(queue.Share > 0) || !double.IsFinite(queue.Share)) yield return $"Queue {queue.Code} has a share that is not positive.";
            if (!(queue.ServiceScale > 0) || !double.IsFinite(queue.ServiceScale))
                yield return $"Queue {queue.Code} has a service scale that is not positive.";
            if (queue.Letter.Any(char.IsDigit)) yield return $"Queue {queue.Code} has a digit in its ticket letter {queue.Letter}.";
        }

        foreach (var window in Windows)
        {
            if (!zones.Contains(window.Zone)) yield return $"Window {window.Code} names the unknown zone {window.Zone}.";
            if (!staff.Contains(window.Staff)) yield return $"Window {window.Code} names the unknown person {window.Staff}.";
            if (window.Queues.Count == 0) yield return $"Window {window.Code} serves no queue.";
            foreach (var queue in window.Queues.Where(queue => !queues.Contains(queue)))
                yield return $"Window {window.Code} names the unknown queue {queue}.";
            if (!(window.Pace > 0) || !double.IsFinite(window.Pace)) yield return $"Window {window.Code} has a pace that is not positive.";
            foreach (var (before, after) in (window.Duty ?? []).Zip((window.Duty ?? []).Skip(1))
                .Where(pair => pair.Second.From < pair.First.To))
                yield return $"Window {window.Code} has the duty from {after.From} before the one from {before.From} has ended.";
        }

        foreach (var session in Hours.Sessions.Where(session => session.Closes <= session.Opens))
            yield return $"On {session.Day} the hall closes at {session.Closes} before it opens at {session.Opens}.";
        foreach (var day in Hours.Sessions.Select(session => session.Day).Distinct())
        {
            foreach (var (before, after) in Hours.On(day).Zip(Hours.On(day).Skip(1)).Where(pair => pair.Second.Opens <= pair.First.Closes))
                yield return $"On {day} the session from {after.Opens} begins before the one from {before.Opens} has ended.";
        }
    }

    private static IEnumerable<string> Repeats(IEnumerable<string> codes) =>
        codes.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key);
}
