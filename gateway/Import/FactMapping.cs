using OpsCenter.V1;

namespace OpsCenter.Gateway.Import;

/// <summary>
/// How the columns of a queue system's file become facts: configuration, one file for each kind of export
/// (see <c>silo/samples/mappings</c>).
/// </summary>
public sealed record FactMapping
{
    /// <summary>Name of the encoding of a CSV; null: found out, UTF-8 or GB18030. A byte order mark always decides.</summary>
    public string? Encoding { get; init; }

    /// <summary>Delimiter of a CSV; null: found out from the heading, one of , ; | and tab.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sheet of a workbook; null: the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Local time minus UTC where a time has no offset of its own.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>.NET formats of times, tried in order before the usual ones.</summary>
    public IReadOnlyList<string> TimeFormats { get; init; } = [];

    /// <summary>Names of columns in the file, by the names the mapping uses; for files whose headings vary.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

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
            .Concat(At.Value.ColumnsRead)
            .Concat(At.After is { } after ? [after] : [])
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

/// <summary>When a fact happened.</summary>
/// <param name="Value">The text of the time.</param>
/// <param name="After">
/// A column with a time that cannot be later. Then a time more than 12 hours before it belongs to the next day (the
/// source writes the arrival's date beside every time), one at most <paramref name="Slack"/> before it counts as the
/// same moment (clocks that differ), and any other earlier time is refused.
/// </param>
/// <param name="Slack">See <paramref name="After"/>.</param>
public sealed record FactTime(FactValue Value, string? After, TimeSpan Slack);

/// <summary>A text made of columns and constants, perhaps translated.</summary>
/// <param name="Parts">Put together in order; blanks at the ends of a column's text are taken off.</param>
/// <param name="Map">Translation of the whole; null: none. Keys as <see cref="Files.Wording.Key"/> makes them.</param>
/// <param name="Otherwise">What a text that is not in the map becomes; null: the row is refused.</param>
public sealed record FactValue(
    IReadOnlyList<FactValuePart> Parts, IReadOnlyDictionary<string, string>? Map = null, string? Otherwise = null)
{
    public IEnumerable<string> ColumnsRead => Parts.Where(part => part.Kind == FactValuePartKind.Column).Select(part => part.Text);
}

public enum FactValuePartKind
{
    Constant,
    Column,

    /// <summary>The local time of the fact in a .NET format.</summary>
    Moment,
}

/// <param name="Text">The constant, the name of the column, or the format.</param>
public readonly record struct FactValuePart(FactValuePartKind Kind, string Text);

/// <summary>Whether a row holds the fact.</summary>
/// <param name="Column">The column that decides.</param>
/// <param name="IsOneOf">Its text must be one of these (compared as headings are); null: it must not be empty.</param>
/// <param name="Not">Turns the condition round.</param>
public sealed record FactCondition(string Column, IReadOnlySet<string>? IsOneOf, bool Not);
