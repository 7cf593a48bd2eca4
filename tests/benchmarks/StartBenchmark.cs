using System.Diagnostics;
using Grpc.Core;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Hall;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>
/// The published product, from the start of its process to the first frame at a screen; and its memory when nothing happens.
/// </summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Times = 3, Windows = 30, Queues = 10, Facts = 20_000;
    private const long MaxMemory = 250_000_000;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20), Target = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(60);

    public string Name => "start";

    public string Description => "from the start of the process to the first frame, and memory when idle";

    public async Task RunAsync(Stores stores, Report report)
    {
        var program = Directory.CreateTempSubdirectory("opscenter-published-").FullName;
        try
        {
            await ChildProcess.RunAsync("dotnet", "publish", Path.Combine(ChildProcess.Repository(), "silo"), "-c", "Release", "-o",
                program, "-v", "q");
            var bare = await BareAsync();
            foreach (var store in stores.All) await RunAsync(program, store, bare, report);
        }
        finally
        {
            Directory.Delete(program, recursive: true);
        }
    }

    /// <summary>The same of ASP.NET Core with a silo and nothing of ours: what the product's figures cannot go below.</summary>
    private static async Task<(TimeSpan Start, TimeSpan Processor, long Memory)> BareAsync()
    {
        var (starts, processor) = (new Distribution(), new Distribution());
        var memory = 0L;
        for (var time = 0; time < Times; time++)
        {
            var begin = Stopwatch.GetTimestamp();
            await using var process = await ChildProcess.StartSelfAsync(BareHost.Verb, [$"{FreePorts.Next()}"]);
            starts.Add(Stopwatch.GetElapsedTime(begin));
            processor.Add(process.ProcessorTime);
            if (time < Times - 1) continue;
            await Task.Delay(Idle);
            memory = process.ResidentMemory;
        }
        return (TimeSpan.FromMilliseconds(starts.At(0.5)), TimeSpan.FromMilliseconds(processor.At(0.5)), memory);
    }

    private static async Task RunAsync(string program, IStore store, (TimeSpan Start, TimeSpan Processor, long Memory) bare, Report report)
    {
        var place = await store.NewPlaceAsync();
        var token = await PrepareAsync(place);
        var (starts, processor) = (new Distribution(), new Distribution());
        var memory = 0L;
        for (var time = 0; time < Times; time++)
        {
            var port = FreePorts.Next();
            var begin = Stopwatch.GetTimestamp();
            await using var process = ChildProcess.StartProduct(program, [.. Product.Ports(port), .. place.Settings]);
            await FirstFrameAsync(port, token);
            starts.Add(Stopwatch.GetElapsedTime(begin));
            processor.Add(process.ProcessorTime);
            if (time < Times - 1) continue;
            await Task.Delay(Idle);
            memory = process.ResidentMemory;
        }
        report.Add(new(
            "start of the published process to the first frame", store.Name,
            $"{starts.At(0.5) / 1000:0.0} s (middle of {Times}, "
                + $"longest {starts.At(1) / 1000:0.0} s); {processor.At(0.5) / 1000:0.0} s of processor time",
            $"{bare.Start.TotalSeconds:0.0} s; {bare.Processor.TotalSeconds:0.0} s (ASP.NET Core and Orleans without anything of ours)",
            $"≤ {Target.TotalSeconds:0} s", starts.At(0.5) <= Target.TotalMilliseconds));
        report.Add(new("resident memory when idle", store.Name, $"{memory / 1e6:0} MB", $"{bare.Memory / 1e6:0} MB (the same)",
            $"≤ {MaxMemory / 1e6:0} MB", memory <= MaxMemory));
    }

    /// <summary>A hall with a day behind it, and the token of its screen.</summary>
    private static async Task<string> PrepareAsync(Place place)
    {
        await using var product = await Product.StartAsync(place);
        await product.DefineAsync(HallDays.District, HallDays.Hall, Windows, Queues);
        var source = product.Connect(await product.TokenAsync("source", HallDays.District));
        await new Sender(source, HallDays.ForSenders(HallDays.Simulate(Windows, Queues, Facts), 1, 500)[0]).SendAsync(4);
        var token = await product.TokenAsync("screen", HallDays.District);
        await product.Process.StopAsync();
        return token;
    }

    private static async Task FirstFrameAsync(int port, string token)
    {
        for (var begin = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var channel = Product.Connect(port, token);
                using var call = new Screens.ScreensClient(channel).Watch(
                    new() { Theme = HallKeys.Hall(new(HallDays.District), HallDays.Hall) });
                if (await call.ResponseStream.MoveNext(CancellationToken.None)) return;
            }
            catch (RpcException notYet) when (notYet.StatusCode == StatusCode.Unavailable && Stopwatch.GetElapsedTime(begin) < Patience)
            {
                await Task.Delay(20);
            }
        }
    }
}
