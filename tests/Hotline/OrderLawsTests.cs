using System.Text.Json;
using CsCheck;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>What holds of every order, whatever happens to it.</summary>
public sealed class OrderLawsTests
{
    private const int Walks = 500;

    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);

    [Fact]
    public void The_events_alone_make_the_state() => Walk(walk =>
    {
        var replayed = walk.Story.History.Aggregate(new OrderState(), (state, entry) => OrderDecider.Fold(state, entry.Fact, entry.At));
        Assert.Equal(Json(walk.Story.State), Json(replayed));
        Assert.Equal(Json(replayed), Json(JsonSerializer.Deserialize<OrderState>(Json(replayed))!));
    });

    [Fact]
    public void An_event_leads_to_the_stage_that_the_stage_machine_says_and_to_no_other() => Walk(walk =>
    {
        var state = new OrderState();
        foreach (var (fact, at) in walk.Story.History)
        {
            var (before, entry) = (state, OrderStageMachine.After(fact));
            state = OrderDecider.Fold(state, fact, at);
            Assert.Equal((entry?.Stage ?? before.Stage, entry?.Since(at) ?? before.StageSince), (state.Stage, state.StageSince));
            if (entry is { IsNobodys: true }) Assert.Equal("", state.Lead.Value);
        }
    });

    [Fact]
    public void An_open_order_is_in_one_place_with_one_running_clock_or_on_a_recorded_hold() => Walk(walk =>
    {
        var state = walk.Story.State;
        if (state.Stage == OrderStage.None) return;
        Assert.Equal(state.IsOpen, state.Holder != Desk.None);
        if (state.Stage is OrderStage.AwaitingClaim or OrderStage.RefusalPending or OrderStage.InProgress or OrderStage.AwaitingReview)
            Assert.NotEqual("", state.Lead.Value);
        if (state.Stage is OrderStage.AwaitingAcceptance or OrderStage.AwaitingDispatch or OrderStage.Adjudication or OrderStage.Merged)
            Assert.Equal("", state.Lead.Value);
        ClockKind? runs = state switch
        {
            { Hold: not null } => null,
            { Stage: OrderStage.AwaitingAcceptance } => ClockKind.Acceptance,
            { Stage: OrderStage.AwaitingDispatch } => ClockKind.Dispatch,
            { Stage: OrderStage.AwaitingClaim } => ClockKind.Claim,
            { Stage: OrderStage.RefusalPending } => ClockKind.Judgement,
            { Stage: OrderStage.Adjudication } => ClockKind.Adjudication,
            { Stage: OrderStage.InProgress } => ClockKind.Handling,
            { Stage: OrderStage.AwaitingReview } => ClockKind.Review,
            { Stage: OrderStage.AwaitingCallback } => ClockKind.Callback,
            _ => null,
        };
        Assert.Equal(runs, state.StageClock?.Kind);
        if (state.Hold is not null) Assert.Equal(OrderStage.InProgress, state.Stage);
        if (runs == ClockKind.Handling) Assert.Equal(state.Handling, state.StageClock);
        if (state.Stage == OrderStage.Merged) Assert.NotEqual("", state.Parent);
        if (state.DelayPending) Assert.Equal(OrderStage.InProgress, state.Stage);
        // Who leads does not assist, and nobody assists twice.
        Assert.DoesNotContain(state.Assists, assist => assist.Department == state.Lead);
        Assert.Equal(state.Assists.Length, state.Assists.DistinctBy(assist => assist.Department).Count());
    });

    [Fact]
    public void The_agenda_is_kept_and_woken_twice_nothing_happens() => Walk(walk =>
    {
        var (story, now) = (walk.Story, walk.Now);
        if (OrderAgenda.NextWake(story.State) is not { } wake)
        {
            Assert.Empty(story.Decide(now.AddYears(3), new CheckClocks()).Events);
            return;
        }
        if (wake - Tick > now) Assert.Empty(story.Decide(wake - Tick, new CheckClocks()).Events);
        var at = wake > now ? wake : now;
        var decision = story.Decide(at, new CheckClocks());
        Assert.NotEmpty(decision.Events);
        var woken = decision.Events.Aggregate(story.State, (state, fact) => OrderDecider.Fold(state, fact, at));
        // No busy loop: what was due is done, and the next lies ahead.
        Assert.False(OrderAgenda.NextWake(woken) <= at);
        Assert.Empty(Decide(walk, woken, new CheckClocks(), at).Events);
        Assert.Equal(OrderAgenda.OwesEffect(story.State) ? story.State.StageSince : wake,
            OrderRow.Of(new("440203"), "GD1", story.State, 1).WakeAt);
    });

    [Fact]
    public void Marks_never_go_back_unless_the_deadline_moves() => Walk(walk =>
    {
        foreach (var (kind, department, clock) in Clocks(walk.Story.State))
        {
            Assert.True(clock.Deadline.WarnAt <= clock.Deadline.DueAt && clock.Deadline.DueAt <= clock.Deadline.RedAt);
            Assert.False(clock.Deadline.EndsAt < clock.Deadline.DueAt);
            Assert.Matches(@"^[0-9.]+(wd|h) \d{4}-\d\d-\d\d$", clock.Deadline.Rule);
            var before = Clocks(walk.Before)
                .FirstOrDefault(
                    known => known.Kind == kind && known.Department == department && known.Clock.StartedAt == clock.StartedAt).Clock;
            if (before is null || clock.Mark >= before.Mark || IsAnew(walk, kind)) continue;
            Assert.Contains(walk.Story.Last.Events,
                fact => fact is DeadlineMoved moved && moved.Clock == kind && moved.Department.Value == department || fact is DelayGranted);
        }
    });

    [Fact]
    public void A_calendar_that_has_not_changed_moves_nothing() => Walk(OrderWalk.Plans(calm: true), walk =>
        Assert.Empty(walk.Story.Decide(walk.Now, new RecomputeDeadlines("无变化")).Events));

    [Fact]
    public void A_change_of_the_calendar_blames_nobody_for_the_past() => Walk(OrderWalk.Plans(calm: false), walk =>
    {
        var (story, now) = (walk.Story, walk.Now);
        var decision = story.Decide(now, new RecomputeDeadlines("日历"));
        var moved = decision.Events.Aggregate(story.State, (state, fact) => OrderDecider.Fold(state, fact, now));
        Assert.Empty(Decide(walk, moved, new RecomputeDeadlines("日历"), now).Events);
        foreach (var fact in decision.Events.Cast<DeadlineMoved>())
        {
            Assert.NotEqual(fact.Before, fact.After);
            // On hold its clock shows when it stopped.
            var shows = story.State.Hold?.Since is { } since && since < now ? since : now;
            Assert.True(fact.After.MarkAt(shows) <= fact.Before.MarkAt(shows));
            Assert.True(fact.Mark <= Clocks(story.State)
                .First(known => known.Kind == fact.Clock && known.Department == fact.Department.Value).Clock.Mark);
        }
        // An answer that was in time stays so.
        if (story.State is { Stage: OrderStage.AwaitingReview, AnsweredAt: { } answered }
            && answered < story.State.Handling!.Deadline.DueAt)
            Assert.True(answered < moved.Handling!.Deadline.DueAt);
    });

    [Fact]
    public void An_order_keeps_the_rules_of_its_day() => Walk(walk =>
    {
        var first = walk.Before.Stage == OrderStage.None ? walk.At : walk.Before.ReceivedAt;
        var hours = Limit.OfHours(7);
        var changed = walk.Story.Book.With(new LimitSet
        {
            From = LocalTime.DateOf(first).AddDays(1),
            Handling = [new(null, default, hours)],
            Acceptance = hours,
            Dispatch = hours,
            Claim = hours,
            UrgentClaim = hours,
            Refusal = hours,
            Judgement = hours,
            Adjudication = hours,
            Review = hours,
            Callback = hours,
            Reopened = hours,
            Assist = hours,
            MostDelayDays = 1,
            MostHoldDays = 1,
            WarnDays = 3,
            RedDays = 3,
            MostCallbacks = 9,
            DeemedClaimAfter = 9,
        });
        var decision = new OrderDecider().Decide(walk.Before, walk.Command, new(changed), Context(walk.At, walk.Now));
        Assert.Equal(walk.Story.Last.Refusal, decision.Refusal);
        Assert.Equal(walk.Story.Last.Events.Select(Json), decision.Events.Select(Json));
    });

    [Fact]
    public void What_is_refused_changes_nothing_and_says_why_in_both_languages() => Walk(walk =>
    {
        if (walk.Story.Last.Refusal is not { } refusal) return;
        Assert.Empty(walk.Story.Last.Events);
        Assert.Matches("^[a-z_]+$", refusal.Code);
        Assert.Matches("^[^/]*[\u4e00-\u9fff][^/]* / [^/]+$", refusal.Message);
    });

    [Fact]
    public void What_a_stage_allows_can_be_done_and_what_it_does_not_cannot() => Walk(walk =>
    {
        if (walk.Story.Last is { Refusal: null, Events.Count: > 0 } && OrderMoves.NameOf(walk.Command) is { } done)
            Assert.Contains(done, OrderMoves.Of(walk.Before));
        foreach (var move in OrderMoves.Of(walk.Story.State))
        {
            var refused = walk.Story.Decide(walk.Now, walk.Fitting(move)).Refusal?.Code;
            // What only time, or a department that is no more, forbids.
            var excused = move switch
            {
                "refuse" => refused is "too_late_to_refuse" or "already_answered" or "unknown_department",
                "ask_delay" => refused is "too_late_for_delay",
                "add_assist" => refused is "already_assisting" or "lead_is_no_assist",
                _ => false,
            };
            Assert.True(refused is null || excused, $"{move}: {refused}");
        }
    });

    [Fact]
    public void Only_valid_refusals_and_one_delay_stand_in_the_history() => Walk(walk =>
    {
        foreach (var refused in walk.Story.Last.Events.OfType<OrderRefused>())
        {
            Assert.Equal(walk.Before.Lead, refused.Department);
            Assert.True(walk.Before.MayRefuse);
            Assert.Contains(walk.Story.Book.Department(refused.Department)!.Duties, duty => duty.Clause == refused.Clause);
            Assert.NotEqual(refused.Department, refused.Proposed);
            Assert.NotNull(walk.Story.Book.Department(refused.Proposed));
        }
        var delays = walk.Story.History.Select(entry => entry.Fact).OfType<DelayAsked>().Select(asked => asked.Department).ToArray();
        Assert.Equal(delays.Distinct(), delays);
    });

    [Fact]
    public void Each_end_that_the_platform_does_not_know_owes_it_a_result() => Walk(walk =>
    {
        Assert.Equal(walk.Story.History.Count(entry => entry.Fact is OrderClosed { ByPlatform: false } or OrderDeclined),
            walk.Story.State.Result);
        Assert.InRange(walk.Story.State.Delivered, 0, walk.Story.State.Result);
    });

    [Fact]
    public void No_path_leaves_an_order_without_an_owner_longer_than_the_limits() =>
        Walk(OrderWalk.Plans(punctual: true, calm: true), walk =>
    {
        var state = walk.Story.State;
        // Woken when it asks to be, it never waits behind the end of a claim, a judgement or an adjudication.
        if (state.StageClock?.Deadline.EndsAt is { } ends) Assert.True(ends > walk.Now);
        // And it comes there only so often: twice by dispatch, once by a ruling, which is the last word.
        var dispatches = walk.Story.History.Count(entry => entry.Fact is OrderDispatched);
        var returns = walk.Story.History.Count(entry => entry.Fact is ReturnedToBoard);
        Assert.True(returns > 0 || dispatches <= 3, $"dispatched {dispatches} times");
        Assert.True(returns > 0 || walk.Story.History.Count(entry => entry.Fact is OrderRuled) <= 1);
    });

    [Fact]
    public void Left_alone_an_order_ends_with_a_department_or_on_a_desk_that_is_marked_red()
    {
        var ends = new HashSet<OrderStage>();
        Gen.Select(OrderWalk.Plans(), Gen.Int[1, 40]).Sample(
            (plan, length) =>
            {
                OrderWalk? last = null;
                OrderWalk.Along(plan with { Steps = plan.Steps[..Math.Min(length, plan.Steps.Length)] }, walk => last = walk);
                if (last is not { Story.State.IsOpen: true }) return;
                var (story, at, wakes) = (last.Story, last.Now, 0);
                while (OrderAgenda.NextWake(story.State) is { } wake)
                {
                    Assert.True(++wakes < 60, "it is woken for ever");
                    at = wake > at ? wake : at;
                    story.When(at, new CheckClocks());
                }
                ends.Add(story.State.Stage);
                Assert.True(story.State.Stage is not (OrderStage.AwaitingClaim or OrderStage.RefusalPending or OrderStage.Adjudication),
                    $"{story.State.Stage}");
                if (story.State.Stage != OrderStage.Merged) Assert.Equal(ClockMark.Red, story.State.StageClock!.Mark);
            },
            iter: Walks, threads: 1);
        Assert.Equal(6, ends.Count);
    }

    [Fact]
    public void Random_histories_reach_every_stage_and_every_event()
    {
        var (stages, facts) = (new HashSet<OrderStage>(), new HashSet<Type>());
        OrderWalk.Plans().Sample(
            plan => OrderWalk.Along(plan, walk =>
            {
                stages.Add(walk.Story.State.Stage);
                foreach (var fact in walk.Story.Last.Events) facts.Add(fact.GetType());
            }),
            iter: 3 * Walks, threads: 1);
        Assert.Equal(Enum.GetValues<OrderStage>().Where(stage => stage != OrderStage.None), stages.Where(stage => stage != OrderStage.None)
            .Order());
        Assert.Equal(
            typeof(OrderEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OrderEvent))).Select(type => type.Name).Order(),
            facts.Select(type => type.Name).Order());
    }

    private static void Walk(Action<OrderWalk> look) => Walk(OrderWalk.Plans(), look);

    private static void Walk(Gen<OrderWalk.Plan> plans, Action<OrderWalk> look) =>
        plans.Sample(plan => OrderWalk.Along(plan, look), iter: Walks);

    /// <summary>A clock that was started again at the same moment.</summary>
    private static bool IsAnew(OrderWalk walk, ClockKind kind) => walk.Story.Last.Events.Any(fact => kind switch
    {
        ClockKind.Handling => fact is OrderReopened,
        ClockKind.Assist => fact is AssistAdded,
        ClockKind.Acceptance => fact is OrderReceived,
        ClockKind.Dispatch => fact is OrderAccepted or RefusalUpheld or ReturnedToBoard,
        ClockKind.Claim => fact is OrderDispatched or RefusalOverruled,
        ClockKind.Judgement => fact is OrderRefused,
        ClockKind.Adjudication => fact is AdjudicationOpened,
        ClockKind.Review => fact is OrderAnswered,
        _ => fact is AnswerApproved or ResultInherited,
    });

    private static IEnumerable<(ClockKind Kind, string Department, OrderClock Clock)> Clocks(OrderState state)
    {
        if (state.Handling is { } handling) yield return (ClockKind.Handling, "", handling);
        if (state.StageClock is { } stage && stage.Kind != ClockKind.Handling) yield return (stage.Kind, "", stage);
        foreach (var assist in state.Assists) yield return (ClockKind.Assist, assist.Department.Value, assist.Clock);
    }

    private static Decision<OrderEvent> Decide(OrderWalk walk, OrderState state, OrderCommand command, DateTimeOffset at) =>
        new OrderDecider().Decide(state, command, new(walk.Story.Book), Context(at, at));

    private static DecisionContext Context(DateTimeOffset at, DateTimeOffset now) =>
        new(new OpsCenter.Kernel.StreamId(new(OrderBooks.District), "order", OrderBooks.Number), at, now);

    private static string Json(OrderState state) => JsonSerializer.Serialize(state);

    private static string Json(OrderEvent fact) => JsonSerializer.Serialize(fact, fact.GetType());
}
