using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Silo.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;
using Serilog;

namespace OpsCenter.Silo.Hosting;

/// <summary>Which parts of the product a process runs.</summary>
public enum HostRole
{
    /// <summary>Actors and gateway in one process (the default).</summary>
    All,

    /// <summary>The gateway alone, as a client of the cluster.</summary>
    Gateway,
}

/// <summary>The composition root: the whole machine on one page.</summary>
public static class OpsCenterHost
{
    /// <param name="arguments">Settings as <c>--Section:Name value</c>; they win over environment variables and appsettings.json.</param>
    /// <param name="role">Which parts run.</param>
    /// <param name="clock">The district's clock; null: the machine's.</param>
    /// <param name="subjects">What it is about; null: all that the product has.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    /// <exception cref="StorageException">The same, of the storage.</exception>
    public static WebApplication Build(
        string[] arguments, HostRole role = HostRole.All, DistrictClock? clock = null, IReadOnlyList<SubjectGateway>? subjects = null)
    {
        subjects ??= Subjects.All;
        var builder =
            WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        AddSettings(builder.Configuration, arguments);
        Compose(builder, role, clock, subjects);
        var app = builder.Build();
        app.MapOpsCenterGateway();
        MapDashboard(app);
        return app;
    }

    /// <summary>The sections of the configuration that the product reads.</summary>
    public static IReadOnlyList<OptionSection> OptionSections()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        Compose(builder, HostRole.All, clock: null, Subjects.All);
        return [.. builder.Services.Select(service => service.ImplementationInstance).OfType<OptionSection>().Distinct()];
    }

    /// <summary>The settings that come with the program.</summary>
    internal static IConfiguration ShippedSettings() => Shipped().Build();

    private static void Compose(WebApplicationBuilder builder, HostRole role, DistrictClock? clock, IReadOnlyList<SubjectGateway> subjects)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        // Serilog reads them once more, with all that it has beside them; here a wrong level stops the start by its name.
        services.ReadOptions<LogSettings>(configuration, "Serilog");
        services.AddSerilog(log => log.ReadFrom.Configuration(configuration));
        services.AddSingleton(TimeProvider.System);
        if (clock is not null) services.AddSingleton(clock);
        services.AddSingleton<ISamples, ShippedSamples>();

        var storage = services.ReadOptions<StorageOptions>(configuration, "Storage");
        if (role == HostRole.All) builder.UseOrleans(silo => AddSilo(silo, storage, configuration, subjects));
        else builder.UseOrleansClient(client => client.UseOpsCenterCluster(storage).AddDashboard());
        builder.AddOpsCenterGateway(services.ReadOptions<GatewaySettings>(configuration, "Gateway"), storage.DataFolder, subjects);
    }

    /// <summary>
    /// The page of the actors, built when it is first asked for: it packs 17 MB of its own files as it begins, half a second and a tenth of
    /// an idle product's memory, for a page that few installations ever open.
    /// </summary>
    private static void MapDashboard(WebApplication app)
    {
        var page = new Lazy<RequestDelegate>(() =>
        {
            var branch = new ApplicationBuilder(app.Services);
            branch.UseRouting().UseEndpoints(endpoints => endpoints.MapOrleansDashboard("/dashboard"));
            return branch.Build();
        });
        app.Map("/dashboard/{**rest}", context =>
        {
            context.SetEndpoint(null);
            return page.Value(context);
        }).RequireAuthorization(Policies.Diagnostics);
    }

    /// <summary>Where things are kept, as the product with these arguments would be told.</summary>
    public static StorageOptions Storage(string[] arguments)
    {
        var settings = Shipped();
        AddSettings(settings, arguments);
        return new ServiceCollection().ReadOptions<StorageOptions>(settings.Build(), "Storage");
    }

    private static IConfigurationBuilder Shipped() =>
        new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true);

    private static void AddSettings(IConfigurationBuilder configuration, string[] arguments) =>
        configuration.AddJsonFile(Path.GetFullPath("opscenter.json"), optional: true).AddEnvironmentVariables("OPSCENTER_")
            .AddCommandLine(arguments);

    private static void AddSilo(
        ISiloBuilder silo, StorageOptions storage, IConfiguration configuration, IReadOnlyList<SubjectGateway> subjects)
    {
        silo.AddOpsCenterStorage(storage);
        var cluster = silo.Services.ReadOptions<ClusterSettings>(configuration, "Cluster");
        if (storage.IsPostgres) Listen(silo, cluster);
        silo.AddDashboard();
        silo.Services.AddOpsCenterActors(subjects.Select(subject => subject.Subject), configuration);
        silo.Services.AddDistrictWork();
    }

    private static void Listen(ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.ConfigureEndpoints(cluster.Validated(), cluster.SiloPort, cluster.GatewayPort, listenOnAnyHostAddress: false);
        // A silo that was killed is found out and declared dead within about ten seconds.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 3;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        });
    }
}

/// <summary>Where a silo of a cluster is reached: configuration, section <c>Cluster</c>.</summary>
public sealed record ClusterSettings
{
    /// <summary>IP address that the other silos and gateways use.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port on which the other silos reach this one.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port on which gateways that run alone reach it.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>The address, when all settings make sense.</summary>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public System.Net.IPAddress Validated()
    {
        if (SiloPort is < 1 or > 65535) throw new ArgumentException($"Cluster:SiloPort must be 1-65535, not {SiloPort}.");
        if (GatewayPort is < 1 or > 65535 || GatewayPort == SiloPort)
            throw new ArgumentException($"Cluster:GatewayPort must be 1-65535 and differ from Cluster:SiloPort, not {GatewayPort}.");
        return System.Net.IPAddress.TryParse(Address, out var address)
            ? address
            : throw new ArgumentException($"Cluster:Address must be an IP address, not '{Address}'.");
    }
}
