using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>The department: claim, refuse, contact, answer, ask for time; and a department that is no more.</summary>
public sealed class OrderDepartmentTests
{
    [Fact]
    public void Of_two_departments_one_claims_and_the_other_is_told_who()
    {
        Dispatched().When("2026-11-24 11:00", new ClaimOrder(new(City))).ThenRefused("not_yours", "住建局", "2026-11-24 10:00");
        InProgress().Then(typeof(OrderClaimed)).ThenStands(OrderStage.InProgress, Desk.Department, Housing)
            .When("2026-11-24 11:01", new ClaimOrder(new(City))).ThenRefused("already_claimed", "住建局", "2026-11-24 11:00")
            // Two clerks of the same department: all is as asked.
            .When("2026-11-24 11:01", new ClaimOrder(new(Housing))).ThenNothing();
        Accepted().When("2026-11-24 11:00", new ClaimOrder(new(Housing))).ThenRefused("wrong_stage", "派单台");
        Closed().When("2026-11-30 11:00", new ClaimOrder(new(Housing))).ThenRefused("wrong_stage", "已办结", "2026-11-27 17:00");
    }

    [Fact]
    public void In_progress_the_orders_own_clock_is_the_stages()
    {
        var story = InProgress();
        Assert.Same(story.State.Handling, story.State.StageClock);
        Assert.False(story.State.ClaimWasLate);
        Assert.True(Dispatched().When("2026-11-25 17:30", new ClaimOrder(new(Housing))).State.ClaimWasLate);
    }

    [Theory]
    [InlineData("9.9", City, "物业不管", "unknown_clause")]
    [InlineData("2.1", City, "物业不管", "unknown_clause")] // that of another's list
    [InlineData("", City, "物业不管", "unknown_clause")]
    [InlineData("1.1", "XYZ", "物业不管", "unknown_department")]
    [InlineData("1.1", "", "物业不管", "unknown_department")]
    [InlineData("1.1", Housing, "物业不管", "proposes_itself")]
    [InlineData("1.1", City, "", "reason_needed")]
    public void A_refusal_cites_a_clause_of_its_own_list_and_who_is_responsible(
        string clause, string proposed, string reason, string code) =>
        Dispatched().When("2026-11-24 14:00", new RefuseOrder(new(Housing), clause, new(proposed), reason)).ThenRefused(code);

    [Fact]
    public void A_first_refusal_waits_for_a_judgement()
    {
        var story = Refused().Then(typeof(OrderRefused)).ThenStands(OrderStage.RefusalPending, Desk.Dispatch, Housing);
        Assert.Equal(new Refused(new(Housing), "1.1", new(City), "装修噪音不属物业"), Assert.Single(story.State.Refusals));
        Assert.Equal(At("2026-11-25 17:30"), story.State.StageClock!.Deadline.DueAt);
        Assert.Contains("1.1", story.State.LastWord);
        story.When("2026-11-24 14:30", new ClaimOrder(new(Housing))).ThenRefused("wrong_stage", "退单");
        story.When("2026-11-24 14:30", new RefuseOrder(new(Housing), "1.1", new(City), "再退")).ThenRefused("wrong_stage");
    }

    [Fact]
    public void Only_the_department_that_has_it_refuses_and_in_time()
    {
        Dispatched().When("2026-11-24 14:00", new RefuseOrder(new(City), "2.1", new(Housing), "不是我的")).ThenRefused("not_yours", "住建局");
        Dispatched().When("2026-11-25 17:30", new RefuseOrder(new(Housing), "1.1", new(City), "不属物业")).Then(typeof(OrderRefused));
        Dispatched().When("2026-11-25 17:31", new RefuseOrder(new(Housing), "1.1", new(City), "不属物业"))
            .ThenRefused(RefusalKind.NotNow, "too_late_to_refuse", "2026-11-25 17:30");
        // Who signed to read it may still say so in time.
        var story = InProgress().When("2026-11-24 14:00", new RefuseOrder(new(Housing), "1.1", new(City), "不属物业"))
            .Then(typeof(OrderRefused));
        Assert.Null(story.State.ClaimedAt);
        // An answer is a word.
        InProgress().When("2026-11-24 14:00", new AnswerOrder(new(Housing), new("已处理", "")))
            .When("2026-11-24 15:00", new ReviewAnswer(false, "不完整"))
            .When("2026-11-24 16:00", new RefuseOrder(new(Housing), "1.1", new(City), "不属物业")).ThenRefused("already_answered");
    }

    [Fact]
    public void An_upheld_refusal_goes_back_to_the_board()
    {
        var story = Refused().When("2026-11-24 15:00", new JudgeRefusal(true, "")).ThenRefused("reason_needed")
            .When("2026-11-24 15:00", new JudgeRefusal(true, "确不属物业")).Then(typeof(RefusalUpheld))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        Assert.Equal(At("2026-11-25 17:30"), story.State.StageClock!.Deadline.DueAt);
    }

    [Fact]
    public void An_overruled_refusal_goes_back_to_the_department_for_good()
    {
        var story = Refused().When("2026-11-24 15:00", new JudgeRefusal(false, "属物业")).Then(typeof(RefusalOverruled))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Housing)
            .When("2026-11-24 16:00", new RefuseOrder(new(Housing), "1.2", new(City), "还是不属")).ThenRefused("may_not_refuse", "住建局")
            .When("2026-11-24 16:30", new ClaimOrder(new(Housing))).Then(typeof(OrderClaimed));
        Assert.False(story.State.MayRefuse);
        story.When("2026-11-24 17:00", new RefuseOrder(new(Housing), "1.2", new(City), "还是不属")).ThenRefused("may_not_refuse");
    }

    [Fact]
    public void The_first_contact_is_kept()
    {
        var story = InProgress().When("2026-11-24 14:00", new RecordContact(new(Housing), "已电话联系")).Then(typeof(CallerContacted))
            .When("2026-11-25 14:00", new RecordContact(new(Housing), "上门")).Then(typeof(CallerContacted))
            .When("2026-11-25 14:00", new RecordContact(new(Police), "上门")).ThenRefused("already_claimed", "住建局");
        Assert.Equal(At("2026-11-24 14:00"), story.State.ContactedAt);
    }

    [Fact]
    public void Who_has_it_answers()
    {
        Dispatched().When("2026-11-24 14:00", new AnswerOrder(new(Housing), new("已处理", ""))).ThenRefused("wrong_stage", "签收");
        InProgress().When("2026-11-24 14:00", new AnswerOrder(new(City), new("已处理", ""))).ThenRefused("already_claimed", "住建局");
        InProgress().When("2026-11-24 14:00", new AnswerOrder(new(Housing), SealedText.Empty)).ThenRefused("answer_needed");
        InProgress().When("2026-11-24 14:00", new AnswerOrder(new(Housing), new(new('长', 20_001), ""))).ThenRefused("too_long");
        var story = Answered().Then(typeof(OrderAnswered)).ThenStands(OrderStage.AwaitingReview, Desk.Review, Housing);
        Assert.Equal((At("2026-11-27 15:00"), At("2026-11-30 17:30")), (story.State.AnsweredAt, story.State.StageClock!.Deadline.DueAt));
    }

    [Fact]
    public void A_delay_is_asked_before_it_is_due_and_judged_and_moves_the_deadline()
    {
        var story = InProgress().When("2026-12-08 10:00", new CheckClocks()).Then(typeof(DeadlineMarked))
            .When("2026-12-08 17:29", new AskDelay(new(Housing), 5, "等待检测")).Then(typeof(DelayAsked));
        Assert.Equal((true, 5.0, ClockMark.Warning), (story.State.DelayPending, story.State.DelayDays, story.State.Handling!.Mark));
        story.When("2026-12-08 17:29", new AskDelay(new(Housing), 5, "再等")).ThenRefused("delay_used");
        // Judged after the day: nobody is late by that.
        story.When("2026-12-09 09:00", new CheckClocks()).When("2026-12-09 10:00", new JudgeDelay(true, "")).Then(typeof(DelayGranted));
        Assert.Equal((At("2026-12-15 17:30"), 5.0, ClockMark.None),
            (story.State.Handling!.Deadline.DueAt, story.State.Handling.Deadline.ExtraDays, story.State.Handling.Mark));
        Assert.Same(story.State.Handling, story.State.StageClock);
        story.When("2026-12-09 10:00", new JudgeDelay(true, "")).ThenRefused("no_delay_asked")
            .When("2026-12-09 10:00", new AskDelay(new(Housing), 1, "再等")).ThenRefused("delay_used");
    }

    [Fact]
    public void A_delay_that_is_denied_was_the_only_one()
    {
        var story = InProgress().When("2026-12-01 10:00", new AskDelay(new(Housing), 5, "等待检测"))
            .When("2026-12-01 11:00", new JudgeDelay(false, "")).ThenRefused("reason_needed")
            .When("2026-12-01 11:00", new JudgeDelay(false, "理由不足")).Then(typeof(DelayDenied));
        Assert.Equal((false, 0.0, At("2026-12-08 17:30")),
            (story.State.DelayPending, story.State.DelayDays, story.State.Handling!.Deadline.DueAt));
        story.When("2026-12-01 12:00", new AskDelay(new(Housing), 1, "再等")).ThenRefused("delay_used");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10.5)]
    [InlineData(0.3)]
    [InlineData(double.NaN)]
    public void A_delay_has_limits(double days) =>
        InProgress().When("2026-12-01 10:00", new AskDelay(new(Housing), days, "等待")).ThenRefused("invalid_days", "10");

    [Fact]
    public void A_delay_is_too_late_when_it_is_due()
    {
        InProgress().When("2026-12-08 17:30", new AskDelay(new(Housing), 1, "等待"))
            .ThenRefused(RefusalKind.NotNow, "too_late_for_delay", "2026-12-08 17:30");
        InProgress().When("2026-12-01 10:00", new AskDelay(new(City), 1, "等待")).ThenRefused("already_claimed");
        InProgress().When("2026-12-01 10:00", new AskDelay(new(Housing), 1, " ")).ThenRefused("reason_needed");
    }

    [Fact]
    public void An_answer_makes_a_question_for_time_moot()
    {
        var story = InProgress().When("2026-12-01 10:00", new AskDelay(new(Housing), 5, "等待"))
            .When("2026-12-01 11:00", new AnswerOrder(new(Housing), new("已处理", "")));
        Assert.Equal((false, 0.0, true), (story.State.DelayPending, story.State.DelayDays, story.State.DelayUsed));
        story.When("2026-12-01 12:00", new JudgeDelay(true, "")).ThenRefused("wrong_stage");
    }

    [Theory]
    [InlineData(OrderStage.AwaitingClaim)]
    [InlineData(OrderStage.RefusalPending)]
    [InlineData(OrderStage.InProgress)]
    public void The_order_of_a_department_that_is_no_more_goes_back_to_the_board(OrderStage stage)
    {
        var story = stage switch { OrderStage.AwaitingClaim => Dispatched(), OrderStage.RefusalPending => Refused(), _ => InProgress() };
        story.Book = story.Book.Without(Housing);
        story.When("2026-11-25 09:00", new ReturnToBoard(new(City), "机构改革")).ThenNothing()
            .When("2026-11-25 09:00", new ReturnToBoard(new(Housing), "机构改革")).Then(typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch)
            .When("2026-11-25 09:01", new ReturnToBoard(new(Housing), "机构改革")).ThenNothing();
        Assert.Equal((Housing, At("2026-11-26 17:30")),
            (story.Event<ReturnedToBoard>().Code.Value, story.State.StageClock!.Deadline.DueAt));
    }

    [Fact]
    public void An_assisting_department_that_is_no_more_is_released()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), ""))
            .When("2026-11-24 12:00", new AddAssist(new(Police), ""))
            .When("2026-11-24 13:00", new AnswerAssist(new(Police), new("已到场", "")))
            .When("2026-11-25 09:00", new ReturnToBoard(new(City), "机构改革")).Then(typeof(AssistReleased))
            .ThenStands(OrderStage.InProgress, Desk.Department, Housing)
            // What it has answered stays.
            .When("2026-11-25 09:00", new ReturnToBoard(new(Police), "机构改革")).ThenNothing();
        Assert.Equal([Police], story.State.Assists.Select(assist => assist.Department.Value));
    }

    [Fact]
    public void An_answer_goes_on_without_its_department_until_somebody_must_work_on_it_again()
    {
        var returned = Answered();
        returned.Book = returned.Book.Without(Housing);
        returned.When("2026-11-27 15:30", new ReturnToBoard(new(Housing), "机构改革")).ThenNothing()
            .When("2026-11-27 16:00", new ReviewAnswer(false, "不完整")).Then(typeof(AnswerReturned), typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        var reopened = AwaitingCallback();
        reopened.Book = reopened.Book.Without(Housing);
        reopened.When("2026-11-27 17:00", new RecordCallback(true, false, null, ""))
            .Then(typeof(CallbackRecorded), typeof(OrderReopened), typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        var overruled = Refused();
        overruled.Book = overruled.Book.Without(Housing);
        overruled.When("2026-11-24 17:00", new JudgeRefusal(false, "属物业")).Then(typeof(RefusalOverruled), typeof(ReturnedToBoard));
    }

    [Fact]
    public void Each_department_has_its_own_delay()
    {
        var story = InProgress().When("2026-11-24 11:30", new AskDelay(new(Housing), 2, "等待鉴定")).Then(typeof(DelayAsked))
            .When("2026-11-24 12:00", new RefuseOrder(new(Housing), "1.1", new(City), "属市容"))
            .When("2026-11-24 13:00", new JudgeRefusal(true, "属市容"))
            .When("2026-11-24 14:00", new DispatchOrder(new(City), [], ""))
            .When("2026-11-24 15:00", new ClaimOrder(new(City)));
        Assert.Equal((false, 0.0), (story.State.DelayUsed, story.State.DelayDays));
        story.When("2026-11-24 16:00", new AskDelay(new(City), 1, "等待材料")).Then(typeof(DelayAsked))
            .When("2026-11-24 16:30", new JudgeDelay(true, "")).Then(typeof(DelayGranted))
            .When("2026-11-24 17:00", new AskDelay(new(City), 1, "再等")).ThenRefused("delay_used")
            // Back to the first one: it has had its own.
            .When("2026-11-24 17:00", new RefuseOrder(new(City), "2.1", new(Housing), "属物业"))
            .When("2026-11-25 09:00", new RuleOrder(new(Housing), "1.1", "属物业", false))
            .When("2026-11-25 10:00", new ClaimOrder(new(Housing)))
            .When("2026-11-25 11:00", new AskDelay(new(Housing), 1, "等待鉴定")).ThenRefused("delay_used");
    }
}
