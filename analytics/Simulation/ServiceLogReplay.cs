using System.Globalization;

namespace OpsCenter.Analytics.Simulation;

/// <summary>A service log as a hall and its facts.</summary>
/// <param name="Plan">The hall: a window for each server, a queue for each business, hours that cover every row.</param>
/// <param name="Facts">In the order of their times.</param>
/// <param name="Oddities">What was odd in the rows, and how many.</param>
public sealed record ReplayedLog(HallPlan Plan, IReadOnlyList<SimulatedFact> Facts, ServiceLogOddities Oddities);

/// <summary>
/// Turns a service log into what a queue system would have reported: taken at the arrival, called and started at
/// the start, completed at the end, withdrawn when given up. Log-ins are not in a log: a window is manned from
/// its first service of a day to the end of its last.
/// </summary>
public static class ServiceLogReplay
{
    private const string Zone = "Z1";

    // Facts of one second: a service that ends makes room for the next, a customer comes before being called.
    private enum Rank
    {
        LoggedIn,
        Ended,
        Taken,
        Begun,
        EndedAtOnce,
        LoggedOut,
    }

    private readonly record struct Placed(DateTime At, Rank Rank, int Order, SimulatedFact Fact);

    /// <summary>The log's rows as facts; all rows are read before the first fact.</summary>
    /// <param name="rows">The rows, in any order.</param>
    /// <param name="hall">Code of the hall, 1-32 characters.</param>
    /// <param name="offset">Local time of the log minus UTC.</param>
    /// <param name="shiftDays">Days to move every time by; a multiple of 7 keeps the weekdays.</param>
    public static ReplayedLog Replay(IEnumerable<ServiceLogRow> rows, string hall, TimeSpan offset, int shiftDays = 0)
    {
        var oddities = new ServiceLogOddities();
        var mended = Unrepeated(rows.Select(row => Shifted(ServiceLogMending.Mend(row, oddities), shiftDays)), oddities);
        var placed = new List<Placed>(mended.Count * 4);
        foreach (var row in mended)
        {
            Place(row.ArrivedAt, Rank.Taken, $"{row.Ticket}.taken", SimulatedFactKind.TicketTaken, row.Ticket, queue: row.Business);
            if (row.AbandonedAt is { } left)
                Place(left, After(left, row), $"{row.Ticket}.left", SimulatedFactKind.TicketWithdrawn, row.Ticket, queue: row.Business,
                    reason: "等候中离开");
            else if (row.StartedAt is null)
                Place(row.ArrivedAt, Rank.EndedAtOnce, $"{row.Ticket}.void", SimulatedFactKind.TicketVoided, row.Ticket,
                    queue: row.Business, reason: "记录不全");
        }

        var windows = new Dictionary<string, string>();
        foreach (var (window, server, services) in Desks(mended, oddities))
        {
            windows.Add(window, server);
            foreach (var day in services.GroupBy(row => row.StartedAt!.Value.Date))
            {
                var (first, last) = (day.First(), day.Last());
                var name = string.Create(CultureInfo.InvariantCulture, $"{window}.{day.Key:yyyy-MM-dd}");
                Place(first.StartedAt!.Value, Rank.LoggedIn, $"{name}.in", SimulatedFactKind.StaffLoggedIn, window: window, staff: window);
                foreach (var row in day)
                {
                    Place(row.StartedAt!.Value, Rank.Begun, $"{row.Ticket}.called", SimulatedFactKind.TicketCalled, row.Ticket,
                        window: window);
                    Place(row.StartedAt!.Value, Rank.Begun, $"{row.Ticket}.started", SimulatedFactKind.ServiceStarted, row.Ticket,
                        window: window);
                    var ended = row.FinishedAt == row.StartedAt ? Rank.EndedAtOnce : Rank.Ended;
                    Place(row.FinishedAt!.Value, ended, $"{row.Ticket}.completed", SimulatedFactKind.ServiceCompleted, row.Ticket,
                        window: window);
                }

                var atOnce = last.FinishedAt == last.StartedAt || last.FinishedAt == first.StartedAt;
                Place(last.FinishedAt!.Value, atOnce ? Rank.LoggedOut : Rank.Ended, $"{name}.out", SimulatedFactKind.StaffLoggedOut,
                    window: window);
            }
        }

        placed.Sort((one, other) => (one.At, one.Rank, one.Order).CompareTo((other.At, other.Rank, other.Order)));
        var facts = placed.ConvertAll(place => place.Fact);
        return new(Plan(hall, windows, mended, facts), facts, oddities);

        static Rank After(DateTime at, ServiceLogRow row) => at == row.ArrivedAt ? Rank.EndedAtOnce : Rank.Ended;

        void Place(
            DateTime at,
            Rank rank,
            string id,
            SimulatedFactKind kind,
            string ticket = "",
            string queue = "",
            string window = "",
            string staff = "",
            string reason = "") =>
            placed.Add(new(at, rank, placed.Count, new()
            {
                Id = id,
                Kind = kind,
                At = new(at, offset),
                Ticket = ticket,
                Queue = queue,
                Window = window,
                Staff = staff,
                ToQueue = "",
                ToWindow = "",
                Rating = 0,
                Reason = reason,
                Appointment = "",
            }));
    }

    private static ServiceLogRow Shifted(ServiceLogRow row, int days) => days == 0 ? row : row with
    {
        ArrivedAt = row.ArrivedAt.AddDays(days),
        StartedAt = row.StartedAt?.AddDays(days),
        FinishedAt = row.FinishedAt?.AddDays(days),
        AbandonedAt = row.AbandonedAt?.AddDays(days),
    };

    private static List<ServiceLogRow> Unrepeated(IEnumerable<ServiceLogRow> rows, ServiceLogOddities oddities)
    {
        var seen = new HashSet<string>();
        var unrepeated = new List<ServiceLogRow>();
        foreach (var row in rows)
        {
            var ticket = row.Ticket;
            for (var i = 2; !seen.Add(ticket); i++) ticket = string.Create(CultureInfo.InvariantCulture, $"{row.Ticket}-{i}");
            if (ticket != row.Ticket) oddities.RepeatedTicket++;
            unrepeated.Add(ticket == row.Ticket ? row : row with { Ticket = ticket });
        }

        return unrepeated;
    }

    /// <summary>
    /// The services of each window in order. A server whom the log shows with two customers at once gets a second
    /// window, so that at every window one service ends before the next begins.
    /// </summary>
    private static List<(string Window, string Server, List<ServiceLogRow> Services)> Desks(
        List<ServiceLogRow> rows, ServiceLogOddities oddities)
    {
        var all = new List<(string Window, string Server, List<ServiceLogRow> Services)>();
        foreach (var server in rows.Where(row => row.StartedAt is not null).GroupBy(row => row.Server)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var desks = new List<List<ServiceLogRow>>();
            foreach (var row in server.OrderBy(row => row.StartedAt).ThenBy(row => row.FinishedAt)
                .ThenBy(row => row.Ticket, StringComparer.Ordinal))
            {
                var desk = desks.Find(desk => IsFree(desk[^1], row.StartedAt!.Value));
                if (desk is null) desks.Add([row]);
                else desk.Add(row);
                if (desks[0] != desk && desks[0][^1] != row) oddities.Overlapping++;
            }

            for (var i = 0; i < desks.Count; i++)
                all.Add((i == 0 ? server.Key : string.Create(CultureInfo.InvariantCulture, $"{server.Key}-{i + 1}"), server.Key, desks[i]));
        }

        return all;

        // A service of 0 seconds blocks its second: in one second, ending comes before beginning.
        static bool IsFree(ServiceLogRow last, DateTime at) =>
            last.FinishedAt < at || (last.FinishedAt == at && last.StartedAt < last.FinishedAt);
    }

    private static HallPlan Plan(string hall, Dictionary<string, string> windows, List<ServiceLogRow> rows, List<SimulatedFact> facts)
    {
        var counts = rows.CountBy(row => row.Business).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var businesses = counts.ConvertAll(pair => pair.Key);
        return new()
        {
            Code = hall,
            Name = "服务日志回放 Replayed service log",
            Zones = [new(Zone, "日志 Log")],
            Queues = [.. counts.Select(pair => new PlannedQueue
            {
                Code = pair.Key, Name = pair.Key, Zone = Zone, Letter = pair.Key, Share = pair.Value, Business = pair.Key,
            })],
            Windows = [.. windows.Select(pair => new PlannedWindow
            {
                Code = pair.Key, Name = pair.Key, Zone = Zone, Queues = businesses, Staff = pair.Key,
            })],
            Staff = [.. windows.Select(pair => new PlannedStaff(pair.Key, pair.Value))],
            Hours = new([.. facts.GroupBy(fact => fact.At.DayOfWeek).OrderBy(day => day.Key).Select(Session)], []),
        };
    }

    /// <summary>From the earliest half hour with a fact to the end of the last, 23:59 at most.</summary>
    private static HallSession Session(IGrouping<DayOfWeek, SimulatedFact> day)
    {
        var opens = Math.Floor(day.Min(fact => fact.At.TimeOfDay.TotalMinutes) / 30) * 30;
        var closes = (Math.Floor(day.Max(fact => fact.At.TimeOfDay.TotalMinutes) / 30) + 1) * 30;
        return new(day.Key, TimeOnly.MinValue.AddMinutes(opens), TimeOnly.MinValue.AddMinutes(Math.Min(closes, 24 * 60 - 1)));
    }
}
