using OpsCenter.Gateway;
using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Setup;
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
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        AddSettings(builder.Configuration, arguments);
        builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration));
        builder.Services.AddSingleton(TimeProvider.System);
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<ISamples, ShippedSamples>();

        var storage = Section<StorageOptions>(builder.Configuration, "Storage");
        if (role == HostRole.All) builder.UseOrleans(silo => AddSilo(silo, storage, builder.Configuration, subjects));
        else builder.UseOrleansClient(client => client.UseOpsCenterCluster(storage).AddDashboard());
        builder.AddOpsCenterGateway(Section<GatewaySettings>(builder.Configuration, "Gateway"), storage.DataFolder, subjects);

        var app = builder.Build();
        app.MapOpsCenterGateway();
        MapDashboard(app);
        return app;
    }

    /// <summary>
    /// The page of the actors, built when it is first asked for: it packs 17 MB of its own files as it begins, half a second and a tenth of an idle
    /// product's memory, for a page that few installations ever open.
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
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true);
        AddSettings(settings, arguments);
        return Section<StorageOptions>(settings.Build(), "Storage");
    }

    private static void AddSettings(IConfigurationBuilder configuration, string[] arguments) =>
        configuration.AddJsonFile(Path.GetFullPath("opscenter.json"), optional: true).AddEnvironmentVariables("OPSCENTER_").AddCommandLine(arguments);

    private static void AddSilo(ISiloBuilder silo, StorageOptions storage, IConfiguration configuration, IReadOnlyList<SubjectGateway> subjects)
    {
        silo.AddOpsCenterStorage(storage);
        if (storage.IsPostgres) Listen(silo, Section<ClusterSettings>(configuration, "Cluster"));
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

    /// <summary>A section as its record, defaults where nothing is set.</summary>
    private static T Section<T>(IConfiguration configuration, string name) where T : class, new() => configuration.GetSection(name).Get<T>() ?? new();
}

/// <summary>Where a silo of a cluster is reached: configuration, section <c>Cluster</c>.</summary>
public sealed record ClusterSettings
{
    /// <summary>IP address that the other silos and gateways use.</summary>
    public string Address { get; init; } = "127.0.0.1";

    public int SiloPort { get; init; } = 11111;

    public int GatewayPort { get; init; } = 30000;

    /// <summary>The address, when all settings make sense.</summary>
    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public System.Net.IPAddress Validated()
    {
        if (SiloPort is < 1 or > 65535) throw new ArgumentException($"Cluster:SiloPort must be 1-65535, not {SiloPort}.");
        if (GatewayPort is < 1 or > 65535 || GatewayPort == SiloPort)
            throw new ArgumentException($"Cluster:GatewayPort must be 1-65535 and differ from Cluster:SiloPort, not {GatewayPort}.");
        return System.Net.IPAddress.TryParse(Address, out var address) ? address : throw new ArgumentException($"Cluster:Address must be an IP address, not '{Address}'.");
    }
}
