using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

public sealed partial class OrderDecider
{
    private const int LastWordLength = 200;

    /// <summary>What an event makes of an order. All that must be known for it stands in the event.</summary>
    public static OrderState Fold(OrderState state, OrderEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        // ---- In ----
        OrderReceived received => Received(state, received, occurredAt),
        OrderAmended amended => Amended(state, amended.Content),
        OrderAccepted accepted => At(state, accepted, occurredAt),
        OrderDeclined declined =>
            Ended(state, declined, occurredAt) with { Result = state.Result + 1, LastWord = Word($"不受理：{declined.Reason}") },

        // ---- To whom ----
        OrderDispatched dispatched => Dispatched(state, dispatched, occurredAt),
        AssistAdded added => state with
        {
            Assists = state.Assists
                .Add(new(added.Department, added.Note, new(ClockKind.Assist, occurredAt, added.Due, ClockMark.None), null)),
        },
        AssistAnswered answered => WithAssist(state, answered.Department, assist => assist with { Answer = answered.Answer }),
        AssistReleased released => state with { Assists = state.Assists.RemoveAll(assist => assist.Department == released.Department) },
        OrderClaimed claimed => At(state, fact, occurredAt) with
        {
            Lead = claimed.Department,
            ClaimedAt = occurredAt,
            ClaimWasDeemed = claimed.IsDeemed,
            ClaimWasLate = state.StageClock is { Kind: ClockKind.Claim } clock && occurredAt >= clock.Deadline.DueAt,
            MayRefuse = state.MayRefuse && !claimed.IsDeemed,
        },
        OrderRefused refused => At(Moot(state), refused, occurredAt) with
        {
            ClaimedAt = null,
            // The second is the last: whoever gets it then may not refuse.
            MayRefuse = state.MayRefuse && state.Refusals.IsEmpty,
            Refusals = state.Refusals.Add(new(refused.Department, refused.Clause, refused.Proposed, refused.Reason)),
            LastWord = Word(
                $"{OrderWords.Named(refused.Department)}退单（依据 {refused.Clause}，建议{OrderWords.Named(refused.Proposed)}）：{refused.Reason}"),
        },
        RefusalUpheld upheld => At(state, upheld, occurredAt) with
        {
            LastWord = Word($"退单成立：{upheld.Reason}"),
        },
        RefusalOverruled overruled => At(state, overruled, occurredAt) with
        {
            MayRefuse = false,
            ClaimUrges = 0,
            LastWord = Word($"退单不成立，禁退：{overruled.Reason}"),
        },
        AdjudicationOpened opened => At(state, opened, occurredAt) with
        {
            LastWord = Word($"提交会商：{opened.Reason}"),
        },
        OrderRuled ruled => state with
        {
            PendingPrecedent = ruled.MakesPrecedent
                ? new(state.Content.Topic, state.Content.PlaceKind, ruled.Clause, ruled.Department, ruled.Reason)
                : state.PendingPrecedent,
            LastWord = Word($"{(ruled.IsByDefault ? "逾期未裁定，由" : "裁定由")}{OrderWords.Named(ruled.Department)}负责：{ruled.Reason}"),
        },
        PrecedentRecorded recorded => state with
        {
            PendingPrecedent = null,
            Precedent = state.How == DispatchedBy.Ruling ? recorded.Precedent : state.Precedent,
        },
        ReturnedToBoard returned => At(Moot(state), returned, occurredAt) with
        {
            Parent = "",
            ClaimedAt = null,
            MayRefuse = state.MayRefuse && !returned.IsFinal,
            LastWord = Word($"退回派单台：{returned.Reason}"),
        },

        // ---- Handling ----
        CallerContacted => state with { ContactedAt = state.ContactedAt ?? occurredAt },
        OrderAnswered answered => At(Moot(state), answered, occurredAt) with
        {
            Answer = answered.Answer,
            AnsweredAt = occurredAt,
        },
        DelayAsked asked => state with
        {
            DelayPending = true,
            DelayDays = asked.WorkingDays,
            DelaysAskedBy = state.DelaysAskedBy.Add(asked.Department),
        },
        DelayGranted granted => WithHandling(state, clock => Moved(clock, granted.Handling, occurredAt)) with
        {
            DelayPending = false,
            GrantedDays = state.GrantedDays + granted.Handling.ExtraDays - (state.Handling?.Deadline.ExtraDays ?? 0),
        },
        DelayDenied denied => Moot(state) with { LastWord = Word($"不同意延期：{denied.Reason}") },
        OrderHeld held => state with { Hold = new(held.Reason, occurredAt, held.Until), StageClock = null },
        OrderResumed resumed => Resumed(state, resumed, occurredAt),
        OrderFlagged flagged => state with { Flags = WithFlag(state.Flags, flagged.Flag, flagged.On) },
        OrderUrged urged => state with { Urges = state.Urges + 1, ClaimUrges = state.ClaimUrges + (urged.IsAutomatic ? 1 : 0) },
        OrderSupervised => state with { IsSupervised = true },

        // ---- The end ----
        AnswerReturned returned =>
            At(state, fact, occurredAt) with { Returns = state.Returns + 1, LastWord = Word($"审核退回：{returned.Reason}") },
        AnswerApproved approved => At(Handled(state, state.AnsweredAt ?? occurredAt), approved, occurredAt) with
        {
            CallbackAttempts = 0,
        },
        CallbackRecorded recorded => state with
        {
            CallbackAttempts = state.CallbackAttempts + 1,
            Reached = recorded.Reached,
            Solved = recorded.Solved,
            Satisfied = recorded.Satisfied,
        },
        ReportNoted noted => state with
        {
            Noted = state.Noted.Add(NotedReport.Of(noted, occurredAt)),
            LastWord = IsWish(state, noted, occurredAt)
                ? Word($"市平台改派{OrderWords.Named(noted.Department)}，本单已禁退，未改派")
                : state.LastWord,
        },
        OrderReopened reopened => At(
            state with
            {
                Round = reopened.Round,
                Handling = new(ClockKind.Handling, occurredAt, reopened.Handling, ClockMark.None),
                HandledAt = null,
                GrantedDays = 0,
                Parent = "",
                MayRefuse = false,
                LastWord = Word("回访未解决，重办"),
            },
            reopened, occurredAt),
        OrderClosed closed => Ended(
            state.HandledAt is not null
                ? state
                : Handled(state, state.Stage == OrderStage.AwaitingReview ? state.AnsweredAt ?? occurredAt : occurredAt),
            closed, occurredAt) with
        {
            ClosedAt = occurredAt,
            Result = state.Result + (closed.ByPlatform ? 0 : 1),
        },
        ResultDelivered delivered => state with { Delivered = delivered.Result },
        OrderArchived => Ended(state, fact, occurredAt),

        // ---- Repeats ----
        OrderMerged merged => Ended(state, merged, occurredAt) with { Parent = merged.Parent, ClaimedAt = null, Assists = [] },
        RepeatJoined joined => state with { Children = state.Children.Add(joined.Child) },
        RepeatAnswered answered => state with { Children = state.Children.Remove(answered.Child) },
        ResultInherited inherited => At(Handled(state, inherited.AnsweredAt ?? occurredAt), inherited, occurredAt) with
        {
            Answer = inherited.Answer,
            AnsweredAt = inherited.AnsweredAt ?? occurredAt,
            CallbackAttempts = 0,
        },

        // ---- Clocks ----
        DeadlineMarked marked => WithClock(state, marked.Clock, marked.Department, clock => clock with { Mark = marked.Mark }),
        DeadlineMoved moved =>
            WithClock(state, moved.Clock, moved.Department, clock => clock with { Deadline = moved.After, Mark = moved.Mark }),
        _ => state,
    };

    /// <summary>The platform would have it with another department than the one that must keep it.</summary>
    private static bool IsWish(OrderState state, ReportNoted noted, DateTimeOffset at) =>
        noted.Step is ReportedStep.Dispatched or ReportedStep.Claimed && noted.Department != state.Lead
        && state is { Stage: OrderStage.AwaitingClaim or OrderStage.InProgress, MayRefuse: false } && at > state.StageSince;

    private static OrderState Received(OrderState state, OrderReceived received, DateTimeOffset at)
    {
        var flags = WithFlag(WithFlag(state.Flags, OrderFlag.Urgent, received.Content.IsUrgent), OrderFlag.Secret,
            received.Content.IsSecret);
        var here = state with
        {
            Content = received.Content,
            ReceivedAt = at,
            Flags = flags,
            Handling = new(ClockKind.Handling, at, received.Handling, ClockMark.None),
        };
        return At(here, received, at);
    }

    /// <summary>What the platform has changed of its flags is changed here; what was set at a desk stays.</summary>
    private static OrderState Amended(OrderState state, OrderContent content)
    {
        var flags = state.Flags;
        if (content.IsUrgent != state.Content.IsUrgent) flags = WithFlag(flags, OrderFlag.Urgent, content.IsUrgent);
        if (content.IsSecret != state.Content.IsSecret) flags = WithFlag(flags, OrderFlag.Secret, content.IsSecret);
        return state with { Content = content, Flags = flags };
    }

    private static OrderState Dispatched(OrderState state, OrderDispatched dispatched, DateTimeOffset at)
    {
        var since = dispatched.Claim.CountsFrom ?? at;
        return At(Moot(state), dispatched, at) with
        {
            Lead = dispatched.Lead,
            FirstLead = !state.FirstLead.IsEmpty ? state.FirstLead : dispatched.Lead,
            How = dispatched.How,
            Precedent = dispatched.Precedent,
            FirstDispatchedAt = state.FirstDispatchedAt ?? since,
            DispatchedAt = since,
            ClaimedAt = null,
            ClaimWasDeemed = false,
            ClaimWasLate = false,
            ClaimUrges = 0,
            ContactedAt = null,
            // 禁退 is never undone, also not by what old journals have.
            MayRefuse = state.MayRefuse && dispatched.MayRefuse,
            Dispatches = state.Dispatches + 1,
            // Who leads does not assist.
            Assists = state.Assists.RemoveAll(assist => assist.Department == dispatched.Lead),
        };
    }

    private static OrderState Resumed(OrderState state, OrderResumed resumed, DateTimeOffset at)
    {
        var pauses = state.Hold is { } hold ? state.Pauses.Add(new(hold.Since, at < hold.Until ? at : hold.Until)) : state.Pauses;
        var moved = WithHandling(state with { Hold = null, PausedDays = state.PausedDays + resumed.PausedDays, Pauses = pauses },
            clock => clock with { Deadline = resumed.Handling });
        return resumed.Assists.Aggregate(
            moved, (order, due) =>
                WithAssist(order, due.Department, assist => assist with { Clock = assist.Clock with { Deadline = due.Due } }));
    }

    /// <summary>It comes to the stage to which the event brings it.</summary>
    private static OrderState At(OrderState state, OrderEvent fact, DateTimeOffset at)
    {
        var entry = OrderStageMachine.After(fact)!.Value;
        var clock = entry.Clock switch
        {
            null => null,
            ClockKind.Handling => state.Handling,
            { } kind => new OrderClock(kind, entry.Since(at), entry.Deadline!, ClockMark.None),
        };
        return state with
        {
            Stage = entry.Stage,
            StageSince = entry.Since(at),
            StageClock = clock,
            Hold = null,
            Lead = entry.IsNobodys ? default : state.Lead
        };
    }

    /// <summary>It comes to where no clock runs.</summary>
    private static OrderState Ended(OrderState state, OrderEvent fact, DateTimeOffset at) => At(Moot(state), fact, at);

    /// <summary>A question for more time that nobody has answered: where the order is now, none is needed.</summary>
    private static OrderState Moot(OrderState state) => state.DelayPending ? state with { DelayPending = false, DelayDays = 0 } : state;

    private static OrderState WithClock(OrderState state, ClockKind kind, DepartmentCode department, Func<OrderClock, OrderClock> change) =>
        kind switch
        {
            ClockKind.Handling => WithHandling(state, change),
            ClockKind.Assist => WithAssist(state, department, assist => assist with { Clock = change(assist.Clock) }),
            _ => state.StageClock is { } clock && clock.Kind == kind ? state with { StageClock = change(clock) } : state,
        };

    private static OrderState WithHandling(OrderState state, Func<OrderClock, OrderClock> change)
    {
        if (state.Handling is null) return state;
        var handling = change(state.Handling);
        return state
            with
        { Handling = handling, StageClock = state is { Stage: OrderStage.InProgress, Hold: null } ? handling : state.StageClock };
    }

    private static OrderState WithAssist(OrderState state, DepartmentCode department, Func<Assist, Assist> change)
    {
        for (var i = 0; i < state.Assists.Length; i++)
            if (state.Assists[i].Department == department)
                return state with { Assists = state.Assists.SetItem(i, change(state.Assists[i])) };
        return state;
    }

    /// <summary>A mark that is no longer deserved goes; a worse one comes by the clock only.</summary>
    private static OrderClock Moved(OrderClock clock, Deadline deadline, DateTimeOffset at) =>
        clock with { Deadline = deadline, Mark = Fairer(clock.Mark, deadline.MarkAt(at)) };

    private static ClockMark Fairer(ClockMark one, ClockMark other) => one < other ? one : other;

    /// <summary>The answer of this round counts: in time, or not. A round that was late is not made good by the next.</summary>
    private static OrderState Handled(OrderState state, DateTimeOffset at)
    {
        var missed = state.MissedDueAt ?? (state.Handling?.Deadline.DueAt is { } due && at >= due ? due : null);
        return state with { HandledAt = at, MissedDueAt = missed, WasLate = missed is not null };
    }

    private static ImmutableArray<OrderFlag> WithFlag(ImmutableArray<OrderFlag> flags, OrderFlag flag, bool on) =>
        on == flags.Contains(flag) ? flags : on ? flags.Add(flag).Sort() : flags.Remove(flag);

    private static string Word(string text) => text.Length <= LastWordLength ? text : text[..(LastWordLength - 1)] + "…";
}
