using System.Text.Json.Serialization;

namespace OpsCenter.Kernel;

/// <summary>
/// Code of a department (承办单位), e.g. <c>ZJJ</c>. Which there are the hotline's description says, and its reader checks their form;
/// anywhere else a code is one of these or unknown. Its default is the empty code: no department.
/// </summary>
[Immutable, Alias("opscenter.kernel.DepartmentCode"), JsonConverter(typeof(CodeJson<DepartmentCode>))]
public readonly record struct DepartmentCode : ICode<DepartmentCode>, IComparable<DepartmentCode>
{
    private readonly string? text;

    /// <summary>Keeps what may be a code, or what the journal holds; nothing is checked.</summary>
    public DepartmentCode(string? text) => this.text = text is { Length: > 0 } ? text : null;

    /// <inheritdoc/>
    public string Value => text ?? "";

    public bool IsEmpty => text is null;

    public int CompareTo(DepartmentCode other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => Value;

    static DepartmentCode ICode<DepartmentCode>.Of(string? text) => new(text);
}
