using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>层级: who stands where in the tree of places.</summary>
public enum PlaceLevel
{
    /// <summary>县（市、区）</summary>
    District,

    /// <summary>镇（街道）</summary>
    Town,

    /// <summary>村（社区）</summary>
    Village,
}

/// <summary>A place of a district's registry (行政区划).</summary>
/// <param name="Code">Statistics code (统计用区划代码), e.g. <c>440203102201</c>.</param>
/// <param name="Parent">Code of the place above; the district's own is empty.</param>
[GenerateSerializer, Immutable, Alias("opscenter.places.Place")]
public sealed record Place(
    [property: Id(0)] PlaceCode Code, [property: Id(1)] string Name, [property: Id(2)] PlaceLevel Level,
    [property: Id(3)] PlaceCode Parent);

/// <summary>A place that is no more, and the one that its people and its duties have gone to (撤并).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlaceMerger")]
public sealed record PlaceMerger([property: Id(0)] PlaceCode Code, [property: Id(1)] PlaceCode Into);

/// <summary>The registry from a day on.</summary>
/// <param name="From">In force for this local day and later.</param>
/// <param name="Places">All of them, the district first.</param>
/// <param name="Mergers">What the edition before still had.</param>
/// <param name="Source">Where it was taken from, e.g. 统计用区划代码 2023-06-30.</param>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlaceEdition")]
public sealed record PlaceEdition(
    [property: Id(0)] DateOnly From, [property: Id(1)] ImmutableArray<Place> Places, [property: Id(2)] ImmutableArray<PlaceMerger> Mergers,
    [property: Id(3)] string Source) : IEdition;
