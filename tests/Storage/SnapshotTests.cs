using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Journal;
using Orleans.Configuration;
using Orleans.Storage;
using Xunit;

namespace OpsCenter.Tests.Storage;

/// <summary>A silo started on real storage: snapshots go round, the journal is there, and it closes in order.</summary>
public abstract class SnapshotTests : IAsyncLifetime
{
    private const string State = "snapshot";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract Task<StorageOptions> OptionsAsync();

    private IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = StorageSilo.Build(await OptionsAsync());
        await host.StartAsync(Cancellation);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await host.StopAsync(Cancellation);
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_snapshot_is_written_read_overwritten_and_cleared()
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);
        var grain = GrainId.Create("window", "440203/window/H1/A12");
        var first = new GrainState<StoredBody> { State = new() { Body = [1, 2, 3] } };
        await storage.WriteStateAsync(State, grain, first);
        Assert.True(first.RecordExists);

        var read = new GrainState<StoredBody>();
        await storage.ReadStateAsync(State, grain, read);
        Assert.Equal([1, 2, 3], read.State!.Body);
        Assert.Equal(first.ETag, read.ETag);

        read.State = new() { Body = [4] };
        await storage.WriteStateAsync(State, grain, read);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(State, grain, first));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync(State, grain, new GrainState<StoredBody> { State = new() }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(State, grain, first));

        await storage.ClearStateAsync(State, grain, read);
        var cleared = new GrainState<StoredBody>();
        await storage.ReadStateAsync(State, grain, cleared);
        Assert.False(cleared.RecordExists);
        cleared.State = new() { Body = [5] };
        await storage.WriteStateAsync(State, grain, cleared);
        var last = new GrainState<StoredBody>();
        await storage.ReadStateAsync(State, grain, last);
        Assert.Equal([5], last.State!.Body);
    }

    [Fact]
    public async Task A_state_of_many_megabytes_stays_bytes()
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);
        var grain = GrainId.Create("projector", "440203");
        var body = new byte[20_000_000];
        new Random(7).NextBytes(body);
        await storage.WriteStateAsync(State, grain, new GrainState<StoredBody> { State = new() { Body = body } });
        var read = new GrainState<StoredBody>();
        await storage.ReadStateAsync(State, grain, read);
        Assert.Equal(body, read.State!.Body);
    }

    [Fact]
    public async Task Many_snapshots_at_once_all_arrive()
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var grain = GrainId.Create("window", $"440203/window/H1/{i}");
            var state = new GrainState<StoredBody> { State = new() { Body = [(byte)i] } };
            for (var n = 0; n < 3; n++)
                await storage.WriteStateAsync(State, grain, state);
            var read = new GrainState<StoredBody>();
            await storage.ReadStateAsync(State, grain, read);
            Assert.Equal([(byte)i], read.State!.Body);
            Assert.Equal(state.ETag, read.ETag);
        }, Cancellation)));
    }

    [Fact]
    public async Task The_silo_has_the_journal()
    {
        var rows = new TestRows("440203/window/H1/A12");
        await host.Services.GetRequiredService<IJournal>().AppendAsync(rows.Handle, rows.Next(3));
        Assert.Equal(3, (await host.Services.GetRequiredService<IJournalReader>().ReadStreamAsync(rows.Stream, 0, 10, Cancellation)).Count);
    }
}

[GenerateSerializer]
[Alias("test.stored-body")]
public sealed class StoredBody
{
    [Id(0)]
    public byte[] Body { get; set; } = [];
}

/// <summary>A silo with nothing but storage.</summary>
internal static class StorageSilo
{
    public static IHost Build(StorageOptions options, Action<ISiloBuilder>? more = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.AddOpsCenterStorage(options);
            // A test's clock may be far ahead of the machine's, by which a silo says when it was started.
            silo.Configure<ClusterMembershipOptions>(membership => membership.EvictWhenMaxJoinAttemptTimeExceeded = false);
            if (options.IsPostgres)
                silo.ConfigureEndpoints("127.0.0.1", FreePorts.Next(), FreePorts.Next());
            more?.Invoke(silo);
        });
        return builder.Build();
    }
}

public sealed class SqliteSnapshotTests : SnapshotTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-snapshots-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresSnapshotTests(PostgresFixture postgres) : SnapshotTests
{
    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}
