namespace OpsCenter.Kernel;

/// <summary>What one screen subject needs, whole. Immutable, compared by value.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.Theme")]
public abstract record Theme;

/// <summary>What changed between two themes, in the theme's own terms.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeDelta")]
public abstract record ThemeDelta;

/// <summary>The clocks of a theme.</summary>
/// <param name="DataTime">When the newest fact in it happened, by the source's clock; null: there is none.</param>
/// <param name="SourceTime">The source's clock now: data time plus what has passed since that fact came. Waits are measured against it, so
/// that a replay of an old day shows that day's waits.</param>
/// <param name="CommittedAt">When the newest fact in it was recorded, by our clock.</param>
/// <param name="IsStale">Nothing has come for longer than it should.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeTimes")]
public readonly record struct ThemeTimes(
    [property: Id(0)] DateTimeOffset? DataTime, [property: Id(1)] DateTimeOffset SourceTime,
    [property: Id(2)] DateTimeOffset? CommittedAt, [property: Id(3)] bool IsStale);

/// <summary>A theme as rendered at a moment.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeView")]
public sealed record ThemeView([property: Id(0)] Theme Theme, [property: Id(1)] ThemeTimes Times);

/// <summary>The answer to a watcher who stands at some revision.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeUpdate")]
public sealed record ThemeUpdate
{
    /// <summary>Revisions count within it; a new one begins whenever the read side starts over.</summary>
    [Id(0)] public required string Epoch { get; init; }

    /// <summary>The revision of <see cref="Theme"/>.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>The clocks now.</summary>
    [Id(2)] public required ThemeTimes Times { get; init; }

    /// <summary>The theme, whole; null: its projection is being built.</summary>
    [Id(3)] public required Theme? Theme { get; init; }

    /// <summary>
    /// The steps from the watcher's revision to this one, one per revision; empty when they are not known, or when nothing changed.
    /// </summary>
    [Id(4)] public required IReadOnlyList<ThemeDelta> Deltas { get; init; }

    /// <summary>False: a heartbeat, only the clocks are new.</summary>
    [Id(5)] public required bool Changed { get; init; }

    /// <summary>How the theme's projection stands.</summary>
    [Id(6)] public required ProjectionStatus Reading { get; init; }
}
