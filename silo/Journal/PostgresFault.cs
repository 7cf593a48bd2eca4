using System.Net.Sockets;
using Npgsql;

namespace OpsCenter.Silo.Journal;

/// <summary>What PostgreSQL's and Npgsql's errors mean to the journal.</summary>
internal static class PostgresFault
{
    /// <summary>The journal's exception, or null when the fault is none of the passing ones.</summary>
    public static JournalUnavailableException? Translate(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new JournalFullException("事件日志所在磁盘已满 / The disk of the journal is full.", fault),
        PostgresException refused when !IsPassing(refused.SqlState) => null,
        NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException =>
            new JournalUnavailableException($"事件日志暂不可用 / The journal cannot be reached: {fault.Message}", fault),
        _ => null,
    };

    // Connections (08), transaction rollback (40), resources (53), operator and shutdown (57), system (58), read-only
    // standby (25006), locks (55P03).
    private static bool IsPassing(string state) =>
        state[..2] is "08" or "40" or "53" or "57" or "58"
            || state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable;
}
