using System.Text.Json.Serialization;

namespace OpsCenter.Kernel;

/// <summary>
/// Code of a place (统计用区划代码): province 2, city 4, district 6, town 9, village 12 digits, e.g. <c>440203102201</c>. A code begins with
/// those of the places that hold it. Its default is the empty code: no place.
/// </summary>
[Immutable, Alias("opscenter.kernel.PlaceCode"), JsonConverter(typeof(CodeJson<PlaceCode>))]
public readonly record struct PlaceCode : ICode<PlaceCode>, IComparable<PlaceCode>
{
    private readonly string? text;

    /// <summary>Keeps what is known to be a code, or what the journal holds; nothing is checked.</summary>
    public PlaceCode(string? text) => this.text = text is { Length: > 0 } ? text : null;

    /// <inheritdoc/>
    public string Value => text ?? "";

    public bool IsEmpty => text is null;

    /// <summary>Takes a code at the door, where texts come from outside.</summary>
    public static bool TryParse(string? text, out PlaceCode code)
    {
        var isCode = text is { Length: 2 or 4 or 6 or 9 or 12 } && text.All(char.IsAsciiDigit);
        code = isCode ? new(text) : default;
        return isCode;
    }

    /// <summary>Whether the other is this place or lies in it. The empty code holds every place.</summary>
    public bool Holds(PlaceCode other) => other.Value.StartsWith(Value, StringComparison.Ordinal);

    public int CompareTo(PlaceCode other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => Value;

    static PlaceCode ICode<PlaceCode>.Of(string? text) => new(text);
}
