using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Hosting;

/// <summary>Tells a district's projector, wherever in the cluster it lives, that there is something new; and wakes all of them at the start.</summary>
internal sealed class ProjectorWaker(IServiceProvider services, IJournalReader reader, ILogger<ProjectorWaker> log) : ICommitListener, IHostedLifecycleService
{
    private IGrainFactory? grains;

    public void Committed(IReadOnlyCollection<string> districts)
    {
        if (grains is null) return;
        foreach (var district in districts) _ = grains.GetGrain<IDistrictProjector>(district).Wake();
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        grains = services.GetRequiredService<IGrainFactory>();
        try
        {
            foreach (var district in await reader.ListDistrictsAsync(cancellationToken)) _ = grains.GetGrain<IDistrictProjector>(district).Wake();
        }
        catch (JournalUnavailableException failure)
        {
            log.LogWarning(failure, "The projectors could not be woken at the start; each wakes with the first event or screen.");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        grains = null;
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
