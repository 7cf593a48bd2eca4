using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>Running sums of a day in a hall, zone or queue. Every sum can be taken back, so that a late fact corrects it.</summary>
internal sealed class Tally
{
    private readonly SortedSet<(long Since, string Ticket)> waiting = [];
    private readonly int[] states = new int[6];
    private readonly int[] ratings = new int[5];
    private int taken, waits, services;
    private long waitSum, serviceSum;

    public int Appointments { get; set; }

    /// <summary>Adds (+1) or takes back (−1) what a ticket counts where it was taken.</summary>
    public void CountTaken(in VisitSummary visit, int sign)
    {
        taken += sign;
        if (visit.FirstCallAt == 0 || visit.TakenAt == 0 || visit.FirstCallAt < visit.TakenAt) return;
        waits += sign;
        waitSum += sign * (visit.FirstCallAt - visit.TakenAt);
    }

    /// <summary>Adds (+1) or takes back (−1) what a ticket counts where it is.</summary>
    public void CountState(string ticket, in VisitSummary visit, int sign)
    {
        states[(int)visit.State] += sign;
        if (visit.State == VisitState.Waiting)
        {
            if (sign > 0) waiting.Add((visit.Since, ticket));
            else waiting.Remove((visit.Since, ticket));
        }
        if (visit.Rating > 0) ratings[visit.Rating - 1] += sign;
        if (visit.First.Window is not null) CountService(visit.First.Length, sign);
        if (visit.Second.Window is not null) CountService(visit.Second.Length, sign);
        foreach (var span in visit.More ?? []) CountService(span.Length, sign);
    }

    public int Waiting => states[(int)VisitState.Waiting];

    public (long Since, string Ticket)? Oldest => waiting.Count == 0 ? null : waiting.Min;

    public Counts ToCounts(WindowFigures windows) => new()
    {
        Taken = taken,
        Waiting = Waiting,
        Called = states[(int)VisitState.Called],
        Serving = states[(int)VisitState.Serving],
        Served = states[(int)VisitState.Served],
        Abandoned = states[(int)VisitState.Abandoned],
        Appointments = Appointments,
        MeanWait = Mean(waitSum, waits),
        MeanService = Mean(serviceSum, services),
        Ratings = new([.. ratings]),
        OldestWaitingSince = Oldest is { } oldest ? Micros.ToTime(oldest.Since) : null,
        OldestWaitingTicket = Oldest?.Ticket ?? "",
        WindowsOpen = windows.Open,
        Utilisation = windows.Utilisation,
        Imbalance = windows.Imbalance,
    };

    /// <summary>Seconds, to a tenth.</summary>
    internal static double? Mean(long microseconds, int count) => count == 0 ? null : Math.Round(microseconds / 1e6 / count, 1);

    private void CountService(long length, int sign)
    {
        if (length < 0) return;
        services += sign;
        serviceSum += sign * length;
    }
}

/// <summary>What the windows of a hall or zone come to.</summary>
/// <param name="Open">With somebody logged in and not paused.</param>
/// <param name="Utilisation">Service time ÷ time on duty, 0-1.</param>
/// <param name="Imbalance">Coefficient of variation of the windows' utilisation.</param>
internal readonly record struct WindowFigures(int Open, double? Utilisation, double? Imbalance);
