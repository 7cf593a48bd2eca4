using System.Text;
using Google.Protobuf;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Hall;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;
using HallTheme = OpsCenter.V1.HallTheme;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>One hall of a running OpsCenter, through the public door: as its queue system, its manager and its screens.</summary>
public sealed class HallTestClient
{
    public const string District = "440203";

    private HallTestClient(OpsCenterProcess process, string hall, string source, string manager)
    {
        (Hall, Source, Manager) = (hall, source, manager);
        Ingest = new(process.Open(source));
        Halls = new(process.Open(manager));
        Quarantine = new(process.Open(manager));
        Screens = new(process.Open(manager));
    }

    public string Hall { get; }

    /// <summary>Bearer token of the queue system.</summary>
    public string Source { get; }

    /// <summary>Bearer token of the operator.</summary>
    public string Manager { get; }

    public Ingest.IngestClient Ingest { get; }

    public Halls.HallsClient Halls { get; }

    public V1.Quarantine.QuarantineClient Quarantine { get; }

    public Screens.ScreensClient Screens { get; }

    public string Theme => $"{District}/hall/{Hall}";

    public static async Task<HallTestClient> OpenAsync(OpsCenterProcess process, string hall, HallPlan? plan = null)
    {
        var door = new HallTestClient(process, hall, await process.TokenAsync("source"), await process.TokenAsync("operator"));
        if (plan is not null) await door.DefineAsync(plan);
        return door;
    }

    /// <summary>The same hall through another process of the same installation.</summary>
    public HallTestClient At(OpsCenterProcess process) => new(process, Hall, Source, Manager);

    public async Task<DefineHallResponse> DefineAsync(HallPlan plan) => await Halls.DefineHallAsync(
        new() { District = District, Hall = Hall, FileName = "hall.yaml", Content = ByteString.CopyFromUtf8(Yaml(plan)) });

    /// <summary>Sends everything as a queue system does; returns the sums of the receipts.</summary>
    public async Task<IngestTotals> FeedAsync(IEnumerable<SimulatedFact> facts)
    {
        var feed = new HallFeed(Ingest, District, Hall);
        await feed.SendAsync(facts.Select(fact => fact.ToMessage()), CancellationToken.None);
        return feed.Totals;
    }

    public async Task<HallTheme> DayAsync(DateOnly? date = null) => await Halls.GetHallDayAsync(
        new() { District = District, Hall = Hall, Date = date is { } day ? $"{day:yyyy-MM-dd}" : "" });

    /// <summary>Facts of a day of this plan that is over, in the last days.</summary>
    public static SimulatedFact[] PastDay(HallPlan plan, ulong seed, double tickets)
    {
        var date = HallTime.DateOf(TestDay.Now).AddDays(-1);
        while (!plan.Hours.On(date.DayOfWeek).Any()) date = date.AddDays(-1);
        return [.. HallSimulator.Day(plan, HallProfile.Hall with { TicketsPerDay = tickets }, date, HallTime.Offset, seed)];
    }

    private static string Yaml(HallPlan plan)
    {
        var yaml = new StringBuilder();
        yaml.AppendLine($"name: \"{plan.Name}\"").AppendLine("zones:");
        foreach (var zone in plan.Zones) yaml.AppendLine($"  - {{code: \"{zone.Code}\", name: \"{zone.Name}\"}}");
        yaml.AppendLine("queues:");
        foreach (var queue in plan.Queues)
            yaml.AppendLine($"  - {{code: \"{queue.Code}\", name: \"{queue.Name}\", zone: \"{queue.Zone}\"}}");
        yaml.AppendLine("windows:");
        foreach (var window in plan.Windows)
            yaml.AppendLine(
                $"  - {{code: \"{window.Code}\", name: \"{window.Name}\", zone: \"{window.Zone}\", queues: "
                    + $"[{string.Join(", ", window.Queues.Select(queue => $"\"{queue}\""))}]}}");
        yaml.AppendLine("staff:");
        foreach (var member in plan.Staff) yaml.AppendLine($"  - {{code: \"{member.Code}\", name: \"{member.Name}\"}}");
        yaml.AppendLine("opening_hours:");
        foreach (var day in plan.Hours.Sessions.GroupBy(session => session.Day))
            yaml.AppendLine(
                $"  "
                    + $"周{"日一二三四五六"[(int)day.Key]}: \"{string.Join(", ",
                        day.Select(session => $"{session.Opens:HH:mm}-{session.Closes:HH:mm}"))}\"");
        return yaml.ToString();
    }
}
