using Npgsql;
using NpgsqlTypes;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// The writer's connection and its one prepared statement: all rows as arrays, one statement, one round trip, which is also
/// the commit. Opened when needed, thrown away after a fault.
/// </summary>
internal sealed class PostgresInsert(NpgsqlDataSource source) : IDisposable
{
    private const string InsertSql =
        """
        INSERT INTO journal (transaction_id, position, stream, version, district, kind, occurred_at, recorded_at, actor, source_id,
            payload, hash)
        SELECT (SELECT pg_current_xact_id()::text::bigint + added FROM journal_clock), position, stream, version, district, kind,
            occurred_at, recorded_at, actor, source_id, payload::json, hash
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY
          AS row (stream, version, district, kind, occurred_at, recorded_at, actor, source_id, payload, hash, position)
        """;

    private const string ConflictSql =
        """
        SELECT DISTINCT stream FROM unnest($1, $2) AS row (stream, version)
        WHERE EXISTS (SELECT 1 FROM journal WHERE journal.stream = row.stream AND journal.version = row.version)
        """;

    private readonly List<string> streams = [], districts = [], kinds = [], actors = [], sourceIds = [];
    private readonly List<long> versions = [];
    private readonly List<DateTime> occurredAt = [], recordedAt = [];
    private readonly List<byte[]> payloads = [], hashes = [];
    private NpgsqlConnection? connection;
    private NpgsqlCommand? insert;

    public void Write(ReadOnlySpan<PendingRow> rows)
    {
        try
        {
            insert ??= Open();
            Fill(rows);
            insert.ExecuteNonQuery();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw;
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>The streams of which some (stream, version) are taken, or given twice.</summary>
    public HashSet<string> Conflicts(ReadOnlySpan<PendingRow> rows)
    {
        HashSet<string> taken = [];
        HashSet<(string, long)> own = [];
        foreach (ref readonly var row in rows)
        {
            streams.Add(row.Stream);
            versions.Add(row.Version);
            if (!own.Add((row.Stream, row.Version)))
                taken.Add(row.Stream);
        }
        try
        {
            using var command = source.CreateCommand(ConflictSql);
            command.Parameters.Add(Array(streams, NpgsqlDbType.Text));
            command.Parameters.Add(Array(versions, NpgsqlDbType.Bigint));
            using var reader = command.ExecuteReader();
            while (reader.Read())
                taken.Add(reader.GetString(0));
            return taken;
        }
        finally
        {
            Clear();
        }
    }

    public void Dispose()
    {
        insert?.Dispose();
        insert = null;
        connection?.Dispose();
        connection = null;
    }

    private NpgsqlCommand Open()
    {
        connection = source.OpenConnection();
        var command = new NpgsqlCommand(InsertSql, connection);
        command.Parameters.Add(Array(streams, NpgsqlDbType.Text));
        command.Parameters.Add(Array(versions, NpgsqlDbType.Bigint));
        command.Parameters.Add(Array(districts, NpgsqlDbType.Text));
        command.Parameters.Add(Array(kinds, NpgsqlDbType.Text));
        command.Parameters.Add(Array(occurredAt, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Array(recordedAt, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Array(actors, NpgsqlDbType.Text));
        command.Parameters.Add(Array(sourceIds, NpgsqlDbType.Text));
        command.Parameters.Add(Array(payloads, NpgsqlDbType.Text));
        command.Parameters.Add(Array(hashes, NpgsqlDbType.Bytea));
        command.Prepare();
        return command;
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };

    private void Fill(ReadOnlySpan<PendingRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            streams.Add(row.Stream);
            versions.Add(row.Version);
            districts.Add(row.District.Value);
            kinds.Add(row.Kind);
            occurredAt.Add(row.OccurredAt.UtcDateTime);
            recordedAt.Add(row.RecordedAt.UtcDateTime);
            actors.Add(row.Actor);
            sourceIds.Add(row.SourceId);
            payloads.Add(row.Payload);
            hashes.Add(row.Hash);
        }
    }

    private void Clear()
    {
        streams.Clear();
        versions.Clear();
        districts.Clear();
        kinds.Clear();
        occurredAt.Clear();
        recordedAt.Clear();
        actors.Clear();
        sourceIds.Clear();
        payloads.Clear();
        hashes.Clear();
    }
}
