using System.Text.Json.Serialization;

namespace OpsCenter.Kernel;

/// <summary>
/// Code of a district (区县代码): six digits, e.g. <c>440203</c>. First part of a <see cref="StreamId"/>, where <c>system</c> stands for the
/// installation itself. Its default is the empty code.
/// </summary>
[Immutable, Alias("opscenter.kernel.DistrictCode"), JsonConverter(typeof(CodeJson<DistrictCode>))]
public readonly record struct DistrictCode : ICode<DistrictCode>, IComparable<DistrictCode>
{
    private const int Digits = 6;

    private readonly string? text;

    /// <summary>Keeps what is known to be a code, or what the journal holds; nothing is checked.</summary>
    public DistrictCode(string? text) => this.text = text is { Length: > 0 } ? text : null;

    /// <inheritdoc/>
    public string Value => text ?? "";

    public bool IsEmpty => text is null;

    /// <summary>The district as a place among its own.</summary>
    public PlaceCode Place => new(text);

    /// <summary>Takes a code at the door, where texts come from outside.</summary>
    public static bool TryParse(string? text, out DistrictCode code)
    {
        var isCode = text is { Length: Digits } && text.All(char.IsAsciiDigit);
        code = isCode ? new(text) : default;
        return isCode;
    }

    public int CompareTo(DistrictCode other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => Value;

    static DistrictCode ICode<DistrictCode>.Of(string? text) => new(text);
}
