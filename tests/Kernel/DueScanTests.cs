using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Storage;
using Orleans.Concurrency;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>The simplest watch there is.</summary>
public interface IProbeWatch : IDueScan;

/// <summary>What looks have met; a test decides how a look goes.</summary>
internal sealed class Probe
{
    private int looks, now, most;

    public int Looks => looks;

    /// <summary>Looks at the same time.</summary>
    public int Most => most;

    public Func<Task> Look { get; set; } = () => Task.CompletedTask;

    public async Task<int> LookAsync()
    {
        Interlocked.Increment(ref looks);
        most = Math.Max(most, Interlocked.Increment(ref now));
        try
        {
            await Look();
            return looks;
        }
        finally
        {
            Interlocked.Decrement(ref now);
        }
    }
}

[Reentrant]
internal sealed class ProbeWatchGrain(Probe probe, DistrictClock clock, TimeProvider time, ILogger<ProbeWatchGrain> log)
    : DueScanGrain(DueScanTests.Every, clock, time, log), IProbeWatch
{
    protected override Task<int> LookOnceAsync(DateTimeOffset now) => probe.LookAsync();
}

/// <summary>One look at a time, as often as it may be, and a failure is not the end of it.</summary>
public sealed class DueScanTests : IAsyncLifetime
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-watch-").FullName;
    private readonly SteppedClock clock = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly Probe probe = new();
    private IHost host = null!;

    private IProbeWatch Watch => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbeWatch>("440203");

    public async ValueTask InitializeAsync()
    {
        host = StorageSilo.Build(new() { DataFolder = folder },
            silo => silo.Services.AddSingleton<TimeProvider>(clock).AddSingleton(probe));
        await host.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task However_many_silos_call_it_looks_once_in_its_time()
    {
        for (var call = 0; call < 5; call++) await Watch.StartAsync();
        await Eventually.True(() => Task.FromResult(probe.Looks == 1), "the first look");
        clock.Step(Every / 2);
        await Watch.StartAsync();
        Assert.Equal(1, probe.Looks);
        clock.Step(Every / 2);
        await Watch.StartAsync();
        await Eventually.True(() => Task.FromResult(probe.Looks == 2), "the second look");
    }

    [Fact]
    public async Task Who_calls_during_a_look_gets_one_of_his_own_and_never_two_at_once()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        probe.Look = () => gate.Task;
        var first = Watch.LookAsync();
        await Eventually.True(() => Task.FromResult(probe.Looks == 1), "the first look");
        var others = Enumerable.Range(0, 4).Select(_ => Watch.LookAsync()).ToArray();
        // It looks already: nothing is begun for a silo that only keeps it going.
        await Watch.StartAsync();
        Assert.Equal(1, probe.Looks);
        gate.SetResult();
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll([first, .. others])).Order());
        Assert.Equal(1, probe.Most);
    }

    [Fact]
    public async Task A_look_that_fails_is_made_up_for_by_the_next()
    {
        probe.Look = () => throw new InvalidOperationException("the table is away");
        await Watch.StartAsync();
        await Eventually.True(() => Task.FromResult(probe.Looks == 1), "the look that fails");
        await Assert.ThrowsAsync<InvalidOperationException>(Watch.LookAsync);
        probe.Look = () => Task.CompletedTask;
        clock.Step(Every);
        await Watch.StartAsync();
        await Eventually.True(() => Task.FromResult(probe.Looks == 3), "the look that makes up for it");
        Assert.Equal(4, await Watch.LookAsync());
    }
}
