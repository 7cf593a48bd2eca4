using OpsCenter.Hotline;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>What the city's platform reports, late, repeated and out of order.</summary>
public sealed class OrderPlatformTests
{
    private const string Now = "2026-12-01 09:00";

    private static readonly (string At, OrderCommand Command)[] Way =
    [
        ("2026-11-24 10:00", new ReportDispatched(new(City))),
        ("2026-11-24 11:00", new ReportClaimed(new(City))),
        ("2026-11-26 11:00", new ReportAnswered(new(City), new("已清理", "s"))),
        ("2026-11-27 11:00", new ReportClosed(true, true, true, "平台回访")),
    ];

    private static OrderLife Delivered() => new OrderLife().When("2026-11-24 09:00", Now, new DeliverOrder(Content, true, Route: false));

    [Fact]
    public void A_whole_way_is_taken_at_its_own_moments()
    {
        var story = Delivered();
        foreach (var (at, command) in Way) story.When(at, Now, command);
        Assert.Equal(
            [typeof(OrderReceived), typeof(OrderAccepted), typeof(OrderDispatched), typeof(OrderClaimed), typeof(OrderAnswered),
                typeof(CallbackRecorded), typeof(OrderClosed)],
            story.History.Select(entry => entry.Fact.GetType()));
        Assert.Equal((At("2026-11-24 10:00"), At("2026-11-24 11:00"), At("2026-11-26 11:00"), At("2026-11-27 11:00")),
            (story.State.DispatchedAt, story.State.ClaimedAt, story.State.AnsweredAt, story.State.ClosedAt));
        Assert.Equal((DispatchedBy.Platform, false, false, 0),
            (story.State.How, story.State.ClaimWasLate, story.State.WasLate, story.State.Result));
        // The platform's own clock, not that of the delivery.
        Assert.Equal(At("2026-11-25 17:30"), story.Event<OrderDispatched>().Claim.DueAt);
    }

    [Fact]
    public void Repeats_and_any_order_end_at_the_same_stage()
    {
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var story = Delivered();
            foreach (var i in order) story.When(Way[i].At, Now, Way[i].Command);
            Assert.Equal((OrderStage.Closed, 0), (story.State.Stage, story.State.Result));
            var events = story.History.Count;
            foreach (var (at, command) in Way) story.When(at, Now, command).ThenNothing();
            story.When("2026-11-24 09:00", Now, new DeliverOrder(Content with { Sealed = "sealed again" }, true, false)).ThenNothing();
            Assert.Equal(events, story.History.Count);
        }
    }

    [Fact]
    public void The_first_contact_that_is_reported_counts_when_it_is_of_who_has_the_order()
    {
        var claimed = Delivered().When("2026-11-24 11:00", Now, new ReportClaimed(new(City)));
        claimed.When("2026-11-24 10:30", Now, new ReportContacted(new(City))).Then(typeof(ReportNoted))
            .When("2026-11-24 10:30", Now, new ReportContacted(new(City))).ThenNothing();
        claimed.When("2026-11-24 15:00", Now, new ReportContacted(new(Police))).Then(typeof(ReportNoted));
        Assert.Null(claimed.State.ContactedAt);
        claimed.When("2026-11-24 15:00", Now, new ReportContacted(new(City))).Then(typeof(CallerContacted));
        Assert.Equal(At("2026-11-24 15:00"), claimed.State.ContactedAt);
        claimed.When("2026-11-24 15:00", Now, new ReportContacted(new(City))).ThenNothing();
        claimed.When("2026-11-25 15:00", Now, new ReportContacted(new(City))).ThenNothing();
        Assert.Equal(At("2026-11-24 15:00"), claimed.State.ContactedAt);
        // Nobody has it yet, or it is over.
        Delivered().When("2026-11-24 15:00", Now, new ReportContacted(new(City))).Then(typeof(ReportNoted));
        Delivered().When("2026-11-24 09:10", Now, new ReportClosed(false, null, null, "直办"))
            .When("2026-11-24 15:00", Now, new ReportContacted(new(City))).Then(typeof(ReportNoted));
    }

    [Fact]
    public void A_later_step_implies_the_earlier_ones()
    {
        new OrderLife().When("2026-11-24 09:00", Now, new DeliverOrder(Content, IsAccepted: false, Route: true))
            .When("2026-11-26 11:00", Now, new ReportAnswered(new(City), new("已清理", "")))
            .Then(typeof(OrderAccepted), typeof(OrderDispatched), typeof(OrderClaimed), typeof(OrderAnswered))
            .ThenStands(OrderStage.AwaitingReview, Desk.Review, City);
        Delivered().When("2026-11-24 11:00", Now, new ReportClaimed(new(City))).Then(typeof(OrderDispatched), typeof(OrderClaimed));
        // Answered at once by the call centre: nobody had it.
        var direct = Delivered().When("2026-11-24 09:10", Now, new ReportClosed(false, null, null, "直办")).Then(typeof(OrderClosed))
            .ThenStands(OrderStage.Closed, Desk.None);
        Assert.Equal((false, null), (direct.State.WasLate, direct.State.Reached));
        Assert.True(Delivered().When("2026-12-08 17:30", new ReportClosed(false, null, null, "")).State.WasLate);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Delivered().When("2026-11-24 08:59", Now, new ReportClaimed(new(City))).ThenRefused("before_call", "2026-11-24 09:00");
        Delivered().When("2026-11-24 08:59", Now, new ReportClosed(false, null, null, "")).ThenRefused("before_call");
        Delivered().When("2026-12-01 09:06", Now, new ReportClaimed(new(City))).ThenRefused("in_future");
        Delivered().When("2026-12-01 09:04", Now, new ReportClaimed(new(City))).Then(typeof(OrderDispatched), typeof(OrderClaimed));
        Delivered().When("2026-11-24 10:00", Now, new ReportDispatched(new("XYZ"))).ThenRefused("unknown_department", "XYZ");
        new OrderLife().When("2026-11-24 10:00", new ReportClaimed(new(City))).ThenRefused("unknown_order");
        new OrderLife().When("2026-12-01 09:06", Now, new DeliverOrder(Content, true, true)).ThenRefused("in_future");
        new OrderLife().When("1999-12-31 09:00", Now, new DeliverOrder(Content, true, true)).ThenRefused("too_old", "2000");
    }

    [Fact]
    public void A_report_never_throws_an_order_back()
    {
        // Of an earlier dispatch, after a refusal that was upheld.
        var board = Refused().When("2026-11-24 15:00", new JudgeRefusal(true, "不属物业"));
        board.When("2026-11-24 10:00", Now, new ReportDispatched(new(Housing))).ThenNothing()
            .When("2026-11-24 11:00", Now, new ReportClaimed(new(Housing))).ThenNothing();
        board.When("2026-11-24 16:00", new DispatchOrder(new(Housing), [], ""))
            .When("2026-11-24 11:00", Now, new ReportClaimed(new(Housing))).ThenNothing();
        // Known: the same department has it, or has answered.
        InProgress().When("2026-11-25 10:00", new ReportDispatched(new(Housing))).ThenNothing()
            .When("2026-11-25 10:00", new ReportClaimed(new(Housing))).ThenNothing();
        Answered().When("2026-11-28 10:00", Now, new ReportClaimed(new(Housing))).ThenNothing()
            .When("2026-11-27 15:00", Now, new ReportAnswered(new(Housing), new("已约谈物业，夜间停工。", "again"))).ThenNothing();
        // An answer that was returned here does not come back by being told again.
        Answered().When("2026-11-27 16:00", new ReviewAnswer(false, "不完整"))
            .When("2026-11-27 15:00", Now, new ReportAnswered(new(Housing), new("已约谈物业，夜间停工。", "again"))).ThenNothing()
            .When("2026-11-28 15:00", Now, new ReportAnswered(new(Housing), new("全部已清理", ""))).Then(typeof(OrderAnswered));
        // Closed by the platform before it was found here not to be solved.
        AwaitingCallback().When("2026-11-27 17:00", new RecordCallback(true, false, false, ""))
            .When("2026-11-27 16:30", Now, new ReportClosed(true, true, true, "")).Then(typeof(ReportNoted))
            .When("2026-11-27 16:30", Now, new ReportClosed(true, true, true, "")).ThenNothing()
            .When("2026-11-30 09:00", Now, new ReportClosed(true, true, true, "")).Then(typeof(CallbackRecorded), typeof(OrderClosed));
    }

    [Fact]
    public void What_contradicts_is_for_a_person_to_look_at()
    {
        InProgress().When("2026-11-25 10:00", new ReportDispatched(new(City))).ThenRefused("elsewhere", "住建局", "2026-11-24 11:00");
        Answered().When("2026-11-30 10:00", new ReportAnswered(new(Housing), new("另一答复", ""))).ThenRefused("elsewhere", "审核");
        Received().When("2026-11-24 10:00", new DeclineOrder("不属受理范围")).When("2026-11-24 11:00", new ReportDispatched(new(City)))
            .ThenRefused("elsewhere", "不予受理");
    }

    [Fact]
    public void The_platform_dispatches_what_waits_and_what_nobody_has_claimed()
    {
        Dispatched().When("2026-11-24 12:00", new ReportDispatched(new(City))).Then(typeof(OrderDispatched))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, City);
        Dispatched().When("2026-11-24 12:00", new ReportClaimed(new(City))).Then(typeof(OrderDispatched), typeof(OrderClaimed));
        Refused().When("2026-11-24 15:00", new ReportDispatched(new(City))).Then(typeof(OrderDispatched));
        RefusedTwice().When("2026-11-24 18:00", new ReportDispatched(new(Police))).Then(typeof(OrderDispatched))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Police);
    }

    [Fact]
    public void An_assisting_departments_answer_is_taken_as_that()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), ""))
            .When("2026-11-25 12:00", new ReportAnswered(new(City), new("已巡查", ""))).Then(typeof(AssistAnswered));
        Assert.Equal(OrderStage.InProgress, story.State.Stage);
    }

    [Fact]
    public void The_platforms_word_ends_a_pause_and_a_wait_for_another_order()
    {
        InProgress().When("2026-11-25 12:00", new HoldOrder("等待", At("2026-12-10 00:00")))
            .When("2026-11-26 12:00", new ReportAnswered(new(Housing), new("已清理", "")))
            .Then(typeof(OrderResumed), typeof(OrderAnswered));
        InProgress().When("2026-11-25 12:00", new HoldOrder("等待", At("2026-12-10 00:00")))
            .When("2026-11-26 12:00", new ReportClosed(true, true, null, ""))
            .Then(typeof(OrderResumed), typeof(CallbackRecorded), typeof(OrderClosed));
        Dispatched().When("2026-11-24 12:00", new MergeOrder("GD9", "同一事项")).When("2026-11-24 13:00", new ReportClaimed(new(Housing)))
            .Then(typeof(ReportNoted))
            .When("2026-11-24 13:00", new ReportAnswered(new(Housing), new("已清理", "s"))).Then(typeof(ReportNoted))
            .When("2026-11-24 13:00", new ReportAnswered(new(Housing), new("已清理", "again"))).ThenNothing()
            .When("2026-11-24 14:00", new ReportClosed(false, null, null, "")).Then(typeof(OrderClosed));
    }

    [Fact]
    public void What_the_caller_said_may_be_corrected()
    {
        var story = Dispatched()
            .When("2026-11-24 09:00", Now,
                new DeliverOrder(Content with { Type = OrderType.Inquiry, Title = "夜间施工", IsUrgent = true }, true, true))
                    .Then(typeof(OrderAmended))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Housing);
        // The deadline of its day stays.
        Assert.Equal((At("2026-12-08 17:30"), true), (story.State.Handling!.Deadline.DueAt, story.State.Has(OrderFlag.Urgent)));
        // A flag that was set at a desk stays when the platform says nothing new of it.
        Dispatched().When("2026-11-24 12:00", new FlagOrder(OrderFlag.Secret, true, "涉及举报人"))
            .When("2026-11-24 09:00", Now, new DeliverOrder(Content with { Title = "夜间施工" }, true, true)).Then(typeof(OrderAmended));
        Received().When("2026-11-24 09:00", Now, new DeliverOrder(Content, IsAccepted: true, true)).Then(typeof(OrderAccepted));
        Closed().When("2026-12-02 09:00", new ArchiveOrder())
            .When("2026-11-24 09:00", "2026-12-02 09:00", new DeliverOrder(Content with { Title = "别的" }, true, true))
            .Then(typeof(OrderAmended))
            .ThenStands(OrderStage.Archived, Desk.None, Housing);
    }

    [Fact]
    public void What_a_call_back_brings_after_closing_is_recorded_and_counted()
    {
        var story = Delivered();
        foreach (var (at, command) in Way[..3]) story.When(at, Now, command);
        story.When("2026-11-27 11:00", Now, new ReportClosed(false, null, null, "")).Then(typeof(OrderClosed));
        story.When("2026-11-27 11:00", Now, new ReportClosed(true, false, false, "")).Then(typeof(CallbackRecorded))
            .ThenStands(OrderStage.Closed, Desk.None, City);
        Assert.Equal((true, false, false), (story.State.Reached, story.State.Solved, story.State.Satisfied));
        Assert.Equal((null, At("2026-11-27 11:00")), (story.Event<CallbackRecorded>().Closed!.Solved, story.State.ClosedAt));
        // The same is known; what is not said again stays; what is said otherwise counts.
        story.When("2026-11-27 11:00", Now, new ReportClosed(true, false, false, "")).ThenNothing()
            .When("2026-11-27 11:00", Now, new ReportClosed(true, null, null, "")).ThenNothing()
            .When("2026-11-27 11:00", Now, new ReportClosed(true, null, true, "")).Then(typeof(CallbackRecorded));
        Assert.Equal((false, true), (story.State.Solved, story.State.Satisfied));
        // Closed again later, after it was reopened there; archived; and the caller was not reached.
        story.When("2026-11-30 09:00", Now, new ReportClosed(true, true, true, "")).Then(typeof(ReportNoted), typeof(CallbackRecorded))
            .When("2026-11-30 10:00", Now, new ArchiveOrder())
            .When("2026-11-30 09:00", Now, new ReportClosed(true, true, true, "")).ThenNothing()
            .When("2026-11-30 09:00", Now, new ReportClosed(true, true, false, "")).Then(typeof(CallbackRecorded))
            .ThenStands(OrderStage.Archived, Desk.None, City);
        Delivered().When("2026-11-24 09:10", Now, new ReportClosed(false, null, null, ""))
            .When("2026-11-24 09:10", Now, new ReportClosed(false, null, null, "", CalledBack: true)).Then(typeof(CallbackRecorded))
            .When("2026-11-24 09:10", Now, new ReportClosed(false, null, null, "", CalledBack: true)).ThenNothing();
        // Not assessed: counted in no sum that were to be corrected.
        Assert.Null(Closed().When("2026-11-30 09:00", new FlagOrder(OrderFlag.NotAssessed, true, "理由"))
            .When("2026-11-27 17:00", "2026-11-30 09:00", new ReportClosed(true, false, true, "")).Event<CallbackRecorded>().Closed);
    }

    [Fact]
    public void What_the_platform_does_with_a_closed_order_is_for_a_person_to_look_at()
    {
        Closed().When("2026-11-30 09:00", new ReportDispatched(new(Housing))).ThenRefused("elsewhere", "已办结")
            .When("2026-11-30 09:00", new ReportClaimed(new(Housing))).ThenRefused("elsewhere", "已办结")
            .When("2026-11-30 09:00", new ReportAnswered(new(Housing), new("再次处理", ""))).ThenRefused("elsewhere", "已办结");
        // Between closing and the archive too.
        Closed().When("2026-12-02 09:00", new ArchiveOrder())
            .When("2026-12-01 09:00", "2026-12-02 09:00", new ReportDispatched(new(Housing))).ThenRefused("elsewhere", "已归档");
        // Our own result comes back from there.
        Closed().When("2026-11-24 10:00", "2026-11-30 09:00", new ReportDispatched(new(Housing))).ThenNothing()
            .When("2026-11-24 11:00", "2026-11-30 09:00", new ReportClaimed(new(Housing))).ThenNothing()
            .When("2026-11-27 15:00", "2026-11-30 09:00", new ReportAnswered(new(Housing), new("已约谈物业，夜间停工。", "again"))).ThenNothing();
    }

    [Fact]
    public void After_a_ruling_the_platforms_wish_is_recorded_and_shown_and_the_ruling_stands()
    {
        var story = RefusedTwice().When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "噪声", false));
        foreach (var (department, at) in new[] { (Housing, "10:00"), (City, "11:00"), (Town, "12:00"), (Housing, "13:00") })
        {
            story.When($"2026-11-25 {at}", new ReportDispatched(new(department))).Then(typeof(ReportNoted))
                .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Police);
            Assert.Contains("禁退", story.State.LastWord);
            story.When($"2026-11-25 {at}", new ReportDispatched(new(department))).ThenNothing()
                .When($"2026-11-25 {at}", new RefuseOrder(new(Police), "3.1", new(City), "不是我的")).ThenRefused("may_not_refuse");
        }
        story.When("2026-11-25 14:00", new ClaimOrder(new(Police)))
            .When("2026-11-25 15:00", new ReportDispatched(new(City))).Then(typeof(ReportNoted))
            .ThenStands(OrderStage.InProgress, Desk.Department, Police);
    }

    [Fact]
    public void An_assisting_departments_answer_that_comes_again_is_known()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), ""))
            .When("2026-11-25 12:00", new ReportAnswered(new(City), new("已巡查", "s")))
            .When("2026-11-25 12:00", new ReportAnswered(new(City), new("已巡查", "again"))).ThenNothing()
            .When("2026-11-26 12:00", new ReportAnswered(new(City), new("已再次巡查", "s"))).Then(typeof(ReportNoted));
        Assert.Equal("已巡查", Assert.Single(story.State.Assists).Answer!.Masked);
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]), (first, rest) => (int[])[first, .. rest]);
}
