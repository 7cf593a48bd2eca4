using Npgsql;
using OpsCenter.Silo.Journal;
using Orleans.Configuration;

namespace OpsCenter.Silo.Storage;

/// <summary>Several processes that share one PostgreSQL database: journal, snapshots, lists and membership.</summary>
internal sealed class PostgresParts(StorageOptions options) : IStorageParts
{
    internal const string Invariant = "Npgsql";

    private readonly NpgsqlDataSource orleans = PostgresSource.Create(options.ConnectionString, "orleans", 18);

    public string Description
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
            return $"PostgreSQL, {settings.Host}:{settings.Port}/{settings.Database}";
        }
    }

    public IOpenableStore CreateJournalStore() => new PostgresJournalStore(options.ConnectionString);

    public void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = Invariant;
            clustering.DataSource = orleans;
        });
        silo.AddSnapshotStorage(Invariant, orleans);
    }

    public Task PrepareAsync(CancellationToken cancellation) => PostgresSchema.MigrateAsync(orleans, cancellation);

    public ValueTask DisposeAsync() => orleans.DisposeAsync();
}
