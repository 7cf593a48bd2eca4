using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Silo.Hosting;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using HotlineClient = OpsCenter.V1.Hotline.HotlineClient;

namespace OpsCenter.Benchmarks.Host;

/// <summary>The running product, as a source and a screen see it.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly List<GrpcChannel> channels = [];
    private readonly ChildProcess process;
    private readonly int port;

    private Product(ChildProcess process, int port) => (this.process, this.port) = (process, port);

    public ChildProcess Process => process;

    /// <param name="place">Where it keeps its data.</param>
    /// <param name="settings">What is not as usual.</param>
    public static async Task<Product> StartAsync(Place place, params string[] settings)
    {
        var port = FreePorts.Next();
        var process = await ChildProcess.StartSelfAsync(ProductHost.Verb,
            ["--Serilog:MinimumLevel:Default=Warning", .. Ports(port), .. place.Settings, .. settings]);
        return new(process, port);
    }

    /// <summary>Settings of the two doors.</summary>
    public static string[] Ports(int grpc) => [$"--Gateway:GrpcPort={grpc}", $"--Gateway:HttpPort={FreePorts.Next()}"];

    public Task DefineAsync(string district, string hall, int windows, int queues) =>
        process.AskAsync("define", district, hall, $"{windows}", $"{queues}");

    /// <summary>A bearer token for a machine of this role at this place.</summary>
    public Task<string> TokenAsync(string role, string place) => process.AskAsync("token", role, place);

    /// <summary>Of all projectors, since the last time this was asked.</summary>
    public async Task<TimeSpan> GreatestLagAsync() =>
        TimeSpan.FromSeconds(double.Parse(await process.AskAsync("greatest-lag"), CultureInfo.InvariantCulture));

    /// <summary>Describes the hotline of 武江区.</summary>
    public async Task DefineHotlineAsync(string district)
    {
        await using var sample = typeof(OpsCenterHost).Assembly.GetManifestResourceStream("samples/wujiang-hotline.yaml")!;
        await new HotlineClient(Connect(await TokenAsync("operator", district))).DefineHotlineAsync(
            new() { District = district, FileName = "wujiang-hotline.yaml", Content = await ByteString.FromStreamAsync(sample) });
    }

    /// <summary>Events that it has committed since its start.</summary>
    public async Task<long> EventsAsync() => long.Parse(await process.AskAsync("events"), CultureInfo.InvariantCulture);

    /// <summary>The 12345 wall as it is now.</summary>
    public async Task<HotlineTheme> HotlineAsync(GrpcChannel screen, string district)
    {
        using var watching = new Screens.ScreensClient(screen).Watch(new() { Theme = $"{district}/hotline/wall" });
        await foreach (var frame in watching.ResponseStream.ReadAllAsync())
            if (frame.Hotline is { } theme) return theme;
        throw new InvalidOperationException("The wall's stream has ended.");
    }

    /// <summary>After a warm-up: waits until it has nothing to do any more, the compilation of what ran often included.</summary>
    public async Task SettleAsync()
    {
        for (var seconds = 0; seconds < 30; seconds++)
        {
            var before = process.ProcessorTime;
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (process.ProcessorTime - before < TimeSpan.FromMilliseconds(100)) return;
        }
    }

    /// <summary>A connection of its own.</summary>
    public GrpcChannel Connect(string token)
    {
        var channel = Connect(port, token);
        channels.Add(channel);
        return channel;
    }

    public static GrpcChannel Connect(int port, string token) => GrpcChannel.ForAddress($"http://localhost:{port}", new()
    {
        UnsafeUseInsecureChannelCallCredentials = true,
        MaxReceiveMessageSize = null,
        Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, CallCredentials.FromInterceptor((_, metadata) =>
        {
            metadata.Add("Authorization", $"Bearer {token}");
            return Task.CompletedTask;
        })),
    });

    /// <summary>The numbers of a hall's day, as the wall shows them.</summary>
    public static Task<HallTheme> DayAsync(GrpcChannel channel, string district, string hall, DateOnly date) =>
        new Halls.HallsClient(channel).GetHallDayAsync(
            new() { District = district, Hall = hall, Date = $"{date:yyyy-MM-dd}" }).ResponseAsync;

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels) channel.Dispose();
        await process.DisposeAsync();
    }
}
