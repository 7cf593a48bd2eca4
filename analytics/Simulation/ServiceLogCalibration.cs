namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// Estimates a <see cref="HallProfile"/> from a service log. Whatever a log does not hold (missed numbers,
/// transfers, ratings, appointments, pauses) stays at "never" in the result.
/// </summary>
public static class ServiceLogCalibration
{
    /// <summary>Edges of the patience curve, seconds waited; close together about the first minute and a half, when many give up.</summary>
    public static IReadOnlyList<double> PatienceEdges { get; } = [0, 10, 30, 60, 75, 90, 120, 180, 300, 600];

    /// <summary>
    /// Services up to so many seconds are no services: agents who hung up on the customer, a known artefact of
    /// these data. They are left out of the service times.
    /// </summary>
    public const double ShortestService = 10;

    /// <summary>Longer ones, seconds, are lines held open. They are left out of the service times.</summary>
    public const double LongestService = 3600;

    /// <summary>A server who takes longer than so many seconds until the next customer has been away.</summary>
    public const double LongestPreparation = 300;

    /// <summary>
    /// The profile of a log.
    /// <list type="bullet">
    /// <item>Arrivals: the share of each half hour, and the mean of each weekday, over the days that have rows; a
    /// weekday's factor is relative to the mean of the busy weekdays (those with at least half the tickets of
    /// the busiest).</item>
    /// <item>Service times: lognormal by maximum likelihood on <see cref="ShortestService"/> to <see cref="LongestService"/>,
    /// known servers only, for each business with 30 such services at least (else: the fit of all together).</item>
    /// <item>Patience: those who were served would have waited longer than they had to, so their waits are
    /// censored. In each interval between edges the hazard is (people who gave up in it) ÷ (seconds that all
    /// people waited in it), the maximum-likelihood estimate for a hazard that is constant there.</item>
    /// <item>Between customers: from the end of a service to the start of the same server's next, where that customer
    /// was waiting already and the server was not away (<see cref="LongestPreparation"/>): from their 5th percentile
    /// on, level, with their mean.</item>
    /// </list>
    /// </summary>
    /// <exception cref="ArgumentException">There is no row, or no service to fit.</exception>
    public static HallProfile Calibrate(IEnumerable<ServiceLogRow> rows)
    {
        var oddities = new ServiceLogOddities();
        var mended = rows.Select(row => ServiceLogMending.Mend(row, oddities)).ToList();
        if (mended.Count == 0) throw new ArgumentException("The service log has no row.", nameof(rows));

        var halfHours = new double[48];
        foreach (var row in mended) halfHours[(int)(row.ArrivedAt.TimeOfDay.TotalMinutes / 30)]++;

        var weekdays = new double[7];
        foreach (var weekday in mended.GroupBy(row => row.ArrivedAt.Date).GroupBy(day => day.Key.DayOfWeek))
            weekdays[(int)weekday.Key] = weekday.Average(day => day.Count());
        var busy = weekdays.Where(mean => mean >= weekdays.Max() / 2).Average();

        var services = mended.Where(IsService).ToList();
        if (services.Count == 0) throw new ArgumentException("The service log has no service to fit.", nameof(rows));
        var all = Fit(services);
        return new HallProfile
        {
            TicketsPerDay = busy,
            WeekdayFactors = [.. weekdays.Select(mean => mean / busy)],
            HalfHours = [.. halfHours.Select(count => count / mended.Count)],
            BusinessShares = mended.CountBy(row => row.Business).ToDictionary(pair => pair.Key, pair => (double)pair.Value / mended.Count),
            Services = mended.Select(row => row.Business).Distinct().ToDictionary(
                business => business,
                business => services.Where(row => row.Business == business).ToList() is { Count: >= 30 } own ? Fit(own) : all),
            LongestService = LongestService,
            BetweenCustomers = Between(services),
            Patience = new PatienceHazard(PatienceEdges, PatienceRates(mended)),
        };
    }

    /// <summary>Whether a mended row counts for the service times.</summary>
    internal static bool IsService(ServiceLogRow row) =>
        row is { StartedAt: { } started, FinishedAt: { } finished, Server: not ServiceLogRow.UnknownServer }
        && (finished - started).TotalSeconds is > ShortestService and <= LongestService;

    private static LogNormal Fit(List<ServiceLogRow> rows)
    {
        var logs = rows.Select(row => Math.Log((row.FinishedAt!.Value - row.StartedAt!.Value).TotalSeconds)).ToList();
        var mean = logs.Average();
        return new(mean, Math.Sqrt(logs.Average(log => (log - mean) * (log - mean))));
    }

    private static (double Least, double Most) Between(List<ServiceLogRow> services)
    {
        var gaps = new List<double>();
        foreach (var server in services.GroupBy(row => row.Server))
        {
            var inOrder = server.OrderBy(row => row.StartedAt).ToList();
            foreach (var (row, next) in inOrder.Zip(inOrder.Skip(1)))
            {
                var gap = (next.StartedAt!.Value - row.FinishedAt!.Value).TotalSeconds;
                if (next.ArrivedAt < row.FinishedAt && gap is >= 0 and <= LongestPreparation) gaps.Add(gap);
            }
        }

        if (gaps.Count == 0) return (0, 0);
        gaps.Sort();
        var least = gaps[gaps.Count / 20];
        return (least, Math.Max(least, 2 * gaps.Average() - least));
    }

    private static double[] PatienceRates(List<ServiceLogRow> rows)
    {
        var left = new double[PatienceEdges.Count];
        var waited = new double[PatienceEdges.Count];
        foreach (var row in rows)
        {
            if ((row.AbandonedAt ?? row.StartedAt) is not { } end) continue;
            var wait = (end - row.ArrivedAt).TotalSeconds;
            for (var i = 0; i < waited.Length; i++)
            {
                var next = i + 1 < waited.Length ? PatienceEdges[i + 1] : double.PositiveInfinity;
                if (wait > PatienceEdges[i]) waited[i] += Math.Min(wait, next) - PatienceEdges[i];
                if (row.AbandonedAt is not null && wait >= PatienceEdges[i] && wait < next) left[i]++;
            }
        }

        return [.. left.Zip(waited, (events, seconds) => seconds > 0 ? events / seconds : 0)];
    }
}
