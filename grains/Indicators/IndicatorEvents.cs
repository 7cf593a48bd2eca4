using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>Something that happened to what a district asks (<c>440203/indicators/book</c>).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorFact")]
public abstract record IndicatorEvent;

/// <summary>What is asked from a day on; an edition of the same day is replaced.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorsDefined")]
public sealed record IndicatorsDefined([property: Id(0)] IndicatorEdition Edition) : IndicatorEvent;

[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorCommand")]
public abstract record IndicatorCommand;

[GenerateSerializer, Immutable, Alias("opscenter.indicators.DefineIndicators")]
public sealed record DefineIndicators([property: Id(0)] IndicatorEdition Edition) : IndicatorCommand;

/// <param name="Version">Counts up with every edition.</param>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.IndicatorsState")]
public sealed record IndicatorsState([property: Id(0)] long Version, [property: Id(1)] Editions<IndicatorEdition> Editions);
