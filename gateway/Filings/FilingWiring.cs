namespace OpsCenter.Gateway.Filings;

/// <summary>Rounds and filings.</summary>
public static class FilingWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and <see cref="OpsCenter.Indicators.IIndicatorBooks"/> beside it.</param>
    /// <param name="configuration">Section <c>Filings</c>.</param>
    public static IServiceCollection AddOpsCenterFilings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton((configuration.GetSection("Filings").Get<FilingOptions>() ?? new()).Validated())
        .AddSingleton<RoundDesk>().AddSingleton<FilingReading>().AddSingleton<FilingDesk>();

    public static IEndpointRouteBuilder MapOpsCenterFilings(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<FilingsService>();
        endpoints.MapGrpcService<Indicators.IndicatorsService>();
        return endpoints;
    }
}
