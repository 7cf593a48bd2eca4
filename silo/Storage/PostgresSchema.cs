using Npgsql;

namespace OpsCenter.Silo.Storage;

/// <summary>Creates and migrates the PostgreSQL database.</summary>
internal static class PostgresSchema
{
    // Any number of our own: processes that start together take turns.
    private const long Lock = 0x0F5C_E17E;

    /// <exception cref="StorageException">The database cannot be reached, is not UTF-8 or is newer than the program.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellation);
            if (await ScalarAsync(connection, "SHOW server_encoding", cancellation) is not "UTF8")
                throw new StorageException(
                    $"数据库 {connection.Database} 的编码必须是 UTF8 / The encoding of the database {connection.Database} must be UTF8.");
            // Asked for first: CREATE TABLE needs a right that the account may rightly not have once all is there.
            if (await ScalarAsync(connection, "SELECT to_regclass('schema_version')::text", cancellation) is not string)
                await ExecuteAsync(connection,
                    "CREATE TABLE schema_version (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT "
                        + "now())", cancellation);
            var version = (int)(await ScalarAsync(connection, "SELECT coalesce(max(number), 0) FROM schema_version", cancellation))!;
            foreach (var script in SchemaScripts.After("postgres", version, connection.Database))
            {
                await ExecuteAsync(connection, script.Sql, cancellation);
                await using var record = new NpgsqlCommand("INSERT INTO schema_version (number, name) VALUES ($1, $2)", connection)
                {
                    Parameters = { new() { Value = script.Number }, new() { Value = script.Name } },
                };
                await record.ExecuteNonQueryAsync(cancellation);
            }
            await transaction.CommitAsync(cancellation);
        }
        catch (NpgsqlException fault)
        {
            var reason = (fault as PostgresException)?.MessageText ?? fault.Message;
            throw new StorageException($"无法使用 PostgreSQL 数据库：{reason} / The PostgreSQL database cannot be used: {reason}", fault);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
