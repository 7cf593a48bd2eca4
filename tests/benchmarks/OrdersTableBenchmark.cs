using System.Diagnostics;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Load;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Gateway;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Silo.Hotline;

namespace OpsCenter.Benchmarks;

/// <summary>
/// The table of orders of a province-year: how fast it follows the journal, and how long the desks' lists take. The journal's
/// rows are made beforehand, page by page; from their JSON on all is the product's own way.
/// </summary>
internal sealed class OrdersTableBenchmark : IBenchmark
{
    private const int Page = 4000, Rounds = 200, DeepPages = 200;
    private const double Target = 50, Rate = 20_000;

    /// <summary>Fewer for a quick look: <c>BENCHMARK_ORDERS=200000</c>.</summary>
    private static readonly int Orders = int.Parse(Environment.GetEnvironmentVariable("BENCHMARK_ORDERS") ?? "1000000");

    private static readonly string[] Towns = ["440203001", "440203002", "440203100", "440203101", "440203102", "440203103", "440203104"];

    private static readonly string[] Departments = ["区城市管理和综合执法局", "区住房和城乡建设管理局", "区公安分局", "区水务局", "区教育局", "江湾镇", "武江供电局"];

    private static readonly string[] Topics = ["环境污染/噪音污染/装修噪音", "城乡建设", "交通执法/乱停放", "水务/河道排污", "教育/校外培训", "劳动纠纷/欠薪"];

    // Frequent together, frequent alone, rare, and never.
    private static readonly string[] Words =
        ["装修 噪音", "物业 电梯故障", "金福园 违章搭建", "湖洋路 油烟", "停水 恒大城", "拖欠 17天", "大夫前路 塌陷", "征地 补偿款", "无此 字样", "烧烤 夜间喧哗", "医保 龙归镇", "梁屋新村 铁皮房"];

    public string Name => "orders";

    public string Description => $"the table of {Orders:N0} orders: keeping up with the journal, and the desks' lists";

    public async Task RunAsync(Stores stores, Report report)
    {
        foreach (var store in stores.All) await RunAsync(store, report);
    }

    private static async Task RunAsync(IStore store, Report report)
    {
        var place = await store.NewPlaceAsync();
        await using var table = place.OpenOrders();
        await table.PrepareAsync();
        await FillAsync(store, table, report);
        foreach (var (what, query) in Lists()) await MeasureAsync(store, table, what, query, report);
        await MeasureDeepAsync(store, table, report);
        await MeasureSimilarAsync(store, table, report);
    }

    private static async Task FillAsync(IStore store, SqlOrderTable table, Report report)
    {
        var year = new JournalYear(Orders);
        var index = new OrderIndex(year, SubjectRegistration.Catalogue(Subjects.Actors), table, new(JournalYear.District));
        var (events, took, longest) = (0L, TimeSpan.Zero, TimeSpan.Zero);
        var (own, others) = (TimeSpan.Zero, await store.ProcessorTimeAsync());
        while (year.Prepare(Page))
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var begin = Stopwatch.GetTimestamp();
            events += await index.AdvanceAsync(Page);
            var page = Stopwatch.GetElapsedTime(begin);
            own += Process.GetCurrentProcess().TotalProcessorTime - before;
            (took, longest) = (took + page, page > longest ? page : longest);
        }
        others = await store.ProcessorTimeAsync() - others;
        var rate = events / took.TotalSeconds;
        Report.Note(
            $"{year.Orders:N0} orders, {events:N0} events; processor time per event: product {own.TotalMicroseconds / events:0.0} µs, "
                + $"database {others.TotalMicroseconds / events:0.0} µs; " +
            $"longest page of {Page:N0} events {longest.TotalMilliseconds:0} ms");
        report.Add(new($"table of {Orders:N0} orders follows the journal", store.Name, $"{rate:N0} events/s", "", $"≥ {Rate:N0}",
            rate >= Rate));
    }

    private static IEnumerable<(string What, Func<Random, OrderQuery> Query)> Lists()
    {
        var all = new OrderQuery { District = new(JournalYear.District), PageSize = 50 };
        yield return ("unclaimed by due date", _ => all with { Stages = [OrderStage.AwaitingClaim], OnlyOpen = true });
        yield return ("dispatch desk by due date", _ => all with { Stages = [OrderStage.AwaitingDispatch, OrderStage.RefusalPending] });
        yield return ("a department's inbox by due date",
            random => all with { Department = new(One(random, Departments)), OnlyOpen = true });
        yield return ("two words, newest", random => all with { Text = One(random, Words), Sort = OrderSort.Newest });
        yield return ("two words, open, by due date", random => all with { Text = One(random, Words), OnlyOpen = true });
        yield return ("topic and town, newest",
            random => all with { Topic = One(random, Topics), Place = new(One(random, Towns)), Sort = OrderSort.Newest });
        yield return ("two words of a department, newest",
            random => all with { Text = One(random, Words), Department = new(One(random, Departments)), Sort = OrderSort.Newest });
        yield return ("all by due date, from the first", _ => all);
        yield return ("newest", _ => all with { Sort = OrderSort.Newest });
    }

    private static async Task MeasureAsync(IStore store, SqlOrderTable table, string what, Func<Random, OrderQuery> query, Report report)
    {
        var random = new Random(1);
        var times = new Distribution();
        var rows = 0;
        var processor = TimeSpan.Zero;
        for (var round = -10; round < Rounds; round++)
        {
            if (round == 0) processor = Process.GetCurrentProcess().TotalProcessorTime + await store.ProcessorTimeAsync();
            var asked = query(random);
            var begin = Stopwatch.GetTimestamp();
            rows += (await table.ListAsync(asked)).Rows.Length;
            if (round >= 0) times.Add(Stopwatch.GetElapsedTime(begin));
        }
        processor = Process.GetCurrentProcess().TotalProcessorTime + await store.ProcessorTimeAsync() - processor;
        Add(store, what, times, rows / (Rounds + 10.0), report);
        Report.Note($"processor time of one: {processor.TotalMilliseconds / Rounds:0.0} ms");
    }

    private static async Task MeasureDeepAsync(IStore store, SqlOrderTable table, Report report)
    {
        var query = new OrderQuery { District = new(JournalYear.District), Sort = OrderSort.Newest, PageSize = 200 };
        for (var page = 0; page < DeepPages && await table.ListAsync(query) is { NextPage.Length: > 0 } before;
        page++) query = query with { PageToken = before.NextPage };
        query = query with { PageSize = 50 };
        await MeasureAsync(store, table, $"newest, behind {DeepPages * 200:N0} others", _ => query, report);
    }

    private static async Task MeasureSimilarAsync(IStore store, SqlOrderTable table, Report report)
    {
        var newest = (await table.ListAsync(new() { District = new(JournalYear.District), Sort = OrderSort.Newest, PageSize = 200 })).Rows;
        var times = new Distribution();
        var rows = 0;
        foreach (var order in newest)
        {
            var begin = Stopwatch.GetTimestamp();
            rows += (await table.SimilarAsync(order, order.ReceivedAt.AddDays(-30), 50)).Count;
            times.Add(Stopwatch.GetElapsedTime(begin));
        }
        Add(store, "similar orders of 30 days", times, (double)rows / newest.Length, report);
    }

    private static void Add(IStore store, string what, Distribution times, double rows, Report report) => report.Add(new(
        $"{Orders:N0} orders: {what} ({rows:0} rows)", store.Name, $"p50 {times.At(0.5):0.0} ms, p99 {times.At(0.99):0.0} ms", "",
        $"p99 ≤ {Target:0} ms", times.At(0.99) <= Target));

    private static T One<T>(Random random, T[] some) => some[random.Next(some.Length)];
}
