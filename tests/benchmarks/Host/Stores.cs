using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsCenter.Silo.Hotline;
using OpsCenter.Silo.Journal;
using OpsCenter.Tests.Infrastructure;
using Orleans.Serialization;

namespace OpsCenter.Benchmarks.Host;

/// <summary>The two databases, each with a place of its own for every run.</summary>
/// <param name="only">Name of the one to measure; null: both.</param>
internal sealed class Stores(string? only) : IAsyncDisposable
{
    private readonly Postgres postgres = new();
    private readonly Sqlite sqlite = new();

    public IReadOnlyList<IStore> All =>
        [.. new IStore[] { postgres, sqlite }.Where(store => only is null || store.Name.Equals(only, StringComparison.OrdinalIgnoreCase))];

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        sqlite.Dispose();
    }
}

internal interface IStore
{
    string Name { get; }

    /// <summary>How many connections can write at the same time, and are tried to find the limit.</summary>
    int[] Writers { get; }

    /// <summary>A new, empty place.</summary>
    Task<Place> NewPlaceAsync();

    /// <summary>Processor time of the database's own processes so far.</summary>
    Task<TimeSpan> ProcessorTimeAsync();

    Task<string> VersionAsync();
}

/// <summary>Where one run keeps its data.</summary>
/// <param name="Settings">What the product is told.</param>
/// <param name="DataFolder">The product's data folder.</param>
/// <param name="OpenJournal">A further writer or reader of the same journal.</param>
/// <param name="OpenOrders">The table of orders; still to be prepared.</param>
internal sealed record Place(string[] Settings, string DataFolder, Func<IOpenableStore> OpenJournal, Func<SqlOrderTable> OpenOrders)
{
    public static Serializer Serializer { get; } = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();
}

/// <summary>PostgreSQL, started for this run, with fsync.</summary>
internal sealed class Postgres : IStore, IAsyncDisposable
{
    private readonly List<string> folders = [];
    private readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.StartNewAsync(durable: true));

    public string Name => "PostgreSQL";

    public int[] Writers => [1, 2, 4];

    public async Task<Place> NewPlaceAsync()
    {
        var connection = await (await server.Value).CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("opscenter-bench-").FullName;
        folders.Add(folder);
        return new(
            [
                "--Storage:Provider=postgres", $"--Storage:ConnectionString={connection}", $"--Storage:DataFolder={folder}",
                $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}",
            ],
            folder, () => new PostgresJournalStore(connection), () => new PostgresOrderTable(connection, Place.Serializer));
    }

    public async Task<TimeSpan> ProcessorTimeAsync()
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine((await server.Value).Folder, "data", "postmaster.pid")))[0];
        var ticks = 0L;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                // Behind the name in brackets: state, parent, …, user and system time at 14 and 15, those of ended children at 16 and 17.
                var text = await File.ReadAllTextAsync(Path.Combine(process, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[1] == postmaster) ticks += long.Parse(fields[11]) + long.Parse(fields[12]);
                if (Path.GetFileName(process) == postmaster) ticks += fields[11..15].Sum(long.Parse);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    public async Task<string> VersionAsync()
    {
        await using var source = NpgsqlDataSource.Create((await server.Value).ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand("SHOW server_version");
        return $"PostgreSQL {await command.ExecuteScalarAsync()} (fsync on)";
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
        foreach (var folder in folders) Directory.Delete(folder, recursive: true);
    }
}

/// <summary>SQLite files, synchronous = FULL.</summary>
internal sealed class Sqlite : IStore, IDisposable
{
    private readonly List<string> folders = [];

    public string Name => "SQLite";

    public int[] Writers => [1];

    public Task<Place> NewPlaceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-bench-").FullName;
        folders.Add(folder);
        return Task.FromResult(new Place(
            [$"--Storage:DataFolder={folder}"], folder, () => new SqliteJournalStore(Path.Combine(folder, "journal.db")),
            () => new SqliteOrderTable(Path.Combine(folder, "orders.db"), Place.Serializer)));
    }

    /// <summary>It works inside the product's process.</summary>
    public Task<TimeSpan> ProcessorTimeAsync() => Task.FromResult(TimeSpan.Zero);

    public async Task<string> VersionAsync()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return $"SQLite {connection.ServerVersion} (synchronous = FULL)";
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var folder in folders) Directory.Delete(folder, recursive: true);
    }
}
