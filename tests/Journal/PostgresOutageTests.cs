using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Journal;

/// <summary>The whole server goes away and comes back; it is an own one, so that no other test notices.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private PostgresServer? server;
    private PostgresJournalStore store = null!;
    private JournalWriter writer = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await PostgresFixture.StartOwnAsync();
        store = new(await server.CreateDatabaseAsync());
        await store.OpenAsync(Cancellation);
        writer = new(store, new() { FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(200) }, [],
            TimeProvider.System, NullLogger<JournalWriter>.Instance);
        writer.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await writer.DisposeAsync();
        await store.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_wait_while_the_server_is_away_and_nothing_is_lost_or_doubled(bool killed)
    {
        var streams = Enumerable.Range(0, 20).Select(i => new TestRows($"440203/window/H1/O{i}")).ToArray();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writing = streams.Select(stream => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await writer.AppendAsync(stream.Handle, stream.Next(2));
        }, Cancellation)).ToArray();
        Task GoneOnAsync(Func<bool> reached) =>
            Eventually.True(() => writing.FirstOrDefault(each => each.IsFaulted) is { } failed ? throw failed.Exception! : reached(),
                "the writers have gone on");
        await GoneOnAsync(() => streams.All(stream => stream.Version > 20));
        await (killed ? server!.KillAsync() : server!.StopAsync());
        var during = new TestRows("440203/window/H1/during");
        var waiting = writer.AppendAsync(during.Handle, during.Next(3));
        Assert.False(waiting.IsCompleted);
        await server!.StartAsync();

        await waiting.WaitAsync(Eventually.Bound, Cancellation);
        var after = streams[0].Version;
        await GoneOnAsync(() => streams[0].Version > after + 10);
        await enough.CancelAsync();
        await Task.WhenAll(writing).WaitAsync(Eventually.Bound, Cancellation);
        foreach (var stream in streams)
        {
            var rows = await store.ReadStreamAsync(stream.Stream, 0, int.MaxValue, Cancellation);
            Assert.Equal(stream.Version, rows.Count);
            Assert.True(HashChain.IsIntact(HashChain.Start, rows));
        }
        Assert.Equal(3, (await store.ReadStreamAsync(during.Stream, 0, 10, Cancellation)).Count);
    }
}
