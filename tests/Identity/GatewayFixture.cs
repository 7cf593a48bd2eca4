using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsCenter.Accounts;
using OpsCenter.Audit;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.OpenApi;
using OpsCenter.Kernel;
using OpsCenter.Silo.Storage;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

/// <summary>The real thing, small: one silo on SQLite with the gateway's doors for identity, on free ports.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("identity").FullName;
    private WebApplication? app;
    private string http = "";

    public const string District = "440203";

    public ShiftedTime Time { get; } = new();

    public IServiceProvider Services => app!.Services;

    public LocalAccounts Accounts => Services.GetRequiredService<LocalAccounts>();

    public GrpcChannel Channel { get; private set; } = null!;

    /// <summary>Address of the HTTP/1.1 port.</summary>
    public Uri Http => new(http);

    /// <summary>What the gateway has logged as an error.</summary>
    public ErrorLog Errors { get; } = new();

    /// <summary>What the first start returned.</summary>
    public IReadOnlyList<OneTimePassword> FirstPasswords { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.Logging.ClearProviders().AddProvider(Errors);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Identity:Districts:0"] = District,
            ["Identity:PasswordRounds"] = "1000",
            ["Identity:SignInsPerMinute"] = "1000",
            ["Identity:AuditQueue"] = "200",
            ["Identity:SessionCache"] = "00:00:30",
        });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(new DistrictClock(Time));
        builder.Host.UseOrleans(silo =>
        {
            silo.AddOpsCenterStorage(new StorageOptions { DataFolder = folder });
            silo.Services.AddOpsCenterActors([new AccountsSubject(), new AuditSubject()], builder.Configuration);
        });
        builder.Services.AddOpsCenterIdentity(builder.Configuration, folder);
        builder.Services.AddGrpc().AddJsonTranscoding();
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddSingleton<UndeclaredService>().AddSingleton<ProbeService>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        app.UseOpsCenterIdentity();
        app.MapOpsCenterIdentity();
        app.MapOpsCenterOpenApi();
        app.MapGrpcService<UndeclaredService>();
        app.MapGrpcService<ProbeService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapGet("/diagnostics", () => "fine").RequireAuthorization(Policies.Diagnostics);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        http = addresses[1];
        Channel = GrpcChannel.ForAddress(addresses[0]);
        FirstPasswords = await Services.GetRequiredService<FirstStart>().RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A new person with these roles, signed in.</summary>
    public async Task<Metadata> PersonAsync(string name, params AccountGrant[] grants) => Bearer((await SessionAsync(name, grants)).Token);

    /// <summary>A new person with these roles, signed in with the password <c>Right-Password-1</c>.</summary>
    public async Task<Session> SessionAsync(string name, params AccountGrant[] grants)
    {
        var (_, password) = await Accounts.CreateAsync(name, name, [.. grants], "test");
        return await Sessions.SignInAsync(new() { Name = name, Password = password, NewPassword = "Right-Password-1" });
    }

    public Sessions.SessionsClient Sessions => new(Channel);

    public static Metadata Bearer(string token) => new() { { "Authorization", $"Bearer {token}" } };
}

/// <summary>The clock of the machine, put forward by tests.</summary>
public sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

/// <summary>Keeps what is logged as an error, in the order in which it comes.</summary>
public sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    public IEnumerable<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) lines.Enqueue($"{formatter(state, exception)} {exception?.Message}");
    }

    public void Dispose()
    {
    }
}

/// <summary>A service without a contract: nothing says who may call its method.</summary>
[BindServiceMethod(typeof(UndeclaredService), nameof(BindService))]
public class UndeclaredService
{
    public static readonly Method<SignOutRequest, SignOutResponse> Method = new(
        MethodType.Unary, "test.Undeclared", "Call",
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, SignOutRequest.Parser.ParseFrom),
        Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, SignOutResponse.Parser.ParseFrom));

    public virtual Task<SignOutResponse> Call(SignOutRequest request, ServerCallContext context) => Task.FromResult(new SignOutResponse());

    public static void BindService(ServiceBinderBase binder, UndeclaredService? service) =>
        binder.AddMethod(Method, service is null ? null! : new UnaryServerMethod<SignOutRequest, SignOutResponse>(service.Call));
}
