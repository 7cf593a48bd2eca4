using OpsCenter.Filings;
using OpsCenter.Hotline;
using OpsCenter.Notices;
using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Hosting;

/// <summary>
/// Tells a district's read side and its table of orders, wherever in the cluster they live, that there is something new; wakes the
/// read sides of all districts at the start; and from then on lets the watch of every district look at its orders again and again.
/// That takes the place of a reminder for each order: what is due is data, so it is enough that somebody looks.
/// </summary>
internal sealed class DistrictWaker(IServiceProvider services, IJournalReader reader, HotlineRules rules, TimeProvider time, ILogger<DistrictWaker> log)
    : ICommitListener, IHostedLifecycleService
{
    private const string OrderSubject = "hotline.";
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<string> districts = [], withOrders = [];
    private IGrainFactory? grains;
    private Task watching = Task.CompletedTask;

    public void Committed(IReadOnlyCollection<(string District, string Kind)> committed)
    {
        if (grains is not { } factory) return;
        districts.Clear();
        withOrders.Clear();
        foreach (var (district, kind) in committed)
        {
            districts.Add(district);
            if (kind.StartsWith(OrderSubject, StringComparison.Ordinal)) withOrders.Add(district);
        }
        foreach (var district in districts) _ = factory.GetGrain<IReadSide>(district).Wake();
        foreach (var district in withOrders) _ = factory.GetGrain<IOrderIndexer>(district).Wake();
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        grains = services.GetRequiredService<IGrainFactory>();
        try
        {
            foreach (var district in await reader.ListDistrictsAsync(cancellationToken)) _ = grains.GetGrain<IReadSide>(district).Wake();
        }
        catch (JournalUnavailableException failure)
        {
            log.LogWarning(failure, "The read sides of the districts could not be woken at the start; each wakes with the first event or screen.");
        }
        watching = WatchAsync(grains);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        grains = null;
        await stopping.CancelAsync();
        await watching;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WatchAsync(IGrainFactory factory)
    {
        using var timer = new PeriodicTimer(rules.WatchEvery, time);
        try
        {
            do await StartWatchesAsync(factory);
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task StartWatchesAsync(IGrainFactory factory)
    {
        try
        {
            // All of them at once: none waits for another that cannot be reached.
            await Task.WhenAll((await reader.ListDistrictsAsync(stopping.Token)).SelectMany(district =>
                (IWatch[])[factory.GetGrain<IOrderWatch>(district), factory.GetGrain<IRoundWatch>(district), factory.GetGrain<INoticeWatch>(district)]).Select(watch => watch.StartAsync()));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "The watches of the districts could not all be started; it is tried again in {Seconds} s.", rules.WatchEvery.TotalSeconds);
        }
    }
}
