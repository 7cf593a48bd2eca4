using Npgsql;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// Reads below every transaction that is still open: transaction ids are given out in order, so nothing can appear there
/// any more, and a reader that has passed a row has seen all before it.
/// </summary>
internal sealed class PostgresJournalReader(NpgsqlDataSource source) : IJournalReader
{
    private const string Columns =
        "transaction_id, position, stream, version, kind, occurred_at, recorded_at, actor, source_id, payload, hash";

    private const string StreamSql = $"SELECT {Columns} FROM journal WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3";

    private const string DistrictSql =
        $"""
        SELECT {Columns} FROM journal
        WHERE district = $1 AND (transaction_id, position) > ($2, $3)
          AND transaction_id < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + added FROM journal_clock)
        ORDER BY transaction_id, position LIMIT $4
        """;

    private const string HeadSql =
        "SELECT transaction_id, position FROM journal WHERE district = $1 ORDER BY transaction_id DESC, position DESC LIMIT 1";

    // Hops from one district to the next along the index; DISTINCT would read all of it.
    private const string DistrictsSql =
        """
        WITH RECURSIVE hop (district) AS (
          SELECT min(district) FROM journal
          UNION ALL
          SELECT (SELECT min(district) FROM journal WHERE district > hop.district) FROM hop WHERE hop.district IS NOT NULL)
        SELECT district FROM hop WHERE district IS NOT NULL
        """;

    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        ReadAsync(StreamSql, Row, cancellation, Text(stream), new NpgsqlParameter<long> { TypedValue = afterVersion },
            new NpgsqlParameter<int> { TypedValue = limit });

    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        ReadAsync(
            DistrictSql, Row, cancellation, Text(district.Value),
            new NpgsqlParameter<long> { TypedValue = after.Transaction },
            new NpgsqlParameter<int> { TypedValue = (int)after.Sequence },
            new NpgsqlParameter<int> { TypedValue = limit });

    public async Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        (await ReadAsync(HeadSql, row => new JournalPosition(row.GetInt64(0), row.GetInt32(1)), cancellation,
            Text(district.Value))).FirstOrDefault(JournalPosition.Start);

    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        ReadAsync(DistrictsSql, row => new DistrictCode(row.GetString(0)), cancellation);

    public async Task<long> CountAsync(DistrictCode district, CancellationToken cancellation = default) =>
        (await ReadAsync(
            "SELECT count(*) FROM journal WHERE district = $1", row => row.GetInt64(0), cancellation, Text(district.Value)))[0];

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> convert, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellation))
                rows.Add(convert(reader));
            return rows;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            throw PostgresFault.Translate(fault)
                ?? new JournalUnavailableException($"无法读取事件日志 / The journal cannot be read: {fault.Message}", fault);
        }
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static JournalRow Row(NpgsqlDataReader row) => new()
    {
        Position = new(row.GetInt64(0), row.GetInt32(1)),
        Stream = row.GetString(2),
        Version = row.GetInt64(3),
        Kind = row.GetString(4),
        OccurredAt = new(row.GetDateTime(5)),
        RecordedAt = new(row.GetDateTime(6)),
        Actor = row.GetString(7),
        SourceId = row.GetString(8),
        Payload = row.GetFieldValue<byte[]>(9),
        Hash = row.GetFieldValue<byte[]>(10),
    };
}
