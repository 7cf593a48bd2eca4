using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// The writer's prepared statements on SQLite's own interface: ADO.NET parameters box every value and allocate every text,
/// which cost about as much as the insert itself.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private const string Sql =
        "INSERT INTO journal (stream, version, district, kind, occurred_at, recorded_at, actor, source_id, payload, hash) " +
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    private readonly sqlite3 database;
    private readonly sqlite3_stmt insert;
    private readonly sqlite3_stmt begin;
    private readonly sqlite3_stmt commit;
    private readonly sqlite3_stmt rollback;
    private byte[] text = new byte[1024];

    public SqliteInsert(sqlite3 database)
    {
        this.database = database;
        insert = Prepare(Sql);
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        rollback = Prepare("ROLLBACK");
    }

    public bool InTransaction => sqlite3_get_autocommit(database) == 0;

    public void Begin() => Run(begin);

    public void Commit() => Run(commit);

    public void Rollback() => Run(rollback);

    public void Add(in PendingRow row)
    {
        Bind(1, row.Stream);
        sqlite3_bind_int64(insert, 2, row.Version);
        Bind(3, row.District.Value);
        Bind(4, row.Kind);
        sqlite3_bind_int64(insert, 5, Micros.Of(row.OccurredAt));
        sqlite3_bind_int64(insert, 6, Micros.Of(row.RecordedAt));
        Bind(7, row.Actor);
        Bind(8, row.SourceId);
        sqlite3_bind_blob(insert, 9, row.Payload);
        sqlite3_bind_blob(insert, 10, row.Hash);
        Run(insert);
    }

    public void Dispose()
    {
        insert.Dispose();
        begin.Dispose();
        commit.Dispose();
        rollback.Dispose();
    }

    // SQLite copies the bytes, so that one buffer serves all.
    private void Bind(int index, string value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (text.Length < most)
            text = new byte[most];
        var length = Encoding.UTF8.GetBytes(value, text);
        sqlite3_bind_text(insert, index, text.AsSpan(0, length));
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = sqlite3_step(statement);
        // Taken before the reset, which would overwrite them.
        var failed = result is not (SQLITE_DONE or SQLITE_ROW);
        var message = failed ? sqlite3_errmsg(database).utf8_to_string() : "";
        var extended = failed ? sqlite3_extended_errcode(database) : 0;
        sqlite3_reset(statement);
        if (failed)
            throw new SqliteException(message, result & 0xFF, extended);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        var result = sqlite3_prepare_v2(database, sql, out var statement);
        SqliteException.ThrowExceptionForRC(result, database);
        return statement;
    }
}
