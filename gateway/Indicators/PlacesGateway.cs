using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Gateway.Indicators;

/// <summary>Places at the gateway: the registry of towns and villages, by which roles are held too.</summary>
public sealed class PlacesGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new PlacesSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        gateway.SetupStep<PlacesSetup>();
        gateway.Services.AddSingleton<IGrantPlaces, RegistryGrantPlaces>();
    }
}
