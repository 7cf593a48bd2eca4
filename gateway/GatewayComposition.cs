using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.FileProviders;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Gateway.Platform.OpenApi;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;
using Prometheus;

namespace OpsCenter.Gateway;

/// <summary>The gateway on one page: what it is made of, and what it answers.</summary>
public static class GatewayComposition
{
    /// <param name="builder">Has a silo or an Orleans client already.</param>
    /// <param name="settings">Where to listen.</param>
    /// <param name="dataFolder">Holds the keys that sessions are signed and personal data sealed with.</param>
    /// <param name="subjects">What the product is about.</param>
    public static WebApplicationBuilder AddOpsCenterGateway(
        this WebApplicationBuilder builder, GatewaySettings settings, string dataFolder, IReadOnlyList<SubjectGateway> subjects)
    {
        settings.Validated();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // A slow screen must not hold memory: what it does not read waits with us for less than a snapshot.
            kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.AddServerHeader = false;
            Listen(kestrel, settings, settings.HttpPort,
                settings.CertificateFile is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
            Listen(kestrel, settings, settings.GrpcPort, HttpProtocols.Http2);
        });

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddOpsCenterIdentity(builder.Configuration, dataFolder);
        services.AddSingleton(provider => new PrivacyKeys(
            Path.Combine(dataFolder, provider.GetRequiredService<IdentityOptions>().Keys, "privacy"),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(services.ReadOptions<IngestOptions>(builder.Configuration, "Ingest", options => options.Validated()));
        services.AddSingleton<RecordHolder>().AddSingleton<RecordSeals>().AddSingleton<IngestServices>().AddSingleton<IngestStream>();
        services.AddSetupStep<ChannelsSetup>();

        services.AddOpsCenterReading(subjects.Select(subject => subject.Subject), builder.Configuration);
        var gateway = new GatewayBuilder(services, builder.Configuration);
        foreach (var subject in subjects) subject.Build(gateway);
        services.AddSingleton(gateway).AddSingleton(gateway.Themes);

        services.AddSingleton<ThemeEncoder>().AddSingleton<ThemeAccess>();
        services.AddSingleton<ThemeFeeds>();
        services.AddHostedService(provider => provider.GetRequiredService<ThemeFeeds>());
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = 4 * 1024 * 1024).AddJsonTranscoding();
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<ClusterHealth>("cluster");
        services.AddResponseCompression();
        return builder;
    }

    public static WebApplication MapOpsCenterGateway(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseOpsCenterPages();
        app.UseRouting();
        app.UseOpsCenterIdentity();
        app.UseGrpcWeb(new() { DefaultEnabled = true });

        app.MapOpsCenterIdentity();
        app.Services.GetRequiredService<GatewayBuilder>().Map(app);
        app.MapGrpcService<SetupService>();
        app.MapGrpcService<ScreensService>();
        app.MapGrpcService<ClocksService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService().RequireAuthorization(Policies.Diagnostics);
        app.MapOpsCenterOpenApi();
        app.MapHealthChecks("/healthz", new() { ResponseWriter = ClusterHealth.WriteAsync });
        // What Orleans counts at each activation costs as much as some of the work itself; what is read when it is asked for is free.
        Metrics.ConfigureMeterAdapter(meters => meters.InstrumentFilterPredicate = instrument =>
            instrument.IsObservable || instrument.Meter.Name is not ("Microsoft.Orleans" or "Polly"));
        app.MapMetrics().RequireAuthorization(Policies.Diagnostics);
        return app;
    }

    /// <summary>The wall and the desks: each of their paths opens the shell, which finds its own way.</summary>
    private static void UseOpsCenterPages(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "web");
        if (!Directory.Exists(folder)) return;
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            // Built files carry a hash of their content in their names; the shell itself does not.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        foreach (var page in (string[])["/login", "/start", "/wall", .. app.Services.GetRequiredService<GatewayBuilder>().PagePaths])
            app.MapFallbackToFile($"{page}/{{**path}}", "index.html", new StaticFileOptions { FileProvider = files });
    }

    private static void Listen(KestrelServerOptions kestrel, GatewaySettings settings, int port, HttpProtocols protocols)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            if (settings.CertificateFile is { } file) listen.UseHttps(Path.GetFullPath(file), settings.CertificatePassword);
        }
        if (settings.Address == "localhost") kestrel.ListenLocalhost(port, Configure);
        else if (settings.Address == "*") kestrel.ListenAnyIP(port, Configure);
        else kestrel.Listen(IPAddress.Parse(settings.Address), port, Configure);
    }
}
