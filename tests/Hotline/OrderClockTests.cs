using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>预警, 黄牌, 红牌; what nobody claims; pauses; and calendars that change.</summary>
public sealed class OrderClockTests
{
    [Fact]
    public void What_nobody_claims_is_urged_at_each_mark_and_then_counts_as_claimed()
    {
        var story = Dispatched();
        Assert.Equal(At("2026-11-25 16:00"), OrderAgenda.NextWake(story.State));
        story.When("2026-11-25 15:59", new CheckClocks()).ThenNothing()
            .When("2026-11-25 16:00", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderUrged))
            .When("2026-11-25 16:00", new CheckClocks()).ThenNothing();
        Assert.Equal((ClockMark.Warning, 1, At("2026-11-25 17:30")),
            (story.State.StageClock!.Mark, story.State.ClaimUrges, OrderAgenda.NextWake(story.State)));
        story.When("2026-11-25 17:30", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderUrged));
        Assert.Equal((ClockMark.Yellow, 2, At("2026-11-27 17:30")),
            (story.State.StageClock!.Mark, story.State.ClaimUrges, OrderAgenda.NextWake(story.State)));
        // Two limits late: 首派负责.
        story.When("2026-11-27 17:30", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderClaimed))
            .ThenStands(OrderStage.InProgress, Desk.Department, Housing);
        Assert.Equal((true, true, false), (story.State.ClaimWasDeemed, story.State.ClaimWasLate, story.State.MayRefuse));
        story.When("2026-11-27 17:31", new RefuseOrder(new(Housing), "1.1", new(City), "不是我的")).ThenRefused("may_not_refuse")
            .When("2026-11-27 17:31", new ClaimOrder(new(Housing))).ThenNothing();
    }

    [Fact]
    public void A_clock_that_jumps_gives_what_is_needed_once()
    {
        var story = Dispatched().When("2026-11-26 09:00", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderUrged));
        Assert.Equal(ClockMark.Yellow, story.Event<DeadlineMarked>().Mark);
        // After a month of standing still: red, claimed, and the order's own clock red too.
        Dispatched().When("2026-12-24 10:00", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(DeadlineMarked), typeof(OrderClaimed))
            .When("2026-12-24 10:00", new CheckClocks()).ThenNothing()
            // A clock that goes back takes nothing back.
            .When("2026-11-24 10:00", now: "2026-12-24 10:00", new CheckClocks()).ThenNothing();
        // One that is far ahead of ours is not believed.
        Dispatched().When("2026-12-24 10:00", now: "2026-11-24 11:00", new CheckClocks()).ThenRefused("in_future", "2026-12-24 10:00");
    }

    [Fact]
    public void A_claim_that_ends_in_the_hands_of_nobody_goes_to_the_board()
    {
        var story = Dispatched();
        story.Book = story.Book.Without(Housing);
        story.When("2026-11-27 17:30", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(ReturnedToBoard))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
    }

    [Fact]
    public void Desks_of_the_centre_get_marks_and_keep_the_order()
    {
        var story = Accepted().When("2026-11-25 16:00", new CheckClocks()).Then(typeof(DeadlineMarked))
            .When("2026-11-25 17:30", new CheckClocks()).Then(typeof(DeadlineMarked))
            .When("2026-11-27 17:30", new CheckClocks()).Then(typeof(DeadlineMarked))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        Assert.Equal(ClockMark.Red, story.State.StageClock!.Mark);
        // Then the order's own.
        Assert.Equal(At("2026-12-07 17:30"), OrderAgenda.NextWake(story.State));
        story.When("2027-01-07 17:30", new CheckClocks());
        Assert.Null(OrderAgenda.NextWake(story.State));
        Assert.Null(OrderAgenda.NextWake(Closed().State));
        Assert.Null(OrderAgenda.NextWake(new OrderLife().State));
        new OrderLife().When("2026-11-24 09:00", new CheckClocks()).ThenNothing();
    }

    [Fact]
    public void On_hold_all_clocks_stand_still_and_go_on_later_by_the_pause()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), ""))
            .When("2026-11-26 12:00", new HoldOrder("等待产权鉴定", At("2026-12-10 00:00"))).Then(typeof(OrderHeld));
        Assert.Equal((null, At("2026-12-10 00:00")), (story.State.StageClock, OrderAgenda.NextWake(story.State)));
        story.When("2026-12-09 23:59", new CheckClocks()).ThenNothing()
            .When("2026-12-09 10:00", new RefuseOrder(new(Housing), "1.1", new(City), "不是我的")).ThenRefused("on_hold", "2026-12-10")
            .When("2026-12-09 10:00", new HoldOrder("再等", At("2026-12-20 00:00"))).ThenRefused("on_hold")
            .When("2026-12-09 10:00", new RecordContact(new(Housing), "已告知等待")).Then(typeof(CallerContacted))
            .When("2026-12-10 00:00", new CheckClocks()).Then(typeof(OrderResumed));
        // Half of the 26th, and the 27th to the 9th: 9.5 working days.
        Assert.Equal((9.5, 9.5), (story.State.PausedDays, story.Event<OrderResumed>().PausedDays));
        Assert.Equal(At("2026-12-22 12:00"), story.State.Handling!.Deadline.DueAt);
        Assert.Equal(At("2026-12-15 12:00"), Assert.Single(story.State.Assists).Clock.Deadline.DueAt);
        Assert.Same(story.State.Handling, story.State.StageClock);
    }

    [Fact]
    public void A_pause_ends_on_its_day_however_late_it_is_noticed()
    {
        var story = InProgress().When("2026-11-26 12:00", new HoldOrder("等待鉴定", At("2026-11-27 12:00")))
            .When("2026-12-24 10:00", new CheckClocks())
            .Then(typeof(OrderResumed), typeof(DeadlineMarked));
        Assert.Equal((1.0, At("2026-12-09 17:30"), ClockMark.Red),
            (story.State.PausedDays, story.State.Handling!.Deadline.DueAt, story.State.Handling.Mark));
    }

    [Fact]
    public void A_person_or_an_answer_ends_a_pause_before_its_day()
    {
        OrderLife Held() => InProgress().When("2026-11-26 12:00", new HoldOrder("等待鉴定", At("2026-12-10 00:00")));
        var resumed = Held().When("2026-11-27 12:00", new ResumeOrder(" ")).ThenRefused("reason_needed")
            .When("2026-11-27 12:00", new ResumeOrder("鉴定已出")).Then(typeof(OrderResumed));
        Assert.Equal(At("2026-12-09 17:30"), resumed.State.StageClock!.Deadline.DueAt);
        resumed.When("2026-11-27 12:01", new ResumeOrder("再恢复")).ThenRefused("not_on_hold");
        Held().When("2026-11-27 12:00", new AnswerOrder(new(Housing), new("已处理", ""))).Then(typeof(OrderResumed), typeof(OrderAnswered));
        var dissolved = Held();
        dissolved.Book = dissolved.Book.Without(Housing);
        dissolved.When("2026-11-27 12:00", new ReturnToBoard(new(Housing), "机构改革")).Then(typeof(OrderResumed), typeof(ReturnedToBoard));
    }

    [Theory]
    [InlineData("2026-11-26 12:00")]
    [InlineData("2026-11-25 12:00")]
    [InlineData("2027-01-12 00:00")]
    public void A_pause_has_an_end_within_the_limit(string until) =>
        InProgress().When("2026-11-26 12:00", new HoldOrder("等待", At(until))).ThenRefused("invalid_until", "30");

    [Fact]
    public void Where_nobody_is_responsible_a_pause_would_leave_it_lying()
    {
        foreach (var story in new[] { Received(), Accepted(), Dispatched(), Refused(), RefusedTwice(), Answered(), AwaitingCallback() })
            story.When("2026-11-27 18:00", new HoldOrder("等待", At("2026-12-01 00:00"))).ThenRefused("wrong_stage");
    }

    [Fact]
    public void A_limit_in_hours_pauses_for_hours()
    {
        var book = Standard
            with
        {
            Definition = Standard.Definition!
                with
            { Limits = [new() { From = new(2020, 1, 1), Handling = [new(null, default, Limit.Parse("48h"))] }] }
        };
        var story = InProgress(book).When("2026-11-24 12:00", new HoldOrder("等待", At("2026-12-01 00:00")))
            .When("2026-11-24 15:00", new ResumeOrder("好了"));
        Assert.Equal((At("2026-11-26 12:00"), At("2026-11-26 00:00")),
            (story.State.Handling!.Deadline.DueAt, story.State.Handling.Deadline.WarnAt));
    }

    [Fact]
    public void A_holiday_decreed_late_moves_deadlines_and_takes_marks_away()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), "")).When("2026-12-08 18:00", new CheckClocks());
        Assert.Equal(ClockMark.Yellow, story.State.Handling!.Mark);
        story.When("2026-12-08 18:01", new RecomputeDeadlines("无变化")).ThenNothing();
        story.Book = story.Book.Decreed(2026, off: [new(2026, 12, 7), new(2026, 12, 8)], worked: []);
        story.When("2026-12-08 18:01", new RecomputeDeadlines("国办发明电〔2026〕9号")).Then(typeof(DeadlineMoved));
        var moved = story.Event<DeadlineMoved>();
        Assert.Equal((ClockKind.Handling, At("2026-12-08 17:30"), At("2026-12-10 17:30"), ClockMark.None),
            (moved.Clock, moved.Before.DueAt, moved.After.DueAt, moved.Mark));
        Assert.Equal((ClockMark.None, At("2026-12-09 17:30")), (story.State.StageClock!.Mark, OrderAgenda.NextWake(story.State)));
        story.When("2026-12-08 18:02", new RecomputeDeadlines("国办发明电〔2026〕9号")).ThenNothing();
    }

    [Fact]
    public void A_working_day_decreed_late_blames_nobody_for_the_past()
    {
        // Due on Tuesday the 8th; Saturday the 5th becomes a working day, and it is known on Friday: due on Monday.
        var ahead = InProgress();
        ahead.Book = ahead.Book.Decreed(2026, off: [], worked: [new(2026, 12, 5)]);
        ahead.When("2026-12-04 10:00", new RecomputeDeadlines("调休")).Then(typeof(DeadlineMoved));
        Assert.Equal((At("2026-12-07 17:30"), At("2026-12-05 17:30")),
            (ahead.State.Handling!.Deadline.DueAt, ahead.State.Handling.Deadline.WarnAt));
        // Known on Tuesday at noon, when Monday is over: it stays due on Tuesday.
        var late = InProgress().When("2026-12-08 12:00", new CheckClocks());
        late.Book = ahead.Book;
        late.When("2026-12-08 12:00", new RecomputeDeadlines("调休"));
        Assert.Equal((At("2026-12-08 17:30"), ClockMark.Warning), (late.State.Handling!.Deadline.DueAt, late.State.Handling.Mark));
        late.When("2026-12-08 12:00", new CheckClocks()).ThenNothing();
    }

    [Fact]
    public void Deadlines_that_stand_still_move_with_the_calendar_too()
    {
        var story = InProgress().When("2026-11-26 12:00", new HoldOrder("等待", At("2026-11-27 12:00")));
        story.Book = story.Book.Decreed(2026, off: [new(2026, 12, 7)], worked: []);
        story.When("2026-11-26 13:00", new RecomputeDeadlines("放假")).Then(typeof(DeadlineMoved));
        Assert.Null(story.State.StageClock);
        story.When("2026-11-27 12:00", new CheckClocks());
        Assert.Equal(At("2026-12-10 17:30"), story.State.Handling!.Deadline.DueAt);
        // A delay and a pause count by the new calendar as by the old.
        story.When("2026-11-27 13:00", new AskDelay(new(Housing), 2, "等待")).When("2026-11-27 13:00", new JudgeDelay(true, ""))
            .When("2026-11-27 13:00", new RecomputeDeadlines("无变化")).ThenNothing();
        Assert.Equal((At("2026-12-14 17:30"), 3.0), (story.State.Handling!.Deadline.DueAt, story.State.Handling.Deadline.ExtraDays));
    }

    [Theory]
    [InlineData("pause, decree")]
    [InlineData("decree, pause")]
    [InlineData("hold, decree, resume")]
    public void A_holiday_and_a_pause_give_the_same_deadline_in_any_order(string order)
    {
        // Ten working days from 2027-01-04 end on the 18th. The pause is the 6th to the 8th, of which the 7th becomes a holiday: two
        // working days, and twelve in all end on the 21st.
        var story = new OrderLife().When("2027-01-04 09:00", new DeliverOrder(Content, true, false))
            .When("2027-01-04 10:00", new DispatchOrder(new(Housing), [new(City)], ""))
            .When("2027-01-04 11:00", new ClaimOrder(new(Housing)));
        var hold = new HoldOrder("等待鉴定", At("2027-01-09 00:00"));
        void Decree(string at)
        {
            story.Book = story.Book.Decreed(2027, off: [new(2027, 1, 7)], worked: []);
            story.When(at, new RecomputeDeadlines("放假"));
        }
        if (order == "decree, pause") Decree("2027-01-05 09:00");
        story.When("2027-01-06 00:00", hold).Then(typeof(OrderHeld));
        if (order == "hold, decree, resume") Decree("2027-01-06 09:00");
        story.When("2027-01-09 00:00", new CheckClocks()).Then(typeof(OrderResumed));
        if (order == "pause, decree") Decree("2027-01-11 09:00");
        Assert.Equal(At("2027-01-21 17:30"), story.State.Handling!.Deadline.DueAt);
        story.When("2027-01-11 10:00", new RecomputeDeadlines("无变化")).ThenNothing();
    }

    [Fact]
    public void A_working_day_decreed_while_it_is_on_hold_counts()
    {
        // Due on the 8th; held from the 1st; on the 10th it is known that Saturday the 5th is worked.
        var story = InProgress().When("2026-12-01 12:00", new HoldOrder("等待", At("2026-12-15 00:00")));
        story.Book = story.Book.Decreed(2026, off: [], worked: [new(2026, 12, 5)]);
        story.When("2026-12-10 10:00", new RecomputeDeadlines("调休")).Then(typeof(DeadlineMoved))
            .When("2026-12-15 00:00", new CheckClocks());
        // Five and a half days were left on the 1st at noon; they begin again on the 15th.
        Assert.Equal(At("2026-12-22 12:00"), story.State.Handling!.Deadline.DueAt);
    }

    [Fact]
    public void A_pause_lasts_no_longer_than_it_may_whoever_ends_it_late() => Assert.Equal(
        At("2026-12-09 17:30"),
        InProgress().When("2026-11-26 12:00", new HoldOrder("等待鉴定", At("2026-11-27 12:00")))
            .When("2026-12-01 10:00", new ResumeOrder("好了")).State.Handling!.Deadline.DueAt);

    [Fact]
    public void An_unclaimed_order_over_the_holidays_is_deemed_claimed_after_them()
    {
        var story = new OrderLife().When("2026-09-30 09:00", new DeliverOrder(Content, true, false))
            .When("2026-09-30 10:00", new DispatchOrder(new(Housing), [], ""));
        Assert.Equal((At("2026-10-08 17:30"), At("2026-10-10 17:30")),
            (story.State.StageClock!.Deadline.DueAt, story.State.StageClock.Deadline.EndsAt));
    }
}
