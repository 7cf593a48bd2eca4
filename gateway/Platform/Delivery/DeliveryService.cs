using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>What every delivery is given by its gateway.</summary>
public sealed class DeliveryServices(IClusterClient cluster, IdentityOptions identity, Random random, TimeProvider time)
{
    public IGrainFactory Grains { get; } = cluster;

    /// <summary>Codes of the districts of this installation.</summary>
    public IReadOnlyList<DistrictCode> Districts { get; } =
        [.. identity.Districts.Distinct().Select(district => new DistrictCode(district))];

    /// <summary>For all threads.</summary>
    public Random Random { get; } = random;

    /// <summary>The machine's: destinations do not follow a district's clock.</summary>
    public TimeProvider Time { get; } = time;
}

/// <summary>Sends a subject's messages, district by district, each at its own pace; of several gateways one sends for a district.</summary>
/// <typeparam name="TMessage">What is owed.</typeparam>
public abstract class DeliveryService<TMessage>(DeliveryServices services, DeliveryOptions options, ILogger log) : BackgroundService
{
    private readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>What a district owes.</summary>
    protected abstract IOutbox<TMessage> OutboxOf(DistrictCode district);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(services.Districts.Select(district => RunAsync(OutboxOf(district), stoppingToken)));

    private async Task RunAsync(IOutbox<TMessage> outbox, CancellationToken stopping)
    {
        var lease = services.Grains.GetGrain<ILease>($"{outbox.District}/{outbox.Name}");
        var relay = new OutboxRelay<TMessage>(outbox, lease, holder, options, services.Random, services.Time, log);
        var isAway = false;
        while (!stopping.IsCancellationRequested)
        {
            var isMore = false;
            try
            {
                isMore = await relay.SendAsync(stopping);
                if (isAway) log.LogInformation("The {Messages} of {District} go on.", outbox.Name, outbox.District);
                isAway = false;
            }
            catch (Exception failure)
            {
                if (!isAway)
                    log.LogWarning(
                        failure, "Which {Messages} {District} owes cannot be found out now; it is tried again.",
                        outbox.Name, outbox.District);
                isAway = true;
            }
            if (!isMore) await Task.Delay(options.Every, services.Time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await ReleaseAsync(outbox, relay);
    }

    private async Task ReleaseAsync(IOutbox<TMessage> outbox, OutboxRelay<TMessage> relay)
    {
        try
        {
            await relay.ReleaseAsync();
        }
        catch (Exception failure)
        {
            log.LogDebug(
                failure, "The lease of the {Messages} of {District} was not given back; it runs out.", outbox.Name, outbox.District);
        }
    }
}

/// <summary>Puts deliveries into a gateway.</summary>
public static class DeliveryRegistration
{
    /// <summary>A subject's delivery, which runs from now on.</summary>
    public static IServiceCollection AddDelivery<TDelivery>(this IServiceCollection services) where TDelivery : class, IHostedService
    {
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<DeliveryServices>();
        return services.AddHostedService<TDelivery>();
    }
}
