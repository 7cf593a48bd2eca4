using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Hall;
using OpsCenter.Hall;
using OpsCenter.V1;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Silo.Demo;

/// <summary>The hall's part of the demo: its queue system, which streams each fact when its time has come, day after day.</summary>
/// <param name="app">The product.</param>
/// <param name="people">The way in, and the clock.</param>
/// <param name="hall">Hall code.</param>
/// <param name="plan">The hall.</param>
/// <param name="factsOf">What happens on a day, in the order of its times.</param>
internal sealed class HallDemo(
    WebApplication app, DemoPeople people, string hall, HallPlan plan, Func<DateOnly, IEnumerable<HallFact>> factsOf)
{
    /// <summary>Days before the first, so that there is a usual day to compare with.</summary>
    private const int DaysBefore = 4;

    /// <summary>Facts that come so close to each other are sent together.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var cluster = app.Services.GetRequiredService<IClusterClient>();
        await cluster.GetGrain<IHall>(HallKeys.Hall(new(people.District), hall)).DefineAsync(plan.ToDefinition(), "demo", people.Now);
        var feed = new HallFeed(new Ingest.IngestClient(await people.ChannelAsync("source", people.District)), people.District, hall);
        var today = LocalTime.DateOf(people.Now);
        var before = Enumerable.Range(1, 14).Select(back => today.AddDays(-back)).Where(people.Timetable.IsOpen).Take(DaysBefore).Reverse();
        await feed.SendAsync(before.SelectMany(factsOf), cancellation);
        for (var date = today; ; date = date.AddDays(1))
        {
            if (people.Timetable.IsOpen(date)) await DayAsync(feed, date, cancellation);
            await people.DelayAsync(LocalTime.StartOf(date.AddDays(1)) - people.Now, cancellation);
        }
    }

    private async Task DayAsync(HallFeed feed, DateOnly date, CancellationToken cancellation)
    {
        using var facts = factsOf(date).GetEnumerator();
        var due = new List<HallFact>();
        var isMore = facts.MoveNext();
        while (isMore)
        {
            for (var now = people.Now; isMore && facts.Current.OccurredAt.ToDateTimeOffset() <= now;
            isMore = facts.MoveNext()) due.Add(facts.Current);
            if (due.Count > 0)
            {
                await people.InsistAsync("The queue system's batch", () => feed.SendAsync([.. due], cancellation), cancellation);
                due.Clear();
                await Task.Delay(Together, cancellation);
            }
            else await people.DelayAsync(facts.Current.OccurredAt.ToDateTimeOffset() - people.Now, cancellation);
        }
    }
}
