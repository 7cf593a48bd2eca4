using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// What the city's platform reports: facts of elsewhere, at the moment that the platform says, perhaps late, repeated and out of
/// order. They bring an order forward, never back; a later step implies the earlier ones; what contradicts where the order is now is
/// held for a person to look at. Nothing is passed over in silence unless all that it says is known. What each stage makes of a report,
/// of its own department / of another one:
/// <code>
///                     delivered      dispatched       claimed          contacted     answered         closed
/// nothing known       received       unknown_order    unknown_order    unknown_order unknown_order    unknown_order
/// AwaitingAcceptance  amended, accepted  moves on     moves on         noted         moves on         closed
/// AwaitingDispatch    amended        moves on         moves on         noted         moves on         closed
/// AwaitingClaim       amended        known / moves on moves on         noted         moves on         closed
///   禁退 there        amended        known / noted    moves on / noted noted         moves on / held  closed
/// RefusalPending      amended        moves on         moves on         noted         moves on         closed
/// Adjudication        amended        moves on         moves on         noted         moves on         closed
/// InProgress          amended        known / held     known / held     contacted / noted  moves on / held  closed
///   禁退 there        amended        known / noted    known / noted    contacted / noted  moves on / held  closed
/// AwaitingReview      amended        known / held     known / held     contacted / noted  held        closed
/// AwaitingCallback    amended        known / held     known / held     contacted / noted  held        closed
/// Merged              amended        noted            noted            noted         noted            closed
/// Closed, Archived    amended        held             held             noted         held             callback recorded, noted
/// Declined            amended, noted held             held             noted         held             callback recorded, noted
/// </code>
/// amended: when the content is another; known: no event; noted: <see cref="ReportNoted"/>, once; held: refused as <c>elsewhere</c>, to be
/// looked at in quarantine. A report of before the stage began is noted instead of moving the order or being held. An answer whose
/// words are known is known; one of an assisting department is taken as that. A call back of a round that is over is noted with its
/// outcome.
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
        else if (content with { Sealed = order.State.Content.Sealed } != order.State.Content)
        {
            // What is sealed again looks new each time; what matters of it shows in the masked texts, the hash and the fingerprint.
            var wasUrgent = order.IsUrgent;
            order.Note(new OrderAmended(content, ClosedOrder.Of(order.State)));
            if (order.IsUrgent != wasUrgent) FollowUrgency(order, order.Here);
        }
        if (!deliver.IsAccepted) return order.Decided;
        if (order.State.Stage == OrderStage.AwaitingAcceptance || order.State is { Stage: OrderStage.AwaitingDispatch, StageClock: null })
        {
            Accept(order, order.Here);
            if (deliver.Route) Route(order, order.Here);
        }
        // Accepted there, and declined here.
        else if (order.State.Stage == OrderStage.Declined) Noted(order, new(ReportedStep.Accepted, default));
        return order.Decided;
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportDispatched report)
    {
        if (Implausible(order, report.Lead) is { } refusal) return refusal;
        switch (NewsOf(order, report.Lead))
        {
            case News.GoesThere: return BringTo(order, report.Lead).Decided;
            case News.Contradicts: return OrderRefusals.Elsewhere(order);
            case News.Overtaken when Had(order, report.Lead):
            case News.IsThere or News.IsFurther: return Decision<OrderEvent>.Nothing;
            default: return Noted(order, new(ReportedStep.Dispatched, report.Lead)).Decided;
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
            case News.Overtaken when HadClaimed(order, report.Department):
            case News.IsThere or News.IsFurther: return Decision<OrderEvent>.Nothing;
            default: return Noted(order, new(ReportedStep.Claimed, report.Department)).Decided;
        }
    }

    /// <summary>The first contact is what counts, of whoever has claimed the order; a later one is known by it.</summary>
    private static Decision<OrderEvent> Report(OrderCase order, ReportContacted report)
    {
        if (Implausible(order, report.Department) is { } refusal) return refusal;
        var state = order.State;
        var isLeads = state.Lead == report.Department && !state.Lead.IsEmpty;
        if (isLeads && order.At >= state.ContactedAt) return Decision<OrderEvent>.Nothing;
        return isLeads && state is { ContactedAt: null, ClaimedAt: { } claimed, IsOpen: true } && order.At >= claimed
            ? new CallerContacted(report.Department, "")
            : Noted(order, new(ReportedStep.Contacted, report.Department)).Decided;
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportAnswered report)
    {
        if (Implausible(order, report.Department) is { } refusal) return refusal;
        if (OrderRefusals.TooLongAnswer(report.Answer) is { } tooLong) return tooLong;
        var note = new ReportNoted(ReportedStep.Answered, report.Department, report.Answer);
        if (order.State.Assists.FirstOrDefault(assist => assist.Department == report.Department) is { } assist)
            return assist.Answer is { } given && Says(given, report.Answer) ? Decision<OrderEvent>.Nothing
                : assist.Answer is null && OrderMoves.Allows(order.State, "answer_assist")
                    ? new AssistAnswered(report.Department, report.Answer)
                    : Noted(order, note).Decided;
        var isKnown = order.State.Lead == report.Department && order.State.Answer is { } answer && Says(answer, report.Answer);
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
            case News.IsThere or News.IsFurther when isKnown:
                return Decision<OrderEvent>.Nothing;
            case News.Contradicts or News.IsUnwanted:
            case News.IsFurther when order.At > EndOf(order.State):
                return OrderRefusals.Elsewhere(order);
            default:
                return Noted(order, note).Decided;
        }
        return Answered(order, report.Department, report.Answer).Decided;
    }

    private static Decision<OrderEvent> Report(OrderCase order, ReportClosed report)
    {
        var state = order.State;
        if (order.At < state.ReceivedAt) return OrderRefusals.BeforeCall(order);
        var hasOutcome = report.Reached || report.CalledBack || report.Solved is not null || report.Satisfied is not null;
        if (!state.IsOpen) return Outcome(order, report, hasOutcome);
        if (IsOfEarlierRound(order))
            return Noted(order, new(ReportedStep.Closed, default)
            {
                Reached = hasOutcome ? report.Reached : null,
                Solved = report.Solved,
                Satisfied = report.Satisfied,
            }).Decided;
        if (state.Hold is not null) Resume(order, "平台已办结", order.At);
        if (hasOutcome) order.Note(new CallbackRecorded(report.Reached, report.Solved, report.Satisfied, report.Note));
        return order.Note(new OrderClosed(report.Note, ByPlatform: true)).Decided;
    }

    /// <summary>
    /// The platform closes what is closed: later, after it was reopened there, or with what its call back has brought since. What was
    /// said and is not said again stays.
    /// </summary>
    private static Decision<OrderEvent> Outcome(OrderCase order, ReportClosed report, bool hasOutcome)
    {
        var state = order.State;
        if (order.At > EndOf(state) || (state.Stage == OrderStage.Declined && !hasOutcome))
            Noted(order, new(ReportedStep.Closed, default));
        var (reached, solved, satisfied) =
            (report.Reached || state.Reached == true, report.Solved ?? state.Solved, report.Satisfied ?? state.Satisfied);
        return hasOutcome && (reached, solved, satisfied) != (state.Reached, state.Solved, state.Satisfied)
            ? order.Note(new CallbackRecorded(reached, solved, satisfied, report.Note)
            {
                Closed = state.ClosedAt is null || state.Has(OrderFlag.NotAssessed) ? null : ClosedOrder.Of(state),
            }).Decided
            : order.Decided;
    }

    /// <summary>Recorded, and once: the same of the same moment is known.</summary>
    private static OrderCase Noted(OrderCase order, ReportNoted report) =>
        order.State.Noted.Contains(NotedReport.Of(report, order.At)) ? order : order.Note(report);

    /// <summary>Nothing that is not known: the same words, or none.</summary>
    private static bool Says(SealedText known, SealedText said) => said.Masked.Length == 0 || said.Masked == known.Masked;

    /// <summary>It is known that the department had the order by then.</summary>
    private static bool Had(OrderCase order, DepartmentCode department) =>
        order.At <= EndOf(order.State)
        && (order.State.Lead == department || order.State.FirstLead == department || HasRefused(order.State, department));

    /// <summary>It is known that the department had claimed the order by then, or has refused it since.</summary>
    private static bool HadClaimed(OrderCase order, DepartmentCode department) =>
        order.At <= EndOf(order.State)
        && ((order.State.Lead == department && order.State.ClaimedAt is not null) || HasRefused(order.State, department));

    private static bool HasRefused(OrderState state, DepartmentCode department) =>
        state.Refusals.Any(refused => refused.Department == department);

    /// <summary>When its stage began; of one that is closed or archived: when it was closed.</summary>
    private static DateTimeOffset EndOf(OrderState state) => state.ClosedAt is { } closed && !state.IsOpen ? closed : state.StageSince;

    /// <summary>What cannot be, whatever else is known.</summary>
    private static Refusal? Implausible(OrderCase order, DepartmentCode department) =>
        order.At < order.State.ReceivedAt ? OrderRefusals.BeforeCall(order)
        : NewsOf(order, department) is News.Overtaken ? null
        : OrderRefusals.UnknownDepartment(order, department);

    private enum News
    {
        /// <summary>Overtaken by what has happened since.</summary>
        Overtaken,

        /// <summary>The department gets it by this report.</summary>
        GoesThere,

        /// <summary>The department has it, claimed or not.</summary>
        IsThere,

        /// <summary>The department has answered it.</summary>
        IsFurther,

        /// <summary>Another has it who may not refuse (禁退): a wish, for the dispatcher to see.</summary>
        IsUnwanted,

        /// <summary>Another has it, or nobody.</summary>
        Contradicts,
    }

    /// <summary>What it means that a department had the order at that moment.</summary>
    private static News NewsOf(OrderCase order, DepartmentCode department)
    {
        var state = order.State;
        var isOvertaken = order.At <= EndOf(state);
        // Who must keep it by a word of ours keeps it.
        var isSettled = !state.MayRefuse && state.How != DispatchedBy.Platform;
        return state.Stage switch
        {
            OrderStage.AwaitingAcceptance => News.GoesThere,
            OrderStage.AwaitingDispatch or OrderStage.RefusalPending or OrderStage.Adjudication =>
                isOvertaken && state.Dispatches > 0 ? News.Overtaken : News.GoesThere,
            // Of an earlier dispatch, when there was one.
            OrderStage.AwaitingClaim when state.Lead == department =>
                isOvertaken && state.Dispatches > 1 ? News.Overtaken : News.IsThere,
            OrderStage.AwaitingClaim => isOvertaken ? News.Overtaken : isSettled ? News.IsUnwanted : News.GoesThere,
            OrderStage.InProgress when state.Lead == department => News.IsThere,
            OrderStage.InProgress when isSettled && !isOvertaken => News.IsUnwanted,
            OrderStage.AwaitingReview or OrderStage.AwaitingCallback when state.Lead == department => News.IsFurther,
            OrderStage.Closed or OrderStage.Archived when state.Lead == department && isOvertaken => News.IsFurther,
            // It waits for the result of another order.
            OrderStage.Merged => News.Overtaken,
            _ => isOvertaken ? News.Overtaken : News.Contradicts,
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
