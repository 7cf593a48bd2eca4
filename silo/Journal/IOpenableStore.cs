namespace OpsCenter.Silo.Journal;

/// <summary>A journal store that is made ready before use: schema created or migrated, connections opened.</summary>
public interface IOpenableStore : IJournalStore, IAsyncDisposable
{
    /// <exception cref="Storage.StorageException">The database cannot be used; one sentence says why.</exception>
    Task OpenAsync(CancellationToken cancellation = default);

    /// <summary>How many events a district has, to tell how far who reads them all has come.</summary>
    Task<long> CountAsync(DistrictCode district, CancellationToken cancellation = default);
}
