using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OpsCenter.Kernel;

/// <summary>What a collector of metrics hears of projections and of read tables alike.</summary>
internal static class ProjectionMetrics
{
    private static readonly Meter Meter = new("OpsCenter");
    private static readonly ConcurrentDictionary<(DistrictCode District, string Projection), double> Building = [];
    private static readonly Counter<long> Skipped = Meter.CreateCounter<long>(
        "projector_skipped_events", "events", "Events that a projection could not fold; each is a defect, see the log");

    static ProjectionMetrics() => Meter.CreateObservableGauge(
        "projection_progress",
        () => Building.Select(one => new Measurement<double>(
            one.Value, new("district", one.Key.District.Value), new("projection", one.Key.Projection))),
        description: "How far a projection is that is being built, 0 to 1; none when all are whole");

    /// <summary>How one stands.</summary>
    public static void Say(DistrictCode district, ProjectionStatus status)
    {
        if (status.IsBuilding) Building[(district, status.Projection)] = status.Progress;
        else Forget(district, status.Projection);
    }

    /// <summary>Nobody builds it here any more.</summary>
    public static void Forget(DistrictCode district, string projection) => Building.TryRemove((district, projection), out _);

    /// <summary>So many more events could not be folded.</summary>
    public static void LeftOut(string projection, long events)
    {
        if (events > 0) Skipped.Add(events, new KeyValuePair<string, object?>("projection", projection));
    }
}
