using System.Collections.Immutable;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>并单: the child waits without a clock, gets the parent's result, and calls its own caller back.</summary>
public sealed class OrderRepeatTests
{
    private const string Parent = "GD9", Child = "GD8";

    private static OrderLife Merged() =>
        Dispatched().When("2026-11-24 12:00", new AddAssist(new(City), "")).When("2026-11-24 13:00", new MergeOrder(Parent, "同一来电、同一事项"));

    [Fact]
    public void A_repeat_waits_with_its_parent()
    {
        var story = Merged().Then(typeof(OrderMerged)).ThenStands(OrderStage.Merged, Desk.Parent);
        Assert.Equal((Parent, null, true), (story.State.Parent, OrderAgenda.NextWake(story.State), story.State.IsOpen));
        story.When("2026-12-31 13:00", new CheckClocks()).ThenNothing()
            .When("2026-12-31 13:00", new MergeOrder(Parent, "同一事项")).ThenNothing()
            .When("2026-12-31 13:00", new MergeOrder("GD7", "同一事项")).ThenRefused("wrong_stage", Parent)
            .When("2026-12-31 13:00", new ClaimOrder(new(Housing))).ThenRefused("wrong_stage", Parent);
    }

    [Fact]
    public void A_parent_that_does_not_take_it_is_named_with_its_reason()
    {
        var story = Dispatched();
        story.RefusingParents = ImmutableDictionary<string, Refusal>.Empty
            .Add(Parent, Refusal.NotNow("wrong_stage", "已归档", "It is archived"));
        story.When("2026-11-24 13:00", new MergeOrder(Parent, "同一事项"))
            .ThenRefused(RefusalKind.NotNow, "wrong_stage", $"{Parent}：已归档", $"{Parent}: It is archived")
            .When("2026-11-24 13:00", new MergeOrder("GD7", "同一事项")).Then(typeof(OrderMerged));
    }

    [Fact]
    public void It_inherits_the_result_and_calls_its_own_caller_back()
    {
        var story = Merged().When("2026-11-30 10:00", new InheritResult("GD7", new("别单", ""))).ThenNothing()
            .When("2026-11-30 10:00", new InheritResult(Parent, new("已约谈物业", "s9"), At("2026-11-27 15:00"))).Then(typeof(ResultInherited))
            .ThenStands(OrderStage.AwaitingCallback, Desk.Callback)
            .When("2026-11-30 10:01", new InheritResult(Parent, new("已约谈物业", "s9"))).ThenNothing();
        Assert.Equal(("已约谈物业", At("2026-11-27 15:00"), false), (story.State.Answer!.Masked, story.State.AnsweredAt, story.State.WasLate));
        Assert.Equal(At("2026-12-03 17:30"), story.State.StageClock!.Deadline.DueAt);
        Assert.Equal(1, story.When("2026-11-30 11:00", new RecordCallback(true, true, true, "")).State.Result);
    }

    [Fact]
    public void A_result_told_late_was_not_late_when_it_was_given()
    {
        Assert.False(Merged().When("2026-12-20 10:00", new InheritResult(Parent, new("已处理", ""), At("2026-12-08 17:29"))).State.WasLate);
        Assert.True(Merged().When("2026-12-20 10:00", new InheritResult(Parent, new("已处理", ""))).State.WasLate);
    }

    [Fact]
    public void A_caller_whose_repeat_is_not_solved_gets_a_department_again()
    {
        var story = Merged().When("2026-11-30 10:00", new InheritResult(Parent, new("已处理", "")))
            .When("2026-11-30 11:00", new RecordCallback(true, false, null, ""))
            .Then(typeof(CallbackRecorded), typeof(OrderReopened), typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        Assert.Equal((2, ""), (story.State.Round, story.State.Parent));
    }

    [Fact]
    public void What_goes_with_nobody_or_itself_is_refused()
    {
        Dispatched().When("2026-11-24 13:00", new MergeOrder(Number, "同一事项")).ThenRefused("invalid_parent");
        Dispatched().When("2026-11-24 13:00", new MergeOrder("", "同一事项")).ThenRefused("invalid_parent");
        Dispatched().When("2026-11-24 13:00", new MergeOrder(Parent, "")).ThenRefused("reason_needed");
        Answered().When("2026-11-27 15:30", new MergeOrder(Parent, "同一事项")).ThenRefused("wrong_stage", "审核");
        Dispatched().When("2026-11-24 13:00", new JoinRepeat(Number)).ThenRefused("invalid_parent");
    }

    [Fact]
    public void A_parent_has_its_children_until_they_have_the_result()
    {
        var story = Dispatched().When("2026-11-24 13:00", new JoinRepeat(Child)).Then(typeof(RepeatJoined))
            .When("2026-11-24 13:00", new JoinRepeat(Child)).ThenNothing();
        Assert.False(OrderAgenda.OwesEffect(story.State));
        // It cannot itself go with another, for its children wait for it.
        story.When("2026-11-24 13:01", new MergeOrder(Parent, "同一事项")).ThenRefused("has_repeats", "1");
        story.When("2026-11-24 14:00", new ClaimOrder(new(Housing)))
            .When("2026-11-25 14:00", new AnswerOrder(new(Housing), new("已处理", "")));
        Assert.False(OrderAgenda.OwesEffect(story.State));
        story.When("2026-11-25 15:00", new ReviewAnswer(true, ""));
        Assert.True(OrderAgenda.OwesEffect(story.State));
        Assert.Equal(At("2026-11-25 15:00"), OrderRow.Of(new(District), Number, story.State, 9).WakeAt);
        story.When("2026-11-25 15:01", new ConfirmRepeat("GD7")).ThenNothing()
            .When("2026-11-25 15:01", new ConfirmRepeat(Child)).Then(typeof(RepeatAnswered))
            .When("2026-11-25 15:02", new ConfirmRepeat(Child)).ThenNothing();
        Assert.False(OrderAgenda.OwesEffect(story.State));
    }

    [Fact]
    public void A_parent_that_can_give_no_result_takes_no_children()
    {
        Merged().When("2026-11-24 14:00", new JoinRepeat(Child)).ThenRefused("wrong_stage", Parent);
        Closed().When("2026-11-30 14:00", new JoinRepeat(Child)).ThenRefused("wrong_stage", "已办结");
        new OrderLife().When("2026-11-30 14:00", new JoinRepeat(Child)).ThenRefused("unknown_order");
        Received().When("2026-11-24 10:00", new JoinRepeat(Child)).Then(typeof(RepeatJoined))
            .When("2026-11-24 10:00", new DeclineOrder("不属受理范围")).ThenRefused("has_repeats");
        // One whose answer is approved gives it at once.
        Assert.True(OrderAgenda.OwesEffect(AwaitingCallback().When("2026-11-27 16:30", new JoinRepeat(Child)).State));
    }

    [Fact]
    public void Children_of_an_order_that_the_platform_closes_get_its_result_too()
    {
        var story = Dispatched().When("2026-11-24 13:00", new JoinRepeat(Child))
            .When("2026-11-25 10:00", new ReportClosed(false, null, null, "平台直办"));
        Assert.True(OrderAgenda.OwesEffect(story.State));
        Assert.NotNull(OrderRow.Of(new(District), Number, story.State, 9).WakeAt);
    }

    [Fact]
    public void A_child_of_a_parent_that_ended_without_an_answer_is_worked_on_by_itself()
    {
        Merged().When("2026-11-25 10:00", new InheritResult(Parent, SealedText.Empty)).Then(typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch)
            .When("2026-11-25 10:00", new InheritResult(Parent, SealedText.Empty)).ThenNothing()
            .When("2026-11-25 11:00", new DispatchOrder(new(City), [], "")).Then(typeof(OrderDispatched));
        var closed = new ReportClosed(false, null, null, "平台直办");
        Assert.Null(Dispatched().When("2026-11-25 10:00", closed).State.ResultingAnswer);
        Assert.NotNull(Answered().When("2026-11-27 16:00", closed).State.ResultingAnswer);
        Assert.NotNull(AwaitingCallback().When("2026-11-27 17:00", closed).State.ResultingAnswer);
        // One that was returned, and one that did not solve it, are none.
        Assert.Null(Answered().When("2026-11-27 16:00", new ReviewAnswer(false, "不完整")).When("2026-11-27 17:00", closed)
            .State.ResultingAnswer);
        Assert.Null(AwaitingCallback().When("2026-11-27 17:00", new RecordCallback(true, false, null, ""))
            .When("2026-11-28 17:00", "2026-11-30 17:00", closed).State.ResultingAnswer);
    }

    [Fact]
    public void A_child_whose_parent_can_give_no_result_goes_back_to_the_board()
    {
        var story = Merged().When("2026-11-24 14:00", new ReturnToBoard(new(Parent), "主单不可并入")).Then(typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        Assert.Equal("", story.State.Parent);
    }
}
