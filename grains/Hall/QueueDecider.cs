using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>What a queue must know to judge the next fact.</summary>
/// <param name="HallVersion">The newest version of the hall's description that it was told of.</param>
/// <param name="IsOpen">Whether the hall's description has it.</param>
/// <param name="Taken">Tickets taken in the last days: local date → ticket → when.</param>
public sealed record QueueState(
    long HallVersion, bool IsOpen, ImmutableSortedDictionary<DateOnly, ImmutableDictionary<string, DateTimeOffset>> Taken);

/// <summary>The rules of a queue (业务队列): a ticket number is given once a day.</summary>
public sealed class QueueDecider(HallOptions rules) : IDecider<QueueState, HallCommand, HallEvent>
{
    public QueueState Initial { get; } = new(0, false,
        ImmutableSortedDictionary<DateOnly, ImmutableDictionary<string, DateTimeOffset>>.Empty);

    public Decision<HallEvent> Decide(QueueState state, HallCommand command, DecisionContext context) => command switch
    {
        ReportEvent report => Report(state, report.Fact, context),
        // What comes late of an older description is passed over.
        Open { HallVersion: var version } when version < state.HallVersion => Decision<HallEvent>.Nothing,
        Close { HallVersion: var version } when version < state.HallVersion => Decision<HallEvent>.Nothing,
        Open when state.IsOpen => Decision<HallEvent>.Nothing,
        Open open => new Opened(open.HallVersion, []),
        Close when !state.IsOpen => Decision<HallEvent>.Nothing,
        Close close => new Closed(close.HallVersion),
        _ => throw new InvalidOperationException($"A queue does not know {command.GetType().Name}."),
    };

    public QueueState Evolve(QueueState state, HallEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        Opened opened => state with { HallVersion = opened.HallVersion, IsOpen = true },
        Closed closed => state with { HallVersion = closed.HallVersion, IsOpen = false },
        TicketTaken taken => Note(state, taken.Ticket, occurredAt),
        _ => state,
    };

    private Decision<HallEvent> Report(QueueState state, HallEvent fact, DecisionContext context)
    {
        if (!state.IsOpen)
            return Refusal.NotFound(
                "unknown_queue",
                $"大厅配置中没有业务 {HallKeys.CodeOf(context.Self)}",
                $"The hall has no queue {HallKeys.CodeOf(context.Self)}");
        if (rules.RefuseTime(context.OccurredAt, context.Now) is { } time)
            return time;
        if (fact is TicketTaken taken && state.Taken.TryGetValue(HallTime.DateOf(context.OccurredAt), out var day)
            && day.TryGetValue(taken.Ticket, out var before))
            return Refusal.NotNow(
                "already_taken",
                $"{taken.Ticket} 号当日 {before.ToOffset(HallTime.Offset):HH:mm:ss} 已取",
                $"Ticket {taken.Ticket} was taken at {before.ToOffset(HallTime.Offset):HH:mm:ss} that day");
        return fact;
    }

    private QueueState Note(QueueState state, string ticket, DateTimeOffset occurredAt)
    {
        var date = HallTime.DateOf(occurredAt);
        var days = state.Taken;
        if (!days.TryGetValue(date, out var tickets))
        {
            // A new day: what is older than any fact that is still taken can be forgotten.
            tickets = ImmutableDictionary<string, DateTimeOffset>.Empty;
            var horizon = date.AddDays(-(int)Math.Ceiling(rules.MaxLate.TotalDays) - 1);
            days = days.RemoveRange(days.Keys.Where(day => day < horizon));
        }
        return state with { Taken = days.SetItem(date, tickets.SetItem(ticket, occurredAt)) };
    }
}
