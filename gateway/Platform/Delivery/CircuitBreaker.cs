namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>
/// Whether a destination is sent anything now. When several different messages get no answer it counts as away and the circuit opens:
/// nothing is sent for a while, longer each time, until one gets an answer. So neither is a destination that is away hammered, nor does
/// one message that it chokes on hold up the others. Kept in memory. For all threads.
/// </summary>
/// <param name="random">By how much a pause is shortened; safe for all threads.</param>
public sealed class CircuitBreaker(CircuitBreakerOptions options, Random random)
{
    /// <summary>A destination that wants to be left alone for longer is asked again after this.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private readonly Lock gate = new();

    /// <summary>Keys of messages without an answer since the last answer; no more than it takes to open.</summary>
    private readonly HashSet<string> unanswered = [];

    private DateTimeOffset openUntil = DateTimeOffset.MinValue, askedUntil = DateTimeOffset.MinValue;
    private int openings;

    /// <summary>Whether anything may be sent.</summary>
    public bool IsClosed(DateTimeOffset now)
    {
        lock (gate) return IsClosedAt(now);
    }

    /// <summary>The destination has answered: it is there. For how long it asked to be left alone stands.</summary>
    /// <returns>Whether the circuit had opened since the answer before.</returns>
    public bool Answered()
    {
        lock (gate)
        {
            var hadOpened = openings > 0;
            unanswered.Clear();
            (openUntil, openings) = (DateTimeOffset.MinValue, 0);
            return hadOpened;
        }
    }

    /// <summary>There was no answer, or one that it takes nothing now.</summary>
    /// <param name="key">Of the message.</param>
    /// <param name="retryAfter">For how long it wants to be left alone; the circuit opens at once then. Null: not said.</param>
    /// <returns>Whether the circuit has opened now, for the first time since the last answer.</returns>
    public bool Unanswered(string key, DateTimeOffset now, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            if (unanswered.Count < options.Failures) unanswered.Add(key);
            var wasClosed = IsClosedAt(now);
            if (retryAfter is { } asked) LeaveAlone(now, asked);
            // Those that were on their way together count as one.
            if (!wasClosed || (retryAfter is null && unanswered.Count < options.Failures)) return false;
            openUntil = now + options.Pause.After(++openings, random);
            return openings == 1;
        }
    }

    /// <summary>The destination's limit is used up for so long. That is no failure.</summary>
    public void Rest(DateTimeOffset now, TimeSpan pause)
    {
        lock (gate) LeaveAlone(now, pause);
    }

    private bool IsClosedAt(DateTimeOffset now) => now >= openUntil && now >= askedUntil;

    private void LeaveAlone(DateTimeOffset now, TimeSpan pause)
    {
        var until = now + (pause < MaxRetryAfter ? pause : MaxRetryAfter);
        if (until > askedUntil) askedUntil = until;
    }
}
