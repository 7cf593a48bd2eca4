using OpsCenter.V1;
using Domain = OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Between the hotline's own enumerations and those of the public contract.</summary>
public static class OrderEnums
{
    public static OrderStage ToMessage(this Domain.OrderStage stage) => stage switch
    {
        Domain.OrderStage.AwaitingAcceptance => OrderStage.AwaitingAcceptance,
        Domain.OrderStage.AwaitingDispatch => OrderStage.AwaitingDispatch,
        Domain.OrderStage.AwaitingClaim => OrderStage.AwaitingClaim,
        Domain.OrderStage.RefusalPending => OrderStage.RefusalPending,
        Domain.OrderStage.Adjudication => OrderStage.Adjudication,
        Domain.OrderStage.InProgress => OrderStage.InProgress,
        Domain.OrderStage.AwaitingReview => OrderStage.AwaitingReview,
        Domain.OrderStage.AwaitingCallback => OrderStage.AwaitingCallback,
        Domain.OrderStage.Merged => OrderStage.Merged,
        Domain.OrderStage.Closed => OrderStage.OrderClosed,
        Domain.OrderStage.Archived => OrderStage.Archived,
        Domain.OrderStage.Declined => OrderStage.Declined,
        _ => OrderStage.Unspecified,
    };

    /// <summary>Null: none that there is.</summary>
    public static Domain.OrderStage? ToDomain(this OrderStage stage) => stage switch
    {
        OrderStage.AwaitingAcceptance => Domain.OrderStage.AwaitingAcceptance,
        OrderStage.AwaitingDispatch => Domain.OrderStage.AwaitingDispatch,
        OrderStage.AwaitingClaim => Domain.OrderStage.AwaitingClaim,
        OrderStage.RefusalPending => Domain.OrderStage.RefusalPending,
        OrderStage.Adjudication => Domain.OrderStage.Adjudication,
        OrderStage.InProgress => Domain.OrderStage.InProgress,
        OrderStage.AwaitingReview => Domain.OrderStage.AwaitingReview,
        OrderStage.AwaitingCallback => Domain.OrderStage.AwaitingCallback,
        OrderStage.Merged => Domain.OrderStage.Merged,
        OrderStage.OrderClosed => Domain.OrderStage.Closed,
        OrderStage.Archived => Domain.OrderStage.Archived,
        OrderStage.Declined => Domain.OrderStage.Declined,
        _ => null,
    };

    public static OrderType ToMessage(this Domain.OrderType type) => type switch
    {
        Domain.OrderType.Inquiry => OrderType.Inquiry,
        Domain.OrderType.Request => OrderType.Request,
        Domain.OrderType.Complaint => OrderType.Complaint,
        Domain.OrderType.Report => OrderType.Report,
        Domain.OrderType.Suggestion => OrderType.Suggestion,
        _ => OrderType.Unspecified,
    };

    public static ClockMark ToMessage(this Domain.ClockMark mark) => mark switch
    {
        Domain.ClockMark.Warning => ClockMark.ClockWarning,
        Domain.ClockMark.Yellow => ClockMark.ClockYellow,
        Domain.ClockMark.Red => ClockMark.ClockRed,
        _ => ClockMark.Unspecified,
    };

    /// <summary>Null: none that there is.</summary>
    public static Domain.ClockMark? ToDomain(this ClockMark mark) => mark switch
    {
        ClockMark.Unspecified => Domain.ClockMark.None,
        ClockMark.ClockWarning => Domain.ClockMark.Warning,
        ClockMark.ClockYellow => Domain.ClockMark.Yellow,
        ClockMark.ClockRed => Domain.ClockMark.Red,
        _ => null,
    };

    public static OrderFlag ToMessage(this Domain.OrderFlag flag) => flag switch
    {
        Domain.OrderFlag.Urgent => OrderFlag.Urgent,
        Domain.OrderFlag.Secret => OrderFlag.Secret,
        Domain.OrderFlag.Hard => OrderFlag.Hard,
        _ => OrderFlag.NotAssessed,
    };

    /// <summary>Null: none that there is.</summary>
    public static Domain.OrderFlag? ToDomain(this OrderFlag flag) => flag switch
    {
        OrderFlag.Urgent => Domain.OrderFlag.Urgent,
        OrderFlag.Secret => Domain.OrderFlag.Secret,
        OrderFlag.Hard => Domain.OrderFlag.Hard,
        OrderFlag.NotAssessed => Domain.OrderFlag.NotAssessed,
        _ => null,
    };
}
