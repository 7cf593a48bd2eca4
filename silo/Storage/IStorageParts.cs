using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Storage;

/// <summary>What differs between the two ways to keep things, beside the journal's store itself.</summary>
internal interface IStorageParts : IAsyncDisposable
{
    /// <param name="options">Validated.</param>
    static IStorageParts Of(StorageOptions options) => options.IsPostgres ? new PostgresParts(options) : new SqliteParts(options);

    /// <summary>For the log: where things are kept, without secrets.</summary>
    string Description { get; }

    IOpenableStore CreateJournalStore();

    /// <summary>Membership and grain storage.</summary>
    void Configure(ISiloBuilder silo);

    /// <exception cref="StorageException">It cannot be used.</exception>
    Task PrepareAsync(CancellationToken cancellation);
}
