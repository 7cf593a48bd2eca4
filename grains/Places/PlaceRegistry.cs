using System.Collections.Frozen;
using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>A district's places through time; immutable, one per version, shared by all actors of a silo.</summary>
/// <param name="Version">Counts up with every edition.</param>
/// <param name="Editions">The places, from which day on.</param>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlaceRegistry")]
public sealed record PlaceRegistry(
    [property: Id(0)] DistrictCode District, [property: Id(1)] long Version, [property: Id(2)] Editions<PlaceEdition> Editions)
{
    [NonSerialized] private FrozenDictionary<DateOnly, PlaceTree>? trees;

    private PlaceRegistry(PlaceRegistry other) => (District, Version, Editions) = (other.District, other.Version, other.Editions);

    public static PlaceRegistry Empty(DistrictCode district) => new(district, 0, []);

    /// <summary>The places as they are on a local day; before the first edition those of the first.</summary>
    public PlaceTree On(DateOnly day)
    {
        if (Editions.OnOrFirst(day) is not { } edition) return PlaceTree.Empty;
        return (trees ??= Editions.ToFrozenDictionary(each => each.From, each => new PlaceTree(each)))[edition.From];
    }

    /// <summary>
    /// What has become of a place by a day: itself, or what it was merged into; null: it is no more and nothing stands in its stead.
    /// </summary>
    public PlaceCode? Successor(PlaceCode code, DateOnly day)
    {
        foreach (var edition in Editions.Where(edition => edition.From <= day))
            if (edition.Mergers.FirstOrDefault(merger => merger.Code == code) is { } merger) code = merger.Into;
        return On(day).Find(code)?.Code;
    }
}

/// <summary>The places of one edition.</summary>
public sealed class PlaceTree
{
    public static readonly PlaceTree Empty = new(new(DateOnly.MinValue, [], [], ""));

    private readonly FrozenDictionary<PlaceCode, Place> byCode;
    private readonly ILookup<PlaceCode, Place> byParent;

    public PlaceTree(PlaceEdition edition)
    {
        Edition = edition;
        byCode = edition.Places.ToFrozenDictionary(place => place.Code);
        byParent = edition.Places.ToLookup(place => place.Parent);
    }

    public PlaceEdition Edition { get; }

    public Place? Find(PlaceCode code) => byCode.GetValueOrDefault(code);

    /// <summary>What people call it.</summary>
    public string NameOf(PlaceCode code) => Find(code)?.Name ?? code.Value;

    /// <summary>The places right below, in the registry's order.</summary>
    public IEnumerable<Place> Children(PlaceCode code) => byParent[code];

    /// <summary>The places of these levels, in the registry's order.</summary>
    public IEnumerable<Place> At(params IReadOnlyCollection<PlaceLevel> levels) =>
        Edition.Places.Where(place => levels.Contains(place.Level));

    /// <summary>The town or street of a place: itself when it is one; null of the district.</summary>
    public Place? TownOf(PlaceCode code)
    {
        for (var place = Find(code); place is not null; place = Find(place.Parent))
            if (place.Level == PlaceLevel.Town) return place;
        return null;
    }
}
