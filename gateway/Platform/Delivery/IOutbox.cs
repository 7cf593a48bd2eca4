using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>
/// What a subject owes to others in a district, and what becomes of each attempt to send it. What is owed stands with the subject's actors
/// until they have been told that it was sent; so nothing is lost when a gateway goes down, and another goes on where it stopped.
/// For all threads.
/// </summary>
/// <typeparam name="TMessage">What is owed, as the actors say it.</typeparam>
public interface IOutbox<TMessage>
{
    /// <summary>What the messages are, as an English word in the plural, e.g. <c>results</c>: names the lease, and is in the log.</summary>
    string Name { get; }

    /// <summary>Code of the district.</summary>
    DistrictCode District { get; }

    /// <summary>
    /// Whether <see cref="FailedAsync"/> records when a message is due again, and <see cref="OwedAsync"/> leaves it out until then. Else
    /// the schedule in this gateway's memory says so (<see cref="RetrySchedule{TMessage}"/>).
    /// </summary>
    bool SchedulesRetries { get; }

    /// <summary>What is owed, page by page; each page is read when the one before has been dealt with.</summary>
    /// <param name="waiting">Messages that wait in memory for another attempt: so many more must be read that they hide no others.</param>
    IAsyncEnumerable<IReadOnlyList<TMessage>> OwedAsync(int waiting);

    /// <summary>The same for every attempt of a message; no two messages of the outbox have the same.</summary>
    string KeyOf(TMessage message);

    /// <summary>What fails as one: the messages to one destination share its circuit breaker. Null: there is none to go to.</summary>
    string? DestinationOf(TMessage message);

    /// <summary>One attempt; a failure of the destination is an answer, a failure of the subject's own actors is an exception.</summary>
    Task<SendAnswer> SendAsync(TMessage message);

    /// <summary>Records that a message was sent. Called again after an exception; a repeat does no harm.</summary>
    Task SentAsync(TMessage message, SendAnswer answer);

    /// <summary>Records that an attempt failed: it was refused, not answered, or the message cannot be sent.</summary>
    /// <param name="isPutOff">Whether it is put off for long now, since it was refused too often or cannot be sent.</param>
    Task FailedAsync(TMessage message, SendAnswer answer, bool isPutOff);

    /// <summary>An attempt ended in an exception, which is in the log; for metrics.</summary>
    void Faulted(TMessage message)
    {
    }

    /// <summary>Another gateway sends, or nobody does: what was shown of this outbox is not shown any more.</summary>
    void Stopped()
    {
    }
}
