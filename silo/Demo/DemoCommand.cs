using System.CommandLine;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// <c>demo</c>: the product on one simulated clock, and a district that lives by it: a hall, a hotline, towns and villages with their
/// forms, and the people at their desks, who all use the product's own public door. It begins in mid-morning and goes on from day to day
/// until it is stopped.
/// </summary>
public static class DemoCommand
{
    private const string District = "440203", Hall = "H1";

    public static Command Create()
    {
        var speed = new Option<double>("--speed")
        {
            Description =
            "How many times as fast office hours pass; nights and days off pass faster still",
            DefaultValueFactory = _ => 60
        };
        var from = new Option<FileInfo?>(
            "--from")
        { Description = "Replay this service log (CSV), from today on, instead of a simulated hall" };
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description =
                "Keep all data in this new folder (default: a temporary one, from which old days are cleared, and which is removed at the "
                    + "end)",
        };
        var seed = new Option<ulong>("--seed") { Description = "Another number, another district", DefaultValueFactory = _ => 1 };
        var history = new Option<int?>(
            "--history")
        { Description = "Days of earlier orders that the hotline knows (default: since January of last year)" };
        var command = new Command("demo",
            "A living centre: a simulated district at its hall, its hotline and its forms, through the public API")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Options.Add(speed);
        command.Options.Add(from);
        command.Options.Add(data);
        command.Options.Add(seed);
        command.Options.Add(history);
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(speed), parsed.GetValue(from), parsed.GetValue(data), parsed.GetValue(seed), parsed.GetValue(history),
            [.. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        double speed, FileInfo? from, DirectoryInfo? data, ulong seed, int? history, string[] settings, CancellationToken cancellation)
    {
        OpsCenterCommandLine.RefuseStrayWords(settings);
        if (speed is not (>= 1 and <= 10_000)) throw new ArgumentException($"--speed must be 1 to 10,000, not {speed}.");
        if (history is < 0 or > 3650) throw new ArgumentException($"--history must be 0 to 3,650 days, not {history}.");
        if (from is { Exists: false }) throw new ArgumentException($"--from: there is no file {from.FullName}.");
        if (data is { Exists: true } && data.EnumerateFileSystemInfos().Any())
            throw new ArgumentException(
                $"--data: {data.FullName} 不是空文件夹，演示需要一个新文件夹 / {data.FullName} is not empty; a demo begins in a new folder.");
        var today = LocalTime.DateOf(TimeProvider.System.GetUtcNow());
        var day = from is null ? HallScript.Simulated(seed) : HallScript.Recorded(from, today);
        var timetable = new DemoTimetable(day.Plan.Hours, StatutoryYears.Load(), speed);
        var clock = new PacedClock(TimeProvider.System, timetable.MidMorningOf(timetable.LastOpen(today)), timetable.At);
        var folder = data?.FullName ?? Directory.CreateTempSubdirectory("opscenter-demo-").FullName;
        try
        {
            await using var messages = await MessageSink.StartAsync();
            await using var app = OpsCenterHost.Build([.. SettingsFor(folder), .. messages.Settings, .. settings], clock: clock);
            using var people = new DemoPeople(app, District, seed, clock, timetable);
            await app.StartAsync(cancellation);
            await Welcome.PrintAsync(app);
            var stopping = app.Lifetime.ApplicationStopping;
            List<Task> running =
            [
                new HallDemo(app, people, Hall, day.Plan, day.FactsOf).RunAsync(stopping),
                new HotlineDemo(people, seed, history).RunAsync(stopping),
                new FilingDemo(people, seed).RunAsync(stopping),
            ];
            if (data is null)
                running.Add(
                    new DemoSweep(folder, people, app.Services.GetRequiredService<ILoggerFactory>()
                        .CreateLogger("OpsCenter.Demo")).RunAsync(stopping));
            var stopped = app.WaitForShutdownAsync(cancellation);
            await foreach (var ended in Task.WhenEach([.. running, stopped]))
            {
                if (ended == stopped) break;
                // What a stop has ended is no failure.
                if (ended.IsFaulted && !stopping.IsCancellationRequested) await ended;
            }
            await stopped;
            return 0;
        }
        finally
        {
            if (data is null) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Watches look by the machine's clock, while the district's runs much faster; few orders are at hand at once.</summary>
    private static IEnumerable<string> SettingsFor(string folder) =>
    [
        "--Storage:Provider=sqlite", $"--Storage:DataFolder={folder}", $"--Actors:SnapshotEvery={DemoSweep.SnapshotEvery}",
        "--Hall:MaxLate=14.00:00:00", "--Actors:RememberIds=16.00:00:00",
        "--Hotline:WatchEvery=00:00:01", "--Hotline:ActiveOrders=2000", "--Filings:WatchEvery=00:00:05", "--Notices:WatchEvery=00:00:02",
        "--Notices:PlanFor=00:00:01",
    ];

    /// <summary>A hall and what happens in it on any day.</summary>
    private sealed record HallScript(HallPlan Plan, Func<DateOnly, IEnumerable<HallFact>> FactsOf)
    {
        public static HallScript Simulated(ulong seed)
        {
            var plan = HallPlans.Wujiang();
            return new(plan, date => HallSimulator.Day(plan, HallProfile.Hall, date, LocalTime.Offset, seed + (ulong)date.DayNumber)
                .Select(fact => fact.ToMessage()));
        }

        /// <summary>The log's days, moved by whole weeks so that the last lies before or on the day, and over again.</summary>
        public static HallScript Recorded(FileInfo file, DateOnly today)
        {
            using var reader = file.OpenText();
            var log = ServiceLogReplay.Replay(ServiceLog.Read(reader), Hall, LocalTime.Offset);
            if (log.Facts.Count == 0) throw new ArgumentException($"--from: {file.FullName} has no rows of a service log.");
            var days = log.Facts.ToLookup(fact => LocalTime.DateOf(fact.At));
            var (first, last) = (days.Min(day => day.Key), days.Max(day => day.Key));
            var weeks = (last.DayNumber - first.DayNumber) / 7 + 1;
            return new(log.Plan, date =>
            {
                // The day of the log with the same weekday, as far into its weeks.
                var moved = date.DayNumber - first.DayNumber;
                var source = first.AddDays(((moved % (weeks * 7)) + (weeks * 7)) % (weeks * 7));
                var later = TimeSpan.FromDays(date.DayNumber - source.DayNumber);
                return days[source].Select(fact => (fact with { At = fact.At + later, Id = $"{fact.Id}-{date:yyyyMMdd}" }).ToMessage());
            });
        }
    }
}
