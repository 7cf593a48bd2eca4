using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.Silo.Demo;
using OpsCenter.V1;
using HallFact = OpsCenter.V1.HallFact;

namespace OpsCenter.Benchmarks.Load;

/// <summary>Simulated facts of a busy hall, made before any clock starts.</summary>
internal static class HallDays
{
    public const string District = "440203", Hall = "H1";

    /// <summary>Share of the windows' time that is asked for.</summary>
    private const double Utilisation = 0.8;

    /// <summary>The first facts of the last days, in the order of their times; the newest day is yesterday.</summary>
    /// <param name="windows">Windows of the hall.</param>
    /// <param name="queues">Queues of the hall.</param>
    /// <param name="count">How many; fewer when nine days have fewer.</param>
    /// <param name="prefix">Begins every id, so that one hall can be told of several loads.</param>
    public static HallFact[] Simulate(int windows, int queues, int count, string prefix = "")
    {
        var plan = HallPlans.Synthetic(windows, queues);
        var profile = HallProfile.Busy(plan, Utilisation);
        var today = HallTime.DateOf(TimeProvider.System.GetUtcNow());
        return [.. Enumerable.Range(1, 9).Reverse()
            .SelectMany(back => HallSimulator.Day(plan, profile, today.AddDays(-back), HallTime.Offset, seed: 1))
            .Take(count)
            .Select(fact =>
            {
                var message = fact.ToMessage();
                message.Id = prefix + message.Id;
                return message;
            })];
    }

    /// <summary>
    /// What each of several senders has to say, in batches: a window's or queue's facts go through one sender, in order.
    /// </summary>
    public static HallBatch[][] ForSenders(
        IEnumerable<HallFact> facts, int senders, int batchSize, string district = District, string hall = Hall) =>
        [.. facts
            .GroupBy(fact => (uint)StringComparer.Ordinal.GetHashCode(PlaceOf(fact)) % senders)
            .Select(own => own.Chunk(batchSize)
                .Select((some, index) => new HallBatch { Batch = index + 1, District = district, Hall = hall, Facts = { some } })
                .ToArray())];

    /// <summary>The actor that a fact goes to.</summary>
    public static string PlaceOf(HallFact fact) =>
        fact.Kind is HallFactKind.TicketTaken or HallFactKind.AppointmentMade || fact.Window.Length == 0 ? fact.Queue : fact.Window;
}
