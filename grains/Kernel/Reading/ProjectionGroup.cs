using System.Diagnostics.Metrics;

namespace OpsCenter.Kernel;

/// <summary>
/// Projections that stand at the same place of a district's journal: each row is read once, and parsed once if any of them folds it. One
/// that has to catch up does so in a group of its own, and joins the others when it has got as far.
/// </summary>
internal sealed class ProjectionGroup(IReadOnlyCollection<ProjectionHost> together, IJournalReader reader, EventCatalogue catalogue,
    DistrictCode district, DistrictClock clock)
    : ISubscriber
{
    private static readonly Meter Meter = new("OpsCenter");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "projector_lag", "s", "From the commit of the oldest event on a page to its fold");

    private readonly List<ProjectionHost> hosts = [.. together];

    public IReadOnlyList<ProjectionHost> Hosts => hosts;

    public JournalPosition Position { get; private set; } = together.Select(host => host.Position).DefaultIfEmpty().Max();

    /// <summary>It has folded something since this was set to false.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Takes over projections that have got at least as far.</summary>
    public void Join(ProjectionGroup other) => hosts.AddRange(other.hosts);

    public async Task<int> AdvanceAsync(int pageSize, CancellationToken cancellation)
    {
        var rows = await reader.ReadDistrictAsync(district, Position, pageSize, cancellation);
        foreach (var row in rows) Fold(row);
        if (rows.Count == 0) return 0;
        Position = rows[^1].Position;
        foreach (var host in hosts) host.MoveBehind(rows);
        HasChanged = true;
        Lag.Record(Math.Max(0, (clock.GetUtcNow() - rows[0].RecordedAt).TotalSeconds));
        return rows.Count;
    }

    private void Fold(JournalRow row)
    {
        var (isRead, @event, unreadable) = (false, default(object), default(Exception));
        foreach (var host in hosts)
        {
            if (!host.Wants(row)) continue;
            if (!isRead)
            {
                isRead = true;
                try
                {
                    @event = catalogue.Read(row.Kind, row.Payload);
                }
                catch (Exception failure)
                {
                    unreadable = failure;
                }
            }
            host.Fold(row, @event, unreadable);
        }
    }
}
