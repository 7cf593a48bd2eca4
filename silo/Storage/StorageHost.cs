using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Storage;

/// <summary>
/// Opens everything durable before any other service starts, and closes it after all others have stopped, so that the last
/// words of a deactivating actor still find the journal.
/// </summary>
internal sealed class StorageHost(IStorageParts parts, IOpenableStore store, IEnumerable<ISubjectTable> tables, JournalWriter writer,
    ILogger<StorageHost> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await parts.PrepareAsync(cancellationToken);
        await store.OpenAsync(cancellationToken);
        foreach (var table in tables) await table.PrepareAsync(cancellationToken);
        writer.Start();
        logger.LogInformation("存储已就绪 / Storage is ready: {Storage}", parts.Description);
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await writer.StopAsync(cancellationToken);
        foreach (var table in tables) await table.DisposeAsync();
        await store.DisposeAsync();
        await parts.DisposeAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
