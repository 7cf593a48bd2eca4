using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>A district's working calendar: <c>440203/calendar/main</c>.</summary>
[Alias("opscenter.calendar.ICalendar")]
public interface ICalendar : IActor<CalendarCommand>
{
    /// <summary>The calendar as committed, when it is newer than the version that the asker has; else null.</summary>
    /// <param name="newerThan">-1: none.</param>
    Task<DistrictCalendar?> CalendarAsync(long newerThan);
}

/// <summary>Keys of the calendar's actors.</summary>
public static class CalendarKeys
{
    public static string Calendar(DistrictCode district) => $"{district}/calendar/main";
}

/// <summary>Which days are worked in a district; immutable, one per version, shared by all that run on a silo.</summary>
/// <param name="Version">Counts up with every decree; 0: there has been none since the calendar is a subject of its own.</param>
/// <param name="Years">The newest decree on each year, in their order; those that ship with the product are not among them.</param>
[GenerateSerializer, Immutable, Alias("opscenter.calendar.DistrictCalendar")]
public sealed record DistrictCalendar([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<DecreedYear> Years)
{
    [NonSerialized] private WorkingCalendar? days;

    /// <summary>Copied without what was worked out of the old one.</summary>
    private DistrictCalendar(DistrictCalendar other) => (Version, Years) = (other.Version, other.Years);

    /// <summary>What is known before any district was asked.</summary>
    public static DistrictCalendar Shipped { get; } = new(-1, []);

    /// <summary>The statutory years that ship with the product, and the decrees that came later.</summary>
    public WorkingCalendar Days => days ??= StatutoryYears.Load().With(Years.Select(decreed => decreed.Year));
}

/// <summary>
/// Where decrees were kept before the calendar was a subject of its own. Asked before a calendar without any event answers for the first
/// time, and never of one that has taken over all of them.
/// </summary>
public interface IEarlierDecrees
{
    /// <summary>All of a district, as committed, oldest first.</summary>
    Task<IReadOnlyList<EarlierDecree>> OfAsync(DistrictCode district);
}

/// <param name="Year">What was decreed.</param>
/// <param name="By">Who did it: the account's name.</param>
/// <param name="At">When.</param>
public sealed record EarlierDecree(CalendarYear Year, string By, DateTimeOffset At);
