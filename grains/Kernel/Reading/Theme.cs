namespace OpsCenter.Kernel;

/// <summary>What one screen subject needs, whole. Immutable, compared by value.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.Theme")]
public abstract record Theme;

/// <summary>What changed between two themes, in the theme's own terms.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeDelta")]
public abstract record ThemeDelta;

/// <summary>The clocks of a theme.</summary>
/// <param name="DataTime">When the newest fact in it happened, by the source's clock; null: there is none.</param>
/// <param name="SourceTime">The source's clock now: data time plus what has passed since that fact came. Waits are measured against it, so that a replay of an old day shows that day's waits.</param>
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
/// <param name="Epoch">Revisions count within it; a new one begins whenever the read side starts over.</param>
/// <param name="Revision">The revision of <paramref name="Theme"/>.</param>
/// <param name="Times">The clocks now.</param>
/// <param name="Theme">The theme, whole; null: its projection is being built.</param>
/// <param name="Deltas">The steps from the watcher's revision to this one, one per revision; empty when they are not known, or when nothing changed.</param>
/// <param name="Changed">False: a heartbeat, only the clocks are new.</param>
/// <param name="Reading">How the theme's projection stands.</param>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.ThemeUpdate")]
public sealed record ThemeUpdate(
    [property: Id(0)] string Epoch, [property: Id(1)] long Revision, [property: Id(2)] ThemeTimes Times,
    [property: Id(3)] Theme? Theme, [property: Id(4)] IReadOnlyList<ThemeDelta> Deltas, [property: Id(5)] bool Changed,
    [property: Id(6)] ProjectionStatus Reading);
