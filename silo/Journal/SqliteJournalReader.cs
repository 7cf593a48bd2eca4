using Microsoft.Data.Sqlite;

namespace OpsCenter.Silo.Journal;

/// <summary>Reads beside the writer, on pooled connections; each read sees the last commit.</summary>
internal sealed class SqliteJournalReader(string path) : IJournalReader, IDisposable
{
    private const string Columns = "position, stream, version, kind, occurred_at, recorded_at, actor, source_id, payload, hash";

    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = true,
        DefaultTimeout = 5,
    }.ToString();

    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        ReadAsync($"SELECT {Columns} FROM journal WHERE stream = $key AND version > $after ORDER BY version LIMIT $limit", stream,
            afterVersion, limit, Row);

    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        ReadAsync($"SELECT {Columns} FROM journal WHERE district = $key AND position > $after ORDER BY position LIMIT $limit",
            district.Value, after.Sequence, limit, Row);

    public async Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        new(0,
            (await ReadAsync("SELECT coalesce(max(position), 0) FROM journal WHERE district = $key", district.Value, 0, 0,
                row => row.GetInt64(0)))[0]);

    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        // Hops from one district to the next along the index; DISTINCT would read all of it.
        ReadAsync(
            """
            WITH RECURSIVE hop (district) AS (
              SELECT min(district) FROM journal
              UNION ALL
              SELECT (SELECT min(district) FROM journal WHERE district > hop.district) FROM hop WHERE hop.district IS NOT NULL)
            SELECT district FROM hop WHERE district IS NOT NULL
            """, "", 0, 0, row => new DistrictCode(row.GetString(0)));

    public async Task<long> CountAsync(DistrictCode district, CancellationToken cancellation = default) =>
        (await ReadAsync("SELECT count(*) FROM journal WHERE district = $key", district.Value, 0, 0, row => row.GetInt64(0)))[0];

    public void Dispose() => SqliteConnection.ClearPool(new(connectionString));

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, string key, long after, int limit, Func<SqliteDataReader, T> convert)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$key", key);
            command.Parameters.AddWithValue("$after", after);
            command.Parameters.AddWithValue("$limit", limit);
            using var reader = command.ExecuteReader();
            List<T> rows = [];
            while (reader.Read())
                rows.Add(convert(reader));
            return Task.FromResult<IReadOnlyList<T>>(rows);
        }
        catch (SqliteException fault)
        {
            return Task.FromException<IReadOnlyList<T>>(
                SqliteFault.Translate(fault)
                    ?? new JournalUnavailableException($"无法读取事件日志 / The journal cannot be read: {fault.Message}", fault));
        }
    }

    private static JournalRow Row(SqliteDataReader row) => new()
    {
        Position = new(0, row.GetInt64(0)),
        Stream = row.GetString(1),
        Version = row.GetInt64(2),
        Kind = row.GetString(3),
        OccurredAt = Micros.ToTime(row.GetInt64(4)),
        RecordedAt = Micros.ToTime(row.GetInt64(5)),
        Actor = row.GetString(6),
        SourceId = row.GetString(7),
        Payload = row.GetFieldValue<byte[]>(8),
        Hash = row.GetFieldValue<byte[]>(9),
    };
}
