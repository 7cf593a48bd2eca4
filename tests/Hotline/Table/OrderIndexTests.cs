using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Gateway;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hotline;
using OpsCenter.Silo.Journal;
using Orleans.Serialization;
using Xunit;

namespace OpsCenter.Tests.Hotline.Table;

/// <summary>
/// How the table of orders follows the journal: through restarts, beside another writer, over gaps and events that nobody can read.
/// </summary>
public sealed class OrderIndexTests : IAsyncLifetime
{
    private const string District = OrderBooks.District;
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();
    private static readonly EventCatalogue Catalogue = SubjectRegistration.Catalogue(Subjects.Actors);
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-index-").FullName;
    private readonly Dictionary<string, (long Version, byte[] Hash)> streams = [];
    private SqliteJournalStore journal = null!;
    private SqliteOrderTable table = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Where the product keeps them: the command must find them.
        journal = new(Path.Combine(folder, "journal.db"));
        await journal.OpenAsync(Cancellation);
        table = new(Path.Combine(folder, "orders.db"), Serializer);
        await table.PrepareAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await table.DisposeAsync();
        await journal.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task However_often_it_is_started_anew_the_table_is_what_folding_each_order_gives()
    {
        var lives = await WalksAsync(seed: 11, count: 12);
        var random = new Random(5);
        for (var rows = 1; rows > 0;)
        {
            // A start knows the table's position and nothing else.
            var index = Index();
            var pages = random.Next(1, 4);
            for (var page = 0; page < pages; page++) rows = await index.AdvanceAsync(random.Next(1, 40), Cancellation);
        }
        await CheckAsync(lives);
    }

    [Fact]
    public async Task Of_two_that_write_at_once_one_is_told_and_both_get_to_the_end()
    {
        var lives = await WalksAsync(seed: 12, count: 12);
        var (one, other) = (Index(), Index());
        var conflicts = 0;
        await Task.WhenAll(new[] { one, other }.Select(index => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    if (await index.AdvanceAsync(7, Cancellation) == 0) return;
                }
                catch (OrderTableConflictException)
                {
                    Interlocked.Increment(ref conflicts);
                }
            }
        }, Cancellation)));
        Assert.Equal(one.Position, other.Position);
        await CheckAsync(lives);

        // One that stands behind is told, writes nothing, and goes on from where the table is.
        await AppendAsync("GDX", OrderLife.Received());
        var late = Index();
        await late.AdvanceAsync(1, Cancellation);
        await AppendAsync("GDY", OrderLife.Received());
        await Index().AdvanceAsync(100, Cancellation);
        await AppendAsync("GDZ", OrderLife.Received());
        await Assert.ThrowsAsync<OrderTableConflictException>(() => late.AdvanceAsync(100, Cancellation));
        Assert.DoesNotContain("GDZ", (await RowsAsync()).Keys);
        while (await late.AdvanceAsync(100, Cancellation) > 0) { }
        Assert.Contains("GDZ", (await RowsAsync()).Keys);
    }

    [Fact]
    public async Task A_table_that_does_not_fit_the_journal_says_so_and_names_the_command()
    {
        await AppendAsync("GD1", OrderLife.Received());
        // Somebody has put the position forward, over events that are not in the table.
        var end = (await journal.ReadDistrictAsync(new(District), JournalPosition.Start, 100, Cancellation))[^1].Position;
        await table.WriteAsync(new(District), [], JournalPosition.Start, end, leftOut: 0, Cancellation);
        await AppendAsync("GD1", OrderLife.Accepted().When("2026-11-24 10:00", new DispatchOrder(new(OrderBooks.Housing), [], "")),
            skip: 1);
        var told = await Assert.ThrowsAsync<InvalidDataException>(() => Index().AdvanceAsync(100, Cancellation));
        Assert.Contains("opscenter rebuild orders", told.Message);
        Assert.Contains("GD1", told.Message);
    }

    [Fact]
    public async Task An_event_that_nobody_can_read_is_left_out_and_those_behind_it_count()
    {
        var life = OrderLife.InProgress();
        var (first, rest) = (life.History[..1], life.History[1..]);
        await AppendAsync("GD1", first);
        await AppendAsync("GD1", [("hotline.order-received", "{ broken"u8.ToArray())]);
        await AppendAsync("GD1", [("hotline.of-a-later-release", "{}"u8.ToArray())]);
        await AppendAsync("GD1", rest);
        await Index().AdvanceAsync(100, Cancellation);
        var row = (await RowsAsync())["GD1"];
        Assert.Equal((OrderStage.InProgress, OrderBooks.Housing, life.History.Count + 2L), (row.Stage, row.Lead.Value, row.Version));
    }

    [Fact]
    public async Task What_is_left_out_is_counted_for_ever_and_once()
    {
        await AppendAsync("GD1", [("hotline.order-received", "{ broken"u8.ToArray())]);
        var index = Index();
        await index.AdvanceAsync(100, Cancellation);
        Assert.Equal((false, 1L), (index.Status.IsBuilding, index.Status.LeftOut));
        Assert.Equal(1, await table.LeftOutAsync(new(District), Cancellation));

        // One that is started again knows of it; the count of one that was overtaken counts for nothing.
        await AppendAsync("GD1", [("hotline.order-received", "[]"u8.ToArray())]);
        var next = Index();
        await next.AdvanceAsync(100, Cancellation);
        await AppendAsync("GD2", [("hotline.order-received", "[]"u8.ToArray())]);
        await next.AdvanceAsync(100, Cancellation);
        await Assert.ThrowsAsync<OrderTableConflictException>(() => index.AdvanceAsync(100, Cancellation));
        await index.AdvanceAsync(100, Cancellation);
        Assert.Equal((3, 3), (index.Status.LeftOut, next.Status.LeftOut));
        Assert.Equal(3, await table.LeftOutAsync(new(District), Cancellation));

        // Made again it has left out the same.
        await table.ClearAsync(new(District), Cancellation);
        Assert.Equal(0, await table.LeftOutAsync(new(District), Cancellation));
        await Index().AdvanceAsync(100, Cancellation);
        Assert.Equal(3, await table.LeftOutAsync(new(District), Cancellation));
    }

    [Fact]
    public async Task While_it_catches_up_after_a_start_it_says_how_far_it_is()
    {
        for (var order = 0; order < 10; order++) await AppendAsync($"GD{order}", OrderLife.Received());
        var index = Index();
        await index.AdvanceAsync(3, Cancellation);
        var first = index.Status;
        await index.AdvanceAsync(3, Cancellation);
        Assert.Equal((true, true), (first.IsBuilding, index.Status.IsBuilding));
        Assert.InRange(index.Status.Progress, first.Progress + 0.01, 0.99);
        // Stopped on the way and started again it is still not whole.
        var again = Index();
        await again.AdvanceAsync(2, Cancellation);
        Assert.True(again.Status.IsBuilding);
        while (await again.AdvanceAsync(2, Cancellation) > 0) { }
        Assert.Equal(new ProjectionStatus("orders", IsBuilding: false, 1, 0), again.Status);

        // Much that comes later is nothing that was missing.
        for (var order = 10; order < 20; order++) await AppendAsync($"GD{order}", OrderLife.Received());
        await again.AdvanceAsync(3, Cancellation);
        Assert.True(again.Status.IsWhole);
    }

    [Fact]
    public async Task Other_subjects_events_are_passed_over_and_their_position_is_written_now_and_then()
    {
        var rows = new Journal.TestRows($"{District}/window/H1/W1").Next(45_000);
        foreach (var some in rows.Chunk(5_000)) await journal.WriteAsync(some, Cancellation);
        var index = Index();
        Assert.Equal(9_000, await index.AdvanceAsync(9_000, Cancellation));
        Assert.Equal(JournalPosition.Start, await table.PositionAsync(new(District), Cancellation));
        for (var page = 0; page < 4; page++) await index.AdvanceAsync(9_000, Cancellation);
        Assert.NotEqual(JournalPosition.Start, await table.PositionAsync(new(District), Cancellation));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task The_command_makes_the_lists_anew_from_the_journal()
    {
        var lives = await WalksAsync(seed: 13, count: 6);
        while (await Index().AdvanceAsync(1_000, Cancellation) > 0) { }
        // A row that no history gives.
        var state = lives.Values.First().State with { LastWord = "从来没有" };
        var end = await table.PositionAsync(new(District), Cancellation);
        await table.WriteAsync(new(District), [(OrderRow.Of(new(District), "GHOST", state, 3), state)], end, end, leftOut: 0, Cancellation);
        Assert.Contains("GHOST", (await RowsAsync()).Keys);
        await table.DisposeAsync();
        await journal.DisposeAsync();

        Assert.Equal(0, await OpsCenterCommandLine.RunAsync(["rebuild", "orders", $"--Storage:DataFolder={folder}"]));

        await InitializeAsync();
        await CheckAsync(lives);
        // A word that it does not know is no district to be forgotten.
        Assert.NotEqual(0, await OpsCenterCommandLine.RunAsync(["rebuild", "orders", "440203"]));
    }

    private OrderIndex Index() => new(journal, Catalogue, table, new(District));

    /// <summary>Random histories, mixed as they would come.</summary>
    private async Task<Dictionary<string, OrderLife>> WalksAsync(int seed, int count)
    {
        var plans = OrderWalk.Plans().Array[count].Generate(new PCG((uint)seed, (ulong)seed), null, out _);
        Dictionary<string, OrderLife> lives = [];
        Dictionary<string, Queue<(OrderEvent, DateTimeOffset)>> waiting = [];
        foreach (var plan in plans)
        {
            OrderLife? life = null;
            OrderWalk.Along(plan, walk => life = walk.Story);
            if (life is null) continue;
            var number = $"GD{lives.Count:000}";
            (lives[number], waiting[number]) = (life, new(life.History));
        }
        var random = new Random(seed);
        while (waiting.Where(order => order.Value.Count > 0).Select(order => order.Key).Order(StringComparer.Ordinal)
            .ToArray() is { Length: > 0 } some)
        {
            var number = some[random.Next(some.Length)];
            await AppendAsync(number, [waiting[number].Dequeue()]);
        }
        return lives;
    }

    private async Task CheckAsync(Dictionary<string, OrderLife> lives)
    {
        var rows = await RowsAsync();
        Assert.Equal(lives.Where(life => life.Value.History.Count > 0).Select(life => life.Key).Order(StringComparer.Ordinal),
            rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (number, row) in rows)
        {
            var life = lives[number];
            var expected = OrderRow.Of(new(District), number, OrderIndex.Abridge(life.State), life.History.Count);
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(expected), System.Text.Json.JsonSerializer.Serialize(row));
        }
        Assert.Equal((await journal.ReadDistrictAsync(new(District), JournalPosition.Start, 100_000, Cancellation))[^1].Position,
            await table.PositionAsync(new(District), Cancellation));
    }

    private async Task<Dictionary<string, OrderRow>> RowsAsync() =>
        (await table.ListAsync(new() { District = new(District), PageSize = 200 }, Cancellation)).Rows.ToDictionary(row => row.Number);

    private Task AppendAsync(string number, OrderLife life, int skip = 0) => AppendAsync(number, life.History[skip..]);

    private Task AppendAsync(string number, List<(OrderEvent Fact, DateTimeOffset At)> facts) =>
        AppendAsync(number, facts.Select(entry => (Catalogue.Write(entry.Fact), entry.At)));

    private Task AppendAsync(string number, (string Kind, byte[] Payload)[] rows) =>
        AppendAsync(number, rows.Select(row => (row, OrderLife.At("2026-11-24 09:00"))));

    private async Task AppendAsync(string number, IEnumerable<((string Kind, byte[] Payload) Event, DateTimeOffset At)> events)
    {
        var stream = HotlineKeys.Order(new(District), number);
        var (version, hash) = streams.GetValueOrDefault(stream, (0, HashChain.Start));
        List<PendingRow> rows = [];
        foreach (var ((kind, payload), at) in events)
        {
            hash = HashChain.Next(hash, ++version, at, kind, "test", "", payload);
            rows.Add(new()
            {
                Stream = stream,
                Version = version,
                District = new(District),
                Kind = kind,
                OccurredAt = at,
                RecordedAt = at,
                Actor = "test",
                SourceId = "",
                Payload = payload,
                Hash = hash,
            });
        }
        streams[stream] = (version, hash);
        await journal.WriteAsync(rows.ToArray(), Cancellation);
    }
}
