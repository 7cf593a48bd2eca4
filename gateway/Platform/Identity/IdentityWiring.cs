using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsCenter.Gateway.Platform.Audit;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.History;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Names of the policies for HTTP endpoints that are no gRPC methods.</summary>
public static class Policies
{
    /// <summary><c>/metrics</c>, <c>/dashboard</c>, <c>/openapi</c>: see <see cref="Permission.ReadDiagnostics"/>.</summary>
    public const string Diagnostics = "diagnostics";
}

/// <summary>Who calls, what they may do, what is written down of it.</summary>
public static class IdentityWiring
{
    /// <param name="services">Needs an <see cref="IGrainFactory"/> (a silo or an Orleans client) beside it.</param>
    /// <param name="configuration">Section <c>Identity</c>.</param>
    /// <param name="dataFolder">Where a relative <see cref="IdentityOptions.Keys"/> begins.</param>
    public static IServiceCollection AddOpsCenterIdentity(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        var options = services.ReadOptions<IdentityOptions>(configuration, "Identity", identity => identity.Validated());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DistrictClock>();
        services.AddSingleton(options);
        services.AddSingleton(
            provider => new SigningKeys(Path.Combine(dataFolder, options.Keys), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<AccountCache>();
        services.AddSingleton<LocalAccounts>();
        services.AddSingleton<GrantPlaceDirectory>();
        services.AddSingleton<AccountHandler>();
        services.AddSingleton<FirstStart>();
        services.AddSingleton<MethodRules>();
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<SessionRenewal>();
        services.AddSingleton<SignInLimiter>();
        services.AddSingleton<FailureTranslator>();
        services.AddSingleton<AuditTrail>();
        services.AddHostedService<RefusalWriter>();

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IServiceProvider>((bearer, provider) => Configure(bearer, options, provider));
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Diagnostics, policy => policy.AddRequirements(new PermissionRequirement(Permission.ReadDiagnostics)));

        // From the outside in: whatever happens inside becomes a status; what was refused or changed is written down;
        // only who may comes further.
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<AuditInterceptor>();
        services.AddSingleton<AuthorizeInterceptor>();
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<AuditInterceptor>();
            grpc.Interceptors.Add<AuthorizeInterceptor>();
        });
        // REST callers see the details of a failure too.
        services.Configure<GrpcJsonTranscodingOptions>(transcoding => transcoding.TypeRegistry = Failure.Details);
        return services;
    }

    /// <summary>Before the endpoints.</summary>
    public static IApplicationBuilder UseOpsCenterIdentity(this IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    /// <summary>The gRPC services of this subject: sessions, accounts, history, audit.</summary>
    public static IEndpointRouteBuilder MapOpsCenterIdentity(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<SessionsService>();
        endpoints.MapGrpcService<AccountsService>();
        endpoints.MapGrpcService<HistoryService>();
        endpoints.MapGrpcService<AuditService>();
        return endpoints;
    }

    private static void Configure(JwtBearerOptions bearer, IdentityOptions options, IServiceProvider provider)
    {
        bearer.MapInboundClaims = false;
        bearer.Events = new()
        {
            OnMessageReceived = context =>
            {
                if (!context.Request.Headers.ContainsKey("Authorization")) context.Token = context.Request.Cookies[SessionCookie.Name];
                return Task.CompletedTask;
            },
        };
        if (options.Authority.Length > 0)
        {
            bearer.Authority = options.Authority;
            bearer.Audience = options.Audience;
            bearer.RequireHttpsMetadata = options.RequireHttps;
            bearer.TokenValidationParameters.NameClaimType = options.NameClaim;
        }
        else
        {
            bearer.TokenValidationParameters = provider.GetRequiredService<SessionTokens>().Validation;
        }
    }
}
