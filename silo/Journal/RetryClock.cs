namespace OpsCenter.Silo.Journal;

/// <summary>Pauses between tries, longer each time, until the time is up or the writer is told to give up.</summary>
internal sealed class RetryClock(JournalWriterOptions options, TimeProvider time, CancellationToken abandon)
{
    private long started;
    private TimeSpan pause = options.FirstPause;

    /// <summary>Pauses so far.</summary>
    public int Tries { get; private set; }

    /// <summary>False: no more tries.</summary>
    public bool Pause()
    {
        if (Tries++ == 0)
            started = time.GetTimestamp();
        else if (time.GetElapsedTime(started) >= options.RetryFor)
            return false;
        try
        {
            Task.Delay(pause, time, abandon).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.LongestPause.Ticks));
        return true;
    }
}
