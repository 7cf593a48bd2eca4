namespace OpsCenter.Hotline;

/// <summary>A stage to which an event brings an order.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Clock">The clock that runs there; <see cref="ClockKind.Handling"/>: the order's own; null: none.</param>
/// <param name="Deadline">The clock's deadline; null of the order's own clock, and where none runs.</param>
/// <param name="IsNobodys">No department is responsible there.</param>
public readonly record struct StageEntry(OrderStage Stage, ClockKind? Clock = null, Deadline? Deadline = null, bool IsNobodys = false)
{
    /// <summary>Since when the order counts as there: a deadline that counts from another moment than its event's says so.</summary>
    public DateTimeOffset Since(DateTimeOffset occurredAt) => Deadline?.CountsFrom ?? occurredAt;
}

/// <summary>The stages of an order and what leads to each. The actor's state and the read models both go by it.</summary>
public static class OrderStageMachine
{
    /// <summary>The stage to which an event brings an order; null: it stays where it is.</summary>
    public static StageEntry? After(OrderEvent fact) => fact switch
    {
        OrderReceived { Acceptance: { } acceptance } => new(OrderStage.AwaitingAcceptance, ClockKind.Acceptance, acceptance),
        OrderReceived => new(OrderStage.AwaitingDispatch),
        OrderAccepted accepted => new(OrderStage.AwaitingDispatch, ClockKind.Dispatch, accepted.Dispatch),
        OrderDeclined => new(OrderStage.Declined),
        OrderDispatched dispatched => new(OrderStage.AwaitingClaim, ClockKind.Claim, dispatched.Claim),
        OrderClaimed => new(OrderStage.InProgress, ClockKind.Handling),
        OrderRefused refused => new(OrderStage.RefusalPending, ClockKind.Judgement, refused.Judgement),
        RefusalUpheld upheld => new(OrderStage.AwaitingDispatch, ClockKind.Dispatch, upheld.Dispatch, IsNobodys: true),
        RefusalOverruled overruled => new(OrderStage.AwaitingClaim, ClockKind.Claim, overruled.Claim),
        AdjudicationOpened opened => new(OrderStage.Adjudication, ClockKind.Adjudication, opened.Ruling, IsNobodys: true),
        ReturnedToBoard returned => new(OrderStage.AwaitingDispatch, ClockKind.Dispatch, returned.Dispatch, IsNobodys: true),
        OrderAnswered answered => new(OrderStage.AwaitingReview, ClockKind.Review, answered.Review),
        AnswerReturned => new(OrderStage.InProgress, ClockKind.Handling),
        AnswerApproved approved => new(OrderStage.AwaitingCallback, ClockKind.Callback, approved.Callback),
        ResultInherited inherited => new(OrderStage.AwaitingCallback, ClockKind.Callback, inherited.Callback),
        OrderReopened => new(OrderStage.InProgress, ClockKind.Handling),
        OrderClosed => new(OrderStage.Closed),
        OrderArchived => new(OrderStage.Archived),
        OrderMerged => new(OrderStage.Merged, IsNobodys: true),
        _ => null,
    };
}
