using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What the clocks do: marks, pauses, and what happens when nobody acts. Asked twice, late or early, it does no harm.</summary>
public sealed partial class OrderDecider
{
    private static Decision<OrderEvent> Check(OrderCase order)
    {
        if (order.State.Hold is { } hold && order.At >= hold.Until) Resume(order, "挂账到期", hold.Until);
        do Mark(order);
        while (GoOn(order));
        return order.Decided;
    }

    /// <summary>Each clock that has passed a mark gets the worst it deserves, once; an unclaimed order is urged with it.</summary>
    private static void Mark(OrderCase order)
    {
        foreach (var (clock, department) in OrderAgenda.Running(order.State).ToArray())
        {
            if (clock.Deadline.MarkAt(order.At) is var mark && mark <= clock.Mark) continue;
            order.Note(new DeadlineMarked(clock.Kind, mark, clock.Deadline, department));
            if (clock.Kind == ClockKind.Claim && !(order.At >= clock.Deadline.EndsAt)) order.Note(new OrderUrged(mark switch
            {
                ClockMark.Warning => "签收即将到期",
                ClockMark.Yellow => "签收已逾期",
                _ => "签收严重逾期",
            }, IsAutomatic: true));
        }
    }

    /// <summary>The stage's clock has run out and nobody has acted: the order goes on by itself.</summary>
    /// <returns>Whether it went on.</returns>
    private static bool GoOn(OrderCase order)
    {
        var state = order.State;
        if (!(order.At >= state.StageClock?.Deadline.EndsAt)) return false;
        switch (state.Stage)
        {
            case OrderStage.AwaitingClaim when order.Book.Department(state.Lead) is null:
                ToBoard(order, "承办单位已撤销");
                return true;
            case OrderStage.AwaitingClaim:
                order.Note(new OrderClaimed(state.Lead, IsDeemed: true));
                return true;
            case OrderStage.RefusalPending:
                order.Note(new AdjudicationOpened("退单逾期未审", order.Deadlines.Adjudication(order.At)));
                return true;
            case OrderStage.Adjudication:
                if (ResponsibleByDefault(order) is var (department, why))
                    Ruled(order, department, "", $"逾期未裁定，{why}负责", makesPrecedent: false, isByDefault: true);
                else ToBoard(order, "逾期未裁定，且无可负责单位，再派禁退", isFinal: true);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Who is responsible when nobody rules: who got it first, else the town of its place, else who had it after, else who was proposed;
    /// always one that there is. Null: nobody; then the dispatcher's next word is the last.
    /// </summary>
    private static (DepartmentCode Department, string Why)? ResponsibleByDefault(OrderCase order)
    {
        var (state, book) = (order.State, order.Book);
        if (book.Department(state.FirstLead) is { } first) return (first.Code, "首派");
        if (book.TownOf(state.Content.Place) is { } town) return (town.Code, "属地");
        foreach (var refused in state.Refusals)
            if (book.Department(refused.Department) is { } had) return (had.Code, "曾派");
        foreach (var refused in state.Refusals)
            if (book.Department(refused.Proposed) is { } proposed) return (proposed.Code, "退单所指单位");
        return null;
    }

    private static Decision<OrderEvent> Hold(OrderCase order, HoldOrder hold)
    {
        if (OrderRefusals.NoReason(hold.Reason) is { } reason) return reason;
        var most = order.Limits.MostHoldDays;
        return hold.Until > order.At && order.Deadlines.DaysBetween(order.At, hold.Until) <= most
            ? new OrderHeld(hold.Reason, hold.Until)
            : Refusal.Invalid("invalid_until", $"挂账须在现在之后、{most} 个工作日之内结束", $"A pause ends after now and within {most} working days");
    }

    /// <summary>The pause ended at a moment (not later than now, nor than it may last): clocks that stood still go on.</summary>
    private static OrderCase Resume(OrderCase order, string reason, DateTimeOffset until)
    {
        var (state, since) = (order.State, order.State.Hold!.Since);
        if (until > order.State.Hold.Until) until = order.State.Hold.Until;
        ImmutableArray<AssistDeadline> assists =
        [
            .. state.Assists.Where(assist => assist.Answer is null).Select(assist => new AssistDeadline(
                assist.Department,
                order.Deadlines.Paused(assist.Clock.Deadline, assist.Clock.StartedAt > since ? assist.Clock.StartedAt : since, until))),
        ];
        return order.Note(new OrderResumed(
            reason, order.Deadlines.DaysBetween(since, until), order.Deadlines.Paused(state.Handling!.Deadline, since, until), assists));
    }

    /// <summary>
    /// The calendar has changed: deadlines that count are recomputed, also those that stand still. Nobody is blamed for the past
    /// (see <see cref="OrderDeadlines.Recomputed"/>): a mark goes that is not deserved any more, and none comes.
    /// </summary>
    private static Decision<OrderEvent> Recompute(OrderCase order, RecomputeDeadlines recompute)
    {
        var state = order.State;
        if (!state.IsOpen) return Decision<OrderEvent>.Nothing;
        var counts = state.Stage != OrderStage.AwaitingCallback;
        if (counts && state.Handling is { } handling) Move(handling, default);
        if (state.StageClock is { } stage && stage.Kind != ClockKind.Handling) Move(stage, default);
        if (counts)
            foreach (var assist in state.Assists)
                if (assist.Answer is null) Move(assist.Clock, assist.Department);
        return order.Decided;

        void Move(OrderClock clock, DepartmentCode department)
        {
            // A clock that stands still shows the moment at which it stopped.
            var shows = state.Hold is { } hold && hold.Since < order.At ? hold.Since : order.At;
            var after = order.Deadlines.Recomputed(clock, ExtraDays(order, clock), shows);
            if (after != clock.Deadline)
                order.Note(new DeadlineMoved(clock.Kind, clock.Deadline, after, Fairer(clock.Mark, after.MarkAt(shows)),
                    recompute.Reason, department));
        }
    }

    /// <summary>Working days beyond the limit: what was granted, and the pauses since the clock began, by the calendar as it is.</summary>
    private static double ExtraDays(OrderCase order, OrderClock clock)
    {
        var days = clock.Kind == ClockKind.Handling ? order.State.GrantedDays : 0;
        foreach (var (from, to) in order.State.Pauses)
            if (to > clock.StartedAt) days += order.Deadlines.DaysBetween(from > clock.StartedAt ? from : clock.StartedAt, to);
        return days;
    }
}
