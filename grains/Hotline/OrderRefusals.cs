using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// Why something cannot be done with an order: sentences for the person who asked for it, which say who has the order now.
/// </summary>
internal static class OrderRefusals
{
    private const int MaxText = 500, MaxAnswer = 20_000;

    public static Refusal TooOld(DateTimeOffset at) => Refusal.Invalid(
        "too_old",
        $"受理时间 {Local(at)} 早于工作日历的开始（{WorkingCalendar.FirstYear} 年）",
        $"{Local(at)} is before the calendar's first year, {WorkingCalendar.FirstYear}");

    public static Refusal BeforeCall(OrderCase order) => Refusal.Invalid(
        "before_call",
        $"{Local(order.At)} 早于来电时间 {Local(order.State.ReceivedAt)}",
        $"{Local(order.At)} is before the call, {Local(order.State.ReceivedAt)}");

    public static Refusal UnknownOrder(string number) => Refusal.NotFound("unknown_order", $"没有工单 {number}", $"There is no order {number}");

    public static Refusal? UnknownDepartment(OrderCase order, DepartmentCode department) => order.Book.Department(department) is null
        ? Refusal.NotFound("unknown_department", $"热线配置中没有单位“{department}”", $"The hotline has no department '{department}'")
        : null;

    public static Refusal? UnknownClause(OrderCase order, DepartmentCode department, string clause) =>
        order.Book.Department(department)!.Duties.Any(duty => duty.Clause == clause)
            ? null
            : Refusal.NotFound(
                "unknown_clause",
                $"{Name(order, department)}的权责清单中没有第“{clause}”条", $"The duty list of {Name(order, department)} has no clause '{clause}'");

    /// <summary>Somebody else has it: who, and since when.</summary>
    public static Refusal NotYours(OrderCase order) => order.State.ClaimedAt is { } since
        ? Refusal.NotNow(
            "already_claimed",
            $"工单已由{Name(order, order.State.Lead)}于 {Local(since)} 签收",
            $"{Name(order, order.State.Lead)} claimed the order at {Local(since)}")
        : Refusal.NotAllowed(
            "not_yours",
            $"工单已于 {Local(order.State.DispatchedAt ?? order.State.StageSince)} 派给{Name(order, order.State.Lead)}",
            $"The order was dispatched to {Name(order, order.State.Lead)} at {Local(order.State.DispatchedAt ?? order.State.StageSince)}");

    /// <summary>What is said here and what is known contradict each other.</summary>
    public static Refusal Elsewhere(OrderCase order) =>
        new(RefusalKind.NotNow, "elsewhere", Standing(order, "与来件不符", "which contradicts the report"));

    /// <summary>The stage does not allow it.</summary>
    public static Refusal NotNow(OrderCase order, OrderCommand command, string move) => (command, order.State) switch
    {
        (ClaimOrder, { ClaimedAt: not null, Stage: OrderStage.InProgress }) => NotYours(order),
        (_, { Hold: { } hold }) when move is not "resume" => Refusal.NotNow(
            "on_hold",
            $"工单挂账至 {Local(hold.Until)}（{hold.Reason}），须先恢复",
            $"The order is on hold until {Local(hold.Until)} ({hold.Reason}); resume it first"),
        (ResumeOrder, _) => Refusal.NotNow("not_on_hold", "工单没有挂账", "The order is not on hold"),
        (RefuseOrder, { Stage: OrderStage.AwaitingClaim or OrderStage.InProgress }) => Refusal.NotNow(
            "may_not_refuse",
            $"工单已禁退，由{Name(order, order.State.Lead)}负责",
            $"The order may not be refused any more; {Name(order, order.State.Lead)} is responsible"),
        (AskDelay, { Stage: OrderStage.InProgress, DelayUsed: true }) => Refusal.NotNow(
            "delay_used",
            "一个承办单位只能申请一次延期",
            "A department may ask for one delay only"),
        (JudgeDelay, { Stage: OrderStage.InProgress }) => Refusal.NotNow("no_delay_asked", "没有待批的延期申请", "No delay is asked for"),
        (DeclineOrder or MergeOrder, { Children.IsEmpty: false } state) when OrderAgenda.IsBeingHandled(state.Stage) => Refusal.NotNow(
            "has_repeats",
            $"有 {state.Children.Length} 件工单并入本单，等待本单结果", $"{state.Children.Length} orders go with this one and wait for its result"),
        (AnswerAssist, { IsOpen: true }) => Refusal.NotNow("not_assisting", "没有待答复的协办", "No assisting department has yet to answer"),
        _ => WrongStage(order, move),
    };

    public static Refusal WrongStage(OrderCase order, string move) => Words.TryGetValue(move, out var word)
        ? new(RefusalKind.NotNow, "wrong_stage", Standing(order, $"不能{word.Chinese}", $"it cannot be {word.English} now"))
        : new(RefusalKind.NotNow, "wrong_stage", Standing(order, "现在不能办理此项", "this cannot be done now"));

    /// <summary>A reason must be given.</summary>
    public static Refusal? NoReason(string reason) => string.IsNullOrWhiteSpace(reason)
        ? Refusal.Invalid("reason_needed", "须说明理由", "A reason is needed")
        : TooLong(reason);

    public static Refusal? TooLong(string text) => text.Length > MaxText
        ? Refusal.Invalid("too_long", $"不得超过 {MaxText} 个字", $"At most {MaxText} characters are allowed")
        : null;

    public static Refusal? NoAnswer(SealedText answer) => string.IsNullOrWhiteSpace(answer.Masked)
        ? Refusal.Invalid("answer_needed", "答复不能为空", "An answer is needed")
        : TooLongAnswer(answer);

    public static Refusal? TooLongAnswer(SealedText answer) => answer.Masked.Length > MaxAnswer
        ? Refusal.Invalid("too_long", $"答复不得超过 {MaxAnswer} 个字", $"An answer has at most {MaxAnswer:#,0} characters")
        : null;

    /// <summary>Assisting departments owe their answers.</summary>
    public static Refusal AssistOwed(OrderCase order, DepartmentCode[] owing) => Refusal.NotNow(
        "assist_owed",
        $"协办单位{string.Join("、", owing.Select(department => Name(order, department)))}尚未答复；不再等待的，须明确按未答复结束协办",
        $"{string.Join(", ", owing.Select(department => Name(order, department)))} has yet to answer as an assisting department; "
            + "say that its part is closed as not given to approve without it");

    public static string Local(DateTimeOffset time) => LocalTime.Shown(time);

    public static string Name(OrderCase order, DepartmentCode department) => order.Book.NameOf(department);

    private static Sentence Standing(OrderCase order, string chinese, string english)
    {
        var (state, since) = (order.State, Local(order.State.StageSince));
        var (stageChinese, stageEnglish) = state.Stage switch
        {
            OrderStage.AwaitingAcceptance => ("待受理（派单台）", "awaits acceptance at the dispatch desk"),
            OrderStage.AwaitingDispatch => ("待派单（派单台）", "awaits dispatch at the dispatch desk"),
            OrderStage.AwaitingClaim => ($"待{Name(order, state.Lead)}签收", $"awaits the claim of {Name(order, state.Lead)}"),
            OrderStage.RefusalPending =>
                ($"{Name(order, state.Lead)}已退单，待派单台审核",
                    $"was refused by {Name(order, state.Lead)} and awaits judgement at the dispatch desk"),
            OrderStage.Adjudication => ("在会商", "is in joint adjudication"),
            OrderStage.InProgress => ($"由{Name(order, state.Lead)}办理", $"is in progress at {Name(order, state.Lead)}"),
            OrderStage.AwaitingReview => ("待审核", "awaits review"),
            OrderStage.AwaitingCallback => ("待回访", "awaits the call back"),
            OrderStage.Merged => ($"已并入工单 {state.Parent}", $"goes with order {state.Parent}"),
            OrderStage.Closed => ("已办结", "is closed"),
            OrderStage.Archived => ("已归档", "is archived"),
            OrderStage.Declined => ("不予受理", "was declined"),
            _ => ("未登记", "is not known"),
        };
        return new($"工单自 {since} 起{stageChinese}，{chinese}", $"The order {stageEnglish} since {since}; {english}");
    }

    private static readonly Dictionary<string, (string Chinese, string English)> Words = new()
    {
        ["accept"] = ("受理", "accepted"),
        ["decline"] = ("不予受理", "declined"),
        ["dispatch"] = ("派单", "dispatched"),
        ["add_assist"] = ("加派协办", "given to an assisting department"),
        ["judge_refusal"] = ("审核退单", "judged for a refusal"),
        ["open_adjudication"] = ("提交会商", "put to adjudication"),
        ["judge_delay"] = ("审批延期", "judged for a delay"),
        ["hold"] = ("挂账", "put on hold"),
        ["resume"] = ("恢复", "resumed"),
        ["flag"] = ("标记", "flagged"),
        ["urge"] = ("催办", "urged"),
        ["supervise"] = ("督办", "supervised"),
        ["merge"] = ("并单", "merged"),
        ["claim"] = ("签收", "claimed"),
        ["refuse"] = ("退单", "refused"),
        ["contact"] = ("登记联系", "noted for a contact"),
        ["answer"] = ("答复", "answered"),
        ["answer_assist"] = ("协办答复", "answered by an assisting department"),
        ["ask_delay"] = ("申请延期", "asked a delay for"),
        ["rule"] = ("裁定", "ruled on"),
        ["review"] = ("审核", "reviewed"),
        ["callback"] = ("回访", "called back on"),
        ["archive"] = ("归档", "archived"),
    };
}
