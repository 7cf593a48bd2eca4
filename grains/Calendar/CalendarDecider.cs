using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>The rules of a district's working calendar: the newest decree on a year counts; one that says nothing new is none.</summary>
public sealed class CalendarDecider : IDecider<CalendarState, CalendarCommand, CalendarEvent>
{
    public CalendarState Initial { get; } = new([], 0, null);

    public Decision<CalendarEvent> Decide(CalendarState state, CalendarCommand command, DecisionContext context) => command switch
    {
        DecreeYear decree when !state.Years.Any(known => IsSame(known.Year, decree.Year)) => new YearDecreed(decree.Year),
        // One after the other and each once, whoever takes over and how often it was begun.
        TakeOverYear take when MayTakeOver(state) && take.Place.Number == (state.TakenOver?.Number ?? 0) + 1 =>
            new YearDecreed(take.Year, take.Place),
        _ => Decision<CalendarEvent>.Nothing,
    };

    public CalendarState Evolve(CalendarState state, CalendarEvent fact, DateTimeOffset occurredAt)
    {
        if (fact is not YearDecreed decreed) return state;
        var version = decreed.TakenOver is null ? state.Version + 1 : state.Version;
        var year = new DecreedYear(decreed.Year, decreed.TakenOver is null ? version : 0, occurredAt);
        return new(
            [.. state.Years.Where(known => known.Year.Year != decreed.Year.Year).Append(year).OrderBy(known => known.Year.Year)],
            version, decreed.TakenOver ?? state.TakenOver);
    }

    /// <summary>Whether what was decreed before may not all be here: nothing is, or taking over has stopped on its way.</summary>
    internal static bool MayTakeOver(CalendarState state) =>
        state.TakenOver is { } place ? place.Number < place.Of : state.Version == 0;

    private static bool IsSame(CalendarYear known, CalendarYear year) =>
        known.Year == year.Year && known.Papers.SequenceEqual(year.Papers) && known.Days.SequenceEqual(year.Days);
}
