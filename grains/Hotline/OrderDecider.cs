using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// The rules of one order (工单), from the call to the archive. Nobody can leave it lying: at each stage one desk has it and one
/// clock runs; what is not claimed in time is urged, then counts as claimed by whom it was dispatched to (首派负责); a refusal that
/// nobody judges goes to adjudication (会商), an adjudication that nobody rules on falls to the department that had the order first, else to
/// the town of its place, else to who had it after or was proposed, else to whom the dispatch desk names then. An order is refused twice at
/// most: behind the second refusal, a ruling or an adjudication that lapsed, whoever gets it may not refuse (禁退), and nothing undoes that.
/// </summary>
public sealed partial class OrderDecider : IDecider<OrderState, OrderCommand, OrderEvent, OrderTerms>
{
    public OrderState Initial { get; } = new();

    public OrderState Evolve(OrderState state, OrderEvent fact, DateTimeOffset occurredAt) => Fold(state, fact, occurredAt);

    public Decision<OrderEvent> Decide(OrderState state, OrderCommand command, OrderTerms terms, DecisionContext context)
    {
        if (context.InFuture is { } ahead) return ahead;
        var order = new OrderCase(state, context, terms);
        if (state.Stage == OrderStage.None && command is not DeliverOrder)
            return IsOurOwn(command) ? Decision<OrderEvent>.Nothing : OrderRefusals.UnknownOrder(order.Number);
        if (IsAsWished(state, command)) return Decision<OrderEvent>.Nothing;
        if (OrderMoves.NameOf(command) is { } move && !OrderMoves.Allows(state, move)) return OrderRefusals.NotNow(order, command, move);
        return command switch
        {
            DeliverOrder deliver => Deliver(order, deliver),
            ReportDispatched report => Report(order, report),
            ReportClaimed report => Report(order, report),
            ReportContacted report => Report(order, report),
            ReportAnswered report => Report(order, report),
            ReportClosed report => Report(order, report),

            AcceptOrder => Route(Accept(order, order.At), order.At).Decided,
            DeclineOrder decline => Decline(order, decline),
            DispatchOrder dispatch => Dispatch(order, dispatch),
            AddAssist add => Add(order, add),
            JudgeRefusal judge => Judge(order, judge),
            OpenAdjudication open => Open(order, open),
            RuleOrder rule => Rule(order, rule),

            ClaimOrder claim => Claim(order, claim),
            RefuseOrder refuse => Refuse(order, refuse),
            RecordContact contact => Contact(order, contact),
            AnswerOrder answer => Answer(order, answer),
            AnswerAssist answer => Answer(order, answer),
            AskDelay ask => Ask(order, ask),
            JudgeDelay judge => Judge(order, judge),

            HoldOrder hold => Hold(order, hold),
            ResumeOrder resume =>
                OrderRefusals.NoReason(resume.Reason) is { } refusal ? refusal : Resume(order, resume.Reason, order.At).Decided,
            FlagOrder flag => Flag(order, flag),
            UrgeOrder urge => OrderRefusals.TooLong(urge.Note) is { } refusal
                ? refusal
                : order.Note(new OrderUrged(urge.Note, IsAutomatic: false)).Decided,
            SuperviseOrder supervise =>
                OrderRefusals.TooLong(supervise.Note) is { } refusal ? refusal : order.Note(new OrderSupervised(supervise.Note)).Decided,

            ReviewAnswer review => Review(order, review),
            RecordCallback callback => CallBack(order, callback),
            // By a person, who has seen that all is there; nothing is archived by itself.
            ArchiveOrder => new OrderArchived(),
            ConfirmDelivery confirm => Confirm(order, confirm),

            MergeOrder merge => Merge(order, merge),
            JoinRepeat join => Join(order, join),
            InheritResult inherit => Inherit(order, inherit),
            ConfirmRepeat confirm =>
                state.Children.Contains(confirm.Child) ? new RepeatAnswered(confirm.Child) : Decision<OrderEvent>.Nothing,
            ConfirmPrecedent confirm =>
                state.PendingPrecedent is null ? Decision<OrderEvent>.Nothing : new PrecedentRecorded(confirm.Precedent),

            CheckClocks => Check(order),
            RecomputeDeadlines recompute => Recompute(order, recompute),
            ReturnToBoard back => Return(order, back),
            _ => throw new InvalidOperationException($"An order does not know {command.GetType().Name}."),
        };
    }

    /// <summary>What the product tells its own orders, and tells again: to an order that it does not know it says nothing.</summary>
    private static bool IsOurOwn(OrderCommand command) =>
        command is CheckClocks or RecomputeDeadlines or ReturnToBoard or ConfirmPrecedent or InheritResult or ConfirmRepeat
            or ConfirmDelivery;

    /// <summary>Asked twice, by two people or one: all is as asked already.</summary>
    private static bool IsAsWished(OrderState state, OrderCommand command) => command switch
    {
        AcceptOrder => state.Stage == OrderStage.AwaitingDispatch,
        ClaimOrder claim => state is { Stage: OrderStage.InProgress, ClaimedAt: not null } && state.Lead == claim.Department,
        FlagOrder flag => state.IsOpen && state.Has(flag.Flag) == flag.On,
        MergeOrder merge => state.Stage == OrderStage.Merged && state.Parent == merge.Parent,
        ArchiveOrder => state.Stage == OrderStage.Archived,
        _ => false,
    };
}
