using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>A reader of a district's journal that keeps something of its own up with it, e.g. a read table. Key: the district.</summary>
[Alias("opscenter.kernel.IJournalFollower")]
public interface IJournalFollower : IGrainWithStringKey
{
    /// <summary>A hint that there is something new for it.</summary>
    [OneWay]
    Task Wake();

    /// <summary>How it stands to the journal; how many events it is behind, a metric of its own tells.</summary>
    Task<ProjectionStatus> StatusAsync();
}
