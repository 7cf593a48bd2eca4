using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Notices;

/// <summary>
/// Sends reminders, district by district; of several gateways one sends for a district. Runs only where a channel is set up.
/// </summary>
public sealed class NoticeDelivery(
    IClusterClient cluster, ContactPrivacy privacy, IEnumerable<INoticeSender> senders, NoticeChannelOptions options, IdentityOptions identity, DistrictClock clock, TimeProvider time,
    ILogger<NoticeDelivery> log) : BackgroundService
{
    private readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(identity.Districts.Distinct().Select(district => RunAsync(district, stoppingToken)));

    private async Task RunAsync(string district, CancellationToken stopping)
    {
        var outbox = new NoticeOutbox(district, holder, cluster, privacy, senders, options, clock, log);
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                isMore = await outbox.SendAsync(stopping);
                if (isAway) log.LogInformation("The reminders of {District} go on.", district);
                isAway = false;
            }
            catch (Exception failure)
            {
                if (!isAway) log.LogWarning(failure, "What reminders of {District} are to be sent cannot be found out now; it is tried again.", district);
                isAway = true;
            }
            if (!isMore) await Task.Delay(options.Every, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        try
        {
            await outbox.ReleaseAsync();
        }
        catch (Exception failure)
        {
            log.LogDebug(failure, "The lease of the reminders of {District} was not given back; it runs out.", district);
        }
    }
}
