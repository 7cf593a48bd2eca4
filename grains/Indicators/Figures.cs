using OpsCenter.Places;

namespace OpsCenter.Indicators;

/// <summary>What a rule may ask for. Values that are not there are null, and a rule that needs one is not applied.</summary>
public interface IFigures
{
    PlaceLevel Level { get; }

    /// <summary>Whether the period is the first of its year.</summary>
    bool IsFirstOfYear { get; }

    /// <summary>An indicator of the same filing, or of the same place and period in another set.</summary>
    decimal? Value(string indicator);

    /// <summary>上期</summary>
    decimal? Previous(string indicator);

    /// <summary>上年同期</summary>
    decimal? YearBefore(string indicator);

    /// <summary>
    /// The same indicator of the places right below, one entry for each place that is asked; null where there is no value yet.
    /// </summary>
    IReadOnlyList<decimal?> Children(string indicator);

    /// <summary>What the registry counts: <c>villages</c>, <c>towns</c> below the place.</summary>
    decimal? Registry(string count);

    /// <summary>What the system knows from its own operations, e.g. <c>hotline.on_time_rate</c> of the place in the period.</summary>
    decimal? Operations(string figure);
}

/// <summary>A rule that was broken.</summary>
/// <param name="Indicator">Code.</param>
/// <param name="Effect">What it comes to.</param>
/// <param name="Text">For the filler, with the numbers that speak against the value.</param>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.Finding")]
public sealed record Finding([property: Id(0)] string Indicator, [property: Id(1)] RuleEffect Effect, [property: Id(2)] string Text);
