using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>What is asked of a window or a queue.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallCommand")]
public abstract record HallCommand;

/// <summary>The queue system says that something happened.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ReportFact")]
public sealed record ReportEvent([property: Id(0)] HallEvent Fact) : HallCommand;

/// <summary>The hall's description has this window or queue.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Open")]
public sealed record Open([property: Id(0)] long HallVersion, [property: Id(1)] ImmutableArray<string> HallQueues) : HallCommand;

/// <summary>The hall's description has it no more.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.Close")]
public sealed record Close([property: Id(0)] long HallVersion) : HallCommand;

/// <summary>What a window must know to judge the next fact.</summary>
/// <param name="HallVersion">The newest version of the hall's description that it was told of.</param>
/// <param name="IsOpen">Whether the hall's description has it.</param>
/// <param name="HallQueues">The queues of the hall: where a ticket can be transferred to.</param>
/// <param name="Tickets">Tickets of the last days that were served here, by <c>date/ticket</c>.</param>
/// <param name="NewestDay">The newest local date among them.</param>
public sealed record WindowState(long HallVersion, bool IsOpen, ImmutableArray<string> HallQueues,
    ImmutableDictionary<string, TicketAtWindow> Tickets, DateOnly NewestDay);

/// <summary>What is known of one ticket at this window. Facts may come in any order.</summary>
/// <param name="Started">The latest start: a ticket that was transferred may come back.</param>
public sealed record TicketAtWindow(DateOnly Day, DateTimeOffset? Started, DateTimeOffset? Completed, bool Rated);

/// <summary>
/// The rules of a window (窗口). The queue system tells what has happened already, perhaps late and out of order, so only
/// what cannot be true is refused: a window that does not exist, a time that cannot be, the same service ended twice.
/// </summary>
public sealed class WindowDecider(HallOptions rules) : IDecider<WindowState, HallCommand, HallEvent>
{
    public WindowState Initial { get; } = new(0, false, [], ImmutableDictionary<string, TicketAtWindow>.Empty, default);

    public Decision<HallEvent> Decide(WindowState state, HallCommand command, DecisionContext context) => command switch
    {
        ReportEvent report => Report(state, report.Fact, context),
        // What comes late of an older description is passed over.
        Open { HallVersion: var version } when version < state.HallVersion => Decision<HallEvent>.Nothing,
        Close { HallVersion: var version } when version < state.HallVersion => Decision<HallEvent>.Nothing,
        Open open when state.IsOpen && state.HallQueues.SequenceEqual(open.HallQueues) => Decision<HallEvent>.Nothing,
        Open open => new Opened(open.HallVersion, open.HallQueues),
        Close when !state.IsOpen => Decision<HallEvent>.Nothing,
        Close close => new Closed(close.HallVersion),
        _ => throw new InvalidOperationException($"A window does not know {command.GetType().Name}."),
    };

    public WindowState Evolve(WindowState state, HallEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        Opened opened => state with { HallVersion = opened.HallVersion, IsOpen = true, HallQueues = opened.HallQueues },
        Closed closed => state with { HallVersion = closed.HallVersion, IsOpen = false },
        ServiceStarted started =>
            Note(state, started, occurredAt, ticket => ticket with { Started = ticket.Started > occurredAt ? ticket.Started : occurredAt }),
        ServiceCompleted completed => Note(state, completed, occurredAt, ticket => ticket with { Completed = occurredAt }),
        ServiceRated rated => Note(state, rated, occurredAt, ticket => ticket with { Rated = true }),
        _ => state,
    };

    private Decision<HallEvent> Report(WindowState state, HallEvent fact, DecisionContext context)
    {
        if (!state.IsOpen)
            return Refusal.NotFound(
                "unknown_window",
                $"大厅配置中没有窗口 {HallKeys.CodeOf(context.Self)}",
                $"The hall has no window {HallKeys.CodeOf(context.Self)}");
        if (rules.RefuseTime(context.OccurredAt, context.Now) is { } time)
            return time;
        if (fact is not TicketEvent ticketFact)
            return fact;
        var ticket = state.Tickets.GetValueOrDefault(Key(ticketFact, context.OccurredAt));
        return fact switch
        {
            // Another start at another time is no contradiction: the transfer between them may still be under way.
            ServiceStarted when ticket?.Started is { } before && before == context.OccurredAt => Refusal.NotNow(
                "already_started",
                $"{ticketFact.Ticket} 号已于 {Local(before)} 在本窗口受理",
                $"Ticket {ticketFact.Ticket} was started here at {Local(before)}"),
            ServiceStarted when ticket?.Completed < context.OccurredAt => Refusal.NotNow(
                "already_completed",
                $"{ticketFact.Ticket} 号已于 {Local(ticket.Completed.Value)} 办结",
                $"Ticket {ticketFact.Ticket} was completed at {Local(ticket.Completed.Value)}"),
            ServiceCompleted when ticket?.Completed is { } before => Refusal.NotNow(
                "already_completed",
                $"{ticketFact.Ticket} 号已于 {Local(before)} 办结",
                $"Ticket {ticketFact.Ticket} was completed at {Local(before)}"),
            ServiceCompleted when ticket?.Started > context.OccurredAt => Refusal.Invalid(
                "ends_before_start",
                $"{ticketFact.Ticket} 号办结时间早于受理时间 {Local(ticket.Started.Value)}",
                $"Ticket {ticketFact.Ticket} would end before its start at {Local(ticket.Started.Value)}"),
            ServiceRated when ticket is { Rated: true } => Refusal.NotNow(
                "already_rated", $"{ticketFact.Ticket} 号已评价，一次一评", $"Ticket {ticketFact.Ticket} has been rated; one service, one rating"),
            TicketTransferred transferred when !state.HallQueues.Contains(transferred.ToQueue) => Refusal.NotFound(
                "unknown_queue", $"大厅配置中没有业务 {transferred.ToQueue}", $"The hall has no queue {transferred.ToQueue}"),
            _ => fact,
        };
    }

    private WindowState Note(WindowState state, TicketEvent fact, DateTimeOffset occurredAt, Func<TicketAtWindow, TicketAtWindow> change)
    {
        var day = HallTime.DateOf(occurredAt);
        var key = Key(fact, occurredAt);
        var tickets = state.Tickets.SetItem(key, change(state.Tickets.GetValueOrDefault(key) ?? new(day, null, null, false)));
        if (day <= state.NewestDay) return state with { Tickets = tickets };
        // A new day: what is older than any fact that is still taken can be forgotten.
        var horizon = day.AddDays(-(int)Math.Ceiling(rules.MaxLate.TotalDays) - 1);
        return state
            with
        {
            NewestDay = day,
            Tickets = tickets.RemoveRange(tickets.Where(pair => pair.Value.Day < horizon).Select(pair => pair.Key))
        };
    }

    // The date as a number, 20261124: written several times as fast as by a format, and this runs twice an event.
    private static string Key(TicketEvent fact, DateTimeOffset occurredAt)
    {
        var day = HallTime.DateOf(occurredAt);
        return $"{(day.Year * 100 + day.Month) * 100 + day.Day}/{fact.Ticket}";
    }

    private static string Local(DateTimeOffset time) => $"{time.ToOffset(HallTime.Offset):MM-dd HH:mm:ss}";
}
