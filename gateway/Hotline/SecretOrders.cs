using OpsCenter.Gateway.Platform.History;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OrderFlag = OpsCenter.Hotline.OrderFlag;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Of a secret order (保密) only those see more than its way who may see orders in clear.</summary>
public sealed class SecretOrders(IGrainFactory grains) : IHistorySecrecy
{
    /// <inheritdoc/>
    public async ValueTask<bool> IsSecretAsync(StreamId stream, Caller caller) =>
        stream.Kind == "order" && !caller.Can(Permission.RevealPersonal, stream.District.Value)
        && (await grains.GetGrain<IOrder>(stream.ToString()).GetAsync()).Has(OrderFlag.Secret);
}
