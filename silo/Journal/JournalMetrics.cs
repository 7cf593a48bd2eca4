using Prometheus;

namespace OpsCenter.Silo.Journal;

/// <summary>What an operator can see of the journal at <c>/metrics</c>.</summary>
internal static class JournalMetrics
{
    public static readonly Counter Events = Metrics.CreateCounter(
        "opscenter_journal_events_total", "Events committed to the journal by this process.");

    public static readonly Histogram CommitSeconds = Metrics.CreateHistogram(
        "opscenter_commit_seconds", "Duration of one journal transaction (group commit), in seconds.",
        new HistogramConfiguration { Buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });

    public static readonly Counter Conflicts = Metrics.CreateCounter(
        "opscenter_journal_conflicts_total", "Streams that lost an append because somebody else had written to them.");

    public static readonly Counter Failures = Metrics.CreateCounter(
        "opscenter_journal_failures_total", "Journal transactions that failed, by reason (unavailable, full, refused).", "reason");

    public static readonly Gauge Waiting = Metrics.CreateGauge(
        "opscenter_journal_waiting_rows", "Rows that wait for their commit.");
}
