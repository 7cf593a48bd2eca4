using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>What came of one row of a file: what it holds, or the reasons why none of it is taken.</summary>
/// <param name="Number">The line (CSV) or row (XLSX) of the file where it begins, from 1; 0: the file as a whole.</param>
/// <param name="Refusals">Why it was refused; empty: it was not.</param>
/// <param name="Columns">The headings of the file, the same list in every row.</param>
/// <param name="Cells">The texts of the row as they stand in the file.</param>
public abstract record ImportRow(long Number, IReadOnlyList<FileError> Refusals, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    public bool IsRefused => Refusals.Count > 0;

    /// <summary>How many records it holds.</summary>
    public abstract int Count { get; }
}

/// <summary>A row whose records are of one kind.</summary>
/// <param name="Items">In the order of the mapping; empty when refused, and when the row holds nothing to import.</param>
public sealed record ImportRow<TItem>(
    long Number, IReadOnlyList<TItem> Items, IReadOnlyList<FileError> Refusals, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
    : ImportRow(Number, Refusals, Columns, Cells)
{
    public override int Count => Items.Count;
}
