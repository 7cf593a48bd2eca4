namespace OpsCenter.Gateway.Platform.Files;

/// <summary>A column that a sheet may have.</summary>
/// <param name="Words">What people call it; messages name the first in English and the second in Chinese.</param>
/// <param name="IsNeeded">The sheet cannot be read without it.</param>
/// <param name="Unless">The column instead of which it is; not needed when that one is there.</param>
/// <param name="MayBeTime">Cells that Excel holds as dates or times are meant so.</param>
internal sealed record SheetColumn(string[] Words, bool IsNeeded = true, int? Unless = null, bool MayBeTime = false);

/// <summary>A row of a table: the texts of its columns, in the order in which they were asked for.</summary>
/// <param name="Row">As the spreadsheet counts.</param>
internal sealed record SheetItem(int Row, Placed[] Fields)
{
    public Placed this[int field] => Fields[field];
}

/// <summary>A sheet as a table: its first filled row names the columns, each other filled row is an item.</summary>
internal static class SheetTable
{
    /// <summary>The items, read as they are asked for.</summary>
    /// <param name="workbook">The file.</param>
    /// <param name="sheet">Name of the sheet.</param>
    /// <param name="columns">What may be in it.</param>
    /// <param name="errors">Takes what must be put right.</param>
    /// <param name="warnings">Takes what is not read.</param>
    public static IEnumerable<SheetItem> Read(
        Workbook workbook, string sheet, SheetColumn[] columns, List<FileError> errors, List<FileError> warnings)
    {
        var rows = new MergedRows(workbook.Merged(sheet), sheet, errors);
        int[]? at = null;
        foreach (var read in workbook.Rows(sheet))
        {
            var row = rows.Fill(read);
            if (row.Cells.All(cell => string.IsNullOrWhiteSpace(cell.Text))) continue;
            if (at is not null) yield return new(row.Number, [.. columns.Select((column, i) => Field(sheet, row, at[i], column, errors))]);
            else if ((at = Heading(sheet, row, columns, errors, warnings)) is null) yield break;
        }

        if (at is null)
            errors.Add(FileError.At(
                $"{sheet}!A1", $"工作表“{sheet}”是空的，第一行应为列名", $"the sheet is empty; its first row must hold the names of the columns"));
    }

    /// <summary>Where each column is, -1: nowhere; null when a needed one is missing.</summary>
    private static int[]? Heading(string sheet, SheetRow row, SheetColumn[] columns, List<FileError> errors, List<FileError> warnings)
    {
        var at = columns.Select(_ => -1).ToArray();
        var before = errors.Count;
        foreach (var cell in row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text)))
        {
            var column = Array.FindIndex(columns, column => column.Words.Contains(Wording.Key(cell.Text)));
            var place = $"{sheet}!{CellName.Of(row.Number, cell.Column)}";
            if (column < 0) warnings.Add(FileError.At(
                place, $"列“{Wording.Shown(cell.Text)}”未被读取", $"the column \"{Wording.Shown(cell.Text)}\" is not read"));
            else if (at[column] >= 0) errors.Add(FileError.At(
                place, $"列“{Wording.Shown(cell.Text)}”有两列，请只留一列", $"two columns mean \"{columns[column].Words[0]}\"; keep one"));
            else at[column] = cell.Column;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (at[i] >= 0 || !columns[i].IsNeeded || (columns[i].Unless is { } other && at[other] >= 0)) continue;
            errors.Add(FileError.At(
                $"{sheet}!{row.Number}",
                $"工作表“{sheet}”第 {row.Number} 行应为列名，缺少“{columns[i].Words[1]}”列",
                $"row {row.Number} must name the columns; \"{columns[i].Words[0]}\" is missing"));
        }

        return errors.Count == before ? at : null;
    }

    private static Placed Field(string sheet, SheetRow row, int at, SheetColumn column, List<FileError> errors)
    {
        if (at < 0) return new("", $"{sheet}!{row.Number}");
        var place = $"{sheet}!{CellName.Of(row.Number, at)}";
        if (row[at] is not { } cell) return new("", place);
        if (cell.Kind == CellKind.Fault)
            errors.Add(FileError.At(
                place,
                $"单元格是错误值 {Wording.Shown(cell.Text)}，请改成文字",
                $"the cell holds the error {Wording.Shown(cell.Text)}; put a text there"));
        else if (cell.Kind == CellKind.Time && !column.MayBeTime)
        {
            errors.Add(FileError.At(
                place, $"Excel 把它当成了日期 {cell.Text}，请把单元格格式设为“文本”后重新输入",
                $"Excel made it the date {cell.Text}; format the cell as text and type it again"));
        }

        return new(cell.Text.Trim(), place);
    }
}
