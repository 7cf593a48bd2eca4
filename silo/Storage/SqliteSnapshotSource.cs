using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OpsCenter.Silo.Storage;

/// <summary>
/// Connections to the snapshots' file, one at a time: SQLite has one writer anyway, and those who wait here in line are
/// served in turn, while those who poll a busy file were seen to wait for seconds. <c>synchronous = NORMAL</c>: a snapshot
/// that a power cut takes away is folded from the journal again.
/// </summary>
public sealed class SqliteSnapshotSource(string path) : DbDataSource
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <inheritdoc/>
    public override string ConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 30
    }.ToString();

    /// <summary>Creates or migrates the file.</summary>
    public void Migrate()
    {
        try
        {
            using var connection = OpenConnection();
            SqliteSchema.Migrate((SqliteConnection)connection, "sqlite-snapshots");
        }
        catch (SqliteException fault)
        {
            throw new StorageException($"无法打开快照文件 {path}：{fault.Message} / The snapshots {path} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        turn.Wait();
        return OpenInTurn();
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        await turn.WaitAsync(cancellationToken);
        return OpenInTurn();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        SqliteConnection.ClearPool(new(ConnectionString));
        turn.Dispose();
    }

    private SqliteConnection OpenInTurn()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL");
        }
        catch
        {
            connection.Dispose();
            turn.Release();
            throw;
        }
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
                turn.Release();
        };
        return connection;
    }
}
