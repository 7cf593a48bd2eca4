using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The hotline's desks.</summary>
public static class HotlineWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and <see cref="Privacy.OrderPrivacy"/> beside it.</param>
    /// <param name="configuration">Section <c>Hotline</c>.</param>
    public static IServiceCollection AddOpsCenterHotline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOpsCenterReading(configuration.GetSection("Hotline").Get<HotlineRules>() ?? new());
        services.TryAddSingleton<ISuggester, RuleSuggester>();
        return services.AddSingleton<OrderScopes>().AddSingleton<HotlineManagement>().AddSingleton<PrecedentBook>()
            .AddSingleton<OrderReading>().AddSingleton<OrderDesk>();
    }

    public static IEndpointRouteBuilder MapOpsCenterHotline(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<HotlineService>();
        return endpoints;
    }
}
