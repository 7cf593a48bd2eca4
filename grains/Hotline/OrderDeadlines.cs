using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// Deadlines by the limits of an order's day and the calendar. A limit counts from an event as <see cref="Limit.Due"/> says; it warns
/// <see cref="LimitSet.WarnDays"/> before it is due and turns red <see cref="LimitSet.RedDays"/> after. Limits in hours warn in their last
/// quarter and turn red after as many hours again.
/// </summary>
public sealed class OrderDeadlines(LimitSet limits, WorkingCalendar calendar)
{
    /// <summary>What a moment may differ by and be the same: parts of days are rounded as they are added up.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(1);

    /// <summary>Should a description have no limit that fits an order, this one does.</summary>
    private static readonly Limit Unsaid = Limit.Parse("10wd");

    /// <summary>办结时限, by the type and place of the order.</summary>
    public Deadline Handling(OrderContent content, DateTimeOffset from)
    {
        var type = content.Type == OrderType.Unknown ? OrderType.Request : content.Type;
        foreach (var handling in limits.Handling)
            if ((handling.Type ?? type) == type && handling.Place.Holds(content.Place)) return Of(ClockKind.Handling, handling.Limit, from);
        return Of(ClockKind.Handling, Unsaid, from);
    }

    public Deadline Acceptance(DateTimeOffset from) => Of(ClockKind.Acceptance, limits.Acceptance, from);

    public Deadline Dispatch(DateTimeOffset from, bool urgent) =>
        Of(ClockKind.Dispatch, urgent ? limits.UrgentClaim : limits.Dispatch, from);

    public Deadline Claim(DateTimeOffset from, bool urgent) => Of(ClockKind.Claim, urgent ? limits.UrgentClaim : limits.Claim, from);

    public Deadline Judgement(DateTimeOffset from) => Of(ClockKind.Judgement, limits.Judgement, from);

    public Deadline Adjudication(DateTimeOffset from) => Of(ClockKind.Adjudication, limits.Adjudication, from);

    public Deadline Review(DateTimeOffset from) => Of(ClockKind.Review, limits.Review, from);

    public Deadline Callback(DateTimeOffset from) => Of(ClockKind.Callback, limits.Callback, from);

    public Deadline Reopened(DateTimeOffset from) => Of(ClockKind.Handling, limits.Reopened, from);

    public Deadline Assist(DateTimeOffset from) => Of(ClockKind.Assist, limits.Assist, from);

    /// <summary>Until when a department may refuse what was dispatched to it then.</summary>
    public DateTimeOffset RefusableUntil(DateTimeOffset dispatchedAt) => limits.Refusal.Due(dispatchedAt, calendar);

    /// <summary>Working days between two moments; never negative.</summary>
    public double DaysBetween(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, calendar.Between(from, to));

    /// <summary>Later by so many working days.</summary>
    public Deadline Extended(Deadline deadline, double workingDays) =>
        Shifted(deadline, moment => Later(moment, calendar.Add(moment, workingDays))) with { ExtraDays = deadline.ExtraDays + workingDays };

    /// <summary>Later by a pause: its working days, or, of a limit in hours, its hours.</summary>
    public Deadline Paused(Deadline deadline, DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? deadline : LimitOf(deadline) is { IsInHours: true } ? Shifted(deadline, moment => moment + (to - from))
            : Extended(deadline, DaysBetween(from, to));

    /// <summary>
    /// As the calendar has it now. Later is later; earlier only as far as it is still ahead, for nobody is blamed for the past: what has
    /// passed stays where it was, and what would have passed by now does too.
    /// </summary>
    /// <param name="clock">The clock.</param>
    /// <param name="extraDays">Working days beyond its limit, by the calendar as it is now.</param>
    /// <param name="now">What the clock shows.</param>
    public Deadline Recomputed(OrderClock clock, double extraDays, DateTimeOffset now)
    {
        var before = clock.Deadline;
        if (LimitOf(before) is not { IsInHours: false } limit) return before;
        var from = before.CountsFrom ?? clock.StartedAt;
        return Fairly(before, Of(clock.Kind, limit, from, extraDays) with { Rule = before.Rule, CountsFrom = before.CountsFrom }, now);
    }

    /// <summary>
    /// 紧急 was set or taken away: a clock that goes by it has the urgent limit from then on, never more than it had; or the ordinary one
    /// from where it began. Nobody is blamed for the past.
    /// </summary>
    /// <param name="clock">The clock.</param>
    /// <param name="urgent">Whether the order is urgent now.</param>
    /// <param name="now">Since when.</param>
    public Deadline Following(OrderClock clock, bool urgent, DateTimeOffset now)
    {
        var (before, from) = (clock.Deadline, urgent ? now : clock.StartedAt);
        if (clock.Kind is not (ClockKind.Dispatch or ClockKind.Claim)) return before;
        var computed = clock.Kind == ClockKind.Claim ? Claim(from, urgent) : Dispatch(from, urgent);
        if (!urgent) return Fairly(before, computed, now);
        return computed.DueAt < before.DueAt ? computed with { CountsFrom = from } : before;
    }

    private static Deadline Fairly(Deadline before, Deadline computed, DateTimeOffset now)
    {
        DateTimeOffset Fair(DateTimeOffset was, DateTimeOffset becomes) =>
            (becomes - was).Duration() >= Same && (becomes > was || becomes > now) ? becomes : was;
        var red = Fair(before.RedAt, computed.RedAt);
        var due = Earlier(Fair(before.DueAt, computed.DueAt), red);
        var after = before with
        {
            WarnAt = Earlier(Fair(before.WarnAt, computed.WarnAt), due),
            DueAt = due,
            RedAt = red,
            EndsAt = before.EndsAt is { } was && computed.EndsAt is { } becomes ? Later(due, Fair(was, becomes)) : before.EndsAt,
        };
        // The parts of days that make it up may be other ones; what counts are the moments.
        return after == before
            ? before
            : after with { Rule = computed.Rule, ExtraDays = computed.ExtraDays, CountsFrom = computed.CountsFrom };
    }

    private Deadline Of(ClockKind kind, Limit limit, DateTimeOffset from, double extraDays = 0)
    {
        var rule = $"{limit} {limits.From:yyyy-MM-dd}";
        if (limit.IsInHours)
        {
            var end = from.AddHours(limit.Hours);
            return new()
            {
                WarnAt = end.AddHours(-limit.Hours / 4),
                DueAt = end,
                RedAt = end.AddHours(limit.Hours),
                Rule = rule,
                EndsAt = Ends(kind, end.AddHours(limit.Hours), end.AddHours(limit.Hours * limits.DeemedClaimAfter)),
                ExtraDays = extraDays,
            };
        }
        var due = calendar.Due(from, limit.WorkingDays + extraDays);
        var warn = limit.WorkingDays <= limits.WarnDays ? limit.WorkingDays / 4 : limits.WarnDays;
        var red = calendar.Add(due, limits.RedDays);
        return new()
        {
            WarnAt = calendar.Add(due, -warn),
            DueAt = due,
            RedAt = red,
            Rule = rule,
            EndsAt = Ends(kind, red, calendar.Add(due, limit.WorkingDays * limits.DeemedClaimAfter)),
            ExtraDays = extraDays,
        };
    }

    /// <summary>
    /// When an order goes on although nobody has acted: a claim is deemed made, a refusal and an adjudication are decided by default.
    /// </summary>
    private static DateTimeOffset? Ends(ClockKind kind, DateTimeOffset red, DateTimeOffset deemed) => kind switch
    {
        ClockKind.Claim => deemed,
        ClockKind.Judgement or ClockKind.Adjudication => red,
        _ => null,
    };

    private static Deadline Shifted(Deadline deadline, Func<DateTimeOffset, DateTimeOffset> shift) => deadline with
    {
        WarnAt = shift(deadline.WarnAt),
        DueAt = shift(deadline.DueAt),
        RedAt = shift(deadline.RedAt),
        EndsAt = deadline.EndsAt is { } ends ? shift(ends) : null,
    };

    private static Limit? LimitOf(Deadline deadline) => Limit.TryParse(deadline.Rule.Split(' ', 2)[0], out var limit) ? limit : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
