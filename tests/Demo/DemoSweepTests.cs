using System.Text;
using Microsoft.Data.Sqlite;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using Xunit;

namespace OpsCenter.Tests.Demo;

/// <summary>What a demo that stands for weeks lets go of, and what it keeps.</summary>
public sealed class DemoSweepTests : IDisposable
{
    private const string District = "440203";
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-sweep-").FullName;
    private SqliteJournalStore? journal;

    [Fact]
    public async Task Old_days_of_the_hall_and_of_the_audit_trail_go_what_actors_live_on_stays()
    {
        var busy = Rows("window/H1/W01", 3 * DemoSweep.KeptRows, "hall.ticket-called");
        await WriteAsync(
            busy, Rows("hall/H1", 2, "hall.defined"), Rows("audit/20260302", 50, "audit.recorded"),
            Rows("hotline/all", 5, "hotline.defined"),
            Rows("filing/x", DemoSweep.KeptRows * 2, "filings.saved"));
        var sweep = new DemoSweep(folder, null!, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        // Nothing is old yet.
        await sweep.SweepAsync(Begin, keptOrders: 0, TestContext.Current.CancellationToken);
        Assert.Equal(busy.Length, await CountAsync("window/H1/W01"));

        await sweep.SweepAsync(Begin.AddDays(100), keptOrders: 0, TestContext.Current.CancellationToken);
        Assert.Equal(
            (DemoSweep.KeptRows + 1, 2, 0, 5, DemoSweep.KeptRows * 2),
            (await CountAsync("window/H1/W01"), await CountAsync("hall/H1"), await CountAsync("audit/20260302"),
                await CountAsync("hotline/all"), await CountAsync("filing/x")));
        // The newest are those that stay, and the journal goes on behind them.
        var kept = await journal!.ReadStreamAsync($"{District}/window/H1/W01", 0, 10_000, TestContext.Current.CancellationToken);
        Assert.Equal((busy.Length - DemoSweep.KeptRows, busy.Length), (kept[0].Version, kept[^1].Version));
        await WriteAsync(Rows("window/H1/W01", 1, "hall.ticket-called", after: busy.Length));
    }

    [Fact]
    public async Task Of_the_orders_that_are_over_the_newest_stay_and_those_under_way_all()
    {
        using (var orders = Open("orders.db"))
        {
            SqliteSchema.Migrate(orders, "sqlite-orders");
            for (var id = 1; id <= 200; id++)
            {
                // Every tenth is under way, every fiftieth's result is still owed to the platform.
                var (isOpen, owed) = (id % 10 == 0 ? 1 : 0, id % 50 == 1 ? 1 : 0);
                SqliteSchema.Execute(orders,
                    $"INSERT INTO order_row VALUES ({id}, '{District}', 'GD{id}', 1, 10, {isOpen}, 'ZJJ', '', 't', 'p', 0, 0, 0, NULL, "
                        + $"'', {owed}, 0, x'00')");
                SqliteSchema.Execute(orders, $"INSERT INTO order_text VALUES ({id}, '{District}', 'text')");
                await WriteAsync(Rows($"order/GD{id}", 2, "hotline.order-received"));
            }
            SqliteSchema.Execute(orders, $"INSERT INTO order_block VALUES ('{District}', 1, 2, 9, x'00')");
            SqliteSchema.Execute(orders, $"INSERT INTO order_posting VALUES ('{District}', 7, 1, x'00')");
        }
        await new DemoSweep(folder, null!, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).SweepAsync(Begin, keptOrders: 100,
            TestContext.Current.CancellationToken);
        using var left = Open("orders.db");
        Assert.Equal((100L, 100L), (Number(left, "SELECT count(*) FROM order_row"), Number(left, "SELECT count(*) FROM order_text")));
        Assert.Equal((20L, 4L),
            (Number(left, "SELECT count(*) FROM order_row WHERE is_open = 1"),
                Number(left, "SELECT count(*) FROM order_row WHERE owed = 1")));
        Assert.Equal(76L, Number(left, "SELECT count(*) FROM order_row WHERE is_open = 0 AND owed = 0 AND id > 100"));
        Assert.Equal((2, 0, 2), (await CountAsync("order/GD1"), await CountAsync("order/GD2"), await CountAsync("order/GD200")));
        // Of a block of terms the last order may have gone, and its words with it.
        Assert.Equal(1L, Number(left, "SELECT count(*) FROM order_block"));
    }

    public void Dispose()
    {
        (journal as IAsyncDisposable)?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    private static PendingRow[] Rows(string name, int count, string kind, long after = 0)
    {
        var (rows, hash) = (new PendingRow[count], HashChain.Start);
        for (var i = 0; i < count; i++)
        {
            var (version, at, payload) = (after + i + 1, Begin.AddMinutes(i), Encoding.UTF8.GetBytes("{}"));
            hash = HashChain.Next(hash, version, at, kind, "demo", "", payload);
            rows[i] = new()
            {
                Stream = $"{District}/{name}",
                Version = version,
                District = new(District),
                Kind = kind,
                OccurredAt = at,
                RecordedAt = at,
                Actor = "demo",
                SourceId = "",
                Payload = payload,
                Hash = hash,
            };
        }
        return rows;
    }

    private async Task WriteAsync(params PendingRow[][] streams)
    {
        if (journal is null)
        {
            journal = new(Path.Combine(folder, "journal.db"));
            await journal.OpenAsync();
            using var orders = Open("orders.db");
            SqliteSchema.Migrate(orders, "sqlite-orders");
        }
        foreach (var rows in streams) await journal.WriteAsync(rows);
    }

    private async Task<int> CountAsync(string name) => (await journal!.ReadStreamAsync($"{District}/{name}", 0, 10_000)).Count;

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, file)};Pooling=False");
        connection.Open();
        return connection;
    }

    private static long Number(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
