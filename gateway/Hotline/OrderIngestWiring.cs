using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Ingest;
using OpsCenter.Gateway.Privacy;

namespace OpsCenter.Gateway.Hotline;

/// <summary>How orders come in, and what is personal in them kept.</summary>
public static class OrderIngestWiring
{
    /// <param name="services">Needs an <see cref="IClusterClient"/> and <see cref="OpsCenter.Hotline.IRulebooks"/> beside it.</param>
    /// <param name="dataFolder">Where a relative <see cref="IdentityOptions.Keys"/> begins; the keys of personal data lie in its folder <c>privacy</c>.</param>
    public static IServiceCollection AddOpsCenterOrderIngest(this IServiceCollection services, string dataFolder)
    {
        services.AddSingleton(provider => new PrivacyKeys(
            Path.Combine(dataFolder, provider.GetRequiredService<IdentityOptions>().Keys, "privacy"), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OrderPrivacy>();
        services.AddSingleton<RecordHolder>();
        services.AddSingleton<IngestStream>();
        return services.AddSingleton<OrderIntake>();
    }

    public static IEndpointRouteBuilder MapOpsCenterOrderIngest(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<OrderIngestService>();
        return endpoints;
    }
}
