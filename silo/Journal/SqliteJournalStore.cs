using Microsoft.Data.Sqlite;
using OpsCenter.Silo.Storage;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// The journal in one SQLite file: write-ahead log, <c>synchronous = FULL</c> (a commit is on the disk when it returns),
/// one writer connection, readers beside it that never wait for it. The caller keeps other processes out
/// (<see cref="DataFolderLock"/>).
/// </summary>
public sealed class SqliteJournalStore(string path) : IOpenableStore
{
    private SqliteConnection? writer;
    private SqliteInsert? insert;
    private SqliteJournalReader? reader;

    private SqliteJournalReader Reader => reader ?? throw new InvalidOperationException("The journal has not been opened.");

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellation = default)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            writer = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            writer.Open();
            SqliteSchema.Migrate(writer, "sqlite-journal");
            // A checkpoint every 4,000 pages (16 MB): fewer, longer ones cost a writer less than the default 1,000.
            SqliteSchema.Execute(writer,
                "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000");
            insert = new(writer.Handle!);
            reader = new(path);
            return Task.CompletedTask;
        }
        catch (SqliteException fault)
        {
            throw new StorageException($"无法打开事件日志 {path}：{fault.Message} / The journal {path} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default)
    {
        try
        {
            Write(rows.Span);
            return Task.CompletedTask;
        }
        catch (SqliteException fault) when (SqliteFault.Translate(fault) is { } known)
        {
            return Task.FromException(known);
        }
        catch (StreamConflictException conflict)
        {
            return Task.FromException(conflict);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        Reader.ReadStreamAsync(stream, afterVersion, limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        Reader.ReadDistrictAsync(district, after, limit, cancellation);

    /// <inheritdoc/>
    public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        Reader.HeadAsync(district, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        Reader.ListDistrictsAsync(cancellation);

    /// <inheritdoc/>
    public Task<long> CountAsync(DistrictCode district, CancellationToken cancellation = default) =>
        Reader.CountAsync(district, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        insert?.Dispose();
        reader?.Dispose();
        writer?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>For tests: the writer's connection.</summary>
    internal SqliteConnection Writer => writer!;

    private void Write(ReadOnlySpan<PendingRow> rows)
    {
        var begun = false;
        try
        {
            insert!.Begin();
            begun = true;
            foreach (ref readonly var row in rows)
                insert.Add(row);
            insert.Commit();
        }
        catch (SqliteException fault)
        {
            // SQLite ends the transaction by itself on some faults.
            if (begun && insert!.InTransaction)
                insert.Rollback();
            if (SqliteFault.IsUniqueViolation(fault) && Conflicts(rows) is { Count: > 0 } streams)
                throw new StreamConflictException(streams);
            throw;
        }
    }

    private HashSet<string> Conflicts(ReadOnlySpan<PendingRow> rows)
    {
        HashSet<string> streams = [];
        HashSet<(string, long)> own = [];
        using var find = writer!.CreateCommand();
        find.CommandText = "SELECT 1 FROM journal WHERE stream = $stream AND version = $version";
        var stream = find.Parameters.Add("$stream", SqliteType.Text);
        var version = find.Parameters.Add("$version", SqliteType.Integer);
        foreach (ref readonly var row in rows)
        {
            (stream.Value, version.Value) = (row.Stream, row.Version);
            if (!own.Add((row.Stream, row.Version)) || find.ExecuteScalar() is not null)
                streams.Add(row.Stream);
        }
        return streams;
    }
}
