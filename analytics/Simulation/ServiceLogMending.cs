namespace OpsCenter.Analytics.Simulation;

/// <summary>How many rows of a log had which oddity, and so how many were mended in which way.</summary>
public sealed record ServiceLogOddities
{
    /// <summary>All rows.</summary>
    public int Rows { get; set; }

    /// <summary>
    /// A time lies more than 12 hours before the arrival: the log wrote the arrival's date beside a time of day
    /// after midnight. Mended: a day is added.
    /// </summary>
    public int PastMidnight { get; set; }

    /// <summary>Begun or given up before the arrival, by clocks that differ by seconds. Mended: at the arrival.</summary>
    public int BeforeArrival { get; set; }

    /// <summary>Finished before it was started. Mended: finished when started.</summary>
    public int FinishedBeforeStarted { get; set; }

    /// <summary>Served for 0 seconds. Kept as it is.</summary>
    public int NoLength { get; set; }

    /// <summary>Gave up in the second of the arrival. Kept as it is.</summary>
    public int AbandonedAtOnce { get; set; }

    /// <summary>
    /// Served, but the log does not know by whom. Kept, at windows named after <see cref="ServiceLogRow.UnknownServer"/>.
    /// </summary>
    public int UnknownServer { get; set; }

    /// <summary>Longer than an hour: the line was held open. Kept; left out of the calibration.</summary>
    public int LongerThanAnHour { get; set; }

    /// <summary>
    /// Neither a full service nor a time of giving up. Replayed as taken and void (空号) at once; left out of the calibration.
    /// </summary>
    public int NoEnd { get; set; }

    /// <summary>A ticket's number came before in the log. Replayed under the number with "-2", "-3" … behind it.</summary>
    public int RepeatedTicket { get; set; }

    /// <summary>
    /// The server was serving somebody else at that time. Replayed at a second window of that server ("AVI-2"),
    /// so that no time of the log changes and no window serves two at once. Counted by the replay only.
    /// </summary>
    public int Overlapping { get; set; }
}

/// <summary>Sets right what is wrong in a row of a log, and counts it.</summary>
internal static class ServiceLogMending
{
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);

    /// <summary>
    /// The row with times that agree: arrival ≤ start ≤ finish, arrival ≤ giving up. A served row without both its
    /// times, or an abandoned one without its own, comes back with neither start, finish nor giving up.
    /// </summary>
    public static ServiceLogRow Mend(ServiceLogRow row, ServiceLogOddities oddities)
    {
        oddities.Rows++;
        var arrived = row.ArrivedAt;
        var wrapped = false;
        var early = false;
        var started = AfterArrival(row.StartedAt);
        var finished = AfterArrival(row.FinishedAt);
        var abandoned = AfterArrival(row.AbandonedAt);
        if (wrapped) oddities.PastMidnight++;
        if (early) oddities.BeforeArrival++;

        if (started is { } from && finished is { } to)
        {
            if (to < from)
            {
                oddities.FinishedBeforeStarted++;
                finished = from;
            }
            else if (to == from) oddities.NoLength++;
            if (to - from > TimeSpan.FromHours(1)) oddities.LongerThanAnHour++;
            var unknown = row.Server is "" or ServiceLogRow.UnknownServer;
            if (unknown) oddities.UnknownServer++;
            return row with
            {
                StartedAt = started,
                FinishedAt = finished,
                AbandonedAt = null,
                Server = unknown ? ServiceLogRow.UnknownServer : row.Server,
            };
        }

        if (abandoned is null) oddities.NoEnd++;
        else if (abandoned == arrived) oddities.AbandonedAtOnce++;
        return row with { StartedAt = null, FinishedAt = null, AbandonedAt = abandoned, Server = "" };

        DateTime? AfterArrival(DateTime? time)
        {
            if (time is not { } at || at >= arrived) return time;
            if (arrived - at > HalfADay)
            {
                wrapped = true;
                return at.AddDays(1);
            }

            early = true;
            return arrived;
        }
    }
}
