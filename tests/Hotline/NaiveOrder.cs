using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Hotline;

/// <summary>Something that a department had to do, on whose account it is, and whether it was done in time.</summary>
internal readonly record struct NaiveDuty(DateOnly Day, string Department, bool IsInTime);

/// <summary>One order of the <see cref="NaiveBoard"/>: its facts with the states before and behind each.</summary>
internal sealed class NaiveOrder
{
    private static readonly TimeSpan ContactLimit = TimeSpan.FromHours(24);
    private readonly (OrderEvent Fact, DateTimeOffset At, OrderState Before, OrderState After)[] steps;
    private readonly DateTimeOffset now;

    public NaiveOrder(string number, IReadOnlyList<Recorded> facts, DateTimeOffset now)
    {
        (Number, this.now, Facts) = (number, now, facts.Count);
        State = new();
        steps = new (OrderEvent, DateTimeOffset, OrderState, OrderState)[facts.Count];
        for (var i = 0; i < facts.Count; i++)
        {
            var before = State;
            State = OrderDecider.Fold(before, facts[i].Fact, facts[i].OccurredAt);
            steps[i] = (facts[i].Fact, facts[i].OccurredAt, before, State);
        }
    }

    public string Number { get; }

    public OrderState State { get; }

    public int Facts { get; }

    public DateTimeOffset ReceivedAt => State.ReceivedAt;

    public DateTime Local => ReceivedAt.ToOffset(LocalTime.Offset).DateTime;

    public DateOnly Day => DateOnly.FromDateTime(Local);

    public int Minute => (int)Local.TimeOfDay.TotalMinutes;

    /// <summary>Nine digits name a town, twelve a village of it.</summary>
    public string Town => State.Content.Place.Value is { Length: > 9 } village ? village[..9] : State.Content.Place.Value;

    public bool IsUnclaimed => State.Stage == OrderStage.AwaitingClaim;

    public DateTimeOffset DueAt => State.Handling!.Deadline.DueAt;

    /// <summary>Its own clock runs: nobody has answered, and it is neither on hold nor with another order.</summary>
    public bool ClockRuns => State.IsOpen && State.Hold is null
        && State.Stage is not (OrderStage.AwaitingReview or OrderStage.AwaitingCallback or OrderStage.Merged);

    public ClockMark Mark => State.IsOpen && State.Stage != OrderStage.AwaitingCallback ? State.Handling!.Deadline.MarkAt(OwnClock)
        : ClockMark.None;

    public DateOnly? ClosedOn => State.ClosedAt is { } closed ? LocalTime.DateOf(closed) : null;

    public IEnumerable<(DateOnly Day, string Department)> Refusals =>
        from step in steps where step.Fact is OrderRefused select (LocalTime.DateOf(step.At), ((OrderRefused)step.Fact).Department.Value);

    /// <summary>Facts of the open order, which a department led or assisted with before or behind them.</summary>
    public int FactsConcerning(string department) =>
        steps.Count(step => step.Before.IsOpen && (Concerns(step.Before, department) || Concerns(step.After, department)));

    /// <summary>应签收.</summary>
    public IEnumerable<NaiveDuty> Claims
    {
        get
        {
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Fact is not (OrderDispatched or RefusalOverruled)) continue;
                var state = steps[i].After;
                var ends = Array.FindIndex(steps, i + 1,
                    step => step.After.Stage != OrderStage.AwaitingClaim || step.Fact is OrderDispatched);
                var dueAt = (ends < 0 ? State : steps[ends].Before).StageClock!.Deadline.DueAt;
                var claim = ends < 0 ? null : steps[ends].Fact as OrderClaimed;
                var until = ends < 0 ? now : steps[ends].At;
                if (claim is not null || until >= dueAt)
                    yield return new(LocalTime.DateOf(state.StageSince), state.Lead.Value, claim is { IsDeemed: false } && until < dueAt);
            }
        }
    }

    /// <summary>应联系.</summary>
    public IEnumerable<NaiveDuty> Contacts
    {
        get
        {
            for (var i = 0; i < steps.Length; i++)
            {
                if (steps[i].Fact is not OrderClaimed claimed) continue;
                var ends = Array.FindIndex(steps, i + 1,
                    step => step.Fact is CallerContacted or OrderDispatched or OrderClaimed or OrderRefused
                    or RefusalUpheld or ReturnedToBoard or AdjudicationOpened or OrderMerged or OrderClosed);
                var isContacted = ends >= 0 && steps[ends].Fact is CallerContacted;
                var until = ends < 0 ? now : steps[ends].At;
                if (isContacted || until >= steps[i].At + ContactLimit)
                    yield return new(LocalTime.DateOf(steps[i].At), claimed.Department.Value,
                        isContacted && until < steps[i].At + ContactLimit);
            }
        }
    }

    /// <summary>到期应办结: the day that it counts on.</summary>
    public DateOnly? ToCloseOn
    {
        get
        {
            var (missed, answered) = Outcome();
            if (State.Stage == OrderStage.Declined || State.Has(OrderFlag.NotAssessed)) return null;
            if ((missed ?? answered) is { } counted) return LocalTime.DateOf(counted);
            return OwnClock >= DueAt ? LocalTime.DateOf(DueAt) : null;
        }
    }

    /// <summary>按期办结.</summary>
    public bool IsInTime => Outcome() is { Missed: null, Answered: not null };

    /// <summary>The first deadline of a round that was missed, and the answer that counts now.</summary>
    private (DateTimeOffset? Missed, DateTimeOffset? Answered) Outcome()
    {
        DateTimeOffset? missed = null, answered = null;
        foreach (var (fact, at, before, _) in steps)
        {
            DateTimeOffset? approved = fact switch
            {
                AnswerApproved => before.AnsweredAt,
                ResultInherited inherited => inherited.AnsweredAt ?? at,
                OrderClosed when answered is null => before.Stage == OrderStage.AwaitingReview ? before.AnsweredAt : at,
                _ => null,
            };
            if (fact is OrderReopened) answered = null;
            if (approved is null) continue;
            answered = approved;
            if (approved >= before.Handling!.Deadline.DueAt) missed ??= before.Handling.Deadline.DueAt;
        }
        return (missed, answered);
    }

    /// <summary>What the order's own clock shows.</summary>
    private DateTimeOffset OwnClock
    {
        get
        {
            var stopped = State.Hold?.Since ?? State.Stage switch
            {
                OrderStage.AwaitingReview => State.AnsweredAt,
                OrderStage.Merged => State.StageSince,
                _ => null,
            };
            return stopped < now ? stopped.Value : now;
        }
    }

    private static bool Concerns(OrderState state, string department) =>
        state.Lead.Value == department || state.Assists.Any(assist => assist.Department.Value == department);
}
