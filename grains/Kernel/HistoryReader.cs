using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>Reads the journal for those who live outside a silo. Any activation will do; the key is 0.</summary>
public interface IHistoryReader : IGrainWithIntegerKey
{
    /// <summary>Events of a stream with a greater version, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<JournalRow>> ReadAsync(string stream, long afterVersion, int limit);

    /// <summary>The districts that have events.</summary>
    Task<IReadOnlyList<string>> DistrictsAsync();
}

[StatelessWorker, Reentrant]
internal sealed class HistoryReader(IJournalReader reader) : Grain, IHistoryReader
{
    public Task<IReadOnlyList<JournalRow>> ReadAsync(string stream, long afterVersion, int limit) => reader.ReadStreamAsync(stream, afterVersion, limit);

    public Task<IReadOnlyList<string>> DistrictsAsync() => reader.ListDistrictsAsync();
}
