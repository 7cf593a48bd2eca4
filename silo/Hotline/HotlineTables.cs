using OpsCenter.Hotline;
using OpsCenter.Silo.Storage;
using Orleans.Serialization;

namespace OpsCenter.Silo.Hotline;

/// <summary>What the hotline keeps beside the journal: the table of orders, for lists and searches.</summary>
public sealed class HotlineTables : ISubjectTables
{
    /// <inheritdoc/>
    public IReadOnlyList<RebuildableTable> Rebuildable { get; } =
    [
        new("orders", "The lists of the hotline's orders (embedded: stop the product first; on PostgreSQL it may run)", RebuildAsync),
    ];

    /// <inheritdoc/>
    public void Add(IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(provider => Open(options, provider.GetRequiredService<Serializer>()));
        services.AddSingleton<IOrderTable>(provider => provider.GetRequiredService<SqlOrderTable>());
        services.AddSingleton<ISubjectTable>(provider => provider.GetRequiredService<SqlOrderTable>());
    }

    private static SqlOrderTable Open(StorageOptions options, Serializer serializer) => options.IsPostgres
        ? new PostgresOrderTable(options.ConnectionString, serializer)
        : new SqliteOrderTable(Path.Combine(Path.GetFullPath(options.DataFolder), "orders.db"), serializer);

    private static async Task<long> RebuildAsync(TableRebuild rebuild, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        await using var table = Open(rebuild.Options, services.GetRequiredService<Serializer>());
        await table.PrepareAsync(cancellation);
        return await new OrderRebuild(rebuild.Journal, table, rebuild.Events).RunAsync(rebuild.District, rebuild.Read, cancellation);
    }
}
