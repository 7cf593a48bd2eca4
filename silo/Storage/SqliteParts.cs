using System.Net;
using System.Net.Sockets;
using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Storage;

/// <summary>One process, files in a data folder, nothing to install.</summary>
internal sealed class SqliteParts(StorageOptions options) : IStorageParts
{
    private readonly string folder = Path.GetFullPath(options.DataFolder);
    private readonly SqliteSnapshotSource snapshots = new(Path.Combine(Path.GetFullPath(options.DataFolder), "snapshots.db"));
    private DataFolderLock? held;

    public string Description => $"SQLite, {folder}";

    public IOpenableStore CreateJournalStore() => new SqliteJournalStore(Path.Combine(folder, "journal.db"));

    public void Configure(ISiloBuilder silo)
    {
        // Nobody else joins, so the ports are of no interest; free ones let several installations run side by side.
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: options.ServiceId, clusterId: options.ClusterId);
        silo.AddSnapshotStorage("System.Data.SQLite", snapshots);
    }

    public Task PrepareAsync(CancellationToken cancellation)
    {
        held = DataFolderLock.Take(folder);
        snapshots.Migrate();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await snapshots.DisposeAsync();
        held?.Dispose();
    }

    // Both are held until both are known, or the second could be the first again.
    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
