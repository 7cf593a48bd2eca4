using Orleans.Concurrency;

namespace OpsCenter.Kernel;

/// <summary>The read side of a district: what its screens watch and what its read models are asked. Key: the district's code.</summary>
[Alias("opscenter.read-side")]
public interface IReadSide : IGrainWithStringKey
{
    /// <summary>A hint that there is something new. The checkpoint is the truth: a lost hint costs a second at most.</summary>
    [OneWay]
    Task Wake();

    /// <summary>
    /// The next state of a theme for a watcher at this revision, at the latest after <paramref name="wait"/> (then a heartbeat). Null:
    /// there is no such theme. While its projection is being built there is an update without a theme, which says how far it is.
    /// </summary>
    Task<ThemeUpdate?> WatchAsync(string theme, string epoch, long revision, TimeSpan wait);

    /// <summary>What a projection answers.</summary>
    /// <exception cref="TimeoutException">The journal is not read so far in time, or the projection is being built.</exception>
    Task<TAnswer> QueryAsync<TAnswer>(IQuery<TAnswer> query, Freshness freshness);

    /// <summary>The names of a projection's themes.</summary>
    /// <exception cref="TimeoutException">The journal is not read so far in time, or the projection is being built.</exception>
    Task<IReadOnlyList<string>> ThemesAsync(string projection);

    /// <summary>How each projection stands to the journal.</summary>
    Task<IReadOnlyList<ProjectionStatus>> StatusAsync();
}

/// <summary>How a projection stands to the journal.</summary>
/// <param name="Projection">Its name.</param>
/// <param name="IsBuilding">It is being folded from the events of the past: it shows nothing yet.</param>
/// <param name="Progress">0 to 1: how far it is; 1 when it is not being built.</param>
/// <param name="LeftOut">Events of its own that it could not fold: its numbers are without them. Each is a defect, see the log.</param>
[GenerateSerializer, Immutable, Alias("opscenter.projection-status")]
public readonly record struct ProjectionStatus(
    [property: Id(0)] string Projection, [property: Id(1)] bool IsBuilding, [property: Id(2)] double Progress,
    [property: Id(3)] long LeftOut)
{
    /// <summary>Nothing is missing.</summary>
    public bool IsWhole => !IsBuilding && LeftOut == 0;
}

/// <summary>How the read side treats time.</summary>
public sealed record ProjectorOptions
{
    /// <summary>Least time between two frames of a theme.</summary>
    public TimeSpan FrameInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between two checkpoints while events come; what came since is folded again after a crash.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows read at a time.</summary>
    public int PageSize { get; init; } = 4000;

    /// <summary>
    /// The same for a projection that is rebuilt while others are served beside it, never more than <see cref="PageSize"/>: more builds
    /// faster, less lets screens wait less.
    /// </summary>
    public int BuildingPageSize { get; init; } = 1000;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public ProjectorOptions Validated()
    {
        if (FrameInterval < TimeSpan.FromMilliseconds(10) || FrameInterval > TimeSpan.FromSeconds(10))
            throw new ArgumentException($"Projector:FrameInterval must be 10 ms to 10 s, not {FrameInterval}.");
        if (CheckpointEvery < TimeSpan.FromMilliseconds(100))
            throw new ArgumentException($"Projector:CheckpointEvery must be at least 100 ms, not {CheckpointEvery}.");
        if (PageSize is < 1 or > 100_000) throw new ArgumentException($"Projector:PageSize must be 1-100,000, not {PageSize}.");
        if (BuildingPageSize is < 1 or > 100_000)
            throw new ArgumentException($"Projector:BuildingPageSize must be 1-100,000, not {BuildingPageSize}.");
        return this;
    }
}
