using System.Collections.Concurrent;
using OpsCenter.Kernel;

namespace OpsCenter.Calendar;

/// <summary>The working calendars of all districts, one copy a silo; safe for all threads.</summary>
public interface ICalendars
{
    /// <summary>One that was the newest not longer ago than that.</summary>
    /// <param name="within">So late at most a decree may be noticed; zero: not at all.</param>
    /// <exception cref="RetryException">The calendar cannot be asked now.</exception>
    ValueTask<DistrictCalendar> FreshAsync(DistrictCode district, TimeSpan within);
}

internal sealed class Calendars(IGrainFactory grains, TimeProvider time) : ICalendars
{
    private readonly ConcurrentDictionary<string, CachedCopy<DistrictCalendar>> copies = [];

    public ValueTask<DistrictCalendar> FreshAsync(DistrictCode district, TimeSpan within) => CopyOf(district).FreshAsync(within);

    private CachedCopy<DistrictCalendar> CopyOf(DistrictCode district) => copies.GetOrAdd(CalendarKeys.Calendar(district), key => new(
        key, DistrictCalendar.Shipped, async known => await grains.GetGrain<ICalendar>(key).CalendarAsync(known.Version) ?? known, time));
}
