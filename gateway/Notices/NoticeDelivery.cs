using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Kernel;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>Sends reminders. Runs only where a channel is set up.</summary>
public sealed class NoticeDelivery(
    DeliveryServices services, ContactPrivacy privacy, IEnumerable<INoticeSender> senders, NoticeChannelOptions options,
    DistrictClock clock, ILogger<NoticeDelivery> log) : DeliveryService<DueNotice>(services, options.Delivery(), log)
{
    private readonly IGrainFactory grains = services.Grains;
    private readonly ILogger log = log;

    protected override IOutbox<DueNotice> OutboxOf(DistrictCode district) =>
        new NoticeOutbox(district, grains, privacy, senders, options, clock, log);
}
