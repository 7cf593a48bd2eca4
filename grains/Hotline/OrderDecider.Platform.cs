using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// What the city's platform reports: facts of elsewhere, at the moment that the platform says, perhaps late, repeated and out of
/// order. They bring an order forward, never back; a later step implies the earlier ones; what is known already, or was overtaken,
/// gives no event; what contradicts where the order is now is refused, for a person to look at.
/// </summary>
public sealed partial class OrderDecider
{
    private static Decision<OrderEvent> Deliver(OrderCase order, DeliverOrder deliver)
    {
        var content = deliver.Content;
        if (order.State.Stage == OrderStage.None)
        {
            if (LocalTime.DateOf(order.At).Year < WorkingCalendar.FirstYear) return OrderRefusals.TooOld(order.At);
            order.Note(new OrderReceived(
                content, order.Deadlines.Handling(content, order.At),
                deliver.IsAccepted ? null : order.Counting(order.Here, order.Deadlines.Acceptance)));
        }
        else if (order.State.Stage is not (OrderStage.Archived or OrderStage.Declined)
            && content with { Sealed = order.State.Content.Sealed } != order.State.Content)
        {
            // What is sealed again looks new each time; what matters of it shows in the masked texts, the hash and the fingerprint.
            order.Note(new OrderAmended(content, ClosedOrder.Of(order.State)));
        }
        if (deliver.IsAccepted
            && (order.State.Stage == OrderStage.AwaitingAcceptance
                || order.State is { Stage: OrderStage.AwaitingDispatch, StageClock: null }))
        {
            Accept(order, order.Here);
            if (deliver.Route) Route(order, order.Here);
        }
        return order.Decided;
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportDispatched report)
    {
        if (Implausible(order, report.Lead) is { } refusal) return refusal;
        switch (NewsOf(order, report.Lead))
        {
            case News.GoesThere: return BringTo(order, report.Lead).Decided;
            case News.Contradicts: return OrderRefusals.Elsewhere(order);
            default: return Decision<OrderEvent>.Nothing;
        }
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportClaimed report)
    {
        if (Implausible(order, report.Department) is { } refusal) return refusal;
        switch (NewsOf(order, report.Department))
        {
            case News.GoesThere:
                return BringTo(order, report.Department).Note(new OrderClaimed(report.Department, IsDeemed: false)).Decided;
            case News.IsThere when order.State.Stage == OrderStage.AwaitingClaim:
                return new OrderClaimed(report.Department, IsDeemed: false);
            case News.Contradicts: return OrderRefusals.Elsewhere(order);
            default: return Decision<OrderEvent>.Nothing;
        }
    }

    /// <summary>The first contact is what counts; one with whoever does not have the order is nobody's.</summary>
    private static Decision<OrderEvent> Report(OrderCase order, ReportContacted report) =>
        Implausible(order, report.Department) is { } refusal ? refusal
        : order.State is { ContactedAt: null, ClaimedAt: { } claimed, IsOpen: true } && order.State.Lead == report.Department
            && order.At >= claimed
            ? new CallerContacted(report.Department, "")
            : Decision<OrderEvent>.Nothing;

    private static Decision<OrderEvent> Report(OrderCase order, ReportAnswered report)
    {
        if (Implausible(order, report.Department) is { } refusal) return refusal;
        if (OrderRefusals.TooLongAnswer(report.Answer) is { } tooLong) return tooLong;
        if (OrderMoves.Allows(order.State, "answer_assist")
            && order.State.Assists.Any(assist => assist.Department == report.Department && assist.Answer is null))
            return new AssistAnswered(report.Department, report.Answer);
        switch (NewsOf(order, report.Department))
        {
            case News.GoesThere:
                BringTo(order, report.Department).Note(new OrderClaimed(report.Department, IsDeemed: false));
                break;
            case News.IsThere when order.State.Stage == OrderStage.AwaitingClaim:
                order.Note(new OrderClaimed(report.Department, IsDeemed: false));
                break;
            case News.IsThere when !(order.At <= order.State.AnsweredAt) && !IsOfEarlierRound(order):
                break;
            case News.Contradicts:
            case News.IsFurther when order.At > order.State.StageSince:
                return OrderRefusals.Elsewhere(order);
            default:
                return Decision<OrderEvent>.Nothing;
        }
        return Answered(order, report.Department, report.Answer).Decided;
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportClosed report)
    {
        if (order.At < order.State.ReceivedAt) return OrderRefusals.BeforeCall(order);
        if (!order.State.IsOpen || IsOfEarlierRound(order)) return Decision<OrderEvent>.Nothing;
        if (order.State.Hold is not null) Resume(order, "平台已办结", order.At);
        if (report.Reached || report.Solved is not null || report.Satisfied is not null)
            order.Note(new CallbackRecorded(report.Reached, report.Solved, report.Satisfied, report.Note));
        return order.Note(new OrderClosed(report.Note, ByPlatform: true)).Decided;
    }

    /// <summary>What cannot be, whatever else is known.</summary>
    private static Refusal? Implausible(OrderCase order, DepartmentCode department) =>
        order.At < order.State.ReceivedAt ? OrderRefusals.BeforeCall(order)
        : NewsOf(order, department) == News.Old ? null
        : OrderRefusals.UnknownDepartment(order, department);

    private enum News
    {
        /// <summary>Known already, or overtaken by what has happened since.</summary>
        Old,

        /// <summary>The department gets it by this report.</summary>
        GoesThere,

        /// <summary>The department has it, claimed or not.</summary>
        IsThere,

        /// <summary>The department has answered it.</summary>
        IsFurther,

        /// <summary>Another has it, or nobody.</summary>
        Contradicts,
    }

    /// <summary>What it means that a department had the order at that moment.</summary>
    private static News NewsOf(OrderCase order, DepartmentCode department)
    {
        var state = order.State;
        var isOvertaken = order.At <= state.StageSince;
        return state.Stage switch
        {
            OrderStage.AwaitingAcceptance => News.GoesThere,
            OrderStage.AwaitingDispatch or OrderStage.RefusalPending or OrderStage.Adjudication =>
                isOvertaken && state.Dispatches > 0 ? News.Old : News.GoesThere,
            // Of an earlier dispatch, when there was one.
            OrderStage.AwaitingClaim when state.Lead == department => isOvertaken && state.Dispatches > 1 ? News.Old : News.IsThere,
            OrderStage.AwaitingClaim => isOvertaken ? News.Old : News.GoesThere,
            OrderStage.InProgress when state.Lead == department => News.IsThere,
            OrderStage.AwaitingReview or OrderStage.AwaitingCallback or OrderStage.Closed or OrderStage.Archived
                when state.Lead == department => News.IsFurther,
            // It waits for the result of another order; what is told of its own way is passed over.
            OrderStage.Merged => News.Old,
            _ => isOvertaken ? News.Old : News.Contradicts,
        };
    }

    /// <summary>Before it was reopened here: the platform did not know that it was not solved.</summary>
    private static bool IsOfEarlierRound(OrderCase order) => order.State.Round > 1 && order.At <= order.State.Handling?.StartedAt;

    private static OrderCase BringTo(OrderCase order, DepartmentCode department)
    {
        if (order.State.Stage == OrderStage.AwaitingAcceptance)
            order.Note(new OrderAccepted(order.Deadlines.Dispatch(order.At, order.IsUrgent)));
        return order.Note(new OrderDispatched(
            department, DispatchedBy.Platform, null, "", order.Deadlines.Claim(order.At, order.IsUrgent), order.State.MayRefuse));
    }
}
