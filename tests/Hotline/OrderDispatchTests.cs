using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>From the call to the department: acceptance, dispatch, precedents, assisting departments.</summary>
public sealed class OrderDispatchTests
{
    [Fact]
    public void An_order_has_its_own_deadline_from_the_call_and_waits_for_acceptance()
    {
        var story = Received().Then(typeof(OrderReceived)).ThenStands(OrderStage.AwaitingAcceptance, Desk.Dispatch);
        var received = story.Event<OrderReceived>();
        Assert.Equal((At("2026-12-08 17:30"), "10wd 2020-01-01"), (received.Handling.DueAt, received.Handling.Rule));
        Assert.Equal((At("2026-12-07 17:30"), At("2026-12-10 17:30")), (received.Handling.WarnAt, received.Handling.RedAt));
        Assert.Equal(At("2026-11-25 17:30"), story.State.StageClock!.Deadline.DueAt);
        Assert.Equal(At("2026-11-24 09:00"), story.State.ReceivedAt);
    }

    [Fact]
    public void An_accepted_order_waits_for_dispatch() =>
        Received().When("2026-11-24 09:30", new AcceptOrder()).Then(typeof(OrderAccepted))
            .ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch)
            // Twice accepted: all is as asked.
            .When("2026-11-24 09:31", new AcceptOrder()).ThenNothing();

    [Fact]
    public void The_platforms_orders_come_accepted() =>
        Accepted().Then(typeof(OrderReceived), typeof(OrderAccepted)).ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);

    [Fact]
    public void What_comes_late_could_not_be_dispatched_before_it_came()
    {
        var story = new OrderLife().When("2026-11-20 09:00", now: "2026-11-24 09:00", new DeliverOrder(Content, true, true));
        Assert.Equal(At("2026-11-25 17:30"), story.State.StageClock!.Deadline.DueAt);
        Assert.Equal(At("2026-11-24 09:00"), story.State.StageSince);
        // The order's own limit runs from the call all the same.
        Assert.Equal(At("2026-12-04 17:30"), story.State.Handling!.Deadline.DueAt);
    }

    [Fact]
    public void An_order_that_is_declined_says_why_and_the_platform_must_know()
    {
        var story = Received().When("2026-11-24 09:30", new DeclineOrder(" ")).ThenRefused("reason_needed")
            .When("2026-11-24 09:30", new DeclineOrder("不属热线受理范围")).Then(typeof(OrderDeclined)).ThenStands(OrderStage.Declined, Desk.None);
        Assert.Equal((1, 0), (story.State.Result, story.State.Delivered));
        Accepted().When("2026-11-24 09:30", new DeclineOrder("晚了")).ThenRefused("wrong_stage", "派单台", "2026-11-24 09:00");
    }

    [Fact]
    public void The_unclaimed_clock_runs_from_the_dispatch()
    {
        var story = Dispatched().Then(typeof(OrderDispatched)).ThenStands(OrderStage.AwaitingClaim, Desk.Department, Housing);
        var claim = story.Event<OrderDispatched>().Claim;
        Assert.Equal((At("2026-11-25 16:00"), At("2026-11-25 17:30"), At("2026-11-27 17:30")), (claim.WarnAt, claim.DueAt, claim.RedAt));
        Assert.Equal(At("2026-11-27 17:30"), claim.EndsAt);
        Assert.Equal(At("2026-11-24 10:00"), story.State.StageClock!.StartedAt);
        Assert.Equal((1, Housing, DispatchedBy.Person), (story.State.Dispatches, story.State.FirstLead.Value, story.State.How));
    }

    [Fact]
    public void An_order_goes_to_departments_that_exist_and_once()
    {
        Accepted().When("2026-11-24 10:00", new DispatchOrder(new("XYZ"), [], "")).ThenRefused("unknown_department", "XYZ");
        Accepted().When("2026-11-24 10:00", new DispatchOrder(new(Housing), [new("XYZ")], "")).ThenRefused("unknown_department", "XYZ");
        Accepted().When("2026-11-24 10:00", new DispatchOrder(new(Housing), [new(City), new(Housing)], ""))
            .ThenRefused("lead_is_no_assist", "住建局");
        // A second dispatch would set the unclaimed clock back.
        Dispatched().When("2026-11-24 12:00", new DispatchOrder(new(City), [], "")).ThenRefused("wrong_stage", "住建局", "2026-11-24 10:00");
        new OrderLife().When("2026-11-24 12:00", new DispatchOrder(new(City), [], "")).ThenRefused("unknown_order", Number);
    }

    [Fact]
    public void Assisting_departments_have_clocks_of_their_own()
    {
        var story = Accepted().When("2026-11-24 10:00", new DispatchOrder(new(Housing), [new(City), new(Police), new(City)], "联合处置"))
            .Then(typeof(OrderDispatched), typeof(AssistAdded), typeof(AssistAdded));
        story.When("2026-11-25 10:00", new AddAssist(new(Town), "")).Then(typeof(AssistAdded));
        Assert.Equal([City, Police, Town], story.State.Assists.Select(assist => assist.Department.Value));
        Assert.Equal(
            [At("2026-12-01 17:30"), At("2026-12-01 17:30"), At("2026-12-02 17:30")],
            story.State.Assists.Select(assist => assist.Clock.Deadline.DueAt));
        story.When("2026-11-25 10:00", new AddAssist(new(City), "")).ThenRefused("already_assisting", "城管局")
            .When("2026-11-25 10:00", new AddAssist(new(Housing), "")).ThenRefused("lead_is_no_assist", "住建局")
            .When("2026-11-25 10:00", new AddAssist(new("XYZ"), "")).ThenRefused("unknown_department");
        story.When("2026-11-26 10:00", new AnswerAssist(new(City), new("已巡查", ""))).Then(typeof(AssistAnswered))
            .When("2026-11-26 10:01", new AnswerAssist(new(City), new("已巡查", ""))).ThenRefused("already_answered", "城管局")
            .When("2026-11-26 10:01", new AnswerAssist(new(Housing), new("已巡查", ""))).ThenRefused("not_assisting", "住建局")
            .When("2026-11-26 10:01", new AnswerAssist(new(Police), new(" ", ""))).ThenRefused("answer_needed");
        // The clock of the one that has answered stands; the others' go on.
        story.When("2026-12-01 17:30", new CheckClocks());
        Assert.Equal([Police, Town], story.History.Select(entry => entry.Fact).OfType<DeadlineMarked>()
            .Where(marked => marked.Clock == ClockKind.Assist).Select(marked => marked.Department.Value));
    }

    [Fact]
    public void Who_gets_the_lead_assists_no_more()
    {
        var story = Accepted().When("2026-11-24 10:00", new DispatchOrder(new(Housing), [new(City)], ""))
            .When("2026-11-24 11:00", new RefuseOrder(new(Housing), "1.1", new(City), "属市容"))
            .When("2026-11-24 12:00", new JudgeRefusal(true, "属市容"))
            .When("2026-11-24 13:00", new DispatchOrder(new(City), [new(Police)], ""));
        Assert.Equal((City, 2, Housing), (story.State.Lead.Value, story.State.Dispatches, story.State.FirstLead.Value));
        Assert.Equal([Police], story.State.Assists.Select(assist => assist.Department.Value));
    }

    [Fact]
    public void A_precedent_routes_the_next_such_order_and_is_cited()
    {
        var book = Standard.With(RuledBefore(version: 3));
        var story = Accepted(book).Then(typeof(OrderReceived), typeof(OrderAccepted), typeof(OrderDispatched))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Police);
        Assert.Equal((DispatchedBy.Precedent, new PrecedentRef($"{Topic}@{PlaceKind}", 3)), (story.State.How, story.State.Precedent));
        Assert.True(story.State.MayRefuse);
        // Also what is accepted here; but not where the platform dispatches itself, nor on another matter, nor when it was revoked or the
        // department is no more.
        Received(book).When("2026-11-24 09:30", new AcceptOrder()).Then(typeof(OrderAccepted), typeof(OrderDispatched));
        new OrderLife(book).When("2026-11-24 09:00", new DeliverOrder(Content, true, Route: false))
            .Then(typeof(OrderReceived), typeof(OrderAccepted));
        new OrderLife(book).When("2026-11-24 09:00", new DeliverOrder(Content with { PlaceKind = "道路" }, true, true))
            .Then(typeof(OrderReceived), typeof(OrderAccepted));
        Accepted(book.With(RuledBefore() with { IsRevoked = true })).Then(typeof(OrderReceived), typeof(OrderAccepted));
        Accepted(book.Without(Police)).Then(typeof(OrderReceived), typeof(OrderAccepted));
    }

    [Fact]
    public void What_a_precedent_routes_is_claimed_within_the_limit_from_when_it_came()
    {
        var story = new OrderLife(Standard.With(RuledBefore())).When("2026-11-20 09:00", now: "2026-11-24 09:00",
            new DeliverOrder(Content, true, true));
        Assert.Equal((At("2026-11-24 09:00"), At("2026-11-25 17:30")), (story.State.DispatchedAt, story.State.StageClock!.Deadline.DueAt));
        story.When("2026-11-25 09:00", new RefuseOrder(new(Police), "3.1", new(Housing), "属物业")).Then(typeof(OrderRefused));
    }

    [Fact]
    public void An_urgent_order_has_hours_from_when_it_is_urgent()
    {
        var urgent = new OrderLife().When("2026-11-24 09:00", new DeliverOrder(Content with { IsUrgent = true }, true, true));
        Assert.True(urgent.State.Has(OrderFlag.Urgent));
        Assert.Equal(("2h 2020-01-01", At("2026-11-24 11:00")),
            (urgent.State.StageClock!.Deadline.Rule, urgent.State.StageClock.Deadline.DueAt));
        Assert.Equal(At("2026-11-24 10:30"), urgent.State.StageClock.Deadline.WarnAt);
        Assert.Equal(At("2026-11-24 13:00"), urgent.State.StageClock.Deadline.RedAt);
        urgent.When("2026-11-24 10:00", new DispatchOrder(new(Housing), [], ""));
        Assert.Equal((At("2026-11-24 12:00"), At("2026-11-24 16:00")),
            (urgent.State.StageClock.Deadline.DueAt, urgent.State.StageClock.Deadline.EndsAt));

        // The clock that runs follows the flag, and so does the next.
        var later = Accepted().When("2026-11-24 09:30", new FlagOrder(OrderFlag.Urgent, true, "")).ThenRefused("reason_needed")
            .When("2026-11-24 09:30", new FlagOrder(OrderFlag.Urgent, true, "漏水")).Then(typeof(OrderFlagged), typeof(DeadlineMoved))
            .When("2026-11-24 09:31", new FlagOrder(OrderFlag.Urgent, true, "漏水")).ThenNothing();
        Assert.Equal(At("2026-11-24 11:30"), later.State.StageClock!.Deadline.DueAt);
        later.When("2026-11-24 10:00", new DispatchOrder(new(Housing), [], ""));
        Assert.Equal(At("2026-11-24 12:00"), later.State.StageClock!.Deadline.DueAt);
        later.When("2026-11-24 10:30", new FlagOrder(OrderFlag.Urgent, false, "已止水")).Then(typeof(OrderFlagged), typeof(DeadlineMoved));
        Assert.Empty(later.State.Flags);
        Assert.Equal(("1wd 2020-01-01", At("2026-11-25 17:30")),
            (later.State.StageClock.Deadline.Rule, later.State.StageClock.Deadline.DueAt));
    }

    [Fact]
    public void The_clock_of_the_claim_follows_the_flag_both_ways()
    {
        // At half past eleven in the evening: two hours from the flag, on the clock of the wall.
        var story = Dispatched().When("2026-11-24 23:30", new FlagOrder(OrderFlag.Urgent, true, "漏水"))
            .Then(typeof(OrderFlagged), typeof(DeadlineMoved));
        var claim = story.State.StageClock!;
        Assert.Equal((ClockKind.Claim, At("2026-11-25 01:30"), At("2026-11-25 01:00"), At("2026-11-25 05:30")),
            (claim.Kind, claim.Deadline.DueAt, claim.Deadline.WarnAt, claim.Deadline.EndsAt!.Value));
        story.When("2026-11-25 00:30", new RecomputeDeadlines("无变化")).ThenNothing()
            .When("2026-11-25 02:00", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderUrged));
        // Taken away: the ordinary limit from the dispatch, and the mark goes with it.
        story.When("2026-11-25 02:30", new FlagOrder(OrderFlag.Urgent, false, "已止水")).Then(typeof(OrderFlagged), typeof(DeadlineMoved));
        Assert.Equal((At("2026-11-25 17:30"), ClockMark.None), (story.State.StageClock!.Deadline.DueAt, story.State.StageClock.Mark));
        story.When("2026-11-25 02:30", new RecomputeDeadlines("无变化")).ThenNothing();
        // Never more time than there was.
        var late = Dispatched().When("2026-11-25 17:00", new FlagOrder(OrderFlag.Urgent, true, "漏水")).Then(typeof(OrderFlagged));
        Assert.Equal(At("2026-11-25 17:30"), late.State.StageClock!.Deadline.DueAt);
        // The platform's flag is a flag; since it came here.
        var told = Dispatched().When("2026-11-24 09:00", "2026-11-24 12:00", new DeliverOrder(Content with { IsUrgent = true }, true, true))
            .Then(typeof(OrderAmended), typeof(DeadlineMoved));
        Assert.Equal(At("2026-11-24 14:00"), told.State.StageClock!.Deadline.DueAt);
        told.When("2026-11-24 09:00", "2026-11-24 13:00", new DeliverOrder(Content, true, true));
        Assert.Equal(At("2026-11-25 17:30"), told.State.StageClock!.Deadline.DueAt);
        // A clock that does not go by it stays.
        Refused().When("2026-11-24 15:00", new FlagOrder(OrderFlag.Urgent, true, "漏水")).Then(typeof(OrderFlagged));
    }

    [Fact]
    public void Limits_go_by_type_and_place_and_the_order_keeps_those_of_its_day()
    {
        var book = Standard.With(new LimitSet
        {
            From = new(2026, 11, 25),
            Handling = [new(OrderType.Complaint, new("440203101"), Limit.Parse("3wd")),
                new(OrderType.Complaint, default, Limit.Parse("15wd")), new(null, default, Limit.Parse("7wd"))],
            Claim = Limit.Parse("4h"),
        });
        DateTimeOffset Due(string at, OrderContent content) =>
            new OrderLife(book).When(at, new DeliverOrder(content, true, true)).State.Handling!.Deadline.DueAt;
        Assert.Equal(At("2026-12-08 17:30"), Due("2026-11-24 23:59", Content));
        Assert.Equal(At("2026-11-26 17:30"), Due("2026-11-24 23:59", Content with { Type = OrderType.Inquiry }));
        Assert.Equal(At("2026-11-30 17:30"), Due("2026-11-25 00:00", Content));
        Assert.Equal(At("2026-12-16 17:30"), Due("2026-11-25 00:00", Content with { Place = new("440203001") }));
        Assert.Equal(At("2026-12-04 17:30"), Due("2026-11-25 00:00", Content with { Type = OrderType.Unknown }));

        // Clocks that start after the change still go by the rules of the order's day.
        var story = Accepted();
        story.Book = book;
        story.When("2026-11-26 09:00", new DispatchOrder(new(Housing), [], ""));
        Assert.Equal(("1wd 2020-01-01", At("2026-11-27 17:30")),
            (story.State.StageClock!.Deadline.Rule, story.State.StageClock.Deadline.DueAt));
    }

    [Fact]
    public void Urging_and_supervision_are_noted()
    {
        var story = Dispatched().When("2026-11-24 12:00", new UrgeOrder("请尽快")).Then(typeof(OrderUrged))
            .When("2026-11-24 12:00", new SuperviseOrder("区领导批示")).Then(typeof(OrderSupervised));
        Assert.Equal((1, 0, true), (story.State.Urges, story.State.ClaimUrges, story.State.IsSupervised));
        Closed().When("2026-11-30 12:00", new UrgeOrder("")).ThenRefused("wrong_stage", "已办结");
    }
}
