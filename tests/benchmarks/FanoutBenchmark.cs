using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>Frames of 2 KB to 500 screens, as fast as all of them take each one, against a bare stream of the same bytes.</summary>
internal sealed class FanoutBenchmark : IBenchmark
{
    private const int ScreenCount = 500, Connections = 4, FrameBytes = 2000, Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2), Measured = TimeSpan.FromSeconds(4);

    // A screen of this benchmark counts frames; what is in them is the same every time.
    private static readonly object Taken = new();
    private static readonly Method<byte[], object> Watch = MethodOf("opscenter.v1.Screens", "Watch"),
        Bare = MethodOf(BareStream.Method.ServiceName, BareStream.Method.Name);

    public string Name => "fanout";

    public string Description => "2 KB frames to 500 screens, against a bare gRPC stream";

    public async Task RunAsync(Stores stores, Report report)
    {
        var (bare, fanout) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (limit, limitCost) = await MeasureAsync(Bare, [], acknowledges: false);
            var (product, productCost) =
                await MeasureAsync(Watch, new WatchRequest { Theme = FanoutHost.Theme }.ToByteArray(), acknowledges: true);
            (bare, fanout) = (bare + limit / Rounds, fanout + product / Rounds);
            Report.Note(
                $"round {round + 1} of {Rounds}: {product:N0} frames/s, bare {limit:N0}; processor time of the server for a "
                    + $"frame {productCost:0.00} µs, bare {limitCost:0.00} µs");
        }
        report.Add(new(
            $"fan-out of 2 KB frames to {ScreenCount} screens", "", $"{fanout:N0} frames/s ({fanout / bare:0 %} of the limit)",
            $"{bare:N0} frames/s (bare gRPC server stream)", "≥ 80 %", fanout >= 0.8 * bare));
    }

    /// <summary>Frames per second at all screens together, from a fresh process, and that process's time for one of them in µs.</summary>
    private static async Task<(double Rate, double Cost)> MeasureAsync(Method<byte[], object> method, byte[] request, bool acknowledges)
    {
        var port = FreePorts.Next();
        await using var host = await ChildProcess.StartSelfAsync(FanoutHost.Verb, [$"{port}", $"{FrameBytes}"]);
        using var leaving = new CancellationTokenSource();
        var channels = Enumerable.Range(0, Connections).Select(_ => GrpcChannel.ForAddress($"http://localhost:{port}")).ToArray();
        var crowd = new Crowd(ScreenCount, frame => acknowledges ? host.AskAsync($"{frame}") : Task.CompletedTask);
        var screens = Enumerable.Range(0, ScreenCount)
            .Select(index => crowd.WatchAsync(channels[index % Connections], method, request, leaving.Token)).ToArray();
        await Task.Delay(WarmUp);
        var (first, used, begin) = (crowd.Frames, host.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Measured);
        var frames = crowd.Frames - first;
        var (rate, cost) = (frames / Stopwatch.GetElapsedTime(begin).TotalSeconds, (host.ProcessorTime - used).TotalMicroseconds / frames);
        await leaving.CancelAsync();
        await Task.WhenAll(screens);
        foreach (var channel in channels) channel.Dispose();
        return (rate, cost);
    }

    private static Method<byte[], object> MethodOf(string service, string name) => new(
        MethodType.ServerStreaming, service, name, BareStream.Method.RequestMarshaller,
        Marshallers.Create<object>((_, _) => { }, _ => Taken));

    private sealed class Crowd(int size, Func<long, Task> takenByAll)
    {
        // How many screens have taken each frame; far more places than frames under way.
        private readonly int[] takenBy = new int[1024];
        private long frames;

        public long Frames => Volatile.Read(ref frames);

        public async Task WatchAsync(GrpcChannel channel, Method<byte[], object> method, byte[] request, CancellationToken leaving)
        {
            try
            {
                using var call = channel.CreateCallInvoker()
                    .AsyncServerStreamingCall(method, null, new(cancellationToken: leaving), request);
                for (var frame = 1L; await call.ResponseStream.MoveNext(leaving); frame++)
                {
                    Interlocked.Increment(ref frames);
                    if (Interlocked.Increment(ref takenBy[frame % takenBy.Length]) < size) continue;
                    takenBy[frame % takenBy.Length] = 0;
                    await takenByAll(frame);
                }
            }
            catch (RpcException) when (leaving.IsCancellationRequested)
            {
                // It left.
            }
        }
    }
}
