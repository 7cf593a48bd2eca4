using System.Collections.Immutable;

namespace OpsCenter.Indicators;

/// <summary>
/// What is known around a filing when it is looked at or sent: earlier periods, the places below, the registry, the system's own
/// operations. Only what the set's rules and sources ask for is in it.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.indicators.KnownFigures")]
public sealed record KnownFigures
{
    public static readonly KnownFigures None = new();

    /// <summary>Values of the place in other sets of the same period, approved or sent.</summary>
    [Id(0)] public ImmutableDictionary<string, decimal> Others { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>上期, by indicator.</summary>
    [Id(1)] public ImmutableDictionary<string, decimal> Previous { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>上年同期, by indicator.</summary>
    [Id(2)] public ImmutableDictionary<string, decimal> YearBefore { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>By indicator, the values of the places right below that are asked for it.</summary>
    [Id(3)]
    public ImmutableDictionary<string, ImmutableArray<decimal?>> Children { get; init; } =
        ImmutableDictionary<string, ImmutableArray<decimal?>>.Empty;

    /// <summary>Counts of the registry: <c>villages</c>, <c>towns</c>.</summary>
    [Id(4)] public ImmutableDictionary<string, decimal> Registry { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>Figures of the system's own operations.</summary>
    [Id(5)] public ImmutableDictionary<string, decimal> Operations { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>What a source gives: <c>registry.villages</c>, <c>hotline.on_time_rate</c>; null: it is not known.</summary>
    public decimal? Of(string source) => source.StartsWith("registry.", StringComparison.Ordinal)
        ? Registry.TryGetValue(source["registry.".Length..], out var count) ? count : null
        : Operations.TryGetValue(source, out var figure) ? figure : null;
}
