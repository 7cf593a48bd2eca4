using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// The whole product in this process, on SQLite and free ports, with the hotline of <see cref="SampleHotline"/>: as the platform and as an
/// operator see it.
/// </summary>
public class HotlineInstallation : IAsyncLifetime
{
    public const string District = SampleHotline.District;

    private readonly int http = FreePorts.Next(), grpc = FreePorts.Next();
    private readonly List<GrpcChannel> channels = [];
    private WebApplication? app;

    public string Folder { get; } = Directory.CreateTempSubdirectory("hotline").FullName;

    public string Address => $"http://localhost:{grpc}";

    public Uri Http => new($"http://localhost:{http}");

    public IServiceProvider Services => app!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Bearer token of the platform.</summary>
    public string Source { get; private set; } = "";

    public OrderIngest.OrderIngestClient Platform { get; private set; } = null!;

    public OrderIngest.OrderIngestClient Operator { get; private set; } = null!;

    protected virtual IEnumerable<string> Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        await StartAsync();
        var hotline = Grains.GetGrain<IHotline>(HotlineKeys.Hotline(new(District)));
        Assert.Null((await hotline.Handle([new("", TestDay.Now, new DefineHotline(SampleHotline.Definition))], "test"))[0].Refusal);
        Source = await TokenAsync("platform", "source");
        Platform = new(Open(Source));
        Operator = new(Open(await TokenAsync("mender", "operator")));
    }

    /// <summary>Starts on the data that there is, which is none at first.</summary>
    /// <param name="settings">These win over <see cref="Settings"/>.</param>
    public async Task StartAsync(params string[] settings)
    {
        app = OpsCenterHost.Build(
        [
            $"--Storage:DataFolder={Folder}", $"--Gateway:HttpPort={http}", $"--Gateway:GrpcPort={grpc}", "--Identity:PasswordRounds=1000",
            "--Serilog:MinimumLevel:Default=Error", .. Settings, .. settings,
        ]);
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not { } running) return;
        app = null;
        await running.StopAsync();
        await running.DisposeAsync();
    }

    public async Task RestartAsync(params string[] settings)
    {
        await StopAsync();
        await StartAsync(settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var channel in channels) channel.Dispose();
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public async Task<string> TokenAsync(string name, string role, string place = District) =>
        (await Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync(name, new AccountGrant(role, place), TimeSpan.FromDays(1), "test")).Token;

    public GrpcChannel Open(string token)
    {
        var channel = ServerConnection.Open(Address, token);
        channels.Add(channel);
        return channel;
    }

    public Task<OrderState> OrderAsync(string number) => Grains.GetGrain<IOrder>(HotlineKeys.Order(new(District), number)).GetAsync();

    public async Task<OrderReceipt> SubmitAsync(params OrderRecord[] records) =>
        await Platform.SubmitOrdersAsync(new() { District = District, Orders = { records } });

    public async Task<IReadOnlyList<QuarantinedOrder>> QuarantineAsync() =>
        (await Operator.ListQuarantinedOrdersAsync(new() { District = District })).Orders;

    /// <summary>Events of an order.</summary>
    public async Task<IReadOnlyList<JournalRow>> HistoryAsync(string number) =>
        await Services.GetRequiredService<IJournalReader>().ReadStreamAsync(HotlineKeys.Order(new(District), number), 0, 1000);
}
