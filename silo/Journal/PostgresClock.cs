using Npgsql;

namespace OpsCenter.Silo.Journal;

/// <summary>
/// Keeps transaction ids rising when the journal has moved to another server by dump and restore: that server counts from
/// a lower number, and without this new rows would sort before the old ones and readers would not see the old ones at all.
/// </summary>
internal static class PostgresClock
{
    // One statement, hence one snapshot: what it sees in a journal that has not moved lies below the snapshot's xmax.
    private const string Sql =
        """
        WITH RECURSIVE hop (district) AS (
          SELECT min(district) FROM journal
          UNION ALL
          SELECT (SELECT min(district) FROM journal WHERE district > hop.district) FROM hop WHERE hop.district IS NOT NULL
        ), newest (id) AS (
          SELECT max((SELECT max(transaction_id) FROM journal WHERE district = hop.district)) FROM hop
        )
        UPDATE journal_clock SET added = newest.id - pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1
        FROM newest WHERE newest.id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + added
        """;

    public static async Task AdvanceAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
