using System.Data;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using Orleans.Serialization;
using static SQLitePCL.raw;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// The table of orders in a file of its own: one writer connection, readers beside it that never wait for it.
/// <c>synchronous = NORMAL</c>: what a power cut takes away is folded again, rows and position alike.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="serializer">Of states.</param>
public sealed class SqliteOrderTable(string path, Serializer serializer) : SqlOrderTable(new SqliteDialect(), serializer)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string readOnly = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = 5
    }.ToString();
    private SqliteConnection? writer;
    private SqliteOrderWrite? write;
    private int disposed;

    private protected override string ForUpdate => "";

    private SqliteConnection Writer => writer ?? throw new InvalidOperationException("The table of orders has not been prepared.");

    /// <inheritdoc/>
    /// <remarks>A file that is damaged, or of a newer program, is thrown away: the journal has it all.</remarks>
    public override Task PrepareAsync(CancellationToken cancellation = default)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            try
            {
                Open();
            }
            catch (Exception unusable)
                when (unusable is StorageException or SqliteException { SqliteErrorCode: SQLITE_CORRUPT or SQLITE_NOTADB })
            {
                writer?.Dispose();
                foreach (var file in (string[])[path, $"{path}-wal", $"{path}-shm"]) File.Delete(file);
                Open();
            }
            return Task.CompletedTask;
        }
        catch (SqliteException fault)
        {
            throw new StorageException($"无法打开工单列表 {path}：{fault.Message} / The table of orders {path} cannot be opened: {fault.Message}",
                fault);
        }
    }

    /// <inheritdoc/>
    public override Task ClearAsync(DistrictCode? district, CancellationToken cancellation = default) => WriteAsync(
        async transaction =>
        {
            foreach (var table in Tables.Append("order_position"))
            {
                // Without a condition SQLite forgets the whole tree at once.
                if (district is null) await Dialect.ExecuteAsync(transaction, $"DELETE FROM {table}", cancellation);
                else await Dialect.ExecuteAsync(transaction, $"DELETE FROM {table} WHERE district = @district", cancellation,
                    ("@district", district?.Value));
            }
        },
        cancellation);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // The container knows it by two names and disposes of it by each.
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        await turn.WaitAsync();
        write?.Dispose();
        writer?.Dispose();
        SqliteConnection.ClearPool(new(readOnly));
        turn.Dispose();
    }

    private protected override async Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new SqliteConnection(readOnly);
            await connection.OpenAsync(cancellation);
            await using var transaction = connection.BeginTransaction(deferred: true);
            return await read(transaction);
        }
        catch (SqliteException fault) when (Dialect.IsPassing(fault))
        {
            throw Unavailable(fault);
        }
    }

    private protected override async Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await using var transaction = Writer.BeginTransaction(IsolationLevel.Serializable);
            await write(transaction);
            transaction.Commit();
        }
        catch (SqliteException fault) when (Dialect.IsPassing(fault))
        {
            throw Unavailable(fault);
        }
        finally
        {
            turn.Release();
        }
    }

    private protected override Task ApplyAsync(
        DbTransaction transaction, DistrictCode district, List<OrderChange> changes, CancellationToken cancellation)
    {
        write!.Apply((SqliteTransaction)transaction, district, changes);
        return Task.CompletedTask;
    }

    private protected override Task AddPostingsAsync(
        DbTransaction transaction, DistrictCode district, long block, byte[][] buckets, CancellationToken cancellation)
    {
        write!.AddPostings((SqliteTransaction)transaction, district, block, buckets);
        return Task.CompletedTask;
    }

    private void Open()
    {
        writer = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        writer.Open();
        SqliteSchema.Migrate(writer, "sqlite-orders");
        // A checkpoint every 4,000 pages (16 MB), as for the journal; the pages that updates come back to stay in memory (64 MB).
        SqliteSchema.Execute(writer,
            "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -64000");
        write = new(writer);
    }

    private sealed class SqliteDialect : OrderDialect
    {
        public override string Contains(string text, string word) => $"instr(lower({text}), {word}) > 0";

        public override string IsAny(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

        // Row ids are the file's.
        public override string SharesIds(string district) => $"{district} IS NOT NULL";

        public override object Many<T>(IReadOnlyCollection<T> values) => JsonSerializer.Serialize(values);

        public override bool IsPassing(Exception fault) => fault is SqliteException known && SqliteFault.Translate(known) is not null;
    }
}
