using System.Collections.Concurrent;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The rulebooks of all districts, one copy a silo; safe for all threads.</summary>
public interface IRulebooks
{
    /// <summary>The newest that this silo has; of a district that it has not asked for, an empty one.</summary>
    Rulebook Of(string district);

    /// <summary>One that was the newest not longer ago than <see cref="HotlineRules.RulebookFor"/>.</summary>
    /// <exception cref="RetryException">The hotline cannot be asked now.</exception>
    ValueTask<Rulebook> FreshAsync(string district);
}

internal sealed class Rulebooks(IGrainFactory grains, TimeProvider time, HotlineRules rules) : IRulebooks
{
    private readonly ConcurrentDictionary<string, Shelf> shelves = [];

    public Rulebook Of(string district) => ShelfOf(district).Book;

    public ValueTask<Rulebook> FreshAsync(string district)
    {
        var shelf = ShelfOf(district);
        if (shelf.AskedAt is { } asked && time.GetElapsedTime(asked) < rules.RulebookFor) return new(shelf.Book);
        lock (shelf)
        {
            // Off the caller's turn: whoever comes meanwhile waits for the same answer, and no actor may hold it up.
            if (shelf.Asking is not { IsCompleted: false }) shelf.Asking = Task.Run(() => AskAsync(district, shelf));
            return new(shelf.Asking);
        }
    }

    private Shelf ShelfOf(string district) => shelves.GetOrAdd(district, key => new(Rulebook.Empty(key)));

    private async Task<Rulebook> AskAsync(string district, Shelf shelf)
    {
        var asked = time.GetTimestamp();
        try
        {
            if (await grains.GetGrain<IHotline>(HotlineKeys.Hotline(district)).RulebookAsync(shelf.Book.Version) is { } newer) shelf.Book = newer;
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{district}: {failure.Message}");
        }
        shelf.AskedAt = asked;
        return shelf.Book;
    }

    private sealed class Shelf(Rulebook book)
    {
        public volatile Rulebook Book = book;
        private long askedAt = -1;

        /// <summary>When the newest answer was asked for; null: never.</summary>
        public long? AskedAt
        {
            get => Volatile.Read(ref askedAt) is var asked and >= 0 ? asked : null;
            set => Volatile.Write(ref askedAt, value ?? -1);
        }

        public Task<Rulebook>? Asking { get; set; }
    }
}
