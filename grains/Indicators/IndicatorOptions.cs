namespace OpsCenter.Indicators;

/// <summary>How soon what is defined is gone by: configuration, section <c>Indicators</c>.</summary>
public sealed record IndicatorOptions
{
    /// <summary>How late a new edition of indicators or places, a moved due date or a change of the calendar may be noticed.</summary>
    public TimeSpan BookFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">The setting is wrong; the sentence names it.</exception>
    public IndicatorOptions Validated() => BookFor >= TimeSpan.Zero && BookFor <= TimeSpan.FromMinutes(1)
        ? this
        : throw new ArgumentException($"Indicators:BookFor must be 00:00:00 to 00:01:00, not {BookFor}.");
}
