using OpsCenter.Filings;
using OpsCenter.Gateway.Places;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Filings;

/// <summary>Filings at the gateway: rounds, forms, reviews, the report, and their wall.</summary>
public sealed class FilingsGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new FilingsSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        var options = gateway.Options<FilingExportOptions>("Filings", options => options.Validated());
        gateway.Services.AddSingleton(new BoundaryMaps(options.Boundaries)).AddSingleton<RoundHandler>().AddSingleton<RoundHistory>()
            .AddSingleton<FilingReading>().AddSingleton<FilingHandler>();
        gateway.Service<FilingsService>().Pages("/filings");
        gateway.Themes.Theme<FilingWallTheme>((frame, wall) => frame.Filings = wall.ToMessage());
    }
}
