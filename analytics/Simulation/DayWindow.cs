namespace OpsCenter.Analytics.Simulation;

/// <summary>What a window is doing.</summary>
internal enum WindowMode : byte
{
    Off,
    Idle,

    /// <summary>Free, but not ready to call yet.</summary>
    Readying,
    Calling,
    Serving,
    Paused,
}

/// <summary>How a call will go on: answered at once, after a recall, or never.</summary>
internal enum CallFate : byte
{
    Comes,
    ComesWhenRecalled,
    Missed,
    Voided,
}

/// <summary>How a service will end.</summary>
internal enum ServiceFate : byte
{
    Completes,
    Withdraws,
    Transfers,
}

/// <summary>A stretch for which a window is manned, milliseconds since local midnight.</summary>
/// <param name="From">Log-in.</param>
/// <param name="To">Leaving.</param>
/// <param name="UntilEmpty">Whether those who wait at <paramref name="To"/> are still served: at the end of a session, not at a
/// break.</param>
internal readonly record struct MannedStretch(long From, long To, bool UntilEmpty);

/// <summary>A window during the day.</summary>
internal sealed class DayWindow(PlannedWindow plan, int[] queues)
{
    public string Code { get; } = plan.Code;
    public string Staff { get; } = plan.Staff;
    public double Pace { get; } = plan.Pace;

    /// <summary>Places of the queues it serves.</summary>
    public int[] Queues { get; } = queues;

    /// <summary>Tickets transferred to this window and no other.</summary>
    public WaitingLine Directed { get; } = new();
    public WindowMode Mode { get; set; }

    /// <summary>Counts up with every log-in and idleness, so that plans made before are void.</summary>
    public int IdleEpoch { get; set; }
    public int LogIns { get; set; }

    /// <summary>Stretches still to come.</summary>
    public int StretchesLeft { get; set; }
    public bool Leaving { get; set; }
    public bool UntilEmpty { get; set; }
    public bool PauseDue { get; set; }
    public int Ticket { get; set; } = -1;
    public CallFate CallFate { get; set; }
    public int RecallsLeft { get; set; }
    public ServiceFate ServiceFate { get; set; }

    /// <summary>The stretches of a day: its sessions, cut to the window's duty, without its breaks.</summary>
    public static List<MannedStretch> Stretches(
        PlannedWindow window, int place, IReadOnlyList<HallSession> sessions, IReadOnlyList<HallBreak> breaks)
    {
        var stretches = new List<MannedStretch>();
        var rests = breaks.Where(rest => rest.Of > 0 && place % rest.Of == rest.Which).OrderBy(rest => rest.From).ToList();
        foreach (var session in sessions)
        {
            foreach (var duty in window.Duty ?? [new(session.Opens, session.Closes)])
            {
                var from = duty.From > session.Opens ? duty.From : session.Opens;
                var to = duty.To < session.Closes ? duty.To : session.Closes;
                foreach (var rest in rests.Where(rest => rest.From < to && rest.To > from))
                {
                    Add(from, rest.From);
                    from = rest.To;
                }

                Add(from, to);
            }

            void Add(TimeOnly from, TimeOnly to)
            {
                if (from < to) stretches.Add(new(Milliseconds(from), Milliseconds(to), to == session.Closes));
            }
        }

        return stretches;
    }

    private static long Milliseconds(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}
