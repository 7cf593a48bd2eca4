using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Something that happened to one order (工单): <c>440203/order/GD20261124000123</c>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderFact")]
public abstract record OrderEvent;

/// <summary>受理登记: the order is here. The content is masked; what is personal is sealed in it.</summary>
/// <param name="Handling">The order's own deadline (办结时限), from the moment of the call.</param>
/// <param name="Acceptance">Until when it must be accepted (待受理); null: it came accepted, see <see cref="OrderAccepted"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderReceived")]
public sealed record OrderReceived(
    [property: Id(0)] OrderContent Content, [property: Id(1)] Deadline Handling, [property: Id(2)] Deadline? Acceptance) : OrderEvent;

/// <summary>来件更新: the platform has corrected what the caller said. The deadline of its day stays.</summary>
/// <param name="Closed">How it was counted so far; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderAmended")]
public sealed record OrderAmended([property: Id(0)] OrderContent Content, [property: Id(1)] ClosedOrder? Closed = null) : OrderEvent;

/// <summary>受理: it is ours to dispatch.</summary>
/// <param name="Dispatch">Until when it must be dispatched.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderAccepted")]
public sealed record OrderAccepted([property: Id(0)] Deadline Dispatch) : OrderEvent;

/// <summary>不受理.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderDeclined")]
public sealed record OrderDeclined([property: Id(0)] string Reason) : OrderEvent;

/// <summary>派单: from now on the unclaimed clock runs.</summary>
/// <param name="Lead">Code of the lead department (主办).</param>
/// <param name="How">On whose word.</param>
/// <param name="Precedent">The precedent it rests on, when <paramref name="How"/> is <see cref="DispatchedBy.Precedent"/> or a
/// ruling.</param>
/// <param name="Claim">Until when it must be claimed (签收).</param>
/// <param name="MayRefuse">False: 禁退.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderDispatched")]
public sealed record OrderDispatched(
    [property: Id(0)] DepartmentCode Lead, [property: Id(1)] DispatchedBy How, [property: Id(2)] PrecedentRef? Precedent,
    [property: Id(3)] string Note, [property: Id(4)] Deadline Claim, [property: Id(5)] bool MayRefuse) : OrderEvent;

/// <summary>加派: an assisting department (协办), with a clock of its own.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AssistAdded")]
public sealed record AssistAdded([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Note, [property: Id(2)] Deadline Due)
    : OrderEvent;

/// <summary>撤销协办: nobody waits for the answer of the assisting department.</summary>
/// <param name="WasNotGiven">It owed its answer when the whole was approved without; false: the department is no more.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AssistReleased")]
public sealed record AssistReleased(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Reason, [property: Id(2)] bool WasNotGiven = false) : OrderEvent;

/// <summary>协办答复.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AssistAnswered")]
public sealed record AssistAnswered([property: Id(0)] DepartmentCode Department, [property: Id(1)] SealedText Answer) : OrderEvent;

/// <summary>签收(认领).</summary>
/// <param name="Department">Who has it now.</param>
/// <param name="IsDeemed">Nobody claimed in time, so that it counts as claimed by whom it was dispatched to (首派负责).</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderClaimed")]
public sealed record OrderClaimed([property: Id(0)] DepartmentCode Department, [property: Id(1)] bool IsDeemed) : OrderEvent;

/// <summary>退单: it waits for a judgement (退单待审).</summary>
/// <param name="Clause">The clause of its own duty list that the department cites.</param>
/// <param name="Proposed">Code of the department that it holds responsible.</param>
/// <param name="Judgement">Until when it must be judged.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderRefused")]
public sealed record OrderRefused(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Clause, [property: Id(2)] DepartmentCode Proposed,
    [property: Id(3)] string Reason, [property: Id(4)] Deadline Judgement) : OrderEvent;

/// <summary>退单成立: back to the board, to be dispatched again.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.RefusalUpheld")]
public sealed record RefusalUpheld([property: Id(0)] string Reason, [property: Id(1)] Deadline Dispatch) : OrderEvent;

/// <summary>退单不成立: back to the department, which may not refuse again (禁退).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.RefusalOverruled")]
public sealed record RefusalOverruled([property: Id(0)] string Reason, [property: Id(1)] Deadline Claim) : OrderEvent;

/// <summary>会商: a second refusal, or a question that nobody could answer, goes to joint adjudication.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AdjudicationOpened")]
public sealed record AdjudicationOpened([property: Id(0)] string Reason, [property: Id(1)] Deadline Ruling) : OrderEvent;

/// <summary>裁定. An <see cref="OrderDispatched"/> follows.</summary>
/// <param name="Department">Who is responsible.</param>
/// <param name="Clause">By which clause of its duty list; empty when no list has one.</param>
/// <param name="MakesPrecedent">It shall route the next such order.</param>
/// <param name="IsByDefault">Nobody ruled in time: the department that got it first is responsible (首派负责).</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderRuled")]
public sealed record OrderRuled(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Clause, [property: Id(2)] string Reason,
    [property: Id(3)] bool MakesPrecedent, [property: Id(4)] bool IsByDefault) : OrderEvent;

/// <summary>The ruling stands in the book of precedents.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentRecorded")]
public sealed record PrecedentRecorded([property: Id(0)] PrecedentRef Precedent) : OrderEvent;

/// <summary>联系群众: the department has spoken with the caller.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.CallerContacted")]
public sealed record CallerContacted([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Note) : OrderEvent;

/// <summary>答复: to be reviewed.</summary>
/// <param name="Review">Until when it must be reviewed.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderAnswered")]
public sealed record OrderAnswered(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] SealedText Answer, [property: Id(2)] Deadline Review) : OrderEvent;

/// <summary>审核退回: back to the department; the order's own deadline runs on.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AnswerReturned")]
public sealed record AnswerReturned([property: Id(0)] string Reason) : OrderEvent;

/// <summary>审核通过: the caller is called back.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AnswerApproved")]
public sealed record AnswerApproved([property: Id(0)] Deadline Callback) : OrderEvent;

/// <summary>回访.</summary>
/// <param name="Solved">Null: not reached, or not said.</param>
/// <param name="Satisfied">Null: no valid rating (有效评价).</param>
/// <param name="Closed">How the closed order was counted so far; null while it is open, and when it is not assessed.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.CallbackRecorded")]
public sealed record CallbackRecorded(
    [property: Id(0)] bool Reached, [property: Id(1)] bool? Solved, [property: Id(2)] bool? Satisfied, [property: Id(3)] string Note,
    [property: Id(4)] ClosedOrder? Closed = null) : OrderEvent;

/// <summary>平台来件备查: the platform reports what moves nothing here and was not known; it is kept, and shown in the history.</summary>
/// <param name="Step">What it reports.</param>
/// <param name="Department">Of which department; empty: of none.</param>
/// <param name="Answer">What was answered; null: it reports no answer.</param>
/// <param name="Reached">Of a closing: whether its call back reached the caller; null: it tells of none.</param>
/// <param name="Solved">Null: not said.</param>
/// <param name="Satisfied">Null: not said.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportNoted")]
public sealed record ReportNoted(
    [property: Id(0)] ReportedStep Step, [property: Id(1)] DepartmentCode Department, [property: Id(2)] SealedText? Answer = null,
    [property: Id(3)] bool? Reached = null, [property: Id(4)] bool? Solved = null, [property: Id(5)] bool? Satisfied = null) : OrderEvent;

/// <summary>A step of an order's way, as the platform reports it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportedStep>))]
public enum ReportedStep
{
    Accepted,
    Dispatched,
    Claimed,
    Contacted,
    Answered,
    Closed,
}

/// <summary>重办: not solved, so back to the department, with a deadline of its own.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderReopened")]
public sealed record OrderReopened([property: Id(0)] int Round, [property: Id(1)] Deadline Handling) : OrderEvent;

/// <summary>办结. The result is owed to the platform until it is delivered.</summary>
/// <param name="ByPlatform">The platform has closed it, and is owed nothing.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderClosed")]
public sealed record OrderClosed([property: Id(0)] string Note, [property: Id(1)] bool ByPlatform = false) : OrderEvent;

/// <summary>The platform has taken the result.</summary>
/// <param name="Result">Number of the result, counted up per order.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ResultDelivered")]
public sealed record ResultDelivered([property: Id(0)] int Result) : OrderEvent;

/// <summary>归档.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderArchived")]
public sealed record OrderArchived : OrderEvent;

/// <summary>申请延期, before it was due, once for each department.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DelayAsked")]
public sealed record DelayAsked(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] double WorkingDays, [property: Id(2)] string Reason) : OrderEvent;

/// <summary>同意延期.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DelayGranted")]
public sealed record DelayGranted([property: Id(0)] Deadline Handling) : OrderEvent;

/// <summary>不同意延期.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DelayDenied")]
public sealed record DelayDenied([property: Id(0)] string Reason) : OrderEvent;

/// <summary>疑难挂账: all clocks of the order stand still, at the longest until a date.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderHeld")]
public sealed record OrderHeld([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Until) : OrderEvent;

/// <summary>恢复办理: the deadlines moved by as many working days as the pause had (those in hours: by as many hours).</summary>
/// <param name="PausedDays">Working days of the pause.</param>
/// <param name="Assists">Of the assisting departments that have not answered.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderResumed")]
public sealed record OrderResumed(
    [property: Id(0)] string Reason, [property: Id(1)] double PausedDays, [property: Id(2)] Deadline Handling,
    [property: Id(3)] ImmutableArray<AssistDeadline> Assists) : OrderEvent;

/// <summary>The deadline of an assisting department.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.AssistDeadline")]
public sealed record AssistDeadline([property: Id(0)] DepartmentCode Department, [property: Id(1)] Deadline Due);

/// <summary>紧急, 保密, 疑难, 不纳入考核: set or taken away.</summary>
/// <param name="Closed">How it was counted so far; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderFlagged")]
public sealed record OrderFlagged(
    [property: Id(0)] OrderFlag Flag, [property: Id(1)] bool On, [property: Id(2)] string Reason,
    [property: Id(3)] ClosedOrder? Closed = null) : OrderEvent;

/// <summary>
/// How a closed order is counted. It stands in what corrects one, so that whoever keeps sums of closed orders, and not the orders, can
/// correct the sums.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ClosedOrder")]
public sealed record ClosedOrder
{
    [Id(0)] public DateTimeOffset ReceivedAt { get; init; }

    [Id(1)] public OrderType Type { get; init; }

    [Id(2)] public string Topic { get; init; } = "";

    [Id(3)] public PlaceCode Place { get; init; }

    [Id(4)] public DepartmentCode Lead { get; init; }

    [Id(5)] public DateTimeOffset ClosedAt { get; init; }

    /// <summary>See <see cref="OrderState.HandledAt"/>.</summary>
    [Id(6)] public DateTimeOffset HandledAt { get; init; }

    /// <summary>See <see cref="OrderState.MissedDueAt"/>.</summary>
    [Id(7)] public DateTimeOffset? MissedDueAt { get; init; }

    [Id(8)] public bool? Solved { get; init; }

    [Id(9)] public bool? Satisfied { get; init; }

    /// <summary>Null while it is open. Of a declined one, which counts as received only: closed when it was declined.</summary>
    public static ClosedOrder? Of(OrderState state) => state.IsOpen
        ? null
        : new()
        {
            ReceivedAt = state.ReceivedAt,
            Type = state.Content.Type,
            Topic = state.Content.Topic,
            Place = state.Content.Place,
            Lead = state.Lead,
            ClosedAt = state.ClosedAt ?? state.StageSince,
            HandledAt = state.HandledAt ?? state.StageSince,
            MissedDueAt = state.MissedDueAt,
            Solved = state.Solved,
            Satisfied = state.Satisfied,
        };
}

/// <summary>催办.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderUrged")]
public sealed record OrderUrged([property: Id(0)] string Note, [property: Id(1)] bool IsAutomatic) : OrderEvent;

/// <summary>督办.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderSupervised")]
public sealed record OrderSupervised([property: Id(0)] string Note) : OrderEvent;

/// <summary>并单: it goes with another order and gets that one's result; its caller is called back nevertheless.</summary>
/// <param name="Parent">Number of the other order.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderMerged")]
public sealed record OrderMerged([property: Id(0)] string Parent, [property: Id(1)] string Reason) : OrderEvent;

/// <summary>Another order goes with this one.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.RepeatJoined")]
public sealed record RepeatJoined([property: Id(0)] string Child) : OrderEvent;

/// <summary>The result of the order it goes with is its own now.</summary>
/// <param name="AnsweredAt">When the parent was answered; null: at this moment.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ResultInherited")]
public sealed record ResultInherited(
    [property: Id(0)] string Parent, [property: Id(1)] SealedText Answer, [property: Id(2)] Deadline Callback,
    [property: Id(3)] DateTimeOffset? AnsweredAt = null) : OrderEvent;

/// <summary>The child has its result.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.RepeatAnswered")]
public sealed record RepeatAnswered([property: Id(0)] string Child) : OrderEvent;

/// <summary>退回派单台, by no fault of anybody's: the department was dissolved, or nobody could be found responsible.</summary>
/// <param name="Code">The department that had it; empty: none had.</param>
/// <param name="IsFinal">An adjudication has lapsed: whoever is dispatched to then may not refuse (禁退).</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReturnedToBoard")]
public sealed record ReturnedToBoard(
    [property: Id(0)] DepartmentCode Code, [property: Id(1)] string Reason, [property: Id(2)] Deadline Dispatch,
    [property: Id(3)] bool IsFinal = false) : OrderEvent;

/// <summary>预警, 黄牌, 红牌: a clock has passed a mark.</summary>
/// <param name="Department">The assisting department whose clock it is; empty: a clock of the order.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DeadlineMarked")]
public sealed record DeadlineMarked(
    [property: Id(0)] ClockKind Clock, [property: Id(1)] ClockMark Mark, [property: Id(2)] Deadline Deadline,
    [property: Id(3)] DepartmentCode Department = default) : OrderEvent;

/// <summary>
/// A deadline was recomputed, because the calendar or the urgency changed. The marks it no longer deserves are gone with it.
/// </summary>
/// <param name="Mark">The mark by the new deadline, at that moment; never worse than before.</param>
/// <param name="Department">The assisting department whose clock it is; empty: a clock of the order.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DeadlineMoved")]
public sealed record DeadlineMoved(
    [property: Id(0)] ClockKind Clock, [property: Id(1)] Deadline Before, [property: Id(2)] Deadline After,
    [property: Id(3)] ClockMark Mark, [property: Id(4)] string Reason, [property: Id(5)] DepartmentCode Department = default) : OrderEvent;
