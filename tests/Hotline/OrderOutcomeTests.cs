using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>Review, call back, 重办, closing, delivery to the platform, archive.</summary>
public sealed class OrderOutcomeTests
{
    [Fact]
    public void An_answer_that_is_returned_goes_back_and_the_orders_own_deadline_runs_on()
    {
        var story = Answered().When("2026-11-27 16:00", new ReviewAnswer(false, "")).ThenRefused("reason_needed")
            .When("2026-11-27 16:00", new ReviewAnswer(false, "答非所问")).Then(typeof(AnswerReturned))
            .ThenStands(OrderStage.InProgress, Desk.Department, Housing);
        Assert.Equal((1, At("2026-12-08 17:30")), (story.State.Returns, story.State.StageClock!.Deadline.DueAt));
        Assert.NotNull(story.State.ClaimedAt);
    }

    [Fact]
    public void An_answer_in_time_is_in_time_however_long_the_review_takes()
    {
        var story = InProgress().When("2026-12-08 17:29", new AnswerOrder(new(Housing), new("已处理", "")));
        // While it is under review the order's own clock gets no mark; the reviewer's does.
        story.When("2026-12-09 17:30", new CheckClocks()).Then(typeof(DeadlineMarked));
        Assert.Equal(ClockKind.Review, story.Event<DeadlineMarked>().Clock);
        story.When("2026-12-10 09:00", new ReviewAnswer(true, "")).Then(typeof(AnswerApproved))
            .ThenStands(OrderStage.AwaitingCallback, Desk.Callback, Housing);
        Assert.False(story.State.WasLate);
        Assert.True(InProgress().When("2026-12-08 17:30", new AnswerOrder(new(Housing), new("已处理", "")))
            .When("2026-12-08 17:31", new ReviewAnswer(true, "")).State.WasLate);
        // One that was returned, and came again too late, is late.
        Assert.True(Answered().When("2026-12-08 17:30", new ReviewAnswer(false, "不完整"))
            .When("2026-12-09 09:00", new AnswerOrder(new(Housing), new("已处理", "")))
            .When("2026-12-09 10:00", new ReviewAnswer(true, "")).State.WasLate);
    }

    [Fact]
    public void No_approval_passes_over_an_assisting_answer_that_is_owed_unless_it_is_said()
    {
        OrderLife Owed() =>
            InProgress().When("2026-11-24 12:00", new AddAssist(new(City), "")).When("2026-11-24 12:00", new AddAssist(new(Police), ""))
            .When("2026-11-25 12:00", new AnswerAssist(new(Police), new("已出警", "")))
            .When("2026-11-27 15:00", new AnswerOrder(new(Housing), new("已处理", "")));
        Owed().When("2026-11-27 16:00", new ReviewAnswer(true, "")).ThenRefused(RefusalKind.NotNow, "assist_owed", "城管局")
            .When("2026-11-27 16:30", new AnswerAssist(new(City), new("已巡查", ""))).Then(typeof(AssistAnswered))
            .When("2026-11-27 17:00", new ReviewAnswer(true, "")).Then(typeof(AnswerApproved));
        var closed = Owed().When("2026-11-27 16:00", new ReviewAnswer(true, "", CloseAssists: true))
            .Then(typeof(AssistReleased), typeof(AnswerApproved));
        Assert.Equal((City, true), (closed.Event<AssistReleased>().Department.Value, closed.Event<AssistReleased>().WasNotGiven));
        Assert.Equal([Police], closed.State.Assists.Select(assist => assist.Department.Value));
        // A return needs no word, and closes nothing.
        Owed().When("2026-11-27 16:00", new ReviewAnswer(false, "不完整", CloseAssists: true)).Then(typeof(AnswerReturned));
    }

    [Fact]
    public void A_caller_who_is_content_closes_it_and_a_result_is_owed()
    {
        var story = Closed().Then(typeof(CallbackRecorded), typeof(OrderClosed)).ThenStands(OrderStage.Closed, Desk.None, Housing);
        Assert.Equal((true, true, true), (story.State.Reached, story.State.Solved, story.State.Satisfied));
        Assert.Equal((At("2026-11-27 17:00"), 1, 0), (story.State.ClosedAt, story.State.Result, story.State.Delivered));
        story.When("2026-11-27 17:01", new ConfirmDelivery(2)).ThenRefused("unknown_result")
            .When("2026-11-27 17:01", new ConfirmDelivery(1)).Then(typeof(ResultDelivered))
            .When("2026-11-27 17:02", new ConfirmDelivery(1)).ThenNothing();
        Assert.Equal(1, story.State.Delivered);
        // Somebody who does not say that it is solved has not said that it is not.
        AwaitingCallback().When("2026-11-27 17:00", new RecordCallback(true, null, null, ""))
            .Then(typeof(CallbackRecorded), typeof(OrderClosed));
    }

    [Fact]
    public void A_caller_who_is_not_reached_is_called_again_and_then_it_is_closed()
    {
        var story = AwaitingCallback()
            .When("2026-11-27 17:00", new RecordCallback(false, true, null, "")).ThenRefused("not_reached")
            .When("2026-11-27 17:00", new RecordCallback(false, null, null, "无人接听")).Then(typeof(CallbackRecorded))
            .ThenStands(OrderStage.AwaitingCallback, Desk.Callback, Housing)
            .When("2026-11-30 10:00", new RecordCallback(false, null, null, "无人接听")).Then(typeof(CallbackRecorded))
            .When("2026-11-30 16:00", new RecordCallback(false, null, null, "停机")).Then(typeof(CallbackRecorded), typeof(OrderClosed));
        Assert.Equal((3, false, null), (story.State.CallbackAttempts, story.State.Reached, story.State.Solved));
    }

    [Fact]
    public void What_is_not_solved_goes_back_with_a_deadline_of_its_own()
    {
        var story = AwaitingCallback().When("2026-11-27 17:00", new RecordCallback(true, false, false, "噪音依旧"))
            .Then(typeof(CallbackRecorded), typeof(OrderReopened))
            .ThenStands(OrderStage.InProgress, Desk.Department, Housing);
        Assert.Equal((2, At("2026-12-04 17:30"), "5wd 2020-01-01"),
            (story.State.Round, story.State.Handling!.Deadline.DueAt, story.State.Handling.Deadline.Rule));
        Assert.Same(story.State.Handling, story.State.StageClock);
        Assert.NotNull(story.State.ClaimedAt);
        story.When("2026-11-27 17:01", new RefuseOrder(new(Housing), "1.1", new(City), "不是我的")).ThenRefused("may_not_refuse");
        // Late in its second round: late.
        story.When("2026-12-04 17:30", new AnswerOrder(new(Housing), new("已处理", ""))).When("2026-12-04 18:00", new ReviewAnswer(true, ""));
        Assert.Equal((true, 0), (story.State.WasLate, story.State.CallbackAttempts));
        Assert.Equal(1, story.When("2026-12-07 09:00", new RecordCallback(true, true, null, "")).State.Result);
    }

    [Fact]
    public void A_person_archives_what_is_closed()
    {
        AwaitingCallback().When("2026-11-27 17:00", new ArchiveOrder()).ThenRefused("wrong_stage", "回访");
        var story = Closed().When("2026-12-01 09:00", new ArchiveOrder()).Then(typeof(OrderArchived))
            .ThenStands(OrderStage.Archived, Desk.None, Housing)
            .When("2026-12-01 09:01", new ArchiveOrder()).ThenNothing();
        Assert.Null(OrderAgenda.NextWake(story.State));
        // What is owed is owed still.
        story.When("2026-12-01 09:02", new ConfirmDelivery(1)).Then(typeof(ResultDelivered));
    }

    [Fact]
    public void Of_a_closed_order_only_how_it_counts_may_change() => Closed()
        .When("2026-12-01 09:00", new FlagOrder(OrderFlag.NotAssessed, true, "恶意投诉")).Then(typeof(OrderFlagged))
        .When("2026-12-01 09:00", new FlagOrder(OrderFlag.NotAssessed, true, "恶意投诉")).ThenNothing()
        .When("2026-12-01 09:00", new FlagOrder(OrderFlag.Urgent, true, "急")).ThenRefused("wrong_stage", "已办结");

    [Fact]
    public void A_reason_has_an_end() =>
        Answered().When("2026-11-27 16:00", new ReviewAnswer(false, new('长', 501))).ThenRefused("too_long", "500");
}
