using System.Collections.Concurrent;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>
/// Sends what a subject owes in a district: takes the lease, reads what is owed page by page, sends several at once, and lets the
/// outbox record what became of each. A failure of one message is its own; a destination that is away is left alone.
/// </summary>
/// <param name="lease">Decides which gateway sends.</param>
/// <param name="holder">By which name this gateway holds the lease.</param>
/// <param name="random">Safe for all threads.</param>
public sealed class OutboxRelay<TMessage>(
    IOutbox<TMessage> outbox, ILease lease, string holder, DeliveryOptions options, Random random, TimeProvider time, ILogger log)
{
    /// <summary>
    /// So many different messages that the subject's own actors cannot be asked about hold up all others. No setting: these are the
    /// product's own, whose silence nobody has to weigh.
    /// </summary>
    private const int ActorFailures = 3;

    private readonly ParallelOptions atOnce = new() { MaxDegreeOfParallelism = options.AtOnce };
    private readonly RetrySchedule<TMessage> schedule = new(options.Retries, random);
    private readonly ConcurrentDictionary<string, CircuitBreaker> destinations = [];
    private CircuitBreaker actors = ActorsBreaker(options, random);

    /// <summary>Looks once at what is owed, and sends what is due.</summary>
    /// <param name="stopping">Nothing more is begun then; what is on its way ends by itself.</param>
    /// <returns>Whether there may be more to do at once.</returns>
    public async Task<bool> SendAsync(CancellationToken stopping)
    {
        if (!await HoldAsync())
        {
            Forget();
            return false;
        }
        var recorded = await EachAsync(schedule.Unrecorded(time.GetUtcNow()), async sent =>
            !stopping.IsCancellationRequested && AreActorsThere() && await HoldAsync() && await RecordAsync(sent.Message, sent.Answer));
        var (sent, late, owed) = (0, 0, new HashSet<string>());
        await foreach (var page in outbox.OwedAsync(schedule.Waiting))
        {
            var readAt = time.GetTimestamp();
            owed.UnionWith(page.Select(outbox.KeyOf));
            sent += await EachAsync(page.Where(CanSend), async message =>
            {
                // The lease may have had to be waited for: what was open before may not be now.
                if (stopping.IsCancellationRequested || !CanSend(message) || !await HoldAsync() || !CanSend(message)) return false;
                // While others were sent things have changed, maybe: the next look knows.
                if (time.GetElapsedTime(readAt) <= options.MaxAge) return await TryAsync(message);
                Interlocked.Increment(ref late);
                return false;
            });
            if (stopping.IsCancellationRequested) return false;
        }
        schedule.Keep(owed);
        return recorded > 0 || sent > 0 || late > 0;
    }

    /// <summary>Another gateway may go on.</summary>
    public Task ReleaseAsync()
    {
        outbox.Stopped();
        return lease.ReleaseAsync(holder);
    }

    /// <summary>Whether this gateway is the one that sends, for long enough to end what it begins now.</summary>
    private Task<bool> HoldAsync() => lease.HoldAsync(holder, options.Lease);

    /// <summary>Another gateway sends: what is known here grows old.</summary>
    private void Forget()
    {
        schedule.Clear();
        destinations.Clear();
        actors = ActorsBreaker(options, random);
        outbox.Stopped();
    }

    private bool AreActorsThere() => actors.IsClosed(time.GetUtcNow());

    private bool CanSend(TMessage message)
    {
        var now = time.GetUtcNow();
        if (!actors.IsClosed(now) || !schedule.IsDue(outbox.KeyOf(message), now)) return false;
        return outbox.DestinationOf(message) is not { } name
            || !destinations.TryGetValue(name, out var destination) || destination.IsClosed(now);
    }

    /// <summary>Whether the message was sent, and that is recorded.</summary>
    private async Task<bool> TryAsync(TMessage message)
    {
        var key = outbox.KeyOf(message);
        try
        {
            var answer = await outbox.SendAsync(message);
            Judge(message, key, answer);
            switch (answer.Outcome)
            {
                case SendOutcome.Sent:
                    schedule.Sent(key, message, answer);
                    return await RecordAsync(message, answer);
                case SendOutcome.Waits:
                    return false;
                case SendOutcome.Obsolete:
                    schedule.Done(key);
                    break;
                default:
                    var isPutOff = PutOn(key, answer.Outcome);
                    await outbox.FailedAsync(message, answer, isPutOff);
                    break;
            }
            actors.Answered();
        }
        catch (Exception failure)
        {
            Faulted(message, key, failure);
        }
        return false;
    }

    private async Task<bool> RecordAsync(TMessage message, SendAnswer answer)
    {
        var key = outbox.KeyOf(message);
        try
        {
            await outbox.SentAsync(message, answer);
            schedule.Done(key);
            actors.Answered();
            return true;
        }
        catch (Exception failure)
        {
            Faulted(message, key, failure);
            return false;
        }
    }

    /// <summary>What an answer says about its destination.</summary>
    private void Judge(TMessage message, string key, SendAnswer answer)
    {
        if (outbox.DestinationOf(message) is not { } name) return;
        var now = time.GetUtcNow();
        switch (answer.Outcome)
        {
            case SendOutcome.Sent or SendOutcome.Refused:
                if (destinations.TryGetValue(name, out var known) && known.Answered())
                    log.LogInformation("{Destination} takes {Messages} of {District} again.", name, outbox.Name, outbox.District);
                break;
            case SendOutcome.Waits:
                BreakerOf(name).Rest(now, answer.RetryAfter ?? options.Breaker.Pause.First);
                break;
            case SendOutcome.Unanswered when BreakerOf(name).Unanswered(key, now, answer.RetryAfter):
                log.LogWarning(
                    "{Destination} takes no {Messages} of {District} now ({Reason}); it is tried again.",
                    name, outbox.Name, outbox.District, answer.Detail);
                break;
        }
    }

    /// <summary>Puts a message that failed on the schedule, unless its outbox does. Returns whether it is put off.</summary>
    private bool PutOn(string key, SendOutcome outcome)
    {
        var now = time.GetUtcNow();
        if (outbox.SchedulesRetries) return false;
        switch (outcome)
        {
            case SendOutcome.Refused:
                return schedule.Refused(key, now);
            case SendOutcome.Unsendable:
                schedule.PutOff(key, now);
                return true;
            default:
                schedule.Failed(key, now);
                return false;
        }
    }

    private void Faulted(TMessage message, string key, Exception failure)
    {
        outbox.Faulted(message);
        var now = time.GetUtcNow();
        var isFirst = schedule.Failed(key, now) == 1 && actors.IsClosed(now);
        if (actors.Unanswered(key, now, null))
            log.LogWarning(
                failure, "The actors of the {Messages} of {District} cannot be asked now; it is tried again.",
                outbox.Name, outbox.District);
        else if (isFirst)
            log.LogWarning(
                failure, "What became of {Message} of the {Messages} could not be recorded; it is tried again.", key, outbox.Name);
    }

    private CircuitBreaker BreakerOf(string destination) => destinations.GetOrAdd(destination, _ => new(options.Breaker, random));

    private static CircuitBreaker ActorsBreaker(DeliveryOptions options, Random random) =>
        new(new() { Failures = ActorFailures, Pause = options.Retries.Pause }, random);

    /// <summary>Does it to each, several at once; returns how often it came to something.</summary>
    private async Task<int> EachAsync<T>(IEnumerable<T> all, Func<T, Task<bool>> attempt)
    {
        var done = 0;
        await Parallel.ForEachAsync(all, atOnce, async (one, _) =>
        {
            if (await attempt(one)) Interlocked.Increment(ref done);
        });
        return done;
    }
}
