using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Hall;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>
/// A silo stops while a description is rolled out: the next one tells what was left and confirms once. The derived classes say on which
/// storage.
/// </summary>
public abstract class StoppedRolloutTests
{
    private const string District = HotlineCluster.District, Caller = "manager";

    private static readonly HallDefinition Both = Hall("W1", "W2"), One = Hall("W2");

    /// <summary>Kinds of events that the first silo cannot write any more, and where it stops.</summary>
    public static TheoryData<string> Stops => ["hall.definition-applied", "hall.closed", "hotline.applied", "hotline.department-dissolved"];

    protected abstract Task<StorageOptions> OptionsAsync();

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task What_a_silo_left_is_told_and_confirmed_once_by_the_next(string stop)
    {
        var options = await OptionsAsync();
        await using (var first = await StartAsync(options, _ => false))
        {
            await first.Grain<IHall>(HallKey).DefineAsync(Both, Caller, first.Now);
            await first.Hotline.DefineAsync(SampleHotline.Of(SampleHotline.Housing, SampleHotline.Management), Caller, first.Now);
        }
        await using (var second = await StartAsync(options, kind => kind == stop))
            await Assert.ThrowsAsync<RetryException>(() => DefineAgainAsync(second, stop));

        await using var third = await StartAsync(options, _ => false);
        await third.Grain<IHall>(HallKey).GetAsync();
        await third.Hotline.RulebookAsync(0);
        await Eventually.Passes(async () =>
        {
            var isHall = stop.StartsWith("hall.", StringComparison.Ordinal);
            object[] hall = await third.HistoryAsync(HallKey), hotline = await third.HistoryAsync(HotlineKeys.Hotline(new(District)));
            Assert.Equal(isHall ? [1, 2] : [1], hall.OfType<HallDefinitionApplied>().Select(applied => applied.Version));
            Assert.Equal(isHall ? [1] : [1, 2], hotline.OfType<HotlineApplied>().Select(applied => applied.Definition));
            Assert.Equal(isHall, (await third.HistoryAsync(HallKeys.Window(new(District), "H1", "W1"))).OfType<Closed>().Any());
            Assert.Equal(
                !isHall, (await third.HistoryAsync(HotlineKeys.Department(new(District), new("ZJJ")))).OfType<DepartmentDissolved>().Any());
            // Who knew already has nothing to do.
            Assert.Single((await third.HistoryAsync(HallKeys.Window(new(District), "H1", "W2"))).OfType<Opened>());
        });
    }

    private static string HallKey => HallKeys.Hall(new(District), "H1");

    private static Task DefineAgainAsync(HotlineCluster cluster, string stop) => stop.StartsWith("hall.", StringComparison.Ordinal)
        ? cluster.Grain<IHall>(HallKey).DefineAsync(One, Caller, cluster.Now)
        : cluster.Hotline.DefineAsync(SampleHotline.Of(SampleHotline.Management), Caller, cluster.Now);

    private static Task<HotlineCluster> StartAsync(StorageOptions options, Func<string, bool> isLost) => HotlineCluster.StartAsync(
        options,
        more: silo => silo.Services.AddSingleton<IJournal>(
            provider => new LossyJournal(provider.GetRequiredService<JournalWriter>(), isLost)));

    private static HallDefinition Hall(params string[] windows) => new(
        "大厅", [new("Z1", "个人")], [new("SB", "社保", "Z1")], [.. windows.Select(code => new Window(code, code, "Z1", ["SB"]))], [], []);
}

public sealed class SqliteStoppedRolloutTests : StoppedRolloutTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-rollout-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task<StorageOptions> OptionsAsync() => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresStoppedRolloutTests(PostgresFixture postgres) : StoppedRolloutTests
{
    protected override async Task<StorageOptions> OptionsAsync() =>
        new() { Provider = StorageOptions.Postgres, ConnectionString = await postgres.NewDatabaseAsync() };
}
