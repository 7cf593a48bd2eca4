using Orleans.Configuration;

namespace OpsCenter.Silo.Storage;

/// <summary>How a gateway process of its own finds the silos.</summary>
public static class GatewayStorageExtensions
{
    /// <summary>Membership of the cluster in the same PostgreSQL database.</summary>
    /// <exception cref="StorageException">A setting is wrong, or the storage is not shared between processes.</exception>
    public static IClientBuilder UseOpsCenterCluster(this IClientBuilder client, StorageOptions options)
    {
        options.Validated();
        if (!options.IsPostgres)
            throw new StorageException("独立的网关需要 Storage:Provider = postgres / A gateway of its own needs Storage:Provider = postgres.");
        var source = PostgresSource.Create(options.ConnectionString, "gateway", 4);
        client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId));
        client.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = PostgresParts.Invariant;
            clustering.DataSource = source;
        });
        return client;
    }
}
