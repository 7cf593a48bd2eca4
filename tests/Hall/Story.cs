using OpsCenter.Kernel;
using Xunit;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Hall;

/// <summary>
/// A decider's story: given this history, when this is asked, then these events follow, or this refusal. Every event
/// that follows becomes history, so a story can go on.
/// </summary>
public sealed class Story<TState, TCommand, TEvent>(IDecider<TState, TCommand, TEvent> decider, string self, DateTimeOffset now)
{
    private TState state = decider.Initial;
    private Decision<TEvent> last;

    public TState State => state;

    public Story<TState, TCommand, TEvent> Given(DateTimeOffset at, params TEvent[] events)
    {
        foreach (var @event in events) state = decider.Evolve(state, @event, at);
        return this;
    }

    public Story<TState, TCommand, TEvent> When(DateTimeOffset at, TCommand command)
    {
        last = decider.Decide(state, command, new(StreamId.Parse(self), at, now));
        foreach (var @event in last.Events) state = decider.Evolve(state, @event, at);
        return this;
    }

    public Story<TState, TCommand, TEvent> Then(params TEvent[] events)
    {
        Assert.Null(last.Refusal);
        Assert.Equal(events, last.Events);
        return this;
    }

    public Story<TState, TCommand, TEvent> ThenRefused(string code)
    {
        Assert.Empty(last.Events);
        Assert.Equal(code, last.Refusal?.Code);
        // A clerk reads Chinese, a vendor English.
        Assert.Contains(" / ", last.Refusal!.Message);
        return this;
    }
}
