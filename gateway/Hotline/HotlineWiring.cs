using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Setup;
using OpsCenter.Hotline;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's desks, and the way back to the platform.</summary>
public static class HotlineWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and <see cref="Privacy.OrderPrivacy"/> beside it.</param>
    /// <param name="configuration">Sections <c>Hotline</c> and <c>Indicators</c>.</param>
    public static IServiceCollection AddOpsCenterHotline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOpsCenterReading(configuration.GetSection("Hotline").Get<HotlineRules>() ?? new(), configuration.GetSection("Indicators").Get<IndicatorRules>() ?? new());
        services.TryAddSingleton<ISuggester, RuleSuggester>();
        services.AddResults((configuration.GetSection("Hotline:Results").Get<ResultOptions>() ?? new()).Validated());
        services.AddSetupStep<HotlineSetup>().AddSetupStep<CalendarSetup>();
        return services.AddSingleton<OrderScopes>().AddSingleton<HotlineManagement>().AddSingleton<CalendarBook>().AddSingleton<PrecedentBook>()
            .AddSingleton<OrderReading>().AddSingleton<OrderDesk>().AddSingleton<IGrantPlaces, HotlineGrantPlaces>();
    }

    /// <summary>Where there is nobody to send them to, nothing looks for results.</summary>
    private static void AddResults(this IServiceCollection services, ResultOptions options)
    {
        services.AddSingleton(options).AddWayOut(new("工单结果", "回传市平台", options.IsOn));
        if (!options.IsOn) return;
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<ResultReader>().AddSingleton<ResultWebhook>().AddHostedService<ResultDelivery>();
    }

    public static IEndpointRouteBuilder MapOpsCenterHotline(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<HotlineService>();
        return endpoints;
    }
}
