using OpsCenter.Kernel;

namespace OpsCenter.Places;

/// <summary>
/// The rules of a district's registry of places: a tree of district, towns and villages, a new edition for each change (撤并、更名、新设).
/// </summary>
public sealed class PlaceDecider : IDecider<PlacesState, PlaceCommand, PlaceEvent>
{
    private const int MaxPlaces = 100_000, MaxName = 50;

    public PlacesState Initial { get; } = new(0, []);

    public Decision<PlaceEvent> Decide(PlacesState state, PlaceCommand command, DecisionContext context)
    {
        if (command is not DefinePlaces { Edition: var edition }) return Decision<PlaceEvent>.Nothing;
        if ((state.Editions.Obstacle(edition, "区划") ?? Obstacle(edition, context.Self.District)) is { } obstacle) return obstacle;
        return state.Editions.Find(edition.From) is { } known && IsSame(known, edition)
            ? Decision<PlaceEvent>.Nothing
            : new PlacesDefined(edition);
    }

    public PlacesState Evolve(PlacesState state, PlaceEvent fact, DateTimeOffset occurredAt) => fact is PlacesDefined defined
        ? new(state.Version + 1, state.Editions.Put(defined.Edition))
        : state;

    private static Refusal? Obstacle(PlaceEdition edition, DistrictCode district)
    {
        if (edition.Places.IsDefaultOrEmpty) return Refusal.Invalid("no_places", "区划名录是空的", "The registry has no places");
        if (edition.Places.Length > MaxPlaces) return Refusal.Invalid(
            "too_many_places",
            $"区划名录最多 {MaxPlaces} 个地方",
            $"A registry has at most {MaxPlaces} places");
        var byCode = new Dictionary<PlaceCode, Place>();
        foreach (var place in edition.Places)
        {
            if (place.Code.Value.Length is < 6 or > 12 || !place.Code.Value.All(char.IsAsciiDigit) || !district.Place.Holds(place.Code))
                return Refusal.Invalid(
                    "bad_code",
                    $"区划代码“{place.Code}”应为 6–12 位数字，并以 {district} 开头",
                    $"The code '{place.Code}' must have 6-12 digits and begin with {district}");
            if (place.Name.Length is 0 or > MaxName) return Refusal.Invalid(
                "bad_name",
                $"{place.Code} 的名称应为 1–{MaxName} 字",
                $"{place.Code} needs a name of 1-{MaxName} characters");
            if (!Enum.IsDefined(place.Level)) return Refusal.Invalid(
                "bad_level",
                $"{place.Code} 的层级不存在",
                $"{place.Code} has a level that there is not");
            if (!byCode.TryAdd(place.Code, place)) return Refusal.Invalid(
                "duplicate_place",
                $"区划代码 {place.Code} 出现了不止一次",
                $"The code {place.Code} occurs more than once");
        }
        if (edition.Places.Count(place => place.Level == PlaceLevel.District) != 1
            || byCode.GetValueOrDefault(district.Place) is not { Level: PlaceLevel.District, Parent.IsEmpty: true })
            return Refusal.Invalid("no_district", $"名录中应有且仅有一个区：{district}", $"The registry needs one district, {district}");
        foreach (var place in edition.Places.Where(place => place.Level != PlaceLevel.District))
            if (byCode.GetValueOrDefault(place.Parent)?.Level is not { } above || above != place.Level - 1)
                return Refusal.Invalid(
                    "bad_parent",
                    $"{place.Name}（{place.Code}）的上级“{place.Parent}”不对",
                    $"The place above {place.Code}, '{place.Parent}', is not right");
        var merged = new HashSet<PlaceCode>();
        foreach (var merger in edition.Mergers)
            if (byCode.ContainsKey(merger.Code) || !byCode.ContainsKey(merger.Into) || !merged.Add(merger.Code))
                return Refusal.Invalid(
                    "bad_merger",
                    $"撤并“{merger.Code} 并入 {merger.Into}”不对：前者应已不在、后者应在名录中",
                    $"The merger of {merger.Code} into {merger.Into} does not fit the registry");
        return null;
    }

    private static bool IsSame(PlaceEdition known, PlaceEdition edition) =>
        known.Places.SequenceEqual(edition.Places) && known.Mergers.SequenceEqual(edition.Mergers) && known.Source == edition.Source;
}
