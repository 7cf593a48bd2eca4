using Npgsql;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using Xunit;

namespace OpsCenter.Tests.Journal;

public sealed class PostgresJournalTests(PostgresFixture postgres) : JournalTests
{
    private string connectionString = "";

    public override async ValueTask InitializeAsync()
    {
        connectionString = await postgres.NewDatabaseAsync() + ";Maximum Pool Size=4";
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_row_that_commits_late_is_never_skipped()
    {
        var late = new TestRows($"{District}/window/H1/A1");
        var early = new TestRows($"{District}/window/H1/A2");
        await using var other = await OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await InsertAsync(other, late.Next().Single());
        await Store.WriteAsync(early.Next(), Cancellation);

        // The early row is durable, and its stream shows it, but a row before it is still undecided.
        Assert.Single(await AllAsync(early.Stream));
        Assert.Empty(await Store.ReadDistrictAsync(new(District), JournalPosition.Start, 10, Cancellation));
        // Whoever wants all that was acknowledged is told how far that is, and has to wait.
        var head = await Store.HeadAsync(new(District), Cancellation);
        Assert.True(head.CompareTo(JournalPosition.Start) > 0);
        await transaction.CommitAsync(Cancellation);

        var rows = await FollowAsync(District, 2);
        Assert.Equal([late.Stream, early.Stream], rows.Select(row => row.Stream));
        Assert.Equal(head, rows[1].Position);
    }

    [Fact]
    public async Task A_reader_beside_two_writers_sees_every_row_once()
    {
        await using var second = await ReopenAsync();
        JournalWriter[] silos = [NewWriter(), NewWriter(second)];
        var streams = Enumerable.Range(0, 60).Select(i => new TestRows($"{District}/window/H1/W{i}")).ToArray();
        var writing = Task.WhenAll(streams.Select((stream, i) => Task.Run(async () =>
        {
            for (var n = 0; n < 40; n++)
                await silos[i % 2].AppendAsync(stream.Handle, stream.Next(3));
        }, Cancellation)));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        Dictionary<string, long> seen = [];
        var position = JournalPosition.Start;
        while (true)
        {
            var page = await Store.ReadDistrictAsync(new(District), position, 500, patience.Token);
            foreach (var row in page)
            {
                Assert.Equal(seen.GetValueOrDefault(row.Stream) + 1, row.Version);
                seen[row.Stream] = row.Version;
                position = row.Position;
            }
            if (writing.IsCompleted && seen.Values.Sum() == streams.Sum(stream => stream.Version))
                break;
            if (page.Count == 0)
                await Task.Delay(2, patience.Token);
        }
        await writing;
        Assert.All(streams, stream => Assert.Equal(stream.Version, seen[stream.Stream]));
    }

    [Fact]
    public async Task A_connection_cut_during_the_commit_neither_loses_nor_repeats()
    {
        var server = await postgres.ServerAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Port = proxy.Port };
        await using var store = new PostgresJournalStore(settings.ToString());
        await store.OpenAsync(Cancellation);
        var writer = NewWriter(store, new() { FirstPause = TimeSpan.FromMilliseconds(5) });
        var stream = new TestRows($"{District}/window/H1/A1");
        await writer.AppendAsync(stream.Handle, stream.Next(5));

        for (var i = 0; i < 3; i++)
        {
            proxy.CutAnswerTo($"cut here {i}");
            await writer.AppendAsync(stream.Handle, stream.Next(5, $"cut here {i}"));
        }
        Assert.Equal(3, proxy.Cuts);
        var rows = await AllAsync(stream.Stream);
        Assert.Equal(20, rows.Count);
        AssertIntact(rows);
    }

    [Fact]
    public async Task Sessions_ended_by_the_server_are_opened_again()
    {
        var writer = NewWriter(options: new() { FirstPause = TimeSpan.FromMilliseconds(5) });
        var stream = new TestRows($"{District}/window/H1/A1");
        await writer.AppendAsync(stream.Handle, stream.Next());
        await using var other = await OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            var appends = Enumerable.Range(0, 20).Select(_ => writer.AppendAsync(stream.Handle, stream.Next(3))).ToArray();
            await using var end = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'opscenter journal' AND datname = "
                    + "current_database()", other);
            await end.ExecuteNonQueryAsync(Cancellation);
            await Task.WhenAll(appends);
        }
        var rows = await AllAsync(stream.Stream);
        Assert.Equal(stream.Version, rows.Count);
        AssertIntact(rows);
    }

    [Fact]
    public async Task What_the_database_refuses_fails_alone()
    {
        var writer = new JournalWriter(Store, new(), [], TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<JournalWriter>.Instance);
        var good = Enumerable.Range(0, 9).Select(i => new TestRows($"{District}/window/H1/G{i}")).ToArray();
        var bad = new TestRows($"{District}/window/H1/B");
        var appends = good.Select(stream => writer.AppendAsync(stream.Handle, stream.Next())).ToArray();
        var refused = writer.AppendAsync(bad.Handle, [bad.Next().Single() with { Payload = "no json"u8.ToArray() }]);
        writer.Start();

        await Task.WhenAll(appends);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => refused);
        Assert.Empty(await AllAsync(bad.Stream));
        await writer.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Restored_into_a_younger_server_readers_see_the_old_rows_and_then_the_new()
    {
        var stream = new TestRows($"{District}/window/H1/A1");
        await Store.WriteAsync(stream.Next(2), Cancellation);
        await ExecuteAsync("UPDATE journal SET transaction_id = transaction_id + 1000000000000");
        Assert.Empty(await Store.ReadDistrictAsync(new(District), JournalPosition.Start, 10, Cancellation));

        await using var again = await ReopenAsync();
        await again.WriteAsync(stream.Next(2), Cancellation);
        await using var thirdTime = await ReopenAsync();
        await thirdTime.WriteAsync(stream.Next(2), Cancellation);
        Assert.Equal([1, 2, 3, 4, 5, 6], (await FollowAsync(District, 6)).Select(row => row.Version));
    }

    [Fact]
    public async Task A_newer_database_is_refused()
    {
        await using var other = await OpenAsync();
        await using var command = new NpgsqlCommand("INSERT INTO schema_version VALUES (999, 'from the future')", other);
        await command.ExecuteNonQueryAsync(Cancellation);
        var refused = await Assert.ThrowsAsync<StorageException>(ReopenAsync);
        Assert.Contains("999", refused.Message);
    }

    [Fact]
    public async Task Silos_that_start_together_make_one_schema()
    {
        connectionString = await postgres.NewDatabaseAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReopenAsync()));
        foreach (var store in stores)
            await store.DisposeAsync();
        await using var other = await OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM schema_version", other);
        Assert.Equal((long)SchemaScripts.Of("postgres").Count, await command.ExecuteScalarAsync(Cancellation));
    }

    protected override async Task<IOpenableStore> ReopenAsync()
    {
        var store = new PostgresJournalStore(connectionString);
        await store.OpenAsync(Cancellation);
        return store;
    }

    // The server's own error for a full disk, raised where a full disk would raise it.
    protected override Task UseUpSpaceAsync() => ExecuteAsync(
        """
        CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
        END $$;
        CREATE TRIGGER no_space BEFORE INSERT ON journal EXECUTE FUNCTION no_space();
        """);

    protected override Task FreeSpaceAsync() => ExecuteAsync("DROP TRIGGER no_space ON journal");

    private async Task ExecuteAsync(string sql)
    {
        await using var other = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, other);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task InsertAsync(NpgsqlConnection connection, PendingRow row)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO journal VALUES (pg_current_xact_id()::text::bigint, 1, $1, $2, $3, $4, $5, $6, $7, $8, convert_from($9, "
                + "'UTF8')::json, $10)", connection)
        {
            Parameters =
            {
                new() { Value = row.Stream }, new() { Value = row.Version }, new() { Value = row.District.Value },
                new() { Value = row.Kind },
                new() { Value = row.OccurredAt.UtcDateTime }, new() { Value = row.RecordedAt.UtcDateTime }, new() { Value = row.Actor },
                new() { Value = row.SourceId }, new() { Value = row.Payload }, new() { Value = row.Hash },
            },
        };
        await command.ExecuteNonQueryAsync();
    }
}
