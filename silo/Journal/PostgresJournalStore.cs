using Npgsql;
using OpsCenter.Silo.Storage;

namespace OpsCenter.Silo.Journal;

/// <summary>The journal in PostgreSQL 13 or newer, shared by several silos, each of which writes over one connection.</summary>
public sealed class PostgresJournalStore : IOpenableStore
{
    private readonly NpgsqlDataSource source;
    private readonly PostgresInsert insert;
    private readonly PostgresJournalReader reader;

    public PostgresJournalStore(string connectionString)
    {
        source = PostgresSource.Create(connectionString, "journal", 10);
        insert = new(source);
        reader = new(source);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellation = default)
    {
        await PostgresSchema.MigrateAsync(source, cancellation);
        await PostgresClock.AdvanceAsync(source, cancellation);
    }

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default)
    {
        try
        {
            insert.Write(rows.Span);
            return Task.CompletedTask;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Task.FromException(Conflict(rows.Span, fault));
        }
        catch (Exception fault) when (PostgresFault.Translate(fault) is { } known)
        {
            return Task.FromException(known);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        reader.ReadStreamAsync(stream, afterVersion, limit, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        reader.ReadDistrictAsync(district, after, limit, cancellation);

    /// <inheritdoc/>
    public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        reader.HeadAsync(district, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        reader.ListDistrictsAsync(cancellation);

    /// <inheritdoc/>
    public Task<long> CountAsync(DistrictCode district, CancellationToken cancellation = default) =>
        reader.CountAsync(district, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        insert.Dispose();
        await source.DisposeAsync();
    }

    private Exception Conflict(ReadOnlySpan<PendingRow> rows, PostgresException violation)
    {
        try
        {
            return insert.Conflicts(rows) is { Count: > 0 } streams
                ? new StreamConflictException(streams)
                : new JournalUnavailableException("事件日志暂不可写 / The journal cannot be written now.", violation);
        }
        catch (Exception fault) when (PostgresFault.Translate(fault) is { } known)
        {
            return known;
        }
    }
}
