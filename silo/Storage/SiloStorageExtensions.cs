using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Silo.Journal;
using Orleans.Serialization;
using Orleans.Storage;

namespace OpsCenter.Silo.Storage;

/// <summary>Everything durable of a silo in one call.</summary>
public static class SiloStorageExtensions
{
    /// <summary>
    /// Adds <see cref="IJournal"/>, <see cref="IJournalReader"/>, <see cref="IJournalStore"/>, the subjects' tables, the grain
    /// storage <see cref="Snapshot.Storage"/> and the cluster's membership. Opened before all other services start. With PostgreSQL the
    /// caller still says on which address and ports the silo listens (<c>ConfigureEndpoints</c>).
    /// </summary>
    /// <exception cref="StorageException">A setting is wrong.</exception>
    public static ISiloBuilder AddOpsCenterStorage(this ISiloBuilder silo, StorageOptions options)
    {
        var parts = IStorageParts.Of(options.Validated());
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DistrictClock>();
        services.TryAddSingleton(new JournalWriterOptions());
        services.AddSingleton(options);
        services.AddSingleton(_ => parts);
        services.AddSingleton(_ => parts.CreateJournalStore());
        services.AddSingleton<IJournalStore>(provider => provider.GetRequiredService<IOpenableStore>());
        services.AddSingleton<IJournalReader>(provider => provider.GetRequiredService<IOpenableStore>());
        foreach (var tables in ISubjectTables.All) tables.Add(services, options);
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<JournalWriter>());
        services.AddHostedService<StorageHost>();
        parts.Configure(silo);
        return silo;
    }

    /// <summary>Snapshots are written by Orleans' own binary serializer, where bytes stay bytes; clearing one deletes its row.</summary>
    internal static void AddSnapshotStorage(this ISiloBuilder silo, string invariant, DbDataSource source) =>
        silo.AddAdoNetGrainStorage(Snapshot.Storage, storage => storage.Configure<Serializer>((options, serializer) =>
        {
            options.Invariant = invariant;
            options.DataSource = source;
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            options.DeleteStateOnClear = true;
        }));
}
