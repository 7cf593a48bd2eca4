using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>All that a filing's rules need to know from elsewhere.</summary>
/// <param name="Round">What is asked, and by when.</param>
/// <param name="Sheet">The edition that the round asks by.</param>
/// <param name="Set">The set.</param>
/// <param name="Tree">The places as they are now.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Known">What is known around the filing; needed to look at it and to send it.</param>
public sealed record FilingTerms(
    RoundState Round, IndicatorSheet Sheet, SetDefinition Set, PlaceTree Tree, WorkingCalendar Calendar, KnownFigures Known)
{
    /// <summary>A place that is no more is what its set asks for.</summary>
    public PlaceLevel LevelOf(PlaceCode place) => Tree.Find(place)?.Level ?? Set.Levels[0];

    /// <summary>Who reviews it, in order: whoever stands above the place, the set's department, and at last the bureau.</summary>
    public ImmutableArray<ReviewStep> StepsOf(PlaceCode place)
    {
        var level = LevelOf(place);
        return
        [
            .. level == PlaceLevel.Village ? [ReviewStep.Town] : Array.Empty<ReviewStep>(),
            .. level != PlaceLevel.District && !Set.Department.IsEmpty ? [ReviewStep.Department] : Array.Empty<ReviewStep>(),
            ReviewStep.Bureau,
        ];
    }

    /// <summary>截止: the round's, or that of a return or a reopening.</summary>
    public DateTimeOffset DueOf(FilingState state) => state.OwnDueAt ?? Round.DueAt;

    /// <summary>锁定: the round's; a later due date of its own brings a later lock.</summary>
    public DateTimeOffset LockOf(FilingState state) => RoundDecider.LockOf(Round.DueAt, Round.LockAt, DueOf(state));
}

/// <summary>A filing's own figures with those around it, for its rules.</summary>
internal sealed class FilingFigures(FilingTerms terms, PlaceCode place, Func<string, decimal?> valueOf) : IFigures
{
    public PlaceLevel Level => terms.LevelOf(place);

    public bool IsFirstOfYear => terms.Round.Period.IsFirstOfYear;

    public decimal? Value(string indicator) => valueOf(indicator) ?? Find(terms.Known.Others, indicator);

    public decimal? Previous(string indicator) => Find(terms.Known.Previous, indicator);

    public decimal? YearBefore(string indicator) => Find(terms.Known.YearBefore, indicator);

    public IReadOnlyList<decimal?> Children(string indicator) => terms.Known.Children.TryGetValue(indicator, out var values) ? values : [];

    public decimal? Registry(string count) => Find(terms.Known.Registry, count);

    public decimal? Operations(string figure) => Find(terms.Known.Operations, figure);

    private static decimal? Find(ImmutableDictionary<string, decimal> figures, string name) => figures.TryGetValue(name, out var value)
        ? value
        : null;
}
