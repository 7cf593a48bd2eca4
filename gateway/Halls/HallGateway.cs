using OpsCenter.Gateway.Ingest;
using OpsCenter.Hall;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Halls;

/// <summary>Halls at the gateway: what the queue system sends, what describes a hall, and its wall.</summary>
public sealed class HallGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new HallSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        gateway.Services.AddSingleton<HallIntake>();
        gateway.Service<IngestService>().Service<QuarantineService>().Service<HallsService>();
        gateway.SetupStep<HallSetup>();
        gateway.Themes.Theme<HallTheme>((frame, theme) => frame.Hall = theme.ToMessage()).Delta<HallDelta>((frame, delta) => frame.HallDelta = delta.ToMessage());
    }
}
