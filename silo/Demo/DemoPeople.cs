using System.IO.Hashing;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Silo.CommandLine;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// What all of the demo's people share: their ways through the public door, their chances, and their patience when the product is away.
/// </summary>
/// <param name="app">The product.</param>
/// <param name="district">District code.</param>
/// <param name="seed">Another number, other chances.</param>
/// <param name="clock">The district's clock.</param>
/// <param name="timetable">When offices are open.</param>
internal sealed class DemoPeople(WebApplication app, string district, ulong seed, DistrictClock clock, DemoTimetable timetable)
    : IDisposable
{
    /// <summary>Longer than anybody lets a demo stand.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(60);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Dictionary<(string Role, string Place), GrpcChannel> doors = [];
    private readonly SemaphoreSlim opening = new(1);
    private readonly ILogger log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("OpsCenter.Demo");

    public string District => district;

    public DistrictClock Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DemoTimetable Timetable => timetable;

    /// <summary>The way of somebody with that role at that place (a department's: <c>440203/ZJJ</c>); opened once.</summary>
    public async Task<GrpcChannel> ChannelAsync(string role, string place)
    {
        await opening.WaitAsync();
        try
        {
            if (doors.TryGetValue((role, place), out var door)) return door;
            var token = await app.Services.GetRequiredService<LocalAccounts>()
                .IssueTokenAsync($"demo-{role}-{place.Replace('/', '-')}", new(role, place), TokenLife, "demo");
            return doors[(role, place)] = ServerConnection.Open(app.Services.GetRequiredService<GatewaySettings>(), token.Token);
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>A chance from 0 to below 1: the same whenever the same is asked about.</summary>
    public double Chance(params ReadOnlySpan<string> about)
    {
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n', about)), (long)seed);
        return (hash >> 11) / (double)(1UL << 53);
    }

    /// <summary>Waits by the district's clock.</summary>
    public Task DelayAsync(TimeSpan time, CancellationToken cancellation) => time > TimeSpan.Zero ? Task.Delay(time, clock, cancellation)
        : Task.CompletedTask;

    /// <summary>Does it, and again until it is done: nobody goes home because the product was away for a moment.</summary>
    public async Task InsistAsync(string what, Func<Task> act, CancellationToken cancellation)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await act();
                return;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument or StatusCode.PermissionDenied
                or StatusCode.NotFound && !isFirst)
            {
                log.LogWarning("{What} was left: {Reason}", what, refused.Status.Detail);
                return;
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                if (isFirst)
                    log.LogInformation("{What} is tried again: {Reason}", what,
                        (failure as RpcException)?.Status.Detail ?? failure.Message);
            }
            await Task.Delay(Patience, cancellation);
        }
    }

    /// <summary>One of the descriptions that the product ships as samples.</summary>
    public static async Task<ByteString> SampleAsync(string file)
    {
        await using var sample = typeof(DemoPeople).Assembly.GetManifestResourceStream($"samples/{file}")!;
        return await ByteString.FromStreamAsync(sample);
    }

    public void Dispose()
    {
        foreach (var door in doors.Values) door.Dispose();
        opening.Dispose();
    }
}
