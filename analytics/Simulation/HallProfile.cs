namespace OpsCenter.Analytics.Simulation;

/// <summary>How people and clerks of a hall behave. Durations are seconds unless the name says otherwise.</summary>
public sealed partial record HallProfile
{
    /// <summary>Tickets on an ordinary day: the mean over days whose weekday factor is 1.</summary>
    public double TicketsPerDay { get; init; } = 1000;

    /// <summary>Factor on the tickets of a day, Sunday first (the order of <see cref="DayOfWeek"/>), 7 values.</summary>
    public IReadOnlyList<double> WeekdayFactors { get; init; } = [1, 1, 1, 1, 1, 1, 1];

    /// <summary>How uneven like days are: standard deviation of the logarithm of the day's tickets.</summary>
    public double DayToDay { get; init; }

    /// <summary>
    /// Arrivals by local half hour, 48 weights from 00:00 on; only the proportions count. What falls outside the
    /// opening hours is left out and the rest takes its place, so that a day has its tickets whatever the hours.
    /// </summary>
    public IReadOnlyList<double> HalfHours { get; init; } = [.. Enumerable.Repeat(1.0, 48)];

    /// <summary>Service time by kind of business.</summary>
    public IReadOnlyDictionary<string, LogNormal> Services { get; init; } = new Dictionary<string, LogNormal> { [""] = new(5, 1) };

    /// <summary>Share of each business among the arrivals, 0-1. A plan has its own shares; these are what the log had.</summary>
    public IReadOnlyDictionary<string, double> BusinessShares { get; init; } = new Dictionary<string, double>();

    /// <summary>No service is longer.</summary>
    public double LongestService { get; init; } = 7200;

    public PatienceHazard Patience { get; init; } = PatienceHazard.Endless;

    /// <summary>From a window's being free to its next call, at least and at most.</summary>
    public (double Least, double Most) BetweenCustomers { get; init; }

    /// <summary>From the call to the customer's being at the window, at least and at most.</summary>
    public (double Least, double Most) Walk { get; init; }

    /// <summary>From a call without effect to the next, at least and at most.</summary>
    public (double Least, double Most) RecallAfter { get; init; } = (20, 40);

    /// <summary>Calls after the first before a ticket is given up.</summary>
    public int Recalls { get; init; } = 2;

    /// <summary>Who is called, does not come and is passed over (过号), 0-1.</summary>
    public double Missed { get; init; }

    /// <summary>Numbers without a person behind them (空号), 0-1.</summary>
    public double Voided { get; init; }

    /// <summary>Who comes only when called again (重呼), 0-1.</summary>
    public double Recalled { get; init; }

    /// <summary>Services that end at the window without a result (退办), 0-1.</summary>
    public double Withdrawn { get; init; }

    /// <summary>Services that go on in another queue (转号), 0-1; a ticket is transferred once at most.</summary>
    public double Transferred { get; init; }

    /// <summary>Transfers to one given window, 0-1 of the transfers.</summary>
    public double TransferredToWindow { get; init; }

    /// <summary>Services that are rated, 0-1 of the completed.</summary>
    public double Rated { get; init; }

    /// <summary>Weights of the ratings 1 非常不满意 … 5 非常满意, 5 values.</summary>
    public IReadOnlyList<double> Ratings { get; init; } = [0, 0, 0, 0, 1];

    /// <summary>From the end of a service to its rating, at least and at most.</summary>
    public (double Least, double Most) RatingAfter { get; init; } = (2, 15);

    /// <summary>Tickets that keep an appointment, 0-1 of all tickets; they are called before the others.</summary>
    public double Appointments { get; init; }

    /// <summary>Appointments that nobody keeps, 0-1 of those made.</summary>
    public double AppointmentsMissed { get; init; }

    /// <summary>Appointments of a day are made in so long before the hall opens.</summary>
    public double AppointmentsBefore { get; init; } = 3600;

    /// <summary>How often a manned window pauses, per hour.</summary>
    public double PausesPerHour { get; init; }

    /// <summary>Mean length of a pause (exponential, 60 at least).</summary>
    public double MeanPause { get; init; } = 300;

    /// <summary>Clerks log in up to so long before a session opens.</summary>
    public double LogInBefore { get; init; }

    /// <summary>What is wrong with the profile for this plan, one sentence each; empty when it can be simulated.</summary>
    public IEnumerable<string> Errors(HallPlan plan)
    {
        if (!(TicketsPerDay >= 0) || TicketsPerDay > 100_000_000) yield return "TicketsPerDay is not between 0 and 100,000,000.";
        if (WeekdayFactors.Count != 7 || WeekdayFactors.Any(factor => !(factor >= 0)))
            yield return "WeekdayFactors are not 7 numbers from 0 on.";
        if (HalfHours.Count != 48 || HalfHours.Any(weight => !(weight >= 0))) yield return "HalfHours are not 48 numbers from 0 on.";
        if (Ratings.Count != 5 || Ratings.Any(weight => !(weight >= 0)) || Ratings.Sum() <= 0)
            yield return "Ratings are not 5 numbers from 0 on with one above 0.";
        foreach (var queue in plan.Queues.Where(queue => !Services.ContainsKey(queue.Business)))
            yield return $"Queue {queue.Code} names the business {queue.Business}, for which there is no service time.";
        foreach (var (name, share) in new[]
        {
            (nameof(Missed), Missed), (nameof(Voided), Voided), (nameof(Recalled), Recalled), (nameof(Withdrawn), Withdrawn),
            (nameof(Transferred), Transferred), (nameof(TransferredToWindow), TransferredToWindow), (nameof(Rated), Rated),
            (nameof(Appointments), Appointments),
        })
        {
            if (!(share is >= 0 and <= 1)) yield return $"{name} is not between 0 and 1.";
        }

        if (Patience.Edges.Count == 0 || Patience.Edges.Count != Patience.Rates.Count || Patience.Edges[0] != 0
            || Patience.Edges.Zip(Patience.Edges.Skip(1)).Any(pair => !(pair.First < pair.Second))
            || Patience.Rates.Any(rate => !(rate >= 0)) || !(Patience.Scale > 0))
            yield return "Patience has not one rate from 0 on for each of its edges, which ascend from 0, and a scale above 0.";
        foreach (var (name, value) in new[]
        {
            (nameof(DayToDay), DayToDay), (nameof(LongestService), LongestService), (nameof(AppointmentsBefore), AppointmentsBefore),
            (nameof(MeanPause), MeanPause), (nameof(LogInBefore), LogInBefore),
        })
        {
            if (!(value >= 0) || !double.IsFinite(value)) yield return $"{name} is not a number from 0 on.";
        }

        if (Missed + Voided + Recalled > 1) yield return "Missed, Voided and Recalled add up to more than 1.";
        if (Withdrawn + Transferred > 1) yield return "Withdrawn and Transferred add up to more than 1.";
        if (!(AppointmentsMissed is >= 0 and < 1)) yield return "AppointmentsMissed is not from 0 to below 1.";
        if (Recalls is < 0 or > 100) yield return "Recalls is not between 0 and 100.";
        if (!(PausesPerHour is >= 0 and <= 60)) yield return "PausesPerHour is not between 0 and 60.";
        foreach (var (name, range) in new[]
        {
            (nameof(BetweenCustomers), BetweenCustomers), (nameof(Walk), Walk), (nameof(RecallAfter), RecallAfter),
            (nameof(RatingAfter), RatingAfter),
        })
        {
            if (!(range.Least >= 0) || !(range.Most >= range.Least)) yield return $"{name} is not a range from 0 on.";
        }
    }
}
