using OpsCenter.Hotline;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>What lists show of an order, and which actions its stage allows.</summary>
public sealed class OrderRowTests
{
    [Fact]
    public void A_row_shows_where_it_stands_and_the_worst_mark()
    {
        var story = InProgress().When("2026-11-24 12:00", new AddAssist(new(City), "")).When("2026-12-01 17:30", new CheckClocks());
        var row = OrderRow.Of(new(District), Number, story.State, 7);
        Assert.Equal((District, Number, 7L, OrderStage.InProgress, Desk.Department, Housing),
            (row.District.Value, row.Number, row.Version, row.Stage, row.Holder, row.Lead.Value));
        // The assisting department is late; the order is not.
        Assert.Equal((ClockMark.Yellow, ClockMark.None), (row.Mark, story.State.Handling!.Mark));
        Assert.Equal((At("2026-12-08 17:30"), At("2026-12-08 17:30")), (row.DueAt, row.StageDueAt));
        Assert.Equal([City], row.Assists.Select(department => department.Value));
        Assert.Equal(
            (OrderType.Complaint, Topic, Place, PlaceKind, "夜间装修扰民"), (row.Type, row.Topic, row.Place.Value, row.PlaceKind, row.Title));
        Assert.Equal((OrderAgenda.NextWake(story.State), 0, true), (row.WakeAt, row.ResultOwed, row.IsOpen));
    }

    [Fact]
    public void A_closed_row_owes_a_result_until_it_is_delivered()
    {
        var story = Closed();
        var row = OrderRow.Of(new(District), Number, story.State, 9);
        Assert.Equal((1, false, null, null, ClockMark.None), (row.ResultOwed, row.IsOpen, row.WakeAt, row.StageDueAt, row.Mark));
        Assert.Equal(0, OrderRow.Of(new(District), Number, story.When("2026-11-27 18:00", new ConfirmDelivery(1)).State, 10).ResultOwed);
    }

    [Fact]
    public void An_excerpt_is_not_cut_within_a_character()
    {
        var text = new string('字', 199) + "𠮷" + "后";
        var row = OrderRow.Of(new(District), Number,
            new OrderLife().When("2026-11-24 09:00", new DeliverOrder(Content with { Text = text }, true, true)).State, 1);
        Assert.Equal(new string('字', 199), row.Excerpt);
    }

    [Fact]
    public void The_stage_says_what_can_be_done()
    {
        Assert.Empty(OrderMoves.Of(new OrderLife().State));
        Assert.Equal(["accept", "decline", "flag", "urge", "supervise", "merge"], OrderMoves.Of(Received().State));
        Assert.Equal(["dispatch", "open_adjudication", "flag", "urge", "supervise", "merge"], OrderMoves.Of(Accepted().State));
        Assert.Equal(["add_assist", "flag", "urge", "supervise", "merge", "claim", "refuse"], OrderMoves.Of(Dispatched().State));
        Assert.Equal(["judge_refusal", "open_adjudication", "flag", "urge", "supervise", "merge"], OrderMoves.Of(Refused().State));
        Assert.Equal(["flag", "urge", "supervise", "merge", "rule"], OrderMoves.Of(RefusedTwice().State));
        Assert.Equal(["add_assist", "hold", "flag", "urge", "supervise", "merge", "refuse", "contact", "answer", "ask_delay"],
            OrderMoves.Of(InProgress().State));
        Assert.Equal(["flag", "urge", "supervise", "review"], OrderMoves.Of(Answered().State));
        Assert.Equal(["flag", "urge", "supervise", "callback"], OrderMoves.Of(AwaitingCallback().State));
        Assert.Equal(["flag", "archive"], OrderMoves.Of(Closed().State));
        Assert.Equal(
            ["resume", "flag", "urge", "supervise", "contact", "answer"],
            OrderMoves.Of(InProgress().When("2026-11-25 12:00", new HoldOrder("等待", At("2026-12-10 00:00"))).State));
    }
}
