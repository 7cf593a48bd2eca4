using OpsCenter.Gateway.Platform.Import;
namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// How the columns of a file become orders: configuration, one file for each kind of export (see <c>silo/samples/mappings</c>).
/// </summary>
public sealed record OrderMapping
{
    public TableFormat Format { get; init; } = new();

    /// <summary>Only rows for which this holds; null: all.</summary>
    public FactCondition? When { get; init; }

    public required IReadOnlyDictionary<OrderField, FactValue> Fields { get; init; }

    public required IReadOnlyDictionary<OrderMoment, FactTime> Moments { get; init; }

    /// <summary>By how much all times are moved, so that an old file can be replayed as if it were of today.</summary>
    public TimeShift Shift { get; init; } = TimeShift.None;

    /// <summary>Every column that the mapping reads.</summary>
    public IEnumerable<string> ColumnsRead =>
        Fields.Values.SelectMany(value => value.ColumnsRead).Concat(Moments.Values.SelectMany(time => time.ColumnsRead))
            .Concat(When is { } when ? [when.Column] : []).Distinct();
}

/// <summary>Fields of an order that are no moments, as the public contract names them.</summary>
public enum OrderField
{
    Number,
    Type,
    Topic,
    Title,
    Content,
    CallerName,
    CallerPhone,
    CallerIdNumber,
    Place,
    PlaceKind,
    Address,
    Latitude,
    Longitude,
    Channel,
    EarlierNumber,
    Urgent,
    Secret,
    Department,
    Answer,
    Reached,
    Solved,
    Satisfied,
    ToBeAccepted,
}

/// <summary>The way of an order.</summary>
public enum OrderMoment
{
    ReceivedAt,
    DispatchedAt,
    ClaimedAt,
    ContactedAt,
    AnsweredAt,
    ClosedAt,
}
