using OpsCenter.Analytics.Simulation;

namespace OpsCenter.Tests.Simulation;

/// <summary>The days of the real service log.</summary>
public static class LoggedDays
{
    public static List<ServiceLogRow> RowsOrSkip()
    {
        using var reader = new StreamReader(SharedData.PathOrSkip("service-log/1999-08-01_20.csv"));
        return [.. ServiceLog.Read(reader)];
    }

    /// <summary>
    /// Everything simulated again: each day of the log with its own number and curve of arrivals and with the
    /// servers who were there at the time (who pauses longer than <see cref="ServiceLogCalibration.LongestPreparation"/> is away), but with
    /// service times, businesses and patience drawn from the calibrated profile.
    /// </summary>
    public static IEnumerable<SimulatedFact> Again(List<ServiceLogRow> rows, ulong seed)
    {
        foreach (var day in rows.GroupBy(row => DateOnly.FromDateTime(row.ArrivedAt)))
        {
            var plan = Plan(day);
            var halfHours = new double[48];
            foreach (var row in day) halfHours[(int)(row.ArrivedAt.TimeOfDay.TotalMinutes / 30)]++;
            var profile = HallProfile.Calibrated
                with
            { TicketsPerDay = day.Count(), WeekdayFactors = [1, 1, 1, 1, 1, 1, 1], HalfHours = halfHours };
            foreach (var fact in HallSimulator.Day(plan, profile, day.Key, TimeSpan.FromHours(3), seed)) yield return fact;
        }
    }

    /// <summary>Simulated facts as a log would have them.</summary>
    public static List<ServiceLogRow> AsLog(IEnumerable<SimulatedFact> facts, HallPlan? plan = null)
    {
        var businesses = plan?.Queues.ToDictionary(queue => queue.Code, queue => queue.Business);
        var rows = new List<ServiceLogRow>();
        var open = new Dictionary<string, ServiceLogRow>();
        foreach (var fact in facts)
        {
            switch (fact.Kind)
            {
                case SimulatedFactKind.TicketTaken:
                    open[fact.Ticket] = new()
                    {
                        Ticket = fact.Ticket,
                        Business = businesses?[fact.Queue] ?? fact.Queue,
                        Priority = 0,
                        ArrivedAt = fact.At.DateTime,
                        StartedAt = null,
                        FinishedAt = null,
                        AbandonedAt = null,
                        Outcome = "",
                        Server = "",
                    };
                    break;
                case SimulatedFactKind.ServiceStarted:
                    open[fact.Ticket] = open[fact.Ticket] with { StartedAt = fact.At.DateTime, Server = fact.Window };
                    break;
                case SimulatedFactKind.ServiceCompleted:
                    rows.Add(open[fact.Ticket] with { FinishedAt = fact.At.DateTime, Outcome = "served" });
                    break;
                case SimulatedFactKind.TicketWithdrawn:
                    rows.Add(open[fact.Ticket] with { AbandonedAt = fact.At.DateTime, Outcome = "abandoned" });
                    break;
                default:
                    break;
            }
        }

        return rows;
    }

    private static HallPlan Plan(IEnumerable<ServiceLogRow> day)
    {
        var replayed = ServiceLogReplay.Replay(day, "LOG", TimeSpan.FromHours(3)).Plan;
        var date = day.First().ArrivedAt.Date;
        var duties = day.Where(row => row.FinishedAt > row.StartedAt).GroupBy(row => row.Server).ToDictionary(
            server => server.Key,
            server => Duties([.. server.OrderBy(row => row.StartedAt)], date));
        var shares = HallProfile.Calibrated.BusinessShares;
        return replayed with
        {
            Hours = HallHours.Daily(TimeOnly.MinValue, new(23, 59)),
            Queues = [.. shares.Select(share => new PlannedQueue
            {
                Code = share.Key, Name = share.Key, Zone = "Z1", Letter = share.Key, Share = share.Value, Business = share.Key,
            })],
            Windows = [.. replayed.Windows.Where(window => duties.ContainsKey(window.Code) && window.Code != ServiceLogRow.UnknownServer)
                .Select(window => window with { Queues = [.. shares.Keys], Duty = duties[window.Code] })],
        };
    }

    private static List<PlannedDuty> Duties(List<ServiceLogRow> services, DateTime date)
    {
        var duties = new List<PlannedDuty>();
        foreach (var row in services)
        {
            var from = TimeOnly.FromDateTime(row.StartedAt!.Value);
            var to = row.FinishedAt!.Value.Date > date ? new TimeOnly(23, 59) : TimeOnly.FromDateTime(row.FinishedAt.Value);
            if (duties.Count > 0
                && (from <= duties[^1].To || from - duties[^1].To <= TimeSpan.FromSeconds(ServiceLogCalibration.LongestPreparation)))
                duties[^1] = duties[^1] with { To = to > duties[^1].To ? to : duties[^1].To };
            else duties.Add(new(from, to));
        }

        return duties;
    }
}
