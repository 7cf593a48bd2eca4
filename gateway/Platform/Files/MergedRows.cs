namespace OpsCenter.Gateway.Platform.Files;

/// <summary>
/// Merged cells: one column merged downwards means that the value holds for each of its rows; any other merging
/// cannot be understood.
/// </summary>
internal sealed class MergedRows
{
    private readonly List<MergedCells> _downwards = [];
    private readonly Dictionary<MergedCells, Cell> _values = [];

    public MergedRows(IReadOnlyList<MergedCells> merged, string sheet, List<FileError> errors)
    {
        foreach (var cells in merged)
        {
            if (cells.Left == cells.Right) _downwards.Add(cells);
            else
            {
                errors.Add(FileError.At(
                    $"{sheet}!{cells}", "跨列合并的单元格无法理解，请取消合并", "cells merged across columns cannot be understood; unmerge them"));
            }
        }
    }

    /// <summary>The row with the values of the cells that were merged with one above.</summary>
    public SheetRow Fill(SheetRow row)
    {
        List<Cell>? cells = null;
        foreach (var merged in _downwards)
        {
            if (row.Number < merged.Top || row.Number > merged.Bottom) continue;
            if (row[merged.Left] is { } cell) _values[merged] = cell;
            else if (_values.TryGetValue(merged, out var value)) (cells ??= [.. row.Cells]).Add(value);
        }

        return cells is null ? row : row with { Cells = cells };
    }
}
