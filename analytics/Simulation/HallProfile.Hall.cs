namespace OpsCenter.Analytics.Simulation;

public sealed partial record HallProfile
{
    /// <summary>
    /// A government service hall of a district with 600-900 tickets a day.
    /// <para>From the log, by way of <see cref="Calibrated"/>: the shape of the day within the opening hours, the
    /// unevenness of the five working days (the log's Sunday to Thursday are Monday to Friday here), the spread of
    /// the service times and the proportions between businesses, the shape of the patience curve,
    /// the clerk's time between two customers.</para>
    /// <para>Constructed defaults, because the log of a call centre does not know them: how many tickets, the
    /// factor on patience (people who came in person wait longer), the way to the window, missed and void numbers,
    /// recalls, transfers, withdrawals, ratings (scale check: DOMAIN, 好差评), appointments, pauses. A plan scales
    /// the service times (<see cref="PlannedQueue.ServiceScale"/>).</para>
    /// </summary>
    public static HallProfile Hall => Government.Profile;

    /// <summary>
    /// <see cref="Hall"/> with as many tickets as keep the plan's windows busy for the given share of the longest
    /// day's opening hours; arrivals are level over the day. For load: the number of facts is about 6 a ticket.
    /// </summary>
    /// <param name="plan">The hall to keep busy.</param>
    /// <param name="utilisation">Above 0; beyond 1 the queues grow all day.</param>
    public static HallProfile Busy(HallPlan plan, double utilisation)
    {
        var shares = plan.Queues.Sum(queue => queue.Share);
        var service = plan.Queues.Sum(queue =>
            queue.Share / shares * Hall.Services[queue.Business].Scaled(queue.ServiceScale).Mean);
        var perTicket = service + (Hall.BetweenCustomers.Least + Hall.BetweenCustomers.Most + Hall.Walk.Least + Hall.Walk.Most) / 2;
        var open = plan.Hours.Sessions.GroupBy(session => session.Day)
            .Max(day => day.Sum(session => (session.Closes - session.Opens).TotalSeconds));
        return Hall with
        {
            TicketsPerDay = utilisation * plan.Windows.Count * open / perTicket,
            WeekdayFactors = [1, 1, 1, 1, 1, 1, 1],
            HalfHours = [.. Enumerable.Repeat(1.0, 48)],
            DayToDay = 0,
        };
    }

    // A class of its own, because it has to be made after Calibrated, whichever file the compiler takes first.
    private static class Government
    {
        public static readonly HallProfile Profile = Calibrated with
        {
            TicketsPerDay = 760,
            WeekdayFactors = [0.5, .. Calibrated.WeekdayFactors.Take(5), 0.5],
            DayToDay = 0.06,
            LongestService = 5400,
            Patience = Calibrated.Patience with { Scale = 12 },
            Walk = (5, 40),
            Missed = 0.025,
            Voided = 0.01,
            Recalled = 0.06,
            Withdrawn = 0.025,
            Transferred = 0.03,
            TransferredToWindow = 0.3,
            Rated = 0.62,
            Ratings = [0.0015, 0.0025, 0.026, 0.09, 0.88],
            Appointments = 0.15,
            AppointmentsMissed = 0.1,
            PausesPerHour = 0.25,
            MeanPause = 360,
            LogInBefore = 600,
        };
    }
}
