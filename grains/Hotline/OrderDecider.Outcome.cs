using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Review (审核), call back (回访), and what comes of them.</summary>
public sealed partial class OrderDecider
{
    private static Decision<OrderEvent> Review(OrderCase order, ReviewAnswer review)
    {
        if (review.Approve)
        {
            // Behind the approval they could not answer any more.
            DepartmentCode[] owing = [.. order.State.Assists.Where(assist => assist.Answer is null).Select(assist => assist.Department)];
            if (owing.Length > 0 && !review.CloseAssists) return OrderRefusals.AssistOwed(order, owing);
            foreach (var department in owing) order.Note(new AssistReleased(department, "审核通过时未答复", WasNotGiven: true));
            return order.Note(new AnswerApproved(order.Deadlines.Callback(order.At))).Decided;
        }
        if (OrderRefusals.NoReason(review.Reason) is { } reason) return reason;
        return BackToLead(order.Note(new AnswerReturned(review.Reason))).Decided;
    }

    /// <summary>
    /// Not solved: 重办. Not reached: again, until <see cref="LimitSet.MostCallbacks"/> calls were in vain. Else it is closed.
    /// </summary>
    private static Decision<OrderEvent> CallBack(OrderCase order, RecordCallback callback)
    {
        if (OrderRefusals.TooLong(callback.Note) is { } tooLong) return tooLong;
        if (!callback.Reached && (callback.Solved is not null || callback.Satisfied is not null))
            return Refusal.Invalid(
                "not_reached",
                "未联系上来电人，不能登记是否解决、是否满意",
                "A caller who was not reached has not said whether it is solved or satisfactory");
        order.Note(new CallbackRecorded(callback.Reached, callback.Solved, callback.Satisfied, callback.Note));
        if (callback.Solved == false)
            return BackToLead(order.Note(new OrderReopened(order.State.Round + 1, order.Deadlines.Reopened(order.At)))).Decided;
        if (callback.Reached) order.Note(new OrderClosed(callback.Note));
        else if (order.State.CallbackAttempts >= order.Limits.MostCallbacks)
            order.Note(new OrderClosed($"{order.State.CallbackAttempts} 次回访未联系上"));
        return order.Decided;
    }

    private static Decision<OrderEvent> Confirm(OrderCase order, ConfirmDelivery confirm) =>
        confirm.Result <= order.State.Delivered ? Decision<OrderEvent>.Nothing
        : confirm.Result > order.State.Result ? Refusal.NotFound(
            "unknown_result", $"工单没有第 {confirm.Result} 号结果", $"The order has no result number {confirm.Result}")
        : new ResultDelivered(confirm.Result);

    private static Decision<OrderEvent> Flag(OrderCase order, FlagOrder flag)
    {
        // Only how it is counted may still change.
        if (!order.State.IsOpen && flag.Flag != OrderFlag.NotAssessed) return OrderRefusals.WrongStage(order, "flag");
        if (order.State.Has(flag.Flag) == flag.On) return Decision<OrderEvent>.Nothing;
        if (OrderRefusals.NoReason(flag.Reason) is { } reason) return reason;
        order.Note(new OrderFlagged(flag.Flag, flag.On, flag.Reason, ClosedOrder.Of(order.State)));
        return (flag.Flag == OrderFlag.Urgent ? FollowUrgency(order, order.At) : order).Decided;
    }

    /// <summary>The clock of the stage follows the flag both ways, whoever set or took it.</summary>
    /// <param name="since">Since when the order is urgent, or is not.</param>
    private static OrderCase FollowUrgency(OrderCase order, DateTimeOffset since)
    {
        if (order.State.StageClock is not { } clock) return order;
        var after = order.Deadlines.Following(clock, order.IsUrgent, since);
        return after == clock.Deadline ? order : order.Note(new DeadlineMoved(
            clock.Kind, clock.Deadline, after, Fairer(clock.Mark, after.MarkAt(since)), order.IsUrgent ? "标为紧急" : "取消紧急"));
    }
}
