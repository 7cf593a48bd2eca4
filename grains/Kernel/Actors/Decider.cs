namespace OpsCenter.Kernel;

/// <summary>
/// A request, with the id its source gave it (a repeat of the id is a repeat of the request) and the moment it speaks of.
/// </summary>
/// <param name="SourceId">1-100 characters; empty: the request has no id and is carried out as often as it comes.</param>
/// <param name="OccurredAt">When it happened or was asked, by the source's clock.</param>
/// <param name="Body">What is asked.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.Command`1")]
public readonly record struct Command<TCommand>(
    [property: Id(0)] string SourceId, [property: Id(1)] DateTimeOffset OccurredAt, [property: Id(2)] TCommand Body)
{
    /// <summary>
    /// Refused as <see cref="Refusal.GoneOn"/> when the actor is at another version by then: the request rests on what was seen of it. 0:
    /// whatever it is.
    /// </summary>
    [Id(3)] public long IfVersion { get; init; }
}

/// <summary>What a decider may know beside its state: the moment asked about, our clock, and the actor's own name.</summary>
public readonly record struct DecisionContext(StreamId Self, DateTimeOffset OccurredAt, DateTimeOffset Now)
{
    /// <summary>How far the clocks of those who report may be ahead of ours.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <summary>Why nothing is done that is said to happen later than now; null: it is not.</summary>
    public Refusal? InFuture => OccurredAt <= Now + MaxAhead ? null : Refusal.Invalid(
        "in_future",
        $"时间 {LocalTime.Shown(OccurredAt)} 晚于现在 {LocalTime.Shown(Now)}",
        $"{LocalTime.Shown(OccurredAt)} is later than now, {LocalTime.Shown(Now)}");
}

/// <summary>What a decider answers: the events that follow (none: nothing to do), or why not.</summary>
public readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);
    public static implicit operator Decision<TEvent>(TEvent[] events) => new(events, null);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);

    /// <summary>All is as asked already.</summary>
    public static Decision<TEvent> Nothing => new([], null);
}

/// <summary>
/// All rules of one kind of actor, pure: no clock, no I/O, no Orleans. <typeparamref name="TState"/> is immutable: states
/// in flight and the committed one live side by side. A decider holds nothing but the installation's options.
/// </summary>
/// <typeparam name="TState">What the actor is.</typeparam>
/// <typeparam name="TCommand">What is asked of it.</typeparam>
/// <typeparam name="TEvent">What happens to it.</typeparam>
/// <typeparam name="TTerms">What it must know from elsewhere: the actor collects it before each call's commands are decided.</typeparam>
public interface IDecider<TState, TCommand, TEvent, TTerms>
{
    TState Initial { get; }

    Decision<TEvent> Decide(TState state, TCommand command, TTerms terms, DecisionContext context);

    /// <param name="state">The state before.</param>
    /// <param name="event">What happened.</param>
    /// <param name="occurredAt">When it happened, by the source's clock.</param>
    TState Evolve(TState state, TEvent @event, DateTimeOffset occurredAt);
}

/// <summary>Nothing from elsewhere is needed.</summary>
public readonly record struct NoTerms;

/// <summary>A decider to which its own state says enough.</summary>
public interface IDecider<TState, TCommand, TEvent> : IDecider<TState, TCommand, TEvent, NoTerms>
{
    Decision<TEvent> Decide(TState state, TCommand command, DecisionContext context);

    Decision<TEvent> IDecider<TState, TCommand, TEvent, NoTerms>.Decide(
        TState state, TCommand command, NoTerms terms, DecisionContext context) =>
        Decide(state, command, context);
}
