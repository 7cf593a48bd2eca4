namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>The page 开始使用: what is set up and what is missing. Its steps are registered by their subjects.</summary>
public static class SetupWiring
{
    /// <summary>A subject's own step.</summary>
    public static IServiceCollection AddSetupStep<TStep>(this IServiceCollection services) where TStep : class, ISetupStep =>
        services.AddSingleton<ISetupStep, TStep>();

    /// <summary>A way out of a subject's, for the step that shows them all.</summary>
    /// <param name="services">The gateway's.</param>
    /// <param name="way">What goes out by it, and whether it is configured.</param>
    public static IServiceCollection AddWayOut(this IServiceCollection services, WayOut way) => services.AddSingleton(way);
}
