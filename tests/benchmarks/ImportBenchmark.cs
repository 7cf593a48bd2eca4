using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Gateway.Hotline;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>A bureau's year of orders, as its platform has them, through the gateway into an empty product.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int BureauYear = 22_524;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(10);

    public string Name => "import";

    public string Description => "import of a district's year of orders (22,524)";

    public async Task RunAsync(Stores stores, Report report)
    {
        var orders = OrderRecords.Simulate(BureauYear, 61.7);
        foreach (var store in stores.All)
        {
            var import = await OrderImport.MeasureAsync(store, orders);
            report.Add(new(
                $"import of {BureauYear:N0} orders", store.Name,
                $"{import.Took.TotalSeconds:0.0} s ({import.EventsPerSecond:N0} events/s); wall "
                    + $"complete {import.WallAfter.TotalSeconds:0.0} s and lists {import.ListsAfter.TotalSeconds:0.0} s after the last "
                    + $"receipt",
                "", "≤ 10 s embedded", import.Took <= Target));
        }
    }
}

/// <summary>
/// A province's year of orders, all in one district: the hardest way to have them, with one projector and one read table's writer.
/// </summary>
internal sealed class ProvinceBenchmark : IBenchmark
{
    private const int ProvinceYear = 1_000_000;

    public string Name => "province";

    public string Description => "import of a province's year of orders (1,000,000)";

    public async Task RunAsync(Stores stores, Report report)
    {
        var orders = OrderRecords.Simulate(ProvinceYear, ProvinceYear / 365.0);
        foreach (var store in stores.All.OfType<Postgres>())
        {
            var import = await OrderImport.MeasureAsync(store, orders);
            report.Add(new(
                $"import of {ProvinceYear:N0} orders", store.Name,
                $"{import.EventsPerSecond:N0} events/s ({import.Events:N0} events in {import.Took.TotalSeconds:0} s); wall "
                    + $"complete {import.WallAfter.TotalSeconds:0} s and lists {import.ListsAfter.TotalSeconds:0} s after the last "
                    + $"receipt; product {import.Resident / 1_000_000:N0} MB at the end",
                "", "≥ 20,000 events/s", import.EventsPerSecond >= 20_000));
        }
    }
}

/// <summary>What an import took.</summary>
/// <param name="Took">To the last receipt.</param>
/// <param name="WallAfter">From the last receipt until the wall's sums were those of what was sent.</param>
/// <param name="ListsAfter">From the last receipt until the read table had everything.</param>
/// <param name="Resident">The product's memory at the end, bytes.</param>
internal sealed record OrderImport(TimeSpan Took, long Events, TimeSpan WallAfter, TimeSpan ListsAfter, long Resident)
{
    private const int Feeds = 2;

    public double EventsPerSecond => Events / Took.TotalSeconds;

    public static async Task<OrderImport> MeasureAsync(IStore store, OrderRecord[] orders)
    {
        await using var product = await Product.StartAsync(await store.NewPlaceAsync());
        await product.DefineHotlineAsync(OrderRecords.District);
        var token = await product.TokenAsync("source", OrderRecords.District);
        var feeds = Enumerable.Range(0, Feeds).Select(_ => new OrderFeed(new(product.Connect(token)), OrderRecords.District)).ToArray();
        var (events, begin) = (await product.EventsAsync(), Stopwatch.GetTimestamp());
        await Task.WhenAll(
            feeds.Select(
                (feed, index) =>
                    Task.Run(() => feed.SendAsync(orders.Where((_, order) => order / 500 % Feeds == index), CancellationToken.None))));
        var took = Stopwatch.GetElapsedTime(begin);
        events = await product.EventsAsync() - events;
        if (feeds.Sum(feed => feed.Totals.Accepted) != orders.Length)
            throw new InvalidOperationException(
                $"Of {orders.Length} orders {feeds.Sum(feed => feed.Totals.Accepted)} were "
                    + $"accepted, {feeds.Sum(feed => feed.Totals.Quarantined)} quarantined.");
        Report.Note(
            $"processor time for an order: "
                + $"product {product.Process.ProcessorTime.TotalMicroseconds / orders.Length:0} µs, "
                + $"{events / (double)orders.Length:0.0} events each");
        begin = Stopwatch.GetTimestamp();
        var lists = ListsAsync(product, begin);
        var wall = await WallAsync(product, orders.Length, begin);
        return new(took, events, wall, await lists, product.Process.ResidentMemory);
    }

    private static async Task<TimeSpan> ListsAsync(Product product, long begin)
    {
        await product.Process.AskAsync("indexed", OrderRecords.District);
        return Stopwatch.GetElapsedTime(begin);
    }

    private static async Task<TimeSpan> WallAsync(Product product, int sent, long begin)
    {
        var screen = product.Connect(await product.TokenAsync("screen", OrderRecords.District));
        while (true)
        {
            var months = (await product.HotlineAsync(screen, OrderRecords.District)).Months;
            if (months.Sum(month => month.Received + month.ReceivedLastYear) == sent) return Stopwatch.GetElapsedTime(begin);
            if (Stopwatch.GetElapsedTime(begin) > TimeSpan.FromMinutes(10))
                throw new InvalidOperationException("The wall does not have the sums of what was sent.");
            await Task.Delay(200);
        }
    }
}
