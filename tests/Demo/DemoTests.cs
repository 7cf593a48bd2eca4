using Grpc.Core;
using OpsCenter.Kernel;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using ClockPhase = OpsCenter.V1.ClockPhase;

namespace OpsCenter.Tests.Demo;

/// <summary>The first command, as a newcomer runs it, faster: a whole day and the morning after.</summary>
public sealed class DemoTests : IDisposable
{
    private const string District = "440203";
    private static readonly string[] Themes = [$"{District}/hall/H1", $"{District}/hotline/wall", $"{District}/indicators/wall"];

    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-demo-day-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Day_follows_day_on_one_clock_and_nothing_that_people_do_is_never_done()
    {
        await using var process = await OpsCenterProcess.StartAsync("demo", "--speed", "900", "--history", "20", "--data", folder);
        using var channel = ServerConnection.Open(process.GrpcAddress, await process.SignInAsync("wall"));
        var clocks = new Clocks.ClocksClient(channel);
        var begun = await clocks.GetClockAsync(new());
        var first = LocalTime.DateOf(begun.Now.ToDateTimeOffset());

        var screens = new V1.Screens.ScreensClient(channel);
        await using var walls = new ThreeWalls(screens);
        await Eventually.True(() => walls.Frames.All(frame => frame is not null), "three walls are alive");
        HashSet<ClockPhase> phases = [];
        // Through the evening into another morning; of a Friday that is Monday's.
        await Eventually.True(
            () =>
            {
                var frames = walls.Frames;
                foreach (var frame in frames) phases.Add(frame!.ClockPhase);
                // A minute of the district is a fifteenth of a second in office hours: frames that were not sent together are compared with
                // what passed between them.
                var times = frames.Select(frame => frame!.HallTime.ToDateTimeOffset()).ToArray();
                return times.Min() > LocalTime.StartOf(first.AddDays(1)) && frames[0]!.ClockPhase == ClockPhase.OfficeHours;
            },
            "another day has begun");
        Assert.Contains(ClockPhase.Night, phases);
        Assert.Contains(ClockPhase.OfficeHours, phases);
        await walls.AgreeAsync(clocks);
        Assert.Empty(walls.Failures);
        Assert.DoesNotContain("ERR]", process.Output);

        // What the walls showed of that day is the journal's plain fold: from the checkpoints that were left, and where one or all are
        // lost.
        await process.StopAsync();
        var themes = await PlainFold.CheckAsync(folder, District);
        Assert.Superset(Themes.Select(theme => theme[(District.Length + 1)..]).ToHashSet(), themes.ToHashSet());
        Assert.Equal(themes, await PlainFold.CheckAsync(folder, District, "hotline"));
        Assert.Equal(themes, await PlainFold.CheckAsync(folder, District, "hall", "hotline", "indicators"));
    }

    /// <summary>The newest frame of each theme.</summary>
    private sealed class ThreeWalls : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Frame?[] frames = new Frame?[Themes.Length];
        private readonly Task watching;

        public ThreeWalls(V1.Screens.ScreensClient screens) =>
            watching = Task.WhenAll(Themes.Select((theme, index) => WatchAsync(screens, theme, index)));

        public Frame?[] Frames => [.. frames];

        public List<string> Failures { get; } = [];

        /// <summary>Asked again and again until all have been seen within a minute of the product's clock.</summary>
        public Task AgreeAsync(Clocks.ClocksClient clocks) => Eventually.Passes(async () =>
        {
            var clock = await clocks.GetClockAsync(new());
            var allowed = TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1.2 * clock.Speed);
            foreach (var frame in Frames)
                Assert.InRange((clock.Now.ToDateTimeOffset() - frame!.HallTime.ToDateTimeOffset()).Duration(), TimeSpan.Zero, allowed);
        });

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await watching;
            stop.Dispose();
        }

        private async Task WatchAsync(V1.Screens.ScreensClient screens, string theme, int index)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var call = screens.Watch(new() { Theme = theme }, cancellationToken: stop.Token);
                    await foreach (var frame in call.ResponseStream.ReadAllAsync(stop.Token)) frames[index] = frame;
                }
                catch (RpcException early) when (early.StatusCode is StatusCode.NotFound or StatusCode.Cancelled)
                {
                    // Not described yet, or the test is over.
                    await Task.WhenAny(Task.Delay(200, stop.Token));
                }
                catch (Exception failure)
                {
                    if (!stop.IsCancellationRequested) Failures.Add($"{theme}: {failure.Message}");
                }
            }
        }
    }
}
