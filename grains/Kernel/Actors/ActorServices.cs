using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace OpsCenter.Kernel;

/// <summary>How actors treat time and memory.</summary>
public sealed record ActorOptions
{
    /// <summary>For how long source ids are remembered; longer than the oldest fact that is still taken.</summary>
    public TimeSpan RememberIds { get; init; } = TimeSpan.FromDays(12);

    /// <summary>Events between two snapshots of an actor: a page of reading, some milliseconds of opening.</summary>
    public int SnapshotEvery { get; init; } = 4000;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public ActorOptions Validated() =>
        SnapshotEvery is >= 1 and <= 1_000_000
            ? this
            : throw new ArgumentException($"Actors:SnapshotEvery must be 1-1,000,000, not {SnapshotEvery}.");
}

/// <summary>What every actor is given by its silo.</summary>
public sealed class ActorServices(
    IJournal journal, IJournalReader reader, EventCatalogue catalogue, DistrictClock clock, TimeProvider machine, ActorOptions options,
    [FromKeyedServices(Snapshot.Storage)] IGrainStorage snapshots, ILogger<ActorServices> log)
{
    public IJournal Journal { get; } = journal;
    public IJournalReader Reader { get; } = reader;
    public EventCatalogue Catalogue { get; } = catalogue;
    public DistrictClock Clock { get; } = clock;

    /// <summary>For the few actors that are about people and machines instead of the business: accounts and their sessions.</summary>
    public TimeProvider Machine { get; } = machine;
    public ActorOptions Options { get; } = options;
    public IGrainStorage Snapshots { get; } = snapshots;
    public ILogger Log { get; } = log;
}
