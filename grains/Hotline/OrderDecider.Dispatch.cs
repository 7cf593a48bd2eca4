using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The dispatch desk (派单台) and the joint adjudication (会商): whose order it is.</summary>
public sealed partial class OrderDecider
{
    private const int MaxAssists = 20;

    /// <param name="from">Since when it could be dispatched here.</param>
    private static OrderCase Accept(OrderCase order, DateTimeOffset from) =>
        order.Note(new OrderAccepted(order.Counting(from, since => order.Deadlines.Dispatch(since, order.IsUrgent))));

    /// <summary>A precedent dispatches such an order at once, and is cited on it.</summary>
    private static OrderCase Route(OrderCase order, DateTimeOffset from)
    {
        var content = order.State.Content;
        if (order.Book.PrecedentFor(content.Topic, content.PlaceKind) is not { } precedent) return order;
        return order.Note(new OrderDispatched(
            precedent.Department, DispatchedBy.Precedent, new(precedent.Key, precedent.Version),
            $"依先例 {precedent.Key} 第 {precedent.Version} 版",
            order.Counting(from, since => order.Deadlines.Claim(since, order.IsUrgent)), order.State.MayRefuse));
    }

    private static Decision<OrderEvent> Decline(OrderCase order, DeclineOrder decline) =>
        OrderRefusals.NoReason(decline.Reason) is { } refusal ? refusal : new OrderDeclined(decline.Reason);

    private static Decision<OrderEvent> Dispatch(OrderCase order, DispatchOrder dispatch)
    {
        var assists = dispatch.Assists.IsDefault ? [] : dispatch.Assists.Distinct().ToArray();
        if (OrderRefusals.UnknownDepartment(order, dispatch.Lead) is { } unknown) return unknown;
        if (OrderRefusals.TooLong(dispatch.Note) is { } tooLong) return tooLong;
        foreach (var assist in assists)
        {
            if (OrderRefusals.UnknownDepartment(order, assist) is { } unknownAssist) return unknownAssist;
            if (assist == dispatch.Lead) return LeadIsNoAssist(order, assist);
        }
        order.Note(new OrderDispatched(
            dispatch.Lead, DispatchedBy.Person, null, dispatch.Note, order.Deadlines.Claim(order.At, order.IsUrgent),
            order.State.MayRefuse));
        foreach (var assist in assists)
        {
            // From an earlier dispatch: it goes on assisting.
            if (order.State.Assists.Any(known => known.Department == assist)) continue;
            if (TooManyAssists(order) is { } tooMany) return tooMany;
            order.Note(new AssistAdded(assist, dispatch.Note, order.Deadlines.Assist(order.At)));
        }
        return order.Decided;
    }

    private static Decision<OrderEvent> Add(OrderCase order, AddAssist add)
    {
        if (OrderRefusals.UnknownDepartment(order, add.Department) is { } unknown) return unknown;
        if (add.Department == order.State.Lead) return LeadIsNoAssist(order, add.Department);
        if (order.State.Assists.Any(assist => assist.Department == add.Department))
            return Refusal.NotNow(
                "already_assisting",
                $"{OrderRefusals.Name(order, add.Department)}已在协办", $"{OrderRefusals.Name(order, add.Department)} is assisting already");
        if (TooManyAssists(order) is { } tooMany) return tooMany;
        if (OrderRefusals.TooLong(add.Note) is { } tooLong) return tooLong;
        return new AssistAdded(add.Department, add.Note, order.Deadlines.Assist(order.At));
    }

    private static Refusal LeadIsNoAssist(OrderCase order, DepartmentCode department) => Refusal.NotNow(
        "lead_is_no_assist",
        $"{OrderRefusals.Name(order, department)}是主办单位，不能同时协办", $"{OrderRefusals.Name(order, department)} has the lead and cannot assist");

    private static Refusal? TooManyAssists(OrderCase order) => order.State.Assists.Length < MaxAssists
        ? null
        : Refusal.TooMany("too_many_assists", $"协办单位至多 {MaxAssists} 个", $"At most {MaxAssists} departments can assist");

    private static Decision<OrderEvent> Judge(OrderCase order, JudgeRefusal judge)
    {
        if (OrderRefusals.NoReason(judge.Reason) is { } refusal) return refusal;
        if (judge.Uphold) return new RefusalUpheld(judge.Reason, order.Deadlines.Dispatch(order.At, order.IsUrgent));
        order.Note(new RefusalOverruled(judge.Reason, order.Deadlines.Claim(order.At, order.IsUrgent)));
        return BackToLead(order).Decided;
    }

    private static Decision<OrderEvent> Open(OrderCase order, OpenAdjudication open) =>
        OrderRefusals.NoReason(open.Reason) is { } refusal
            ? refusal
            : new AdjudicationOpened(open.Reason, order.Deadlines.Adjudication(order.At));

    private static Decision<OrderEvent> Rule(OrderCase order, RuleOrder rule)
    {
        if (OrderRefusals.UnknownDepartment(order, rule.Department) is { } unknown) return unknown;
        if (rule.Clause.Length > 0 && OrderRefusals.UnknownClause(order, rule.Department, rule.Clause) is { } clause) return clause;
        if (OrderRefusals.NoReason(rule.Reason) is { } refusal) return refusal;
        if (rule.MakesPrecedent && order.State.Content.Topic.Length == 0)
            return Refusal.NotNow("no_topic", "工单没有归类，不能形成先例", "The order has no topic, so that it can make no precedent");
        return Ruled(order, rule.Department, rule.Clause, rule.Reason, rule.MakesPrecedent, isByDefault: false).Decided;
    }

    /// <summary>A ruling dispatches, and who is ruled responsible may not refuse (禁退).</summary>
    private static OrderCase Ruled(
        OrderCase order, DepartmentCode department, string clause, string reason, bool makesPrecedent, bool isByDefault) => order
        .Note(new OrderRuled(department, clause, reason, makesPrecedent, isByDefault))
        .Note(new OrderDispatched(department, DispatchedBy.Ruling, null, reason, order.Deadlines.Claim(order.At, order.IsUrgent),
            MayRefuse: false));

    private static Decision<OrderEvent> Return(OrderCase order, ReturnToBoard back)
    {
        var state = order.State;
        var hasIt = state.Lead == back.Department
            && state.Stage is OrderStage.AwaitingClaim or OrderStage.RefusalPending or OrderStage.InProgress;
        if (hasIt || state.Stage == OrderStage.Merged && state.Parent == back.Department.Value)
        {
            if (state.Hold is not null) Resume(order, back.Reason, order.At);
            ToBoard(order, back.Reason);
        }
        else if (OrderAgenda.IsBeingHandled(state.Stage) || state.Stage == OrderStage.AwaitingReview)
        {
            foreach (var assist in state.Assists)
                if (assist.Department == back.Department && assist.Answer is null)
                    order.Note(new AssistReleased(assist.Department, back.Reason));
        }
        return order.Decided;
    }

    private static OrderCase ToBoard(OrderCase order, string reason, bool isFinal = false) =>
        order.Note(new ReturnedToBoard(order.State.Lead, reason, order.Deadlines.Dispatch(order.At, order.IsUrgent), isFinal));

    /// <summary>It has gone back to its department; if that is no more, or there is none, to the board.</summary>
    private static OrderCase BackToLead(OrderCase order) => order.State.Lead.IsEmpty ? ToBoard(order, "尚无承办单位")
        : order.Book.Department(order.State.Lead) is null ? ToBoard(order, "承办单位已撤销")
        : order;
}
