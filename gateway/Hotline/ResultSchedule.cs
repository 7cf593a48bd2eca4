using OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// When a district's results are tried: each one that failed pauses longer and longer, one that is refused too often is put off for a
/// day, and when several different ones get no answer, the platform's door counts as shut and nothing is tried for a while. So neither one bad
/// result nor a platform that is away holds up more than it must. Kept in memory: whoever begins anew tries everything at once. For all threads.
/// </summary>
/// <param name="random">By how much a pause is shortened, so that not all come back at one moment.</param>
public sealed class ResultSchedule(ResultOptions options, Random random)
{
    /// <summary>Results that may wait for another try; while there are as many, no new one is tried.</summary>
    public const int MostWaiting = 10_000;

    private const int ShutAfter = 3;
    private static readonly TimeSpan MostRetryAfter = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<OwedResult, Tries> waiting = [];
    private readonly HashSet<OwedResult> unanswered = [];
    private DateTimeOffset shutUntil = DateTimeOffset.MinValue;
    private int shut;

    /// <summary>Results that wait for another try.</summary>
    public int Waiting
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Whether anything may be tried.</summary>
    public bool IsOpen(DateTimeOffset now)
    {
        lock (gate) return now >= shutUntil;
    }

    /// <summary>Whether it is this one's turn.</summary>
    public bool IsDue(OwedResult result, DateTimeOffset now)
    {
        lock (gate) return waiting.TryGetValue(result, out var tries) ? now >= tries.NotBefore : waiting.Count < MostWaiting;
    }

    /// <summary>The platform has it, and only the order does not know yet.</summary>
    public bool IsTaken(OwedResult result)
    {
        lock (gate) return waiting.TryGetValue(result, out var tries) && tries.IsTaken;
    }

    /// <summary>Whatever is not owed any more is forgotten.</summary>
    public void Keep(IEnumerable<OwedResult> owed)
    {
        lock (gate)
        {
            if (waiting.Count == 0) return;
            var kept = owed.ToHashSet();
            foreach (var result in waiting.Keys.Where(result => !kept.Contains(result)).ToArray()) Remove(result);
        }
    }

    /// <summary>Everything begins anew.</summary>
    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
            unanswered.Clear();
            (shutUntil, shut) = (DateTimeOffset.MinValue, 0);
        }
    }

    /// <summary>The platform has taken it: now the order must know.</summary>
    /// <returns>Whether the door had been shut before.</returns>
    public bool Taken(OwedResult result)
    {
        lock (gate)
        {
            waiting[result] = new(0, 0, DateTimeOffset.MinValue, IsTaken: true);
            return Answered();
        }
    }

    /// <summary>There is nothing more to do about it.</summary>
    public void Done(OwedResult result)
    {
        lock (gate) Remove(result);
    }

    /// <summary>The platform does not want it.</summary>
    /// <returns>Whether it is put off now.</returns>
    public bool Refused(OwedResult result, DateTimeOffset now)
    {
        lock (gate)
        {
            Answered();
            var refusals = waiting.GetValueOrDefault(result).Refusals + 1;
            var isPutOff = refusals >= options.Refusals;
            waiting[result] = new(0, refusals, now + (isPutOff ? options.PutOffFor : Pause(refusals)), IsTaken: false);
            return isPutOff;
        }
    }

    /// <summary>It cannot be sent at all as it is.</summary>
    public void PutOff(OwedResult result, DateTimeOffset now)
    {
        lock (gate) waiting[result] = new(0, options.Refusals, now + options.PutOffFor, IsTaken: false);
    }

    /// <summary>Nobody knows whether it arrived.</summary>
    /// <param name="retryAfter">For how long the platform wants to be left alone.</param>
    /// <returns>Whether the door is shut now, for the first time since it last answered.</returns>
    public bool Unanswered(OwedResult result, DateTimeOffset now, TimeSpan? retryAfter)
    {
        lock (gate)
        {
            var before = waiting.GetValueOrDefault(result);
            var failures = before.Failures + 1;
            waiting[result] = before with { Failures = failures, NotBefore = now + Pause(failures) };
            unanswered.Add(result);
            var wasOpen = now >= shutUntil;
            if (retryAfter is { } wish) Shut(now + (wish < MostRetryAfter ? wish : MostRetryAfter));
            // Those that were on their way together count as one.
            if (!wasOpen || (retryAfter is null && unanswered.Count < ShutAfter)) return false;
            Shut(now + Pause(++shut));
            return shut == 1;
        }
    }

    private void Shut(DateTimeOffset until)
    {
        if (until > shutUntil) shutUntil = until;
    }

    private bool Answered()
    {
        var wasShut = shut > 0;
        unanswered.Clear();
        shut = 0;
        return wasShut;
    }

    private void Remove(OwedResult result)
    {
        waiting.Remove(result);
        unanswered.Remove(result);
    }

    private TimeSpan Pause(int failures)
    {
        var whole = options.FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        if (whole > options.LongestPause) whole = options.LongestPause;
        return whole * (1 - (random.NextDouble() / 2));
    }

    private readonly record struct Tries(int Failures, int Refusals, DateTimeOffset NotBefore, bool IsTaken);
}
