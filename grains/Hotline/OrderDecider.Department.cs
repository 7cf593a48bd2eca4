using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The departments (承办单位): claim, refuse, contact, answer, ask for time.</summary>
public sealed partial class OrderDecider
{
    private static Decision<OrderEvent> Claim(OrderCase order, ClaimOrder claim) =>
        claim.Department != order.State.Lead ? OrderRefusals.NotYours(order) : new OrderClaimed(claim.Department, IsDeemed: false);

    /// <summary>
    /// 退单: in time, with the clause of its own duty list by which it is not responsible, and who is. The second refusal of an order goes to
    /// joint adjudication.
    /// </summary>
    private static Decision<OrderEvent> Refuse(OrderCase order, RefuseOrder refuse)
    {
        var state = order.State;
        if (refuse.Department != state.Lead) return OrderRefusals.NotYours(order);
        if (state.AnsweredAt > state.DispatchedAt)
            return Refusal.NotNow("already_answered", "已答复的工单不能退单", "An order that was answered cannot be refused");
        if (order.Deadlines.RefusableUntil(state.DispatchedAt!.Value) is var until && order.At > until)
            return Refusal.NotNow(
                "too_late_to_refuse",
                $"退单时限已于 {OrderRefusals.Local(until)} 届满", $"It could be refused until {OrderRefusals.Local(until)}");
        if (OrderRefusals.UnknownDepartment(order, refuse.Department) is { } unknown) return unknown;
        if (OrderRefusals.UnknownClause(order, refuse.Department, refuse.Clause) is { } clause) return clause;
        if (refuse.Proposed == refuse.Department)
            return Refusal.Invalid("proposes_itself", "须建议另一个单位承办", "Another department must be proposed");
        if (OrderRefusals.UnknownDepartment(order, refuse.Proposed) is { } proposed) return proposed;
        if (OrderRefusals.NoReason(refuse.Reason) is { } reason) return reason;
        order.Note(new OrderRefused(refuse.Department, refuse.Clause, refuse.Proposed, refuse.Reason, order.Deadlines.Judgement(order.At)));
        if (order.State.Refusals.Length > 1) order.Note(new AdjudicationOpened("再次退单", order.Deadlines.Adjudication(order.At)));
        return order.Decided;
    }

    private static Decision<OrderEvent> Contact(OrderCase order, RecordContact contact)
    {
        if (contact.Department != order.State.Lead && order.State.Assists.All(assist => assist.Department != contact.Department))
            return OrderRefusals.NotYours(order);
        if (OrderRefusals.TooLong(contact.Note) is { } tooLong) return tooLong;
        return new CallerContacted(contact.Department, contact.Note);
    }

    private static Decision<OrderEvent> Answer(OrderCase order, AnswerOrder answer)
    {
        if (answer.Department != order.State.Lead) return OrderRefusals.NotYours(order);
        if (OrderRefusals.NoAnswer(answer.Answer) is { } refusal) return refusal;
        return Answered(order, answer.Department, answer.Answer).Decided;
    }

    /// <summary>An answer ends a pause.</summary>
    private static OrderCase Answered(OrderCase order, DepartmentCode department, SealedText answer)
    {
        if (order.State.Hold is not null) Resume(order, "已答复", order.At);
        return order.Note(new OrderAnswered(department, answer, order.Deadlines.Review(order.At)));
    }

    private static Decision<OrderEvent> Answer(OrderCase order, AnswerAssist answer)
    {
        if (order.State.Assists.FirstOrDefault(assist => assist.Department == answer.Department) is not { } found)
            return Refusal.NotNow(
                "not_assisting",
                $"{OrderRefusals.Name(order, answer.Department)}没有协办本单",
                $"{OrderRefusals.Name(order, answer.Department)} does not assist with this order");
        if (found.Answer is not null)
            return Refusal.NotNow(
                "already_answered",
                $"{OrderRefusals.Name(order, answer.Department)}的协办已答复",
                $"{OrderRefusals.Name(order, answer.Department)} has answered already");
        if (OrderRefusals.NoAnswer(answer.Answer) is { } refusal) return refusal;
        return new AssistAnswered(answer.Department, answer.Answer);
    }

    /// <summary>申请延期: before it is due, once for each department, in half days, at most <see cref="LimitSet.MostDelayDays"/>.</summary>
    private static Decision<OrderEvent> Ask(OrderCase order, AskDelay ask)
    {
        if (ask.Department != order.State.Lead) return OrderRefusals.NotYours(order);
        var due = order.State.Handling!.Deadline.DueAt;
        if (order.At >= due)
            return Refusal.NotNow(
                "too_late_for_delay",
                $"工单已于 {OrderRefusals.Local(due)} 到期，延期须在到期前申请",
                $"The order was due at {OrderRefusals.Local(due)}; a delay must be asked for before");
        var most = order.Limits.MostDelayDays;
        if (!(ask.WorkingDays > 0 && ask.WorkingDays <= most && ask.WorkingDays * 2 == Math.Floor(ask.WorkingDays * 2)))
            return Refusal.Invalid(
                "invalid_days", $"延期须为 0.5 至 {most} 个工作日，以半日计", $"A delay is 0.5 to {most} working days, in half days");
        if (OrderRefusals.NoReason(ask.Reason) is { } reason) return reason;
        return new DelayAsked(ask.Department, ask.WorkingDays, ask.Reason);
    }

    private static Decision<OrderEvent> Judge(OrderCase order, JudgeDelay judge)
    {
        if (judge.Grant) return new DelayGranted(order.Deadlines.Extended(order.State.Handling!.Deadline, order.State.DelayDays));
        return OrderRefusals.NoReason(judge.Reason) is { } reason ? reason : new DelayDenied(judge.Reason);
    }
}
