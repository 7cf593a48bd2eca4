using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Indicators;
using OpsCenter.Gateway.Setup;

namespace OpsCenter.Gateway.Filings;

/// <summary>Rounds and filings.</summary>
public static class FilingWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and what <c>AddOpsCenterReading</c> adds beside it.</param>
    /// <param name="configuration">Section <c>Filings</c>.</param>
    /// <exception cref="ArgumentException">A setting is wrong, or a map cannot be read; the sentence names it.</exception>
    public static IServiceCollection AddOpsCenterFilings(this IServiceCollection services, IConfiguration configuration)
    {
        var options = (configuration.GetSection("Filings").Get<FilingOptions>() ?? new()).Validated();
        services.AddSetupStep<PlacesSetup>().AddSetupStep<IndicatorsSetup>();
        return services.AddSingleton(options).AddSingleton(new BoundaryMaps(options.Boundaries)).AddSingleton<RoundDesk>()
            .AddSingleton<RoundHistory>().AddSingleton<FilingReading>().AddSingleton<FilingDesk>()
            .AddSingleton<IGrantPlaces, RegistryGrantPlaces>();
    }

    public static IEndpointRouteBuilder MapOpsCenterFilings(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<FilingsService>();
        endpoints.MapGrpcService<IndicatorsService>();
        return endpoints;
    }
}
