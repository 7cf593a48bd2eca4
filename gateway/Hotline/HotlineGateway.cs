using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Ingest;
using OpsCenter.Gateway.Privacy;
using OpsCenter.Gateway.Screens;
using OpsCenter.Gateway.Setup;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline at the gateway: orders on their way in, the desks, the way back to the platform, and its walls.</summary>
public sealed class HotlineGateway : SubjectGateway
{
    /// <inheritdoc/>
    public override Subject Subject { get; } = new HotlineSubject();

    /// <inheritdoc/>
    public override void Build(GatewayBuilder gateway)
    {
        var services = gateway.Services;
        services.AddSingleton<OrderPrivacy>().AddSingleton<OrderIntake>();
        services.TryAddSingleton<ISuggester, RuleSuggester>();
        services.AddSingleton<OrderScopes>().AddSingleton<HotlineManagement>().AddSingleton<CalendarBook>().AddSingleton<PrecedentBook>().AddSingleton<OrderReading>()
            .AddSingleton<OrderDesk>().AddSingleton<IGrantPlaces, HotlineGrantPlaces>().AddSingleton<IThemeAccess, DeskAccess>();
        AddResults(services, gateway.Options<ResultOptions>("Hotline:Results", options => options.Validated()));
        gateway.Service<OrderIngestService>().Service<HotlineService>();
        gateway.SetupStep<HotlineSetup>().SetupStep<CalendarSetup>();
        gateway.Themes.Theme<HotlineWallTheme>((frame, wall) => frame.Hotline = wall.ToMessage()).Delta<HotlineDelta>((frame, wall) => frame.HotlineDelta = wall.ToMessage())
            .Theme<HotlineDeskTheme>((frame, desk) => frame.HotlineDesk = desk.ToMessage());
    }

    /// <summary>Where there is nobody to send them to, nothing looks for results.</summary>
    private static void AddResults(IServiceCollection services, ResultOptions options)
    {
        services.AddWayOut(new("工单结果", "回传市平台", options.IsOn));
        if (!options.IsOn) return;
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<ResultReader>().AddSingleton<ResultWebhook>().AddHostedService<ResultDelivery>();
    }
}
