using Microsoft.Data.Sqlite;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// Keeps a demo that stands for weeks from filling the disk: what lies more than some simulated weeks back is taken out of its folder,
/// little by little. Only the demo does so, and only in a folder of its own: the product never removes a fact. What is summed up already
/// stays on the walls; actors go on from their snapshots.
/// </summary>
/// <param name="folder">The demo's data folder.</param>
/// <param name="people">The clock.</param>
/// <param name="log">Told of what cannot be swept.</param>
internal sealed class DemoSweep(string folder, DemoPeople people, ILogger log)
{
    /// <summary>Longer than the longest limit, and than a fact may be late.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35), Every = TimeSpan.FromHours(12);

    /// <summary>Orders that stay, the newest: those of two years.</summary>
    public const int KeptOrders = 45_000;

    /// <summary>
    /// Rows of a stream of the hall that stay whatever their age; more than lie between two snapshots of its actor
    /// (<see cref="SnapshotEvery"/>).
    /// </summary>
    public const int KeptRows = 400;

    /// <summary>How often the demo's actors write down where they are.</summary>
    public const int SnapshotEvery = 100;

    /// <summary>Rows looked at, and orders removed, in one transaction: the journal's writer waits no longer than that takes.</summary>
    private const int RowsAtOnce = 2000, OrdersAtOnce = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Up to where the journal has been swept.</summary>
    private long swept;

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await people.DelayAsync(Every, cancellation);
            try
            {
                await SweepAsync(people.Now - Kept, KeptOrders, cancellation);
            }
            catch (SqliteException busy)
            {
                log.LogInformation("Old days of the demo stay for now: {Reason}", busy.Message);
            }
        }
    }

    /// <summary>
    /// Removes what the hall and the audit trail recorded before that moment, and all but the newest orders of those that nothing will
    /// happen to any more.
    /// </summary>
    public async Task SweepAsync(DateTimeOffset before, int keptOrders, CancellationToken cancellation)
    {
        using (var journal = Open("journal.db"))
            while (Number(journal,
                $"SELECT max(position) FROM (SELECT position FROM journal WHERE position > {swept} ORDER BY position LIMIT {RowsAtOnce})")
                    is { } last
                && Number(journal, $"SELECT recorded_at FROM journal WHERE position = {last}") < Micros.Of(before))
            {
                // An actor goes on from its snapshot and the rows behind it. The audit trail has a stream a day.
                Execute(
                    journal,
                    $"""
                    DELETE FROM journal WHERE position > {swept} AND position <= {last} AND (
                      kind LIKE 'audit.%'
                      OR kind LIKE 'hall.%' AND kind NOT IN ('hall.defined', 'hall.definition-applied', 'hall.opened', 'hall.closed')
                        AND version + {KeptRows} < (SELECT max(version) FROM journal newest WHERE newest.stream = journal.stream))
                    """);
                swept = last;
                await Task.Delay(Pause, cancellation);
            }

        using var orders = Open("orders.db");
        Execute(orders, $"ATTACH DATABASE '{Path.Combine(folder, "journal.db").Replace("'", "''", StringComparison.Ordinal)}' AS facts");
        Execute(orders, "CREATE TEMP TABLE swept (id INTEGER PRIMARY KEY, stream TEXT NOT NULL)");
        for (var surplus = Number(orders, "SELECT count(*) FROM order_row") - keptOrders ?? 0; surplus > 0; surplus -= OrdersAtOnce)
        {
            var found = Execute(
                orders,
                $"""
                INSERT INTO swept SELECT id, district || '/order/' || number FROM order_row
                WHERE is_open = 0 AND owed = 0 AND NOT EXISTS (SELECT 1 FROM order_live WHERE order_live.id = order_row.id)
                ORDER BY id LIMIT {OrdersAtOnce}
                """);
            if (found == 0) break;
            Execute(orders, "DELETE FROM order_row WHERE id IN (SELECT id FROM swept)");
            Execute(orders, "DELETE FROM order_text WHERE id IN (SELECT id FROM swept)");
            Execute(orders, "DELETE FROM order_assist WHERE id IN (SELECT id FROM swept)");
            Execute(orders, "DELETE FROM facts.journal WHERE stream IN (SELECT stream FROM swept)");
            Execute(orders, "DELETE FROM swept");
            await Task.Delay(Pause, cancellation);
        }
        // Blocks of terms none of whose orders is left.
        const string gone =
            "SELECT district, block FROM order_block WHERE high < (SELECT min(id) FROM order_row WHERE order_row.district = "
                + "order_block.district)";
        Execute(orders, $"DELETE FROM order_posting WHERE (district, block) IN ({gone})");
        Execute(orders, $"DELETE FROM order_block WHERE (district, block) IN ({gone})");
    }

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, file),
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false
        }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 5000");
        return connection;
    }

    private static int Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteNonQuery();
    }

    private static long? Number(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() as long?;
    }
}
