using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What is asked of an order. Departments are named by their codes; who may speak for one is the gateway's to judge.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderCommand")]
public abstract record OrderCommand;

// ---- What the platform reports: facts of elsewhere. A report of what is known already is answered with no event. ----

/// <summary>A new order, or what the platform says of it now.</summary>
/// <param name="IsAccepted">It comes accepted; else it waits for acceptance here.</param>
/// <param name="Route">A precedent may dispatch it at once; false when the platform reports a dispatch of its own.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DeliverOrder")]
public sealed record DeliverOrder([property: Id(0)] OrderContent Content, [property: Id(1)] bool IsAccepted, [property: Id(2)] bool Route)
    : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportDispatched")]
public sealed record ReportDispatched([property: Id(0)] DepartmentCode Lead) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportClaimed")]
public sealed record ReportClaimed([property: Id(0)] DepartmentCode Department) : OrderCommand;

/// <summary>The department has spoken with the caller.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportContacted")]
public sealed record ReportContacted([property: Id(0)] DepartmentCode Department) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportAnswered")]
public sealed record ReportAnswered([property: Id(0)] DepartmentCode Department, [property: Id(1)] SealedText Answer) : OrderCommand;

/// <summary>The platform has closed it, with its own call back. Nothing is owed to the platform then.</summary>
/// <param name="CalledBack">It says whether the caller was reached, also when not.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReportClosed")]
public sealed record ReportClosed(
    [property: Id(0)] bool Reached, [property: Id(1)] bool? Solved, [property: Id(2)] bool? Satisfied, [property: Id(3)] string Note,
    [property: Id(4)] bool CalledBack = false) : OrderCommand;

// ---- The dispatch desk (派单台) ----

[GenerateSerializer, Immutable, Alias("opscenter.hotline.AcceptOrder")]
public sealed record AcceptOrder : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.DeclineOrder")]
public sealed record DeclineOrder([property: Id(0)] string Reason) : OrderCommand;

/// <param name="Lead">主办.</param>
/// <param name="Assists">协办, each with its own clock.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.DispatchOrder")]
public sealed record DispatchOrder([property: Id(0)] DepartmentCode Lead, [property: Id(1)] ImmutableArray<DepartmentCode> Assists,
    [property: Id(2)] string Note) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.AddAssist")]
public sealed record AddAssist([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Note) : OrderCommand;

/// <param name="Uphold">True: back to the board; false: back to the department, which may not refuse again.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.JudgeRefusal")]
public sealed record JudgeRefusal([property: Id(0)] bool Uphold, [property: Id(1)] string Reason) : OrderCommand;

/// <summary>The dispatcher cannot tell who is responsible.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OpenAdjudication")]
public sealed record OpenAdjudication([property: Id(0)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.JudgeDelay")]
public sealed record JudgeDelay([property: Id(0)] bool Grant, [property: Id(1)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.HoldOrder")]
public sealed record HoldOrder([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Until) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ResumeOrder")]
public sealed record ResumeOrder([property: Id(0)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.FlagOrder")]
public sealed record FlagOrder([property: Id(0)] OrderFlag Flag, [property: Id(1)] bool On, [property: Id(2)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.UrgeOrder")]
public sealed record UrgeOrder([property: Id(0)] string Note) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.SuperviseOrder")]
public sealed record SuperviseOrder([property: Id(0)] string Note) : OrderCommand;

/// <summary>
/// Confirmed by a person: it goes with another order. Whether that one can have it (it exists, is open, and is not itself merged) is for
/// the other to say, see <see cref="JoinRepeat"/>: ask it first, then this order; when this one refuses, take it back by
/// <see cref="ConfirmRepeat"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.MergeOrder")]
public sealed record MergeOrder([property: Id(0)] string Parent, [property: Id(1)] string Reason) : OrderCommand;

// ---- A department (承办单位) ----

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ClaimOrder")]
public sealed record ClaimOrder([property: Id(0)] DepartmentCode Department) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.RefuseOrder")]
public sealed record RefuseOrder(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Clause, [property: Id(2)] DepartmentCode Proposed,
    [property: Id(3)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.RecordContact")]
public sealed record RecordContact([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Note) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.AnswerOrder")]
public sealed record AnswerOrder([property: Id(0)] DepartmentCode Department, [property: Id(1)] SealedText Answer) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.AnswerAssist")]
public sealed record AnswerAssist([property: Id(0)] DepartmentCode Department, [property: Id(1)] SealedText Answer) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.AskDelay")]
public sealed record AskDelay(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] double WorkingDays, [property: Id(2)] string Reason) : OrderCommand;

// ---- Adjudication, review, call back ----

[GenerateSerializer, Immutable, Alias("opscenter.hotline.RuleOrder")]
public sealed record RuleOrder(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Clause, [property: Id(2)] string Reason,
    [property: Id(3)] bool MakesPrecedent) : OrderCommand;

/// <param name="CloseAssists">With an approval: assisting departments that have not answered need not any more, and it is recorded.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReviewAnswer")]
public sealed record ReviewAnswer(
    [property: Id(0)] bool Approve, [property: Id(1)] string Reason, [property: Id(2)] bool CloseAssists = false) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.RecordCallback")]
public sealed record RecordCallback(
    [property: Id(0)] bool Reached, [property: Id(1)] bool? Solved, [property: Id(2)] bool? Satisfied, [property: Id(3)] string Note)
        : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ArchiveOrder")]
public sealed record ArchiveOrder : OrderCommand;

// ---- What the product tells its own orders; each may come twice, late, or never, and does no harm. ----

/// <summary>Look at the clocks: what is due by now?</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.CheckClocks")]
public sealed record CheckClocks : OrderCommand;

/// <summary>The calendar has changed.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.RecomputeDeadlines")]
public sealed record RecomputeDeadlines([property: Id(0)] string Reason) : OrderCommand;

/// <summary>Its department is no more: back to the board, or, when it was assisting, released.</summary>
/// <param name="Department">Its code. Of a merged order: the number of its parent, which cannot give it a result.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ReturnToBoard")]
public sealed record ReturnToBoard([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Reason) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ConfirmPrecedent")]
public sealed record ConfirmPrecedent([property: Id(0)] PrecedentRef Precedent) : OrderCommand;

/// <summary>Told to the parent; refused by one that is merged, declined or closed.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.JoinRepeat")]
public sealed record JoinRepeat([property: Id(0)] string Child) : OrderCommand;

/// <summary>
/// Told to the child, when the parent's answer is approved. A child that does not wait for it (any more) answers with no event.
/// </summary>
/// <param name="Answer">Empty: it ended without one.</param>
/// <param name="AnsweredAt">When the parent was answered; null: now.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.InheritResult")]
public sealed record InheritResult(
    [property: Id(0)] string Parent, [property: Id(1)] SealedText Answer, [property: Id(2)] DateTimeOffset? AnsweredAt = null)
        : OrderCommand;

/// <summary>Told to the parent: the child has the result, or needs none.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.ConfirmRepeat")]
public sealed record ConfirmRepeat([property: Id(0)] string Child) : OrderCommand;

[GenerateSerializer, Immutable, Alias("opscenter.hotline.ConfirmDelivery")]
public sealed record ConfirmDelivery([property: Id(0)] int Result) : OrderCommand;
