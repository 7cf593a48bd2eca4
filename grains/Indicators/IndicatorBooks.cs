using System.Collections.Concurrent;
using OpsCenter.Calendar;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Indicators;

internal sealed class IndicatorBooks(IGrainFactory grains, ICalendars calendars, TimeProvider time, IndicatorOptions rules)
    : IIndicatorBooks
{
    private readonly ConcurrentDictionary<DistrictCode, CachedCopy<IndicatorBook>> copies = [];

    public ValueTask<IndicatorBook> FreshAsync(DistrictCode district)
    {
        var copy = CopyOf(district);
        // Where nothing was defined yet, the newest: who has just defined it goes on at once.
        return copy.FreshAsync(copy.Known is { Version: > 0, Registry.Version: > 0 } ? rules.BookFor : TimeSpan.Zero);
    }

    private CachedCopy<IndicatorBook> CopyOf(DistrictCode district) =>
        copies.GetOrAdd(district, key => new(key.Value, IndicatorBook.Empty(key), book => NewerAsync(key, book), time));

    private async Task<IndicatorBook> NewerAsync(DistrictCode district, IndicatorBook book)
    {
        var calendar = (await calendars.FreshAsync(district, TimeSpan.Zero)).Days;
        if (await grains.GetGrain<IPlaces>(PlaceKeys.Registry(district)).RegistryAsync(book.Registry.Version) is { } registry)
            book = book with { Registry = registry };
        if (await grains.GetGrain<IIndicators>(IndicatorKeys.Book(district)).EditionsAsync(book.Version) is { } state)
            book = book with { Version = state.Version, Editions = state.Editions };
        return calendar == book.Calendar ? book : book with { Calendar = calendar };
    }
}
