using OpsCenter.Benchmarks;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Reporting;
using Spectre.Console;

IBenchmark[] all =
[
    new IngestBenchmark(), new ScreensBenchmark(), new FanoutBenchmark(), new StartBenchmark(), new CloneBenchmark(), new OpenBenchmark(),
    new DistrictsBenchmark(), new ImportBenchmark(), new ProvinceBenchmark(), new BoardBenchmark(), new OrdersTableBenchmark(),
    new FilingsBenchmark(),
];
switch (args)
{
    case [ProductHost.Verb, .. var settings]:
        return await ProductHost.RunAsync(settings);
    case [FanoutHost.Verb, .. var settings]:
        return await FanoutHost.RunAsync(settings);
    case [BareHost.Verb, .. var settings]:
        return await BareHost.RunAsync(settings);
    case ["all"]:
        return await RunAsync(all);
    case [var name, .. var store] when all.FirstOrDefault(benchmark => benchmark.Name == name) is { } one:
        return await RunAsync([one], store.FirstOrDefault());
    default:
        foreach (var benchmark in all) AnsiConsole.WriteLine($"{benchmark.Name,-10} {benchmark.Description}");
        AnsiConsole.WriteLine($"{"all",-10} every one of them");
        AnsiConsole.WriteLine("A store behind the name (postgresql, sqlite) leaves the other out.");
        return args is ["list"] or [] ? 0 : 1;
}

static async Task<int> RunAsync(IBenchmark[] benchmarks, string? store = null)
{
    await using var stores = new Stores(store);
    var report = new Report();
    foreach (var benchmark in benchmarks)
    {
        AnsiConsole.WriteLine($"{benchmark.Name}: {benchmark.Description}");
        await benchmark.RunAsync(stores, report);
    }
    report.Print(await Machine.DescribeAsync(stores));
    return report.IsReached ? 0 : 2;
}
