namespace OpsCenter.Silo.Hosting;

/// <summary>
/// Lets every district be looked at again and again, by each subject's due scan at its own interval. That takes the place of a reminder
/// for each order or round: what is due is data, so it is enough that somebody looks.
/// </summary>
internal sealed class DueScanScheduler(
    IServiceProvider services, IJournalReader reader, IEnumerable<DueScanSchedule> schedules, TimeProvider time,
    ILogger<DueScanScheduler> log) : IHostedLifecycleService
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        running = Task.WhenAll(schedules.Select(schedule => RunAsync(schedule, grains)));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(DueScanSchedule schedule, IGrainFactory grains)
    {
        using var timer = new PeriodicTimer(schedule.Every, time);
        try
        {
            do await StartScansAsync(schedule, grains);
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task StartScansAsync(DueScanSchedule schedule, IGrainFactory grains)
    {
        try
        {
            // All of them at once: none waits for another that cannot be reached.
            await Task.WhenAll(
                (await reader.ListDistrictsAsync(stopping.Token)).Select(
                    district => ((IDueScan)grains.GetGrain(schedule.Scan, district.Value)).StartAsync()));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Not every district could be looked at by {Scan}; it is tried again in {Seconds} s.",
                schedule.Scan.Name, schedule.Every.TotalSeconds);
        }
    }
}
