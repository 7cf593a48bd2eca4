using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace OpsCenter.Silo.Journal;

/// <summary>What SQLite's result codes mean to the journal.</summary>
internal static class SqliteFault
{
    public static bool IsUniqueViolation(SqliteException fault) =>
        fault.SqliteErrorCode == SQLITE_CONSTRAINT
            && fault.SqliteExtendedErrorCode is SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY;

    /// <summary>The journal's exception, or null when the fault is none of the passing ones.</summary>
    public static JournalUnavailableException? Translate(SqliteException fault) => fault.SqliteErrorCode switch
    {
        SQLITE_FULL => new JournalFullException("事件日志所在磁盘已满 / The disk of the journal is full.", fault),
        // The shared-memory file beside the log could not grow: there is no space for it either.
        SQLITE_IOERR when fault.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE =>
            new JournalFullException("事件日志所在磁盘已满 / The disk of the journal is full.", fault),
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_IOERR or SQLITE_CANTOPEN or SQLITE_PROTOCOL or SQLITE_READONLY or SQLITE_NOMEM
            or SQLITE_INTERRUPT =>
            new JournalUnavailableException($"事件日志暂不可写 / The journal cannot be written now: {fault.Message}", fault),
        _ => null,
    };
}
