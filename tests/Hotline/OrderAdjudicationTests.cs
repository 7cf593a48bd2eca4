using OpsCenter.Hotline;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>会商: second refusals, rulings, precedents, and what happens when nobody rules.</summary>
public sealed class OrderAdjudicationTests
{
    [Fact]
    public void A_second_refusal_goes_to_adjudication_with_a_deadline()
    {
        var story = RefusedTwice().Then(typeof(OrderRefused), typeof(AdjudicationOpened))
            .ThenStands(OrderStage.Adjudication, Desk.Adjudication);
        Assert.Equal(At("2026-11-27 17:30"), story.State.StageClock!.Deadline.DueAt);
        Assert.Equal([Housing, City], story.State.Refusals.Select(refused => refused.Department.Value));
        story.When("2026-11-25 09:00", new DispatchOrder(new(Police), [], "")).ThenRefused("wrong_stage", "会商")
            .When("2026-11-25 09:00", new ClaimOrder(new(City))).ThenRefused("wrong_stage", "会商");
    }

    [Fact]
    public void A_dispatcher_who_cannot_tell_asks_for_it()
    {
        Accepted().When("2026-11-24 10:00", new OpenAdjudication("")).ThenRefused("reason_needed")
            .When("2026-11-24 10:00", new OpenAdjudication("职责不清")).Then(typeof(AdjudicationOpened))
            .ThenStands(OrderStage.Adjudication, Desk.Adjudication);
        Refused().When("2026-11-24 15:00", new OpenAdjudication("职责不清")).Then(typeof(AdjudicationOpened));
        InProgress().When("2026-11-24 15:00", new OpenAdjudication("职责不清")).ThenRefused("wrong_stage", "住建局");
    }

    [Fact]
    public void A_ruling_dispatches_without_a_way_back_and_makes_a_precedent()
    {
        var story = RefusedTwice()
            .When("2026-11-25 09:00", new RuleOrder(new("XYZ"), "", "噪声", true)).ThenRefused("unknown_department")
            .When("2026-11-25 09:00", new RuleOrder(new(Police), "1.1", "噪声", true)).ThenRefused("unknown_clause", "公安分局", "1.1")
            .When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "", true)).ThenRefused("reason_needed")
            .When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "夜间噪声由公安处理", true))
            .Then(typeof(OrderRuled), typeof(OrderDispatched))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Police);
        Assert.Equal((DispatchedBy.Ruling, false, 3), (story.State.How, story.State.MayRefuse, story.State.Dispatches));
        Assert.Equal(new Ruling(Topic, PlaceKind, "3.1", new(Police), "夜间噪声由公安处理"), story.State.PendingPrecedent);
        Assert.True(OrderAgenda.OwesEffect(story.State));
        story.When("2026-11-25 10:00", new RefuseOrder(new(Police), "3.1", new(Housing), "不是我的")).ThenRefused("may_not_refuse", "公安分局");

        var recorded = new PrecedentRef(Precedent.KeyOf(Topic, PlaceKind), 2);
        story.When("2026-11-25 10:00", new ConfirmPrecedent(recorded)).Then(typeof(PrecedentRecorded))
            .When("2026-11-25 10:01", new ConfirmPrecedent(recorded)).ThenNothing();
        Assert.Equal((null, recorded, false), (story.State.PendingPrecedent, story.State.Precedent, OrderAgenda.OwesEffect(story.State)));
    }

    [Fact]
    public void A_ruling_of_one_order_makes_no_precedent_unless_it_is_said_and_has_a_topic()
    {
        Assert.Null(RefusedTwice().When("2026-11-25 09:00", new RuleOrder(new(Police), "", "仅此一件", false)).State.PendingPrecedent);
        new OrderLife().When("2026-11-24 09:00", new DeliverOrder(Content with { Topic = "" }, true, true))
            .When("2026-11-24 10:00", new OpenAdjudication("职责不清"))
            .When("2026-11-24 11:00", new RuleOrder(new(Police), "3.1", "噪声", true)).ThenRefused("no_topic");
    }

    [Fact]
    public void When_nobody_rules_in_time_who_got_it_first_is_responsible()
    {
        var story = RefusedTwice();
        Assert.Equal(At("2026-12-01 17:30"), story.State.StageClock!.Deadline.EndsAt);
        story.When("2026-12-01 17:29", new CheckClocks()).Then(typeof(DeadlineMarked))
            .ThenStands(OrderStage.Adjudication, Desk.Adjudication)
            .When("2026-12-01 17:30", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(OrderRuled), typeof(OrderDispatched))
            .ThenStands(OrderStage.AwaitingClaim, Desk.Department, Housing);
        Assert.Equal((true, false), (story.Event<OrderRuled>().IsByDefault, story.Event<OrderRuled>().MakesPrecedent));
        Assert.False(story.State.MayRefuse);
    }

    [Fact]
    public void Without_a_first_department_the_town_is_and_without_a_town_the_dispatcher()
    {
        var town = Accepted().When("2026-11-24 10:00", new OpenAdjudication("职责不清")).When("2026-12-01 17:30", new CheckClocks());
        Assert.Equal(Town, town.State.Lead.Value);
        var nobody = Accepted();
        nobody.Book = nobody.Book.Without(Town);
        nobody.When("2026-11-24 10:00", new OpenAdjudication("职责不清")).When("2026-12-01 17:30", new CheckClocks())
            .Then(typeof(DeadlineMarked), typeof(ReturnedToBoard)).ThenStands(OrderStage.AwaitingDispatch, Desk.Dispatch);
        // The first one was dissolved meanwhile.
        var dissolved = RefusedTwice();
        dissolved.Book = dissolved.Book.Without(Housing);
        dissolved.When("2026-12-01 17:30", new CheckClocks());
        Assert.Equal(Town, dissolved.State.Lead.Value);
    }

    [Fact]
    public void An_adjudication_that_lapses_ends_with_an_owner_who_may_not_refuse()
    {
        // First one and town are no more: who had it after, then who was proposed.
        var second = RefusedTwice();
        second.Book = second.Book.Without(Housing).Without(Town);
        second.When("2026-12-01 17:30", new CheckClocks()).ThenStands(OrderStage.AwaitingClaim, Desk.Department, City)
            .When("2026-12-01 18:00", new RefuseOrder(new(City), "2.1", new(Police), "不属市容")).ThenRefused("may_not_refuse");
        var proposed = RefusedTwice();
        proposed.Book = proposed.Book.Without(Housing).Without(Town).Without(City);
        proposed.When("2026-12-01 17:30", new CheckClocks()).ThenStands(OrderStage.AwaitingClaim, Desk.Department, Police)
            .When("2026-12-01 18:00", new RefuseOrder(new(Police), "3.1", new(Housing), "不属治安")).ThenRefused("may_not_refuse");
        // Nobody at all: whom the dispatcher names.
        var nobody = Accepted();
        nobody.Book = nobody.Book.Without(Town);
        nobody.When("2026-11-24 10:00", new OpenAdjudication("职责不清")).When("2026-12-01 17:30", new CheckClocks());
        Assert.True(nobody.Event<ReturnedToBoard>().IsFinal);
        nobody.When("2026-12-02 09:00", new DispatchOrder(new(City), [], ""));
        Assert.False(nobody.Event<OrderDispatched>().MayRefuse);
        nobody.When("2026-12-02 10:00", new RefuseOrder(new(City), "2.1", new(Police), "不属市容")).ThenRefused("may_not_refuse");
    }

    [Fact]
    public void Two_refusals_are_the_last_whoever_dispatches_it_then()
    {
        var story = RefusedTwice().When("2026-11-24 18:00", new ReportDispatched(new(Police))).Then(typeof(OrderDispatched));
        Assert.False(story.Event<OrderDispatched>().MayRefuse);
        story.When("2026-11-24 19:00", new RefuseOrder(new(Police), "3.1", new(Housing), "不属治安")).ThenRefused("may_not_refuse");
        // A department that was ruled responsible is dissolved: the next one is bound by the ruling too.
        var ruled = RefusedTwice().When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "噪声", false));
        ruled.Book = ruled.Book.Without(Police);
        ruled.When("2026-11-25 10:00", new ReturnToBoard(new(Police), "机构改革"))
            .When("2026-11-25 11:00", new DispatchOrder(new(Town), [], ""))
            .When("2026-11-25 12:00", new RefuseOrder(new(Town), "4.1", new(City), "不属属地")).ThenRefused("may_not_refuse");
    }

    [Fact]
    public void An_old_history_in_which_a_ruling_was_undone_keeps_it()
    {
        var story = RefusedTwice().When("2026-11-25 09:00", new RuleOrder(new(Police), "3.1", "噪声", false));
        var undone = OrderDecider.Fold(
            story.State, story.Event<OrderDispatched>() with { Lead = new(City), How = DispatchedBy.Platform, MayRefuse = true },
            At("2026-11-25 10:00"));
        Assert.False(undone.MayRefuse);
    }

    [Fact]
    public void A_refusal_that_nobody_judges_goes_to_adjudication()
    {
        var story = Refused().When("2026-11-27 17:29", new CheckClocks()).ThenStands(OrderStage.RefusalPending, Desk.Dispatch, Housing)
            .When("2026-11-27 17:30", new CheckClocks()).Then(typeof(DeadlineMarked), typeof(AdjudicationOpened))
            .ThenStands(OrderStage.Adjudication, Desk.Adjudication);
        Assert.Equal(At("2026-12-02 17:30"), story.State.StageClock!.Deadline.DueAt);
        // A person who is late is still heard while it lasts.
        Refused().When("2026-11-27 18:00", new JudgeRefusal(true, "不属物业")).Then(typeof(RefusalUpheld));
    }
}
