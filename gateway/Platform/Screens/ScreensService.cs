using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Prometheus;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>
/// How <c>Screens.Watch</c> is bound: like the generated code, except that a frame is bytes already, encoded once for all
/// screens.
/// </summary>
public static class ScreensBinding
{
    private static readonly Method<WatchRequest, EncodedFrame> Watch = new(
        MethodType.ServerStreaming, "opscenter.v1.Screens", "Watch",
        Marshallers.Create(
            (request, context) => context.Complete(request.ToByteArray()),
            context => WatchRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence())),
        Marshallers.Create<EncodedFrame>(
            (frame, context) =>
            {
                context.SetPayloadLength(frame.Bytes.Length);
                context.GetBufferWriter().Write(frame.Bytes.Span);
                context.Complete();
            },
            context => new(context.PayloadAsNewBuffer(), null)));

    /// <summary>Found by name by gRPC's reflection service.</summary>
    public static Google.Protobuf.Reflection.ServiceDescriptor Descriptor => V1.Screens.Descriptor;

    /// <summary>Found by name by Grpc.AspNetCore.</summary>
    public static void BindService(ServiceBinderBase binder, ScreensBase? service) =>
        binder.AddMethod(Watch, service is null ? null! : new ServerStreamingServerMethod<WatchRequest, EncodedFrame>(service.Watch));
}

/// <summary>What the binding asks of the service.</summary>
[BindServiceMethod(typeof(ScreensBinding), nameof(ScreensBinding.BindService))]
public abstract class ScreensBase
{
    public abstract Task Watch(WatchRequest request, IServerStreamWriter<EncodedFrame> frames, ServerCallContext context);
}

/// <summary>Live themes for walls and dashboards; see <c>screens.proto</c>.</summary>
public sealed class ScreensService(
    ThemeFeeds feeds, ThemeAccess access, CallerFinder callers, IHostApplicationLifetime lifetime, DistrictClock clock) : ScreensBase
{
    private static readonly Histogram EventToScreen = Metrics.CreateHistogram(
        "opscenter_event_to_screen_seconds", "From the commit of a frame's newest event to the frame written to a screen",
        new HistogramConfiguration
        {
            Buckets = [0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 1, 2, 5],
            // Observed for every frame of every screen: looking for a trace to name as an example would cost more than the rest.
            ExemplarBehavior = ExemplarBehavior.NoExemplars(),
        });

    private const int MaxName = 100;
    private static readonly WriteOptions MoreFollows = new(WriteFlags.BufferHint);

    /// <summary>A screen that was signed out or disabled goes dark within this time.</summary>
    private static readonly TimeSpan JudgeAgain = TimeSpan.FromSeconds(30);

    /// <summary>Each screen goes from state to state at its own pace: what it has no time for is passed over, never queued.</summary>
    public override async Task Watch(WatchRequest request, IServerStreamWriter<EncodedFrame> frames, ServerCallContext context)
    {
        if (!StreamId.TryParse(request.Theme, out var theme) || theme.Name.Length > MaxName) throw NotFound(request.Theme);
        await access.RequireAsync(context.Caller(), theme);
        using var lease = feeds.Join(request.Theme);
        // A wall's stream never ends by itself; when this process stops the wall is told to come back.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await WatchAsync(request, theme, lease, frames, context.Caller(), ending.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Failure.Retry();
        }
    }

    private async Task WatchAsync(
        WatchRequest request, StreamId theme, ThemeFeeds.Lease lease, IServerStreamWriter<EncodedFrame> frames, Caller caller,
        CancellationToken cancellation)
    {
        var (epoch, revision, judged) = (request.Epoch, request.Revision, clock.GetTimestamp());
        var state = await lease.Feed.CurrentAsync(cancellation) ?? throw NotFound(request.Theme);
        // What a screen opens with may have been committed long ago: it says nothing of the way there.
        var (shown, isOpening) = (default(DateTimeOffset?), true);
        while (true)
        {
            var due = state.FramesFrom(epoch, revision);
            var next = state.Next;
            (epoch, revision) = (state.Epoch, state.Revision);
            // While this screen is written to, it must not hold on to the states that follow.
            state = null;
            for (var step = 0; step < due.Count; step++)
            {
                var frame = due[step];
                // Several steps at once leave in one go.
                frames.WriteOptions = step < due.Count - 1 ? MoreFollows : null;
                await frames.WriteAsync(frame);
                if (frame.CommittedAt is not { } committed || committed == shown) continue;
                if (!isOpening) EventToScreen.Observe((clock.GetUtcNow() - committed).TotalSeconds);
                shown = committed;
            }
            isOpening = false;
            if (clock.GetElapsedTime(judged) > JudgeAgain)
            {
                caller = await callers.StillAsync(caller);
                await access.RequireAsync(caller, theme);
                judged = clock.GetTimestamp();
            }
            // A feed tells of a new state or a heartbeat every second, and when it ends: no need for a registration with each
            // frame of each screen. Meanwhile it may have gone on: take the newest.
            await next;
            cancellation.ThrowIfCancellationRequested();
            state = await lease.Feed.CurrentAsync(cancellation) ?? throw NotFound(request.Theme);
        }
    }

    private static RpcException NotFound(string theme) =>
        Failure.Of(StatusCode.NotFound, "unknown_theme",
            $"没有主题 {theme}，或大厅、热线尚未配置 / There is no theme {theme}, or its hall or hotline has not been described yet");
}
