using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>
/// How the columns of a queue system's file become facts: configuration, one file for each kind of export
/// (see <c>silo/samples/mappings</c>).
/// </summary>
public sealed record FactMapping
{
    public TableFormat Format { get; init; } = new();

    /// <summary>The facts that a row can hold, in the order of a visit.</summary>
    public required IReadOnlyList<FactTemplate> Facts { get; init; }

    /// <summary>Every column that the mapping reads.</summary>
    public IEnumerable<string> ColumnsRead => Facts.SelectMany(fact => fact.ColumnsRead).Distinct();
}

/// <summary>One fact that a row can hold.</summary>
/// <param name="Kind">What happened: the same for every row, or null.</param>
/// <param name="KindFrom">Where the kind stands in the row, when <paramref name="Kind"/> is null.</param>
/// <param name="Id">The source's id; null: made from what the fact says.</param>
/// <param name="At">When it happened.</param>
/// <param name="When">Only rows for which this holds; null: those where the time is not empty.</param>
/// <param name="Fields">The other fields of the fact.</param>
public sealed record FactTemplate(
    HallFactKind? Kind,
    FactValue? KindFrom,
    FactValue? Id,
    FactTime At,
    FactCondition? When,
    IReadOnlyDictionary<FactField, FactValue> Fields)
{
    public IEnumerable<string> ColumnsRead =>
        Fields.Values.SelectMany(value => value.ColumnsRead)
            .Concat(KindFrom?.ColumnsRead ?? [])
            .Concat(Id?.ColumnsRead ?? [])
            .Concat(At.ColumnsRead)
            .Concat(When is { } when ? [when.Column] : []);
}

/// <summary>Fields of a fact beside its id, kind and time, as the public contract names them.</summary>
public enum FactField
{
    Ticket,
    Queue,
    Window,
    Staff,
    ToQueue,
    ToWindow,
    Rating,
    Reason,
    Appointment,
}
