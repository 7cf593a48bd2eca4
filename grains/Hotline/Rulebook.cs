using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsCenter.Calendar;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// A precedent (先例): what the joint adjudication ruled for a topic at a kind of place. The newest version routes the next
/// such order, and is cited on it.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Precedent")]
public sealed record Precedent
{
    [Id(0)] public string Topic { get; init; } = "";

    [Id(1)] public string PlaceKind { get; init; } = "";

    /// <summary>Counts up with every ruling on the same key.</summary>
    [Id(2)] public int Version { get; init; }

    [Id(3)] public DepartmentCode Department { get; init; }

    [Id(4)] public string Clause { get; init; } = "";

    [Id(5)] public string Reason { get; init; } = "";

    /// <summary>Number of the order it was ruled on.</summary>
    [Id(6)] public string Order { get; init; } = "";

    [Id(7)] public DateTimeOffset RuledAt { get; init; }

    [Id(8)] public string RuledBy { get; init; } = "";

    /// <summary>It routes nothing any more.</summary>
    [Id(9)] public bool IsRevoked { get; init; }

    [JsonIgnore] public string Key => KeyOf(Topic, PlaceKind);

    public static string KeyOf(string topic, string placeKind) => $"{topic}@{placeKind}";
}

/// <summary>All that an order's rules need to know of its district; immutable, one per version, shared by all orders of a silo.</summary>
/// <param name="Version">Counts up with every change of what is in it.</param>
/// <param name="WorkingDays">The district's calendar.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Rulebook")]
public sealed record Rulebook(
    [property: Id(0)] DistrictCode District, [property: Id(1)] long Version, [property: Id(2)] HotlineDefinition? Definition,
    [property: Id(3)] ImmutableArray<DepartmentCode> Dissolved, [property: Id(4)] ImmutableArray<Precedent> Precedents,
    [property: Id(5)] DistrictCalendar WorkingDays)
{
    [NonSerialized] private FrozenDictionary<DepartmentCode, DepartmentDefinition>? departments;
    [NonSerialized] private FrozenDictionary<string, DepartmentCode>? names;
    [NonSerialized] private FrozenDictionary<string, Precedent>? byKey;
    [NonSerialized] private Editions<LimitSet> limits;

    /// <summary>Copied without what was worked out of the old one.</summary>
    private Rulebook(Rulebook other) =>
        (District, Version, Definition, Dissolved, Precedents, WorkingDays) =
        (other.District, other.Version, other.Definition, other.Dissolved, other.Precedents, other.WorkingDays);

    public static Rulebook Empty(DistrictCode district) => new(district, 0, null, [], [], DistrictCalendar.Shipped);

    /// <summary>The statutory years that ship with the product, and the decrees that came later.</summary>
    public WorkingCalendar Calendar => WorkingDays.Days;

    /// <summary>The department, when there is one and it was not dissolved.</summary>
    public DepartmentDefinition? Department(DepartmentCode code) =>
        (departments ??= (Definition?.Departments ?? []).ToFrozenDictionary(department => department.Code)).GetValueOrDefault(code);

    /// <summary>The town or street that answers for a place where no department does; null: none is described.</summary>
    public DepartmentDefinition? TownOf(PlaceCode place) =>
        (Definition?.Departments ?? []).FirstOrDefault(department => !department.Town.IsEmpty && department.Town.Holds(place));

    /// <summary>Code of the department with this code, name or alias; null: unknown.</summary>
    public DepartmentCode? CodeOf(string codeOrName) =>
        (names ??= (Definition?.Departments ?? [])
            .SelectMany(department => (string[])[department.Code.Value, department.Name, .. department.Aliases],
                (department, name) => (department.Code, name))
            .DistinctBy(pair => pair.name).ToFrozenDictionary(pair => pair.name, pair => pair.Code))
        .TryGetValue(codeOrName, out var code) ? code : null;

    /// <summary>What people call it.</summary>
    public string NameOf(DepartmentCode code) => Department(code)?.Name ?? code.Value;

    /// <summary>The limits for a call of a local day.</summary>
    public LimitSet LimitsOn(DateOnly day)
    {
        if (limits.IsEmpty) limits = [.. Definition?.Limits ?? []];
        return limits.OnOrFirst(day) ?? DefaultLimits;
    }

    /// <summary>The precedent that routes such an order; null: none, or its department is no more.</summary>
    public Precedent? PrecedentFor(string topic, string placeKind) =>
        topic.Length > 0
            && (byKey ??= Precedents.GroupBy(precedent => precedent.Key)
                .ToFrozenDictionary(same => same.Key, same => same.MaxBy(precedent => precedent.Version)!))
            .GetValueOrDefault(Precedent.KeyOf(topic, placeKind)) is { IsRevoked: false } found && Department(found.Department) is not null
            ? found
            : null;

    private static readonly LimitSet DefaultLimits = new();
}
