using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Brings results back to the city's platform. Runs only where <see cref="ResultOptions.Url"/> is set.</summary>
public sealed class ResultDelivery(
    DeliveryServices services, IClusterClient cluster, ResultSender sender, ResultOptions options, DistrictClock clock,
    ILogger<ResultDelivery> log)
    : DeliveryService<OwedResult>(services, options.Delivery(), log)
{
    private readonly ILogger log = log;

    protected override IOutbox<OwedResult> OutboxOf(DistrictCode district) =>
        new ResultOutbox(district, cluster, sender, options, clock, log);
}
