using System.CommandLine;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Identity;
using OpsCenter.Hall;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using OpsCenter.V1;
using Spectre.Console;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// <c>demo</c>: the product on a fresh data folder, fed through its own public door with a simulated working day of the
/// hall of 武江区, or with a real service log, and with the orders of its hotline.
/// </summary>
public static class DemoCommand
{
    private const string District = "440203", Hall = "H1";
    private const int DaysBefore = 4;

    public static Command Create()
    {
        var speed = new Option<double>("--speed") { Description = "How many times as fast as it happened", DefaultValueFactory = _ => 60 };
        var from = new Option<FileInfo?>("--from") { Description = "Replay this service log (CSV) instead of a simulated day" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Keep the data in this folder (default: a temporary one, removed at the end)" };
        var seed = new Option<ulong>("--seed") { Description = "Another number, another day", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "A living wall: replays a working day of the hall through the public ingest API")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Options.Add(speed);
        command.Options.Add(from);
        command.Options.Add(data);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(speed), parsed.GetValue(from), parsed.GetValue(data), parsed.GetValue(seed), [.. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(double speed, FileInfo? from, DirectoryInfo? data, ulong seed, string[] settings, CancellationToken cancellation)
    {
        OpsCenterCommandLine.RefuseStrayWords(settings);
        if (speed is not (> 0 and <= 100_000)) throw new ArgumentException($"--speed must be above 0 and at most 100,000, not {speed}.");
        if (from is { Exists: false }) throw new ArgumentException($"--from: there is no file {from.FullName}.");
        var script = from is null ? Simulated(seed) : Recorded(from);
        var folder = data?.FullName ?? Directory.CreateTempSubdirectory("opscenter-demo-").FullName;
        try
        {
            await using var app = OpsCenterHost.Build(
                ["--Storage:Provider=sqlite", $"--Storage:DataFolder={folder}", $"--Hall:MaxLate={script.Age.Days + 10}.00:00:00", $"--Actors:RememberIds={script.Age.Days + 20}.00:00:00", .. settings]);
            await app.StartAsync(cancellation);
            await Welcome.PrintAsync(app);
            Task[] feeding =
            [
                FeedAsync(app, script, speed, app.Lifetime.ApplicationStopping),
                new HotlineDemo(app, District, seed, speed, TimeProvider.System).RunAsync(app.Lifetime.ApplicationStopping),
                new FilingDemo(app, District, seed, TimeProvider.System).RunAsync(app.Lifetime.ApplicationStopping),
            ];
            var stopped = app.WaitForShutdownAsync(cancellation);
            await foreach (var ended in Task.WhenEach([.. feeding, stopped]))
            {
                if (ended == stopped) break;
                // What a stop has ended is no failure.
                if (ended.IsFaulted && !app.Lifetime.ApplicationStopping.IsCancellationRequested) await ended;
            }
            await stopped;
            return 0;
        }
        finally
        {
            if (data is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FeedAsync(WebApplication app, Script script, double speed, CancellationToken cancellation)
    {
        var cluster = app.Services.GetRequiredService<IClusterClient>();
        await cluster.GetGrain<IHall>(HallKeys.Hall(District, Hall)).DefineAsync(script.Plan.ToDefinition(), "demo", DateTimeOffset.UtcNow);
        var token = await app.Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync("queue-system", new("source", District), TimeSpan.FromDays(1), "demo");
        using var channel = Door.Open(app.Configuration, token.Token);
        var feed = new HallFeed(new Ingest.IngestClient(channel), District, Hall);
        await feed.SendAsync(script.Before, cancellation);
        await feed.ReplayAsync(script.Live, speed, TimeProvider.System, cancellation);
        AnsiConsole.MarkupLineInterpolated(
            $"[bold]重放结束 / replayed[/]   accepted {feed.Totals.Accepted:N0}, repeated {feed.Totals.Repeats:N0}, quarantined {feed.Totals.Quarantined:N0}, rejected {feed.Totals.Rejected:N0}");
    }

    /// <summary>The last working day, and the days before it, so that there is a usual day to compare with.</summary>
    private static Script Simulated(ulong seed)
    {
        var plan = HallPlans.Wujiang();
        var days = Enumerable.Range(1, 14)
            .Select(back => HallTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(-back))
            .Where(date => plan.Hours.On(date.DayOfWeek).Any())
            .Take(DaysBefore + 1)
            .Reverse()
            .ToArray();
        IEnumerable<HallFact> Day(DateOnly date) =>
            HallSimulator.Day(plan, HallProfile.Hall, date, HallTime.Offset, seed + (ulong)date.DayNumber).Select(fact => fact.ToMessage());
        // What happened before half an hour after opening is sent at once, so that the wall is alive from the first second.
        var live = HallTime.At(days[^1], plan.Hours.On(days[^1].DayOfWeek).First().Opens.AddMinutes(30)).ToUniversalTime();
        return new(
            plan, days[..^1].SelectMany(Day).Concat(Day(days[^1]).TakeWhile(fact => fact.OccurredAt.ToDateTimeOffset() < live)),
            Day(days[^1]).SkipWhile(fact => fact.OccurredAt.ToDateTimeOffset() < live), TimeSpan.FromDays(14));
    }

    private static Script Recorded(FileInfo file)
    {
        using var reader = file.OpenText();
        var log = ServiceLogReplay.Replay(ServiceLog.Read(reader), Hall, HallTime.Offset);
        if (log.Facts.Count == 0) throw new ArgumentException($"--from: {file.FullName} has no rows of a service log.");
        return new(log.Plan, [], log.Facts.Select(fact => fact.ToMessage()), TimeProvider.System.GetUtcNow() - log.Facts[0].At);
    }

    /// <param name="Plan">The hall.</param>
    /// <param name="Before">What happened before the replay begins; sent at once.</param>
    /// <param name="Live">What is replayed.</param>
    /// <param name="Age">How old the oldest of it is.</param>
    private sealed record Script(HallPlan Plan, IEnumerable<HallFact> Before, IEnumerable<HallFact> Live, TimeSpan Age);
}
