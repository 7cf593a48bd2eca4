namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>A message that was sent, with what its destination said.</summary>
public readonly record struct SentMessage<TMessage>(TMessage Message, SendAnswer Answer);

/// <summary>
/// When messages are tried again: one that fails pauses longer and longer, one that is refused too often is put off, and one that was sent
/// and is not recorded yet is recorded without being sent again. Kept in memory: who starts afresh tries everything at once. For
/// all threads.
/// </summary>
/// <typeparam name="TMessage">What is owed; told apart by its key.</typeparam>
/// <param name="random">By how much a pause is shortened; safe for all threads.</param>
public sealed class RetrySchedule<TMessage>(RetryOptions options, Random random)
{
    /// <summary>Messages that may wait for another attempt; while there are as many, no new one is tried.</summary>
    public const int MaxWaiting = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Attempts> waiting = [];

    /// <summary>Messages that wait for another attempt, or to be recorded.</summary>
    public int Waiting
    {
        get { lock (gate) return waiting.Count; }
    }

    /// <summary>Whether a message may be sent now. One that was sent may not.</summary>
    public bool IsDue(string key, DateTimeOffset now)
    {
        lock (gate)
            return waiting.TryGetValue(key, out var attempts)
                ? attempts.Sent is null && now >= attempts.NotBefore
                : waiting.Count < MaxWaiting;
    }

    /// <summary>What was sent, is not recorded, and may be tried to record now.</summary>
    public IReadOnlyList<SentMessage<TMessage>> Unrecorded(DateTimeOffset now)
    {
        lock (gate)
            return [.. waiting.Values.Where(one => now >= one.NotBefore).Select(one => one.Sent).OfType<SentMessage<TMessage>>()];
    }

    /// <summary>Forgets whatever is not owed any more, but for what is still to be recorded.</summary>
    /// <param name="owed">Keys of all that is owed.</param>
    public void Keep(IReadOnlySet<string> owed)
    {
        lock (gate)
            foreach (var key in waiting.Where(one => one.Value.Sent is null && !owed.Contains(one.Key)).Select(one => one.Key).ToArray())
                waiting.Remove(key);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (gate) waiting.Clear();
    }

    /// <summary>It was sent: now it is to be recorded.</summary>
    public void Sent(string key, TMessage message, SendAnswer answer)
    {
        lock (gate) waiting[key] = new(0, 0, DateTimeOffset.MinValue, new SentMessage<TMessage>(message, answer));
    }

    /// <summary>There is nothing more to do about it.</summary>
    public void Done(string key)
    {
        lock (gate) waiting.Remove(key);
    }

    /// <summary>The destination does not want it.</summary>
    /// <returns>Whether it is put off now.</returns>
    public bool Refused(string key, DateTimeOffset now)
    {
        lock (gate)
        {
            var refusals = waiting.GetValueOrDefault(key).Refusals + 1;
            var isPutOff = refusals >= options.Refusals;
            waiting[key] = new(0, refusals, now + (isPutOff ? options.PutOffFor : options.Pause.After(refusals, random)), null);
            return isPutOff;
        }
    }

    /// <summary>It cannot be sent at all as it is.</summary>
    public void PutOff(string key, DateTimeOffset now)
    {
        lock (gate) waiting[key] = new(0, options.Refusals, now + options.PutOffFor, null);
    }

    /// <summary>Nobody knows whether it arrived; or it was sent and could not be recorded.</summary>
    /// <returns>How often in a row.</returns>
    public int Failed(string key, DateTimeOffset now)
    {
        lock (gate)
        {
            var before = waiting.GetValueOrDefault(key);
            var failures = before.Failures + 1;
            waiting[key] = before with { Failures = failures, NotBefore = now + options.Pause.After(failures, random) };
            return failures;
        }
    }

    private readonly record struct Attempts(int Failures, int Refusals, DateTimeOffset NotBefore, SentMessage<TMessage>? Sent);
}
