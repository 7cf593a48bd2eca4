using OpsCenter.Gateway.Files;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Import;

/// <summary>What came of one row: its facts, or the reasons why none of it is taken.</summary>
/// <param name="Number">The line (CSV) or row (XLSX) of the file where it begins, from 1; 0: the file as a whole.</param>
/// <param name="Facts">In the order of the mapping; empty when refused, and when the row holds nothing to import.</param>
/// <param name="Refusals">Why it was refused; empty: it was not.</param>
/// <param name="Columns">The headings of the file, the same list in every row.</param>
/// <param name="Cells">The texts of the row as they stand in the file.</param>
public sealed record FactRow(
    long Number, IReadOnlyList<HallFact> Facts, IReadOnlyList<FileError> Refusals, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    public bool IsRefused => Refusals.Count > 0;
}
