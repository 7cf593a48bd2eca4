using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway;

/// <summary>
/// A subject as people and other systems meet it: its services, its themes on the wire, its steps of the setup. One stands in the one
/// list for each.
/// </summary>
public abstract class SubjectGateway
{
    /// <summary>The subject behind it.</summary>
    public abstract Subject Subject { get; }

    /// <summary>Verbs of the command line that put its descriptions in force.</summary>
    public virtual IReadOnlyList<DefinitionVerb> Definitions => [];

    /// <summary>What files of its records can hold; null: none.</summary>
    public virtual ImportKind? Import => null;

    /// <summary>Says, on one page, what the subject has at the gateway. Called once, before anything runs.</summary>
    public virtual void Build(GatewayBuilder gateway)
    {
    }
}

/// <summary>Takes down what a subject has at the gateway.</summary>
/// <param name="services">The process's.</param>
/// <param name="configuration">Where its options stand.</param>
public sealed class GatewayBuilder(IServiceCollection services, IConfiguration configuration)
{
    private readonly List<Action<IEndpointRouteBuilder>> endpoints = [];
    private readonly List<string> pages = [];

    /// <summary>First parts of the addresses of the subjects' pages.</summary>
    internal IReadOnlyList<string> PagePaths => pages;

    public IServiceCollection Services => services;

    /// <summary>How its themes are written to screens.</summary>
    public ThemeCodec Themes { get; } = new();

    /// <summary>A section of the configuration, which the subject gets at once too.</summary>
    /// <typeparam name="TOptions">A record with the defaults.</typeparam>
    /// <param name="section">Its name.</param>
    /// <param name="validated">Gives it back, or throws an <see cref="ArgumentException"/> whose sentence names the setting.</param>
    public TOptions Options<TOptions>(string section, Func<TOptions, TOptions> validated) where TOptions : class, new()
    {
        var options = services.ReadOptions(configuration, section, validated);
        services.AddSingleton(options);
        return options;
    }

    /// <summary>A gRPC service, which is REST and in the OpenAPI document too.</summary>
    public GatewayBuilder Service<TService>() where TService : class
    {
        endpoints.Add(routes => routes.MapGrpcService<TService>());
        return this;
    }

    /// <summary>Its pages: each address below this path opens the shell, which finds its own way.</summary>
    /// <param name="path">First part of the addresses, e.g. <c>/halls</c>.</param>
    public GatewayBuilder Pages(string path)
    {
        pages.Add(path);
        return this;
    }

    /// <summary>A step of the way from an empty product to one that works.</summary>
    public GatewayBuilder SetupStep<TStep>() where TStep : class, ISetupStep
    {
        services.AddSetupStep<TStep>();
        return this;
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        foreach (var map in endpoints) map(routes);
    }
}
