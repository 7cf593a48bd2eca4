using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Storage;
using Orleans.Storage;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>What an actor promises, on a real silo over a real journal; the derived classes say which.</summary>
public abstract class ActorTests : IAsyncLifetime
{
    private const string Key = "440203/ledger/L1";
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private readonly List<IHost> hosts = [];

    protected abstract Task<StorageOptions> OptionsAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StorageOptions options = new();

    protected StorageOptions Options => options;

    public async ValueTask InitializeAsync() => options = await OptionsAsync();

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync(Cancellation);
            host.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Replay_is_state_whatever_was_repeated_refused_or_put_to_sleep(int seed)
    {
        var (ledger, gate, _) = await StartAsync(snapshotEvery: 9);
        var random = new Random(seed);
        var (expected, answers) = (new List<int>(), new Dictionary<string, Answer>());
        for (var i = 0; i < 150; i++)
        {
            var id = $"c{random.Next(60)}";
            int[] amounts = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(-1, 20))];
            var answer = (await ledger.Handle([Ask(id, amounts)], "test"))[0];
            if (answers.TryGetValue(id, out var before)) Assert.Equal((Outcome.Repeated, before.Version), (answer.Outcome, answer.Version));
            else if (amounts.Any(amount => amount < 0)) Assert.Equal((Outcome.Refused, "negative"), (answer.Outcome, answer.Refusal?.Code));
            else
            {
                expected.AddRange(amounts);
                Assert.Equal((Outcome.Accepted, expected.Count), (answer.Outcome, answer.Version));
                // What led to no event left no trace, and may be asked again.
                if (amounts.Length > 0) answers[id] = answer;
            }
            if (random.Next(12) == 0) await SleepAsync(ledger);
        }
        Assert.Equal(expected, (await ledger.ReadAsync()).Amounts);
        await SleepAsync(ledger);
        Assert.Equal(expected, (await ledger.ReadAsync()).Amounts);
        Assert.Equal(expected, await ReplayAsync(gate));
    }

    [Fact]
    public async Task Commands_do_not_wait_for_each_other_and_none_is_answered_before_its_commit()
    {
        var (ledger, gate, _) = await StartAsync();
        await ledger.Handle([Ask("first", 1)], "test");
        var before = gate.Writes;
        gate.Hold();
        var commands = Enumerable.Range(0, 200).Select(i => ledger.Handle([Ask($"c{i}", i)], "test")).ToArray();
        await Eventually.True(() => gate.Waiting == 1, "a write is under way");
        Assert.Equal([1], (await ledger.ReadAsync()).Amounts);
        Assert.DoesNotContain(commands, command => command.IsCompleted);

        gate.Open();
        var answers = await Task.WhenAll(commands);
        Assert.Equal(Enumerable.Range(2, 200).Select(version => (long)version), answers.Select(answer => answer[0].Version));
        Assert.InRange(gate.Writes - before, 1, 20);
        Assert.Equal([1, .. Enumerable.Range(0, 200)], await ReplayAsync(gate));
    }

    [Fact]
    public async Task When_an_append_fails_all_behind_it_fails_and_may_be_sent_again()
    {
        var (ledger, gate, _) = await StartAsync();
        await ledger.Handle([Ask("first", 1)], "test");
        gate.Hold();
        var commands = Enumerable.Range(0, 50).Select(i => ledger.Handle([Ask($"c{i}", 1)], "test")).ToArray();
        await Eventually.True(() => gate.Waiting == 1, "a write is under way");
        gate.Fate = _ => throw new JournalFullException("no space");
        gate.Open();
        foreach (var command in commands) await Assert.ThrowsAsync<RetryException>(() => command);
        Assert.Equal([1], (await ledger.ReadAsync()).Amounts);

        gate.Fate = null;
        for (var i = 0; i < 50; i++) Assert.Equal(Outcome.Accepted, (await ledger.Handle([Ask($"c{i}", 1)], "test"))[0].Outcome);
        for (var i = 0; i < 50; i++) Assert.Equal(Outcome.Repeated, (await ledger.Handle([Ask($"c{i}", 1)], "test"))[0].Outcome);
        Assert.Equal(Enumerable.Repeat(1, 51), await ReplayAsync(gate));
    }

    /// <summary>Also of what is under way: whoever comes second has not seen what the first did.</summary>
    [Fact]
    public async Task A_wish_that_rests_on_an_older_version_is_refused()
    {
        var (ledger, gate, _) = await StartAsync();
        await ledger.Handle([Ask("first", 1)], "test");
        gate.Hold();
        var seen = new[] { "a", "b", "c" }.Select(id => ledger.Handle([Ask(id, 2) with { IfVersion = 1 }], "test")).ToArray();
        gate.Open();
        var answers = await Task.WhenAll(seen);
        Assert.Equal([Outcome.Accepted, Outcome.Refused, Outcome.Refused], answers.Select(answer => answer[0].Outcome));
        Assert.All(answers[1..], answer => Assert.Equal((Refusal.GoneOn, 2L), (answer[0].Refusal?.Code, answer[0].Version)));
        Assert.Equal([Outcome.Repeated, Outcome.Accepted],
            (await ledger.Handle([Ask("a", 2) with { IfVersion = 1 }, Ask("d", 3) with { IfVersion = 2 }], "test")).Select(
                answer => answer.Outcome));
        Assert.Equal([1, 2, 3], (await ledger.ReadAsync()).Amounts);
    }

    [Theory]
    [InlineData(11), InlineData(12), InlineData(13)]
    public async Task However_the_journal_fails_every_command_counts_once(int seed)
    {
        const int Clients = 6, Commands = 30;
        var (ledger, gate, _) = await StartAsync(snapshotEvery: 5);
        var random = new Random(seed);
        gate.Fate = async write =>
        {
            switch (random.Next(6))
            {
                case 0: throw new JournalFullException("no space");
                case 1: throw new JournalUnavailableException("the request was lost");
                case 2:
                    await write();
                    throw new JournalUnavailableException("the answer was lost");
                default: await write(); break;
            }
        };
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var i = 0; i < Commands; i++) await UntilAnsweredAsync(ledger, Ask($"{client}-{i}", client * 1000 + i));
        }, Cancellation)).Append(Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++) await SleepAsync(ledger);
        }, Cancellation)));

        gate.Fate = null;
        var booked = await ReplayAsync(gate);
        Assert.Equal(booked, (await ledger.ReadAsync()).Amounts);
        Assert.Equal(
            Enumerable.Range(0, Clients).SelectMany(client => Enumerable.Range(0, Commands).Select(i => client * 1000 + i)),
            booked.Order());
    }

    [Fact]
    public async Task Opening_needs_the_snapshot_and_the_tail_only()
    {
        var (ledger, gate, services) = await StartAsync(snapshotEvery: 10);
        for (var i = 0; i < 57; i++) await ledger.Handle([Ask($"c{i}", i)], "test");
        await Eventually.True(async () => (await SnapshotAsync(services, ledger))?.Version >= 10, "a snapshot is written");
        await SleepAsync(ledger);
        Assert.Equal(Enumerable.Range(0, 57), (await ledger.ReadAsync()).Amounts);
        Assert.Equal(57, gate.LastReadAfter);
        Assert.Equal(57, (await SnapshotAsync(services, ledger))!.Version);
        Assert.Equal(Enumerable.Range(0, 57), await ReplayAsync(gate));
        Assert.Equal((Outcome.Repeated, 31L), await OutcomeAsync(ledger, Ask("c30", 1)));
    }

    [Fact]
    public async Task A_lost_or_unreadable_snapshot_costs_time_only()
    {
        var (ledger, gate, services) = await StartAsync(snapshotEvery: 10);
        for (var i = 0; i < 25; i++) await ledger.Handle([Ask($"c{i}", i)], "test");
        await SleepAsync(ledger);
        var storage = services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);
        var stored = new GrainState<Snapshot>(new());
        await storage.ReadStateAsync(LedgerJson.Snapshots, ledger.GetGrainId(), stored);
        stored.State!.Schema = 99;
        await storage.WriteStateAsync(LedgerJson.Snapshots, ledger.GetGrainId(), stored);
        await SleepAsync(ledger);
        Assert.Equal(Enumerable.Range(0, 25), (await ledger.ReadAsync()).Amounts);
        Assert.Equal(0, gate.LastReadAfter);
        Assert.Equal((Outcome.Repeated, 7L), await OutcomeAsync(ledger, Ask("c6", 1)));
    }

    [Fact]
    public async Task A_snapshot_knows_nothing_of_what_is_still_in_flight()
    {
        var (ledger, gate, services) = await StartAsync(snapshotEvery: 1);
        await ledger.Handle([Ask("first", 1)], "test");
        gate.Hold();
        var committed = ledger.Handle([Ask("committed", 2)], "test");
        await Eventually.True(() => gate.Waiting == 1, "the first write is under way");
        var inFlight = ledger.Handle([Ask("in flight", 3)], "test");
        Assert.Equal(1, (await ledger.ReadAsync()).Version);
        gate.LetOneThrough();
        await committed;
        await Eventually.True(() => gate.Waiting == 1, "the second write is under way");
        await Eventually.True(async () => (await SnapshotAsync(services, ledger))?.Version == 2, "the snapshot is written");
        Assert.False(inFlight.IsCompleted);
        var ids = RecentIds.Load((await SnapshotAsync(services, ledger))!.Ids);
        Assert.True(ids.TryGet("committed", out _));
        Assert.False(ids.TryGet("in flight", out _));

        gate.Fate = _ => throw new JournalFullException("no space");
        gate.Open();
        await Assert.ThrowsAsync<RetryException>(() => inFlight);
        gate.Fate = null;
        await SleepAsync(ledger);
        Assert.Equal((Outcome.Accepted, 3L), await OutcomeAsync(ledger, Ask("in flight", 3)));
        Assert.Equal([1, 2, 3], await ReplayAsync(gate));
    }

    [Fact]
    public async Task A_second_activation_cannot_fork_a_history()
    {
        var (ledger, gate, services) = await StartAsync();
        await ledger.Handle([Ask("first", 1)], "test");
        // What another activation of the same actor would do: it has read up to version 1 and appends.
        var last = (await gate.ReadStreamAsync(Key, 0, 10, Cancellation)).Single();
        var (kind, payload) = services.GetRequiredService<EventCatalogue>().Write(new Booked(5));
        var hash = HashChain.Next(last.Hash, 2, At, kind, "other", "elsewhere", payload);
        await services.GetRequiredService<IJournal>().AppendAsync(new(), [new()
        {
            Stream = Key, Version = 2, District = new("440203"), Kind = kind, OccurredAt = At, RecordedAt = At, Actor = "other",
            SourceId = "elsewhere", Payload = payload, Hash = hash,
        }]);

        await Assert.ThrowsAsync<RetryException>(() => ledger.Handle([Ask("second", 7)], "test"));
        Assert.Equal((Outcome.Accepted, 3L), await OutcomeAsync(ledger, Ask("second", 7)));
        Assert.Equal((Outcome.Repeated, 2L), await OutcomeAsync(ledger, Ask("elsewhere", 5)));
        Assert.Equal([1, 5, 7], await ReplayAsync(gate));
    }

    /// <summary>A silo with the ledger on this class's storage.</summary>
    internal async Task<(ILedger Ledger, GatedStore Gate, IServiceProvider Services)> StartAsync(
        int snapshotEvery = 1000, string clusterId = "opscenter")
    {
        var host = StorageSilo.Build(options with { ClusterId = clusterId }, silo =>
        {
            silo.Services.AddSingleton(new ActorOptions { SnapshotEvery = snapshotEvery });
            silo.Services.AddOpsCenterActors([new LedgerSubject()], silo.Configuration);
            silo.Services
                .AddSingleton(
                    new JournalWriterOptions { RetryFor = TimeSpan.FromMilliseconds(100), FirstPause = TimeSpan.FromMilliseconds(2) });
            silo.Services.AddSingleton(services => new GatedStore(services.GetRequiredService<IOpenableStore>()));
            silo.Services.AddSingleton<IJournalStore>(services => services.GetRequiredService<GatedStore>());
            silo.Services.AddSingleton<IJournalReader>(services => services.GetRequiredService<GatedStore>());
        });
        hosts.Add(host);
        await host.StartAsync(Cancellation);
        return (host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILedger>(Key), host.Services.GetRequiredService<GatedStore>(),
            host.Services);
    }

    protected static Command<Book> Ask(string id, params int[] amounts) => new(id, At, new([.. amounts]));

    /// <summary>
    /// As a source does: again and again until there is an answer. An actor that just ends may be missed by the cluster itself, as by the
    /// gateway.
    /// </summary>
    protected static async Task<Answer> UntilAnsweredAsync(ILedger ledger, Command<Book> command)
    {
        while (true)
        {
            try
            {
                return (await ledger.Handle([command], "test"))[0];
            }
            catch (Exception again) when (again is RetryException or OrleansMessageRejectionException)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>The state as the journal alone tells it; its rows are without gaps and the chain of their hashes is whole.</summary>
    internal async Task<IReadOnlyList<int>> ReplayAsync(GatedStore gate)
    {
        var rows = await gate.ReadStreamAsync(Key, 0, int.MaxValue, Cancellation);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(version => (long)version), rows.Select(row => row.Version));
        Assert.True(HashChain.IsIntact(HashChain.Start, rows));
        return [.. rows.Select(row => System.Text.Json.JsonSerializer.Deserialize(row.Payload, LedgerJson.Default.Booked)!.Amount)];
    }

    private static async Task<(Outcome, long)> OutcomeAsync(ILedger ledger, Command<Book> command)
    {
        var answer = (await ledger.Handle([command], "test"))[0];
        return (answer.Outcome, answer.Version);
    }

    private static async Task SleepAsync(ILedger ledger)
    {
        var before = await WhoAsync(ledger);
        await ledger.SleepAsync();
        await Eventually.True(async () => await WhoAsync(ledger) != before, "another activation");
    }

    private static async Task<Guid> WhoAsync(ILedger ledger)
    {
        while (true)
        {
            try
            {
                return (await ledger.ReadAsync()).Activation;
            }
            catch (RetryException)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<Snapshot?> SnapshotAsync(IServiceProvider services, ILedger ledger)
    {
        var stored = new GrainState<Snapshot>(new());
        await services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage)
            .ReadStateAsync(LedgerJson.Snapshots, ledger.GetGrainId(), stored);
        return stored.RecordExists ? stored.State : null;
    }
}

public sealed class SqliteActorTests : ActorTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-actors-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresActorTests(PostgresFixture postgres) : ActorTests
{
    [Fact]
    public async Task Two_clusters_that_know_nothing_of_each_other_write_one_history()
    {
        const int Commands = 60;
        var (first, gate, _) = await StartAsync(snapshotEvery: 7, clusterId: "one");
        var (second, _, _) = await StartAsync(snapshotEvery: 7, clusterId: "two");
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < Commands;
            i++) await UntilAnsweredAsync(first, Ask($"a{i}", i));
            }, TestContext.Current.CancellationToken),
            Task.Run(async () =>
            {
                for (var i = 0; i < Commands;
            i++) await UntilAnsweredAsync(second, Ask($"b{i}", 1000 + i));
            }, TestContext.Current.CancellationToken));
        var booked = await ReplayAsync(gate);
        Assert.Equal(Enumerable.Range(0, Commands), booked.Where(amount => amount < 1000));
        Assert.Equal(Enumerable.Range(1000, Commands), booked.Where(amount => amount >= 1000));
    }

    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}
