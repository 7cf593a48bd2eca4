using System.Globalization;
using Grpc.Core;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>
/// The whole province open at once: 629,178 filings due on the same day. How long opening takes, how fast forms are taken, how late a wall
/// is meanwhile.
/// </summary>
internal sealed class FilingsBenchmark : IBenchmark
{
    private const int Parallel = 128, WarmUpSeconds = 10, MeasuredSeconds = 60;
    private const double CellsPerSecond = 5000, ScreenMilliseconds = 150;
    private static readonly TimeSpan Opening = TimeSpan.FromMinutes(5), Reminding = TimeSpan.FromMinutes(1);

    public string Name => "filings";

    public string Description => "the province's filings: opening 629,178 at once, cells taken a second, the wall meanwhile";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var store in stores.All) await RunAsync(store, report);
    }

    private static async Task RunAsync(IStore store, Report report)
    {
        // Whatever the hour and the day: no step of a reminder waits. The watch looks when it is asked to, not by itself.
        await using var product = await Product.StartAsync(
            await store.NewPlaceAsync(), "--Notices:Urgent:0=First", "--Notices:Urgent:1=Second", "--Notices:Urgent:2=DueDay",
            "--Hotline:WatchEvery=01:00:00", "--Notices:WatchEvery=01:00:00");
        await product.Process.AskAsync("filings", "define");
        var opened = Numbers(await product.Process.AskAsync("filings", "open"));
        report.Add(new(
            $"opening {FilingYear.Districts * FilingYear.Sets:N0} rounds, {opened[1]:N0} filings", store.Name, $"{opened[0]:0.0} s", "",
            $"≤ {Opening.TotalSeconds:0} s", opened[0] <= Opening.TotalSeconds));

        await product.Process.AskAsync("filings", "people");
        await product.SettleAsync();
        var reminded = Numbers(await product.Process.AskAsync("filings", "remind"));
        report.Add(new(
            $"the reminders of a stage for all of them, computed and queued: {reminded[1]:N0} people", store.Name, $"{reminded[0]:0.0} s",
            "", $"≤ {Reminding.TotalSeconds:0} s", reminded[0] <= Reminding.TotalSeconds));

        await SendAsync(product, WarmUpSeconds, rate: 0);
        await product.SettleAsync();
        var (_, sent) = await SendAsync(product, MeasuredSeconds, rate: 0);
        await product.SettleAsync();
        var (wall, paced) = await SendAsync(product, MeasuredSeconds, (int)(CellsPerSecond / FilingYear.IndicatorsInSet));
        var rate = sent[0] / sent[2];
        report.Add(new(
            $"forms of {FilingYear.IndicatorsInSet} cells sent from all over the province for {MeasuredSeconds} s", store.Name,
            $"{rate:N0} cells/s ({sent[1] / sent[2]:N0} filings/s)", "",
            $"≥ {CellsPerSecond:N0} cells/s", rate >= CellsPerSecond));
        report.Add(new(
            $"from the commit to the screen of one county's wall, at {paced[0] / paced[2]:N0} cells/s", store.Name,
            $"p50 {wall.At(0.5):0} ms, p99 {wall.At(0.99):0} ms ({wall.Count:N0} frames)", "", $"p99 ≤ {ScreenMilliseconds:0} ms",
            wall.At(0.99) <= ScreenMilliseconds));
        Report.Note($"product: {product.Process.ResidentMemory / (1 << 20):N0} MB at the end");
    }

    /// <summary>Sends, and looks at one county's wall meanwhile.</summary>
    private static async Task<(Distribution Wall, double[] Sent)> SendAsync(Product product, int seconds, int rate)
    {
        var wall = new Distribution();
        using var leaving = new CancellationTokenSource();
        var watching = WatchAsync(product, wall, leaving.Token);
        var sent = Numbers(await product.Process.AskAsync("filings", "send", $"{seconds}", $"{Parallel}", $"{rate}"));
        await leaving.CancelAsync();
        await watching;
        return (wall, sent);
    }

    private static async Task WatchAsync(Product product, Distribution latencies, CancellationToken leaving)
    {
        var district = FilingYear.District(0);
        var screens = new Screens.ScreensClient(product.Connect(await product.TokenAsync("screen", district)));
        using var call = screens.Watch(new() { Theme = $"{district}/indicators/wall" }, cancellationToken: leaving);
        var first = true;
        DateTimeOffset? shown = null;
        try
        {
            while (await call.ResponseStream.MoveNext(leaving))
            {
                var frame = call.ResponseStream.Current;
                if (frame.BodyCase != Frame.BodyOneofCase.Filings || frame.CommittedAt is null) continue;
                var committed = frame.CommittedAt.ToDateTimeOffset();
                if (!first && committed != shown) latencies.Add(DateTimeOffset.UtcNow - committed);
                (first, shown) = (false, committed);
            }
        }
        catch (RpcException) when (leaving.IsCancellationRequested)
        {
            // It was measured long enough.
        }
    }

    private static double[] Numbers(string answer) =>
        [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
}
