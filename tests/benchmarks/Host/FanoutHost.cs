using System.Buffers;
using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Kernel;
using Counts = OpsCenter.Hall.Counts;
using HallDelta = OpsCenter.Hall.HallDelta;
using HallTheme = OpsCenter.Hall.HallTheme;
using WindowRow = OpsCenter.Hall.WindowRow;
using WindowStatus = OpsCenter.Hall.WindowStatus;

namespace OpsCenter.Benchmarks.Host;

/// <summary>
/// The gateway's fan-out as it is, fed by a projector that has the next state ready as soon as every screen has taken the
/// one a few steps before; and beside it a bare stream of the same bytes.
/// </summary>
internal static class FanoutHost
{
    public const string Verb = "fanout-host", Theme = "440203/hall/H1";

    /// <summary>Steps that the slowest screen may be behind: as many as a screen is still sent one by one.</summary>
    public const int StepsUnderWay = 8;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var feed = new Feed(frameBytes: int.Parse(arguments[1]));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // As in the gateway's composition.
            kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.ListenLocalhost(int.Parse(arguments[0]), listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<DistrictClock>().AddSingleton(HallCodec)
            .AddSingleton<ThemeEncoder>().AddSingleton<ThemeFeeds>();
        builder.Services.AddSingleton(new IdentityOptions()).AddSingleton<IGrainFactory>(feed.Cluster).AddSingleton<AccountCache>()
            .AddSingleton<CallerFinder>();
        // Nobody is asked: who watches a district's screens may watch this theme.
        builder.Services.AddSingleton(new ThemeAccess([]));
        builder.Services.AddSingleton(feed.Cluster).AddSingleton(new BareStream(feed.Frame));
        await using var app = builder.Build();
        // Who a screen is was judged before it comes to the fan-out.
        var caller = new Caller("screen", "screen", [new("screen", "*")], "", DateTimeOffset.MaxValue);
        app.Use((context, next) =>
        {
            context.Features.Set(caller);
            return next();
        });
        app.MapGrpcService<ScreensService>();
        app.MapGrpcService<BareStream>();
        await app.StartAsync();
        Console.WriteLine($"@{feed.Frame.Length}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            feed.TakenByAll(long.Parse(line));
            Console.WriteLine("@");
        }
        await app.StopAsync();
        return 0;
    }

    private static ThemeCodec HallCodec { get; } = Collect();

    private static ThemeCodec Collect()
    {
        var gateway = new GatewayBuilder(new ServiceCollection(), new ConfigurationBuilder().Build());
        new HallGateway().Build(gateway);
        return gateway.Themes;
    }

    /// <summary>Stands where the district's read side is.</summary>
    private sealed class Feed
    {
        private readonly HallTheme theme;
        private readonly HallDelta delta;
        private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long taken = 1 - StepsUnderWay;

        public Feed(int frameBytes)
        {
            var since = DateTimeOffset.UtcNow;
            var rows = Enumerable.Range(1, 1000)
                .Select(i => new WindowRow
                {
                    Code = $"W{i:00}",
                    Name = $"{i}号窗口",
                    Zone = "GR",
                    Status = WindowStatus.Serving,
                    Since = since,
                    Ticket = $"A{i:0000}",
                    Staff = "示例·安一",
                    Served = i,
                    Utilisation = 0.87,
                    MeanService = 312.5,
                    Deviation = 0.4,
                    Waiting = 7,
                })
                .ToArray();
            var encoder = new ThemeEncoder(HallCodec, new(TimeProvider.System));
            theme = new()
            {
                District = new("440203"),
                Hall = "H1",
                Name = "合成大厅",
                Date = new(2026, 1, 5),
                DefinitionVersion = 1,
                Total = new(),
                Zones = new([]),
                Queues = new([]),
                Windows = new([]),
                Hours = new([]),
                Alerts = new([]),
                Quarantined = 0,
                OpensAt = null,
                ClosesAt = null,
                UsualDays = 0,
            };
            var count = 0;
            do
            {
                delta = new()
                {
                    Total = new Counts(),
                    Zones = default,
                    Queues = default,
                    Windows = new([.. rows[..++count]]),
                    Hours = default,
                    Alerts = null,
                    Quarantined = null,
                };
                Frame = encoder.Deltas(Update(2)).Single().Bytes.ToArray();
            }
            while (Frame.Length < frameBytes);
            Cluster = DispatchProxy.Create<IClusterClient, Stand>();
            ((Stand)(object)Cluster).Answer = (_, _) => ReadSide;
            ReadSide = DispatchProxy.Create<IReadSide, Stand>();
            ((Stand)(object)ReadSide).Answer = (_, arguments) => NextAsync((long)arguments[2]!);
        }

        public byte[] Frame { get; }

        public IClusterClient Cluster { get; }

        private IReadSide ReadSide { get; }

        /// <summary>Every screen has this revision.</summary>
        public void TakenByAll(long revision)
        {
            Volatile.Write(ref taken, revision);
            Interlocked.Exchange(ref moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }

        private async Task<ThemeUpdate?> NextAsync(long revision)
        {
            while (true)
            {
                var waiting = Volatile.Read(ref moved);
                if (revision < Volatile.Read(ref taken) + StepsUnderWay) return Update(revision + 1);
                await waiting.Task;
            }
        }

        private ThemeUpdate Update(long revision)
        {
            var now = DateTimeOffset.UtcNow;
            return new()
            {
                Epoch = "1",
                Revision = revision,
                Times = new(now, now, now, false),
                Theme = theme,
                Deltas = revision == 1 ? [] : [delta],
                Changed = true,
                Reading = default,
            };
        }
    }

    /// <summary>Stands for an Orleans interface of which one method is called.</summary>
    public class Stand : DispatchProxy
    {
        internal Func<MethodInfo, object?[], object?> Answer { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}

/// <summary>The limit of fan-out: gRPC, the same bytes again and again, and nothing else.</summary>
[BindServiceMethod(typeof(BareStream), nameof(BindService))]
internal class BareStream(byte[] frame)
{
    public static readonly Method<byte[], byte[]> Method = new(
        MethodType.ServerStreaming, "opscenter.benchmarks.Bare", "Stream",
        Marshallers.Create<byte[]>((bytes, context) => context.Complete(bytes), context => context.PayloadAsNewBuffer()),
        Marshallers.Create<byte[]>(
            (bytes, context) =>
            {
                context.SetPayloadLength(bytes.Length);
                context.GetBufferWriter().Write(bytes);
                context.Complete();
            },
            context => context.PayloadAsNewBuffer()));

    public static void BindService(ServiceBinderBase binder, BareStream? service) =>
        binder.AddMethod(Method, service is null ? null! : new ServerStreamingServerMethod<byte[], byte[]>(service.Stream));

    public virtual async Task Stream(byte[] request, IServerStreamWriter<byte[]> frames, ServerCallContext context)
    {
        while (!context.CancellationToken.IsCancellationRequested) await frames.WriteAsync(frame, context.CancellationToken);
    }
}
