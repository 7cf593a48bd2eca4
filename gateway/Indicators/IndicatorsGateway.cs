using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Indicators;

/// <summary>Indicators at the gateway: what is asked of towns and villages.</summary>
public sealed class IndicatorsGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new IndicatorsSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway) => gateway.Service<IndicatorsService>().SetupStep<IndicatorsSetup>();
}
