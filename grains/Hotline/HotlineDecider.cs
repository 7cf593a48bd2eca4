using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The rules of a district's hotline: what makes its rulebook, and which changes of it others still have to follow.</summary>
public sealed class HotlineDecider : IDecider<HotlineState, HotlineCommand, HotlineEvent>
{
    public HotlineState Initial { get; } = new(null, 0, 0, [], [], [], 0, null);

    public Decision<HotlineEvent> Decide(HotlineState state, HotlineCommand command, DecisionContext context) => command switch
    {
        DefineHotline define => Obstacle(define.Definition) is { } obstacle ? obstacle : new HotlineDefined(define.Definition),
        ConfirmHotlineApplied confirm when RolloutOf(state).IsNews(confirm.Definition) => new HotlineApplied(confirm.Definition),
        NotePrecedent note when IsNews(state, note.Precedent) => new PrecedentNoted(note.Precedent),
        DecreeCalendar decree when !state.Decrees.Any(known => IsSame(known, decree.Year)) => new CalendarDecreed(decree.Year),
        ConfirmRecomputed confirm when confirm.Rulebook == state.Recompute?.Rulebook => new OrdersRecomputed(confirm.Rulebook),
        _ => Decision<HotlineEvent>.Nothing,
    };

    public HotlineState Evolve(HotlineState state, HotlineEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        HotlineDefined defined => state with
        {
            Definition = defined.Definition,
            DefinitionVersion = state.DefinitionVersion + 1,
            KnownDepartments = [.. state.KnownDepartments.Union(defined.Definition.Departments.Select(department => department.Code)).Order(StringComparer.Ordinal)],
            Version = state.Version + 1,
        },
        HotlineApplied applied => state with { AppliedVersion = applied.Definition },
        PrecedentNoted noted => state with
        {
            Precedents = [.. state.Precedents.Where(precedent => precedent.Key != noted.Precedent.Key), noted.Precedent],
            Version = state.Version + 1,
        },
        CalendarDecreed decreed => state with
        {
            Decrees = [.. state.Decrees.Where(year => year.Year != decreed.Year.Year).Append(decreed.Year).OrderBy(year => year.Year)],
            Version = state.Version + 1,
            Recompute = new(state.Version + 1, occurredAt, ReasonOf(decreed.Year, state.Recompute)),
        },
        OrdersRecomputed => state with { Recompute = null },
        _ => state,
    };

    /// <summary>How far the description has come to the departments.</summary>
    public static RolloutProgress RolloutOf(HotlineState state) => new(state.DefinitionVersion, state.AppliedVersion);

    /// <summary>What every order needs to know of it.</summary>
    public static Rulebook RulebookOf(string district, HotlineState state) => new(
        district, state.Version, state.Definition,
        [.. state.KnownDepartments.Except((state.Definition?.Departments ?? []).Select(department => department.Code))],
        state.Precedents, state.Decrees);

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
        return known is null || precedent.Version > known.Version || (precedent.Version == known.Version && precedent.IsRevoked && !known.IsRevoked);
    }

    private static bool IsSame(CalendarYear known, CalendarYear year) =>
        known.Year == year.Year && known.Papers.SequenceEqual(year.Papers) && known.Days.SequenceEqual(year.Days);

    private static string ReasonOf(CalendarYear year, PendingRecompute? before) =>
        (before is null ? "" : before.Reason + "；") + $"{year.Year} 年工作日安排有更新" + (year.Papers.IsEmpty ? "" : $"（{string.Join("、", year.Papers)}）");
}
