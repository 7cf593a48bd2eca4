using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// Brings results back to the city's platform, district by district, each at its own pace; of several gateways one sends for a district.
/// Runs only where <see cref="ResultOptions.Url"/> is set.
/// </summary>
/// <param name="random">See <see cref="ResultSchedule"/>; for all threads.</param>
public sealed class ResultDelivery(
    IClusterClient cluster, ResultReader reader, ResultWebhook webhook, ResultOptions options, IdentityOptions identity, Random random, DistrictClock clock, TimeProvider time,
    ILogger<ResultDelivery> log) : BackgroundService
{
    private readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(identity.Districts.Distinct().Select(district => RunAsync(district, stoppingToken)));

    private async Task RunAsync(string district, CancellationToken stopping)
    {
        var outbox = new ResultOutbox(district, holder, cluster, reader, webhook, options, random, clock, time, log);
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                isMore = await outbox.SendAsync(stopping);
                if (isAway) log.LogInformation("The results of {District} go on.", district);
                isAway = false;
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "What results {District} owes cannot be found out now; it is tried again.", district);
                isAway = true;
            }
            if (!isMore) await Task.Delay(options.Every, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await ReleaseAsync(outbox, district);
    }

    private async Task ReleaseAsync(ResultOutbox outbox, string district)
    {
        try
        {
            await outbox.ReleaseAsync();
        }
        catch (Exception failure)
        {
            log.LogDebug(failure, "The lease of the results of {District} was not given back; it runs out.", district);
        }
    }
}
