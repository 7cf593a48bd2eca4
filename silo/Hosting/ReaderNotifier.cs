using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Hosting;

/// <summary>
/// Tells a district's read side, and the followers of the kinds committed, wherever in the cluster they live, that there is something
/// new; at the start it wakes the read sides of all districts.
/// </summary>
internal sealed class ReaderNotifier(
    IServiceProvider services, IJournalReader reader, IEnumerable<FollowerSchedule> followers, ILogger<ReaderNotifier> log)
    : ICommitListener, IHostedLifecycleService
{
    private readonly FollowerSchedule[] followers = [.. followers];
    private readonly HashSet<DistrictCode> districts = [];
    private readonly HashSet<(Type Follower, DistrictCode District)> concerned = [];
    private IGrainFactory? grains;

    public void Committed(IReadOnlyCollection<(DistrictCode District, string Kind)> committed)
    {
        if (grains is not { } factory) return;
        districts.Clear();
        concerned.Clear();
        foreach (var (district, kind) in committed)
        {
            districts.Add(district);
            foreach (var follower in followers)
                if (kind.StartsWith(follower.Kinds, StringComparison.Ordinal)) concerned.Add((follower.Follower, district));
        }
        foreach (var district in districts) _ = factory.GetGrain<IReadSide>(district.Value).Wake();
        foreach (var (follower, district) in concerned) _ = ((IJournalFollower)factory.GetGrain(follower, district.Value)).Wake();
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        grains = services.GetRequiredService<IGrainFactory>();
        try
        {
            foreach (var district in await reader.ListDistrictsAsync(cancellationToken))
                _ = grains.GetGrain<IReadSide>(district.Value).Wake();
        }
        catch (JournalUnavailableException failure)
        {
            log.LogWarning(failure,
                "The read sides of the districts could not be woken at the start; each wakes with the first event or screen.");
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        grains = null;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
