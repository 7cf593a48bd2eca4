using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hall;
using OpsCenter.Hotline;
using OpsCenter.Silo.Demo;
using OpsCenter.Silo.Hosting;
using Prometheus;

namespace OpsCenter.Benchmarks.Host;

/// <summary>
/// The product as it is, in a process of its own, and a few questions that cannot be asked through its door. What it does
/// there is done with the product's own parts.
/// </summary>
internal static class ProductHost
{
    public const string Verb = "host";

    public static async Task<int> RunAsync(string[] settings)
    {
        await using var app = OpsCenterHost.Build(settings);
        using var lag = new GreatestLag();
        await app.StartAsync();
        Console.WriteLine("@ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            try
            {
                Console.WriteLine("@" + await AnswerAsync(app, lag, line.Split(' ')));
            }
            catch (Exception failure)
            {
                Console.WriteLine("!" + failure.ToString().ReplaceLineEndings(" "));
            }
        }
        await app.StopAsync();
        return 0;
    }

    private static async Task<string> AnswerAsync(WebApplication app, GreatestLag lag, string[] question)
    {
        var cluster = app.Services.GetRequiredService<IClusterClient>();
        switch (question)
        {
            case ["define", var district, var hall, var windows, var queues]:
                var plan = HallPlans.Synthetic(int.Parse(windows), int.Parse(queues));
                await cluster.GetGrain<IHall>(HallKeys.Hall(new(district), hall))
                    .DefineAsync(plan.ToDefinition(), "benchmark", DateTimeOffset.UtcNow);
                return "defined";
            case ["token", var role, var place]:
                return (await app.Services.GetRequiredService<LocalAccounts>()
                    .IssueTokenAsync($"benchmark-{role}", new(role, place), TimeSpan.FromDays(1), "benchmark")).Token;
            case ["greatest-lag"]:
                return lag.TakeSeconds().ToString(CultureInfo.InvariantCulture);
            case ["open", var district, var hall, var window]:
                // A fact of tomorrow: the window opens, refuses it, and writes nothing.
                var actor = cluster.GetGrain<IWindow>(HallKeys.Window(new(district), hall, window));
                var started = Stopwatch.GetTimestamp();
                var answers =
                    await actor.Handle([new("none-such", DateTimeOffset.UtcNow.AddDays(1), new ReportEvent(new ServiceResumed()))],
                        "benchmark");
                var took = Stopwatch.GetElapsedTime(started);
                return $"{took.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} {answers[0].Version}";
            case ["filings", .. var what]:
                return await FilingHost.AnswerAsync(cluster, what);
            case ["events"]:
                return $"{await CommittedAsync()}";
            case ["indexed", var district]:
                await CatchUpAsync(cluster.GetGrain<IOrderIndexer>(district));
                return "indexed";
            case ["memory"]:
                return $"{GC.GetTotalAllocatedBytes()} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(
                    2)} {GC.GetTotalPauseDuration().TotalMilliseconds:0}";
            default:
                throw new ArgumentException($"'{string.Join(' ', question)}' is no question.");
        }
    }

    /// <summary>However long it takes: a call to an actor has a limit of its own.</summary>
    private static async Task CatchUpAsync(IOrderIndexer indexer)
    {
        while (true)
        {
            try
            {
                await indexer.CatchUpAsync();
                return;
            }
            catch (TimeoutException)
            {
                // It goes on meanwhile.
            }
        }
    }

    /// <summary>Events committed by this process, by the product's own metric.</summary>
    private static async Task<long> CommittedAsync()
    {
        using var text = new MemoryStream();
        await Metrics.DefaultRegistry.CollectAndExportAsTextAsync(text);
        var line = Encoding.UTF8.GetString(text.ToArray()).Split('\n')
            .Single(line => line.StartsWith("opscenter_journal_events_total ", StringComparison.Ordinal));
        return (long)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>How far projectors were behind at most, by their own metric.</summary>
    private sealed class GreatestLag : IDisposable
    {
        private readonly MeterListener listener = new();
        private readonly Lock gate = new();
        private double greatest;

        public GreatestLag()
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "projector_lag") listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>((_, value, _, _) =>
            {
                lock (gate) greatest = Math.Max(greatest, value);
            });
            listener.Start();
        }

        public double TakeSeconds()
        {
            lock (gate)
            {
                var taken = greatest;
                greatest = 0;
                return taken;
            }
        }

        public void Dispose() => listener.Dispose();
    }
}
