using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>Something that happened to a district's working calendar.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.CalendarEvent")]
public abstract record CalendarEvent;

/// <summary>
/// The working days of a year, by a decree that came after the product was shipped; it takes the place of an earlier one on that year.
/// </summary>
/// <param name="TakenOver">Its place among those that were kept elsewhere before; null: it was decreed here.</param>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.YearDecreed")]
public sealed record YearDecreed([property: Id(0)] CalendarYear Year, [property: Id(1)] PlaceInLine? TakenOver = null) : CalendarEvent;

/// <summary>The how-manieth of how many; both count from 1.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.PlaceInLine")]
public sealed record PlaceInLine([property: Id(0)] int Number, [property: Id(1)] int Of);

[GenerateSerializer, Immutable, Alias("opscenter.calendar.CalendarCommand")]
public abstract record CalendarCommand;

/// <summary>The working days of a year shall be these.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.DecreeYear")]
public sealed record DecreeYear([property: Id(0)] CalendarYear Year) : CalendarCommand;

/// <summary>What was decreed before the calendar was a subject of its own; see <see cref="IEarlierDecrees"/>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.TakeOverYear")]
internal sealed record TakeOverYear([property: Id(0)] CalendarYear Year, [property: Id(1)] PlaceInLine Place) : CalendarCommand;

/// <summary>A year in force by a decree.</summary>
/// <param name="Year">Its days.</param>
/// <param name="Version">The calendar's version since which it is in force; 0: since before the calendar was a subject of its own.</param>
/// <param name="At">When it was decreed.</param>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.DecreedYear")]
public sealed record DecreedYear([property: Id(0)] CalendarYear Year, [property: Id(1)] long Version, [property: Id(2)] DateTimeOffset At);

/// <param name="Years">The newest decree on each year, in their order.</param>
/// <param name="Version">Counts up with every decree here.</param>
/// <param name="TakenOver">The newest of those that were kept elsewhere before; null: none was.</param>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.CalendarState")]
public sealed record CalendarState(
    [property: Id(0)] ImmutableArray<DecreedYear> Years, [property: Id(1)] long Version, [property: Id(2)] PlaceInLine? TakenOver);
