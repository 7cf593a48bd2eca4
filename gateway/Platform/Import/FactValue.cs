namespace OpsCenter.Gateway.Platform.Import;

/// <summary>When something happened.</summary>
/// <param name="Value">The text of the time.</param>
/// <param name="After">
/// A column with a time that cannot be later. Then a time more than 12 hours before it belongs to the next day (the
/// source writes the arrival's date beside every time), one at most <paramref name="Slack"/> before it counts as the
/// same moment (clocks that differ), and any other earlier time is refused.
/// </param>
/// <param name="Slack">See <paramref name="After"/>.</param>
public sealed record FactTime(FactValue Value, string? After, TimeSpan Slack)
{
    public IEnumerable<string> ColumnsRead => After is { } after ? Value.ColumnsRead.Append(after) : Value.ColumnsRead;
}

/// <summary>A text made of columns and constants, perhaps translated.</summary>
/// <param name="Parts">Put together in order; blanks at the ends of a column's text are taken off.</param>
/// <param name="Map">Translation of the whole; null: none. Keys as <see cref="Files.Wording.Key"/> makes them.</param>
/// <param name="Otherwise">What a text that is not in the map becomes; null: the row is refused.</param>
/// <param name="Within">A key of <paramref name="Map"/> need only stand within the text; of several the first in the map's order
/// counts.</param>
public sealed record FactValue(
    IReadOnlyList<FactValuePart> Parts, IReadOnlyDictionary<string, string>? Map = null, string? Otherwise = null, bool Within = false)
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

/// <summary>Whether a row holds what is looked for.</summary>
/// <param name="Column">The column that decides.</param>
/// <param name="IsOneOf">Its text must be one of these (compared as headings are); null: it must not be empty.</param>
/// <param name="Not">Turns the condition round.</param>
public sealed record FactCondition(string Column, IReadOnlySet<string>? IsOneOf, bool Not);
