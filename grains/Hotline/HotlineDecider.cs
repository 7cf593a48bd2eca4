using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The rules of a district's hotline: what makes its rulebook, and which changes of it others still have to follow.</summary>
public sealed class HotlineDecider : IDecider<HotlineState, HotlineCommand, HotlineEvent>
{
    public HotlineState Initial { get; } = new()
    {
        Definition = null,
        DefinitionVersion = 0,
        AppliedVersion = 0,
        KnownDepartments = [],
        Precedents = [],
        Version = 0,
        Recompute = null,
        RecomputedCalendar = 0,
    };

    public Decision<HotlineEvent> Decide(HotlineState state, HotlineCommand command, DecisionContext context) => command switch
    {
        DefineHotline define => Obstacle(define.Definition) is { } obstacle ? obstacle : new HotlineDefined(define.Definition),
        ConfirmHotlineApplied confirm when RolloutOf(state).IsNews(confirm.Definition) => new HotlineApplied(confirm.Definition),
        NotePrecedent note when IsNews(state, note.Precedent) => new PrecedentNoted(note.Precedent),
        ConfirmRecomputed confirm when confirm.Calendar > state.RecomputedCalendar || confirm.Rulebook == state.Recompute?.Rulebook =>
            new OrdersRecomputed(confirm.Rulebook, confirm.Calendar),
        _ => Decision<HotlineEvent>.Nothing,
    };

    public HotlineState Evolve(HotlineState state, HotlineEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        HotlineDefined defined => state with
        {
            Definition = defined.Definition,
            DefinitionVersion = state.DefinitionVersion + 1,
            KnownDepartments = [.. state.KnownDepartments.Union(defined.Definition.Departments.Select(department => department.Code))
                .Order()],
            Version = state.Version + 1,
        },
        HotlineApplied applied => state with { AppliedVersion = applied.Definition },
        PrecedentNoted noted => state with
        {
            Precedents = [.. state.Precedents.Where(precedent => precedent.Key != noted.Precedent.Key), noted.Precedent],
            Version = state.Version + 1,
        },
        // Of the time when the hotline kept the calendar: the calendar has taken the decree over, the orders may still have to follow.
        CalendarDecreed decreed => state with
        {
            Version = state.Version + 1,
            Recompute = new(state.Version + 1, occurredAt, ReasonOf(decreed.Year, state.Recompute)),
        },
        OrdersRecomputed recomputed => state with
        {
            Recompute = null,
            RecomputedCalendar = Math.Max(state.RecomputedCalendar, recomputed.Calendar),
        },
        _ => state,
    };

    /// <summary>How far the description has come to the departments.</summary>
    public static RolloutProgress RolloutOf(HotlineState state) => new(state.DefinitionVersion, state.AppliedVersion);

    /// <summary>The rulebook's version: it counts up with either of the two.</summary>
    public static long VersionOf(HotlineState state, DistrictCalendar calendar) => state.Version + calendar.Version;

    /// <summary>What every order needs to know of it.</summary>
    public static Rulebook RulebookOf(DistrictCode district, HotlineState state, DistrictCalendar calendar) => new(
        district, VersionOf(state, calendar), state.Definition,
        [.. state.KnownDepartments.Except((state.Definition?.Departments ?? []).Select(department => department.Code))],
        state.Precedents, calendar);

    /// <summary>The decrees that not all open orders have followed yet; null: there is none.</summary>
    public static PendingRecompute? RecomputeOf(HotlineState state, DistrictCalendar calendar) =>
        calendar.Years.Where(decreed => decreed.Version > state.RecomputedCalendar).OrderBy(decreed => decreed.Version).Aggregate(
            state.Recompute,
            (before, decreed) => new(
                VersionOf(state, calendar), before is null || decreed.At > before.Since ? decreed.At : before.Since,
                ReasonOf(decreed.Year, before), calendar.Version));

    /// <summary>The gateway checks a description and names the lines; this is what no order could live with.</summary>
    private static Refusal? Obstacle(HotlineDefinition definition)
    {
        if (definition.Limits.IsEmpty) return Refusal.Invalid("no_limits", "热线说明中没有时限", "The hotline's description has no limits");
        var twice = definition.Departments.GroupBy(department => department.Code).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? null
            : Refusal.Invalid(
                "duplicate_department",
                $"承办单位代码 {twice.Key} 出现了不止一次",
                $"The department code {twice.Key} occurs more than once");
    }

    /// <summary>News may come twice and late; of one key only a newer version counts, and a revocation is for good.</summary>
    private static bool IsNews(HotlineState state, Precedent precedent)
    {
        var known = state.Precedents.FirstOrDefault(known => known.Key == precedent.Key);
        return known is null || precedent.Version > known.Version
            || (precedent.Version == known.Version && precedent.IsRevoked && !known.IsRevoked);
    }

    private static string ReasonOf(CalendarYear year, PendingRecompute? before) =>
        (before is null ? "" : before.Reason + "；") + $"{year.Year} 年工作日安排有更新"
            + (year.Papers.IsEmpty ? "" : $"（{string.Join("、", year.Papers)}）");
}
