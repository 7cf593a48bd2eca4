using System.Collections.Concurrent;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Indicators;

internal sealed class IndicatorBooks(IGrainFactory grains, IRulebooks rulebooks, TimeProvider time) : IIndicatorBooks
{
    /// <summary>How late a new edition may be noticed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Shelf> shelves = [];

    public IndicatorBook Of(string district) => ShelfOf(district).Book;

    public ValueTask<IndicatorBook> FreshAsync(string district)
    {
        var shelf = ShelfOf(district);
        if (shelf.AskedAt is { } asked && time.GetElapsedTime(asked) < Fresh) return new(shelf.Book);
        lock (shelf)
        {
            // Off the caller's turn: whoever comes meanwhile waits for the same answer, and no actor may hold it up.
            if (shelf.Asking is not { IsCompleted: false }) shelf.Asking = Task.Run(() => AskAsync(district, shelf));
            return new(shelf.Asking);
        }
    }

    private Shelf ShelfOf(string district) => shelves.GetOrAdd(district, key => new(IndicatorBook.Empty(key)));

    private async Task<IndicatorBook> AskAsync(string district, Shelf shelf)
    {
        var asked = time.GetTimestamp();
        var book = shelf.Book;
        try
        {
            var calendar = (await rulebooks.FreshAsync(district)).Calendar;
            if (await grains.GetGrain<IPlaces>(PlaceKeys.Registry(district)).RegistryAsync(book.Registry.Version) is { } registry) book = book with { Registry = registry };
            if (await grains.GetGrain<IIndicators>(IndicatorKeys.Book(district)).EditionsAsync(book.Version) is { } state)
                book = book with { Version = state.Version, Editions = state.Editions };
            if (calendar != book.Calendar) book = book with { Calendar = calendar };
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{district}: {failure.Message}");
        }
        shelf.Book = book;
        shelf.AskedAt = asked;
        return book;
    }

    private sealed class Shelf(IndicatorBook book)
    {
        private long askedAt = -1;

        public volatile IndicatorBook Book = book;

        /// <summary>When the newest answer was asked for; null: never.</summary>
        public long? AskedAt
        {
            get => Volatile.Read(ref askedAt) is var asked and >= 0 ? asked : null;
            set => Volatile.Write(ref askedAt, value ?? -1);
        }

        public Task<IndicatorBook>? Asking { get; set; }
    }
}
