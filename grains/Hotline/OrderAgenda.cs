using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A clock that runs, and whose: of an assisting department, or (empty) of the order.</summary>
public readonly record struct RunningClock(OrderClock Clock, DepartmentCode Department);

/// <summary>What of an order happens by itself, and when.</summary>
public static class OrderAgenda
{
    /// <summary>
    /// When <see cref="CheckClocks"/> has something to do: the next mark of a clock that runs, the end of a pause, or what happens when
    /// nobody acts. Null: nothing will happen by itself.
    /// </summary>
    public static DateTimeOffset? NextWake(OrderState state)
    {
        if (!state.IsOpen) return null;
        if (state.Hold is { } hold) return hold.Until;
        var next = state.StageClock?.Deadline.EndsAt;
        foreach (var (clock, _) in Running(state))
            if (clock.Deadline.NextAfter(clock.Mark) is { } mark && !(next <= mark)) next = mark;
        return next;
    }

    /// <summary>
    /// Something must still be told to others, and is told again until they have it: a precedent to the book, a result to orders that go
    /// with it.
    /// </summary>
    public static bool OwesEffect(OrderState state) => state.PendingPrecedent is not null || state.OwesResultToChildren;

    /// <summary>The clocks that run now: the stage's, the order's own, those of assisting departments.</summary>
    public static IEnumerable<RunningClock> Running(OrderState state)
    {
        if (!state.IsOpen || state.Hold is not null) yield break;
        if (state.StageClock is { } stage) yield return new(stage, default);
        if (!IsBeingHandled(state.Stage)) yield break;
        if (state.Handling is { } handling && state.Stage != OrderStage.InProgress) yield return new(handling, default);
        foreach (var assist in state.Assists)
            if (assist.Answer is null) yield return new(assist.Clock, assist.Department);
    }

    /// <summary>Between the call and an answer: the order's own clock runs, and those of assisting departments.</summary>
    internal static bool IsBeingHandled(OrderStage stage) =>
        stage is OrderStage.AwaitingAcceptance or OrderStage.AwaitingDispatch or OrderStage.AwaitingClaim
        or OrderStage.RefusalPending or OrderStage.Adjudication or OrderStage.InProgress;
}
