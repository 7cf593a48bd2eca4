using Microsoft.Data.Sqlite;

namespace OpsCenter.Silo.Storage;

/// <summary>Creates and migrates one SQLite file.</summary>
internal static class SqliteSchema
{
    /// <exception cref="StorageException">The file is newer than the program.</exception>
    public static void Migrate(SqliteConnection connection, string chain)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "BEGIN EXCLUSIVE");
        try
        {
            Execute(connection,
                "CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) "
                    + "STRICT");
            var version = Convert.ToInt32(Scalar(connection, "SELECT coalesce(max(number), 0) FROM schema_version"), null);
            foreach (var script in SchemaScripts.After(chain, version, connection.DataSource))
            {
                Execute(connection, script.Sql);
                using var record = connection.CreateCommand();
                record.CommandText = "INSERT INTO schema_version VALUES ($number, $name, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))";
                record.Parameters.AddWithValue("$number", script.Number);
                record.Parameters.AddWithValue("$name", script.Name);
                record.ExecuteNonQuery();
            }
            Execute(connection, "COMMIT");
        }
        catch
        {
            Execute(connection, "ROLLBACK");
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
