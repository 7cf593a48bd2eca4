namespace OpsCenter.Analytics.Simulation;

/// <summary>A queue during the day.</summary>
internal sealed class DayQueue(PlannedQueue plan, LogNormal service)
{
    private readonly Queue<(int Window, int Epoch)> idle = new();

    public string Code { get; } = plan.Code;
    public string Letter { get; } = plan.Letter;
    public LogNormal Service { get; } = service;

    /// <summary>Appointments and transferred tickets.</summary>
    public WaitingLine First { get; } = new();
    public WaitingLine Ordinary { get; } = new();

    /// <summary>Tickets in both lines.</summary>
    public int Waiting { get; set; }

    /// <summary>Windows that serve it and are manned, or will be again today.</summary>
    public int Hands { get; set; }
    public int Taken { get; set; }

    /// <summary>Places of the windows that serve it.</summary>
    public List<int> Windows { get; } = [];

    public void AddIdle(int window, int epoch, DayWindow[] windows)
    {
        // Where windows serve several queues, entries here grow stale by work found elsewhere: keep the line bounded.
        if (idle.Count > 2 * Windows.Count + 16)
        {
            for (var left = idle.Count; left > 0; left--)
            {
                var entry = idle.Dequeue();
                if (IsIdle(entry, windows)) idle.Enqueue(entry);
            }
        }

        idle.Enqueue((window, epoch));
    }

    /// <summary>The window that has been idle longest; −1 when none is.</summary>
    public int TakeIdle(DayWindow[] windows)
    {
        while (idle.TryDequeue(out var entry))
        {
            if (IsIdle(entry, windows)) return entry.Window;
        }

        return -1;
    }

    private static bool IsIdle((int Window, int Epoch) entry, DayWindow[] windows) =>
        windows[entry.Window].Mode == WindowMode.Idle && windows[entry.Window].IdleEpoch == entry.Epoch;
}
