using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>Something that happened to a district's registry of places (<c>440203/places/registry</c>).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlaceFact")]
public abstract record PlaceEvent;

/// <summary>The places from a day on; an edition of the same day is replaced.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlacesDefined")]
public sealed record PlacesDefined([property: Id(0)] PlaceEdition Edition) : PlaceEvent;

[GenerateSerializer, Immutable, Alias("opscenter.places.PlaceCommand")]
public abstract record PlaceCommand;

[GenerateSerializer, Immutable, Alias("opscenter.places.DefinePlaces")]
public sealed record DefinePlaces([property: Id(0)] PlaceEdition Edition) : PlaceCommand;

/// <param name="Version">Counts up with every edition.</param>
[GenerateSerializer, Immutable, Alias("opscenter.places.PlacesState")]
public sealed record PlacesState([property: Id(0)] long Version, [property: Id(1)] Editions<PlaceEdition> Editions);
