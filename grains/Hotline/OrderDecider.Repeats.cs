using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// 并单: a repeat waits for the result of another order, then calls its own caller back. An order knows only itself: that the
/// parent is open and not itself merged is the parent's to say.
/// </summary>
public sealed partial class OrderDecider
{
    private const int MaxChildren = 500;

    private static Decision<OrderEvent> Merge(OrderCase order, MergeOrder merge)
    {
        if (merge.Parent.Length == 0 || merge.Parent == order.Number)
            return Refusal.Invalid("invalid_parent", "须并入另一件工单", "It must go with another order");
        if (OrderRefusals.NoReason(merge.Reason) is { } reason) return reason;
        if (order.Terms.RefusingParents?.GetValueOrDefault(merge.Parent) is { } refusal)
            return refusal
                with
            { Sentence = new($"{merge.Parent}：{refusal.Sentence.Chinese}", $"{merge.Parent}: {refusal.Sentence.English}") };
        return new OrderMerged(merge.Parent, merge.Reason);
    }

    private static Decision<OrderEvent> Join(OrderCase order, JoinRepeat join)
    {
        var state = order.State;
        if (state.Children.Contains(join.Child)) return Decision<OrderEvent>.Nothing;
        if (join.Child.Length == 0 || join.Child == order.Number)
            return Refusal.Invalid("invalid_parent", "须并入另一件工单", "It must go with another order");
        if (!state.IsOpen || state.Stage == OrderStage.Merged) return OrderRefusals.WrongStage(order, "merge");
        if (state.Children.Length >= MaxChildren)
            return Refusal.TooMany("too_many_repeats", $"一件工单至多并入 {MaxChildren} 件", $"At most {MaxChildren} orders can go with one");
        return new RepeatJoined(join.Child);
    }

    /// <summary>A parent that ended without an answer has nothing to call back with: the child is worked on by itself.</summary>
    private static Decision<OrderEvent> Inherit(OrderCase order, InheritResult inherit)
    {
        if (order.State.Stage != OrderStage.Merged || order.State.Parent != inherit.Parent) return Decision<OrderEvent>.Nothing;
        return string.IsNullOrWhiteSpace(inherit.Answer.Masked)
            ? ToBoard(order, $"主单 {inherit.Parent} 办结时没有答复，本单单独办理").Decided
            : new ResultInherited(inherit.Parent, inherit.Answer, order.Deadlines.Callback(order.At), inherit.AnsweredAt);
    }
}
