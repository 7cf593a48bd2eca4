using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpsCenter.Kernel;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Storage;
using Xunit;
using static OpsCenter.Kernel.Freshness;

namespace OpsCenter.Tests.Kernel.Reading;

/// <summary>A district's read side on a real silo over a real journal: each projection has its own fate.</summary>
public abstract class ReadSideTests : IAsyncLifetime
{
    private const string District = "440203", Ledger = $"{District}/ledger/L1";
    private const int Amounts = 3000, Unknown = 13;
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private readonly Hold held = new();
    private StorageOptions options = new();
    private IHost? host;

    protected abstract Task<StorageOptions> OptionsAsync();

    public async ValueTask InitializeAsync() => options = await OptionsAsync();

    public virtual async ValueTask DisposeAsync()
    {
        held.Release();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_fold_that_fails_for_one_leaves_the_others_exact_and_is_said_until_it_is_mended()
    {
        TallyFactory whole = new("whole"), partial = new("partial", failsOn: Unknown);
        await StartAsync(whole, partial);
        await BookAsync(1, Unknown, 2, Unknown, 3);
        // What nobody can read.
        await BreakAsync();
        await BookAsync(4);
        await HoldsAsync(ReadSide(), [("whole", 10 + (2 * Unknown), 1), ("partial", 10, 3)]);

        // It is not forgotten over a start again; and a reading that knows better is built of all of it.
        await RestartAsync(whole, partial);
        await HoldsAsync(ReadSide(), [("whole", 10 + (2 * Unknown), 1), ("partial", 10, 3)]);
        await RestartAsync(whole, new("partial", schema: 2));
        await HoldsAsync(ReadSide(), [("whole", 10 + (2 * Unknown), 1), ("partial", 10 + (2 * Unknown), 1)]);
    }

    [Fact]
    public async Task One_of_another_form_is_built_anew_beside_the_others_and_says_how_far_it_is()
    {
        TallyFactory steady = new("steady"), changing = new("changing");
        await StartAsync(steady, changing);
        for (var i = 0; i < Amounts / 100; i++) await BookAsync([.. Enumerable.Repeat(1, 100)]);
        await HoldsAsync(ReadSide(), [("steady", Amounts, 0), ("changing", Amounts, 0)]);
        var before = await WatchAsync(changing);
        var rows = await host!.Services.GetRequiredService<IJournalReader>()
            .ReadDistrictAsync(new(District), JournalPosition.Start, Amounts, TestContext.Current.CancellationToken);
        await StopAsync();

        changing = new("changing", schema: 2);
        held.Between(rows[999].Position, rows[^1].Position);
        await StartAsync(steady, changing);
        // The one goes on.
        await BookAsync(5);
        await Eventually.Passes(async () => Assert.Equal(Amounts + 5, Assert.IsType<TallyTheme>((await WatchAsync(steady)).Theme).Sum));
        Assert.Equal(Amounts + 5, await ReadSide().QueryAsync(new TallyQuery("steady"), AsCommitted));
        // The other is on its way, and says so to its screens, to the operator and to the collector of metrics.
        var building = await WatchAsync(changing, before.Epoch, before.Revision);
        Assert.Null(building.Theme);
        Assert.True(building.Reading.IsBuilding);
        // An estimate: on PostgreSQL transactions of other databases lie on the way too.
        Assert.InRange(building.Reading.Progress, 0.0001, 0.9999);
        var wanting = Assert.Single(await Grains.GetGrain<IReadSides>(0).WantingAsync(), one => one.District.Value == District);
        Assert.Equal(("changing", true), (wanting.Status.Projection, wanting.Status.IsBuilding));
        Assert.Equal([("changing", building.Reading.Progress)], Progress());

        held.Release();
        await HoldsAsync(ReadSide(), [("steady", Amounts + 5, 0), ("changing", Amounts + 5, 0)]);
        var after = await WatchAsync(changing, before.Epoch, before.Revision);
        Assert.Equal((false, 0L), (after.Reading.IsBuilding, after.Reading.LeftOut));
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Empty(Progress());
        // From now on they are read to together.
        await BookAsync(6);
        await HoldsAsync(ReadSide(), [("steady", Amounts + 11, 0), ("changing", Amounts + 11, 0)]);
    }

    [Fact]
    public async Task A_district_that_begins_is_there_at_once_and_what_nobody_answers_is_refused()
    {
        await StartAsync(new TallyFactory("whole"));
        Assert.Equal(0, await ReadSide().QueryAsync(new TallyQuery("whole"), AsRead));
        await BookAsync(7);
        Assert.Equal(7, await ReadSide().QueryAsync(new TallyQuery("whole"), AsCommitted));
        Assert.Null(await ReadSide().WatchAsync("whole/other", "", 0, TimeSpan.Zero));
        Assert.Null(await ReadSide().WatchAsync("wholesale/all", "", 0, TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadSide().QueryAsync(new TallyQuery("nobody"), AsRead));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadSide().ThemesAsync("nobody"));
        Assert.Equal(["whole/all"], await ReadSide().ThemesAsync("whole"));
    }

    private static Task HoldsAsync(
        IReadSide readSide, params (string Projection, long Sum, long LeftOut)[] expected) => Eventually.Passes(async () =>
    {
        foreach (var (projection, sum, _) in expected)
            Assert.Equal(sum, await readSide.QueryAsync(new TallyQuery(projection), AsCommitted));
        Assert.Equal(
            expected.Select(one => new ProjectionStatus(one.Projection, false, 1, one.LeftOut)),
            (await readSide.StatusAsync()).Where(status => expected.Any(one => one.Projection == status.Projection)));
    });

    /// <summary>What is being built, as a collector of metrics finds it.</summary>
    private static List<(string Projection, double Progress)> Progress()
    {
        List<(string, double)> found = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "projection_progress") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, progress, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag is { Key: "projection", Value: string and ("steady" or "changing") and var projection })
                    found.Add((projection, progress));
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return found;
    }

    private IGrainFactory Grains => host!.Services.GetRequiredService<IGrainFactory>();

    private IReadSide ReadSide() => Grains.GetGrain<IReadSide>(District);

    private async Task<ThemeUpdate> WatchAsync(TallyFactory tally, string epoch = "", long revision = 0) =>
        await ReadSide().WatchAsync(tally.Theme, epoch, revision, TimeSpan.FromMilliseconds(100))
        ?? throw new InvalidOperationException($"There is no {tally.Theme}.");

    private async Task BookAsync(params int[] amounts) =>
        Assert.Null((await Grains.GetGrain<ILedger>(Ledger).Handle([new("", At, new([.. amounts]))], "test"))[0].Refusal);

    /// <summary>An event whose payload is not what its kind says.</summary>
    private Task BreakAsync() => host!.Services.GetRequiredService<IJournal>().AppendAsync(
        new(), [new()
        {
            Stream = $"{District}/ledger/broken", Version = 1, District = new(District), Kind = "test.booked", OccurredAt = At,
            RecordedAt = At, Actor = "test", SourceId = "", Payload = "[]"u8.ToArray(), Hash = HashChain.Start,
        }]);

    private async Task RestartAsync(params TallyFactory[] projections)
    {
        await StopAsync();
        await StartAsync(projections);
    }

    private async Task StartAsync(params TallyFactory[] projections)
    {
        host = StorageSilo.Build(options, silo =>
        {
            silo.Services.AddOpsCenterActors([new LedgerSubject()], silo.Configuration);
            foreach (var projection in projections) silo.Services.AddSingleton<IProjectionFactory>(projection);
            silo.Services.AddSingleton<IJournalReader>(services => new HeldReader(services.GetRequiredService<IJournalStore>(), held));
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task StopAsync()
    {
        if (host is null) return;
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
        host = null;
    }
}

public sealed class SqliteReadSideTests : ReadSideTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-read-side-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresReadSideTests(PostgresFixture postgres) : ReadSideTests
{
    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}

/// <summary>A stretch of the journal that nobody gets to read for now.</summary>
internal sealed class Hold
{
    private (JournalPosition From, JournalPosition To) stretch;
    private TaskCompletionSource released = new();

    public void Between(JournalPosition from, JournalPosition to) =>
        (stretch, released) = ((from, to), new(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Release()
    {
        stretch = default;
        released.TrySetResult();
    }

    public Task PassAsync(JournalPosition after, CancellationToken cancellation) =>
        after.CompareTo(stretch.From) >= 0 && after.CompareTo(stretch.To) < 0 ? released.Task.WaitAsync(cancellation) : Task.CompletedTask;
}

/// <summary>The real journal behind a hold.</summary>
internal sealed class HeldReader(IJournalReader journal, Hold hold) : IJournalReader
{
    public async Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default)
    {
        await hold.PassAsync(after, cancellation);
        return await journal.ReadDistrictAsync(district, after, limit, cancellation);
    }

    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        journal.ReadStreamAsync(stream, afterVersion, limit, cancellation);

    public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        journal.HeadAsync(district, cancellation);

    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        journal.ListDistrictsAsync(cancellation);
}
