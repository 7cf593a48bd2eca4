using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using OpsCenter.Gateway.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Halls;

/// <summary>The description of a hall as a workbook: a sheet for each part, a heading in its first filled row.</summary>
internal static class HallXlsx
{
    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '/', '|', ' ', '\u3000', '\n', '\r', '\t'];

    public static HallDraft Read(Stream content, List<FileError> errors, List<FileError> warnings)
    {
        using var workbook = Workbook.Open(content, new());
        var draft = new HallDraft();
        foreach (var sheet in workbook.Sheets)
        {
            if (HallWords.PartOf(sheet) is not { } part)
            {
                warnings.Add(FileError.At(sheet, $"工作表“{Wording.Shown(sheet)}”未被读取", $"the sheet \"{Wording.Shown(sheet)}\" is not read"));
                continue;
            }

            if (!draft.Places.TryAdd(part, sheet))
            {
                errors.Add(FileError.At(
                    sheet, $"{HallWords.Chinese(part)}有两张工作表，请只留一张", $"two sheets for {HallWords.English(part)}; keep one"));
                continue;
            }

            Sheet(workbook, sheet, part, draft, errors, warnings);
        }

        foreach (var part in HallWords.All.Where(part => !draft.Places.ContainsKey(part)))
        {
            draft.Places[part] = HallWords.Chinese(part);
            if (part is HallPart.Name) draft.Name = new("", $"{HallWords.Chinese(part)}!A2");
        }

        return draft;
    }

    public static void Write(HallDefinition hall, Stream to)
    {
        var sheets = new Dictionary<string, object>
        {
            ["大厅"] = Rows([hall.Name], ("名称", name => name)),
            ["区域"] = Rows(hall.Zones, ("代码", zone => zone.Code), ("名称", zone => zone.Name)),
            ["业务"] = Rows(hall.Queues, ("代码", queue => queue.Code), ("名称", queue => queue.Name), ("区域", queue => queue.Zone)),
            ["窗口"] = Rows(
                hall.Windows,
                ("代码", window => window.Code), ("名称", window => window.Name), ("区域", window => window.Zone), (
                    "业务", window => string.Join('、', window.Queues))),
            ["人员"] = Rows(hall.Staff, ("工号", person => person.Code), ("姓名", person => person.Name)),
            ["开放时间"] = Rows(
                hall.OpeningHours,
                ("星期", span => OpeningHoursReading.Weekday(span.Weekday)),
                ("开始", span => span.Opens.ToString("HH:mm", CultureInfo.InvariantCulture)),
                ("结束", span => span.Closes.ToString("HH:mm", CultureInfo.InvariantCulture))),
        };
        // Written beside and copied: the library wants a stream that it may seek in, the receiver need not be one.
        using var file = new MemoryStream();
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { AutoFilter = false });
        file.Position = 0;
        file.CopyTo(to);
    }

    /// <summary>Several codes in one cell.</summary>
    public static IReadOnlyList<Placed> Split(Placed cell) =>
        [.. cell.Text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => new Placed(code, cell.Place))];

    private static List<Dictionary<string, object>> Rows<T>(IReadOnlyList<T> rows, params (string Heading, Func<T, string> Value)[] columns) =>
        rows.Count == 0
            ? [columns.ToDictionary(column => column.Heading, _ => (object)"")]
            : [.. rows.Select(row => columns.ToDictionary(column => column.Heading, column => (object)column.Value(row)))];

    private static void Sheet(
        Workbook workbook, string sheet, HallPart part, HallDraft draft, List<FileError> errors, List<FileError> warnings)
    {
        var rows = new MergedRows(workbook.Merged(sheet), sheet, errors);
        int[]? columns = null;
        foreach (var read in workbook.Rows(sheet))
        {
            var row = rows.Fill(read);
            if (row.Cells.All(cell => string.IsNullOrWhiteSpace(cell.Text))) continue;
            if (columns is null)
            {
                columns = Heading(sheet, part, row, errors, warnings);
                if (columns is null) return;
                continue;
            }

            Row(sheet, part, row, columns, draft, errors);
        }

        if (columns is null)
            errors.Add(FileError.At(
                $"{sheet}!A1", $"工作表“{sheet}”是空的，第一行应为列名", $"the sheet is empty; its first row must hold the names of the columns"));
    }

    /// <summary>The column of each field, -1: none; null when a needed one is missing.</summary>
    private static int[]? Heading(string sheet, HallPart part, SheetRow row, List<FileError> errors, List<FileError> warnings)
    {
        var fields = HallWords.Fields(part);
        var columns = fields.Select(_ => -1).ToArray();
        var before = errors.Count;
        foreach (var cell in row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text)))
        {
            var field = Array.FindIndex(fields, words => HallWords.Is(words, cell.Text));
            var place = $"{sheet}!{CellName.Of(row.Number, cell.Column)}";
            if (field < 0) warnings.Add(FileError.At(
                place, $"列“{Wording.Shown(cell.Text)}”未被读取", $"the column \"{Wording.Shown(cell.Text)}\" is not read"));
            else if (columns[field] >= 0) errors.Add(FileError.At(
                place, $"列“{Wording.Shown(cell.Text)}”有两列，请只留一列", $"two columns mean \"{fields[field][0]}\"; keep one"));
            else columns[field] = cell.Column;
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (columns[i] >= 0 || (part == HallPart.OpeningHours && (i == 3 || columns[3] >= 0) && i != 0)) continue;
            errors.Add(FileError.At(
                $"{sheet}!{row.Number}", $"工作表“{sheet}”第 {row.Number} 行应为列名，缺少“{fields[i][1]}”列", $"row {row.Number} must name the columns; \"{fields[i][0]}\" is missing"));
        }

        return errors.Count == before ? columns : null;
    }

    private static void Row(string sheet, HallPart part, SheetRow row, int[] columns, HallDraft draft, List<FileError> errors)
    {
        switch (part)
        {
            case HallPart.Name:
                if (draft.Name.Place.Length == 0) draft.Name = Field(0);
                else errors.Add(FileError.At($"{sheet}!{row.Number}", "只能有一个大厅，请删去多余的行", "there is one hall; take out the other rows"));
                break;
            case HallPart.Zones:
                draft.Zones.Add(new(Field(0), Field(1)));
                break;
            case HallPart.Queues:
                draft.Queues.Add(new(Field(0), Field(1), Field(2)));
                break;
            case HallPart.Windows:
                var queues = Field(3);
                draft.Windows.Add(new(Field(0), Field(1), Field(2), Split(queues), queues.Place));
                break;
            case HallPart.Staff:
                draft.Staff.Add(new(Field(0), Field(1)));
                break;
            default:
                if (columns[3] >= 0 && Field(3) is { IsEmpty: false } span) draft.Hours.Add(new(Field(0), span, new("", span.Place)));
                else draft.Hours.Add(new(Field(0), Field(1), Field(2)));
                break;
        }

        Placed Field(int field)
        {
            if (columns[field] < 0) return new("", $"{sheet}!{row.Number}");
            var place = $"{sheet}!{CellName.Of(row.Number, columns[field])}";
            if (row[columns[field]] is not { } cell) return new("", place);
            if (cell.Kind == CellKind.Fault)
                errors.Add(FileError.At(
                    place,
                    $"单元格是错误值 {Wording.Shown(cell.Text)}，请改成文字",
                    $"the cell holds the error {Wording.Shown(cell.Text)}; put a text there"));
            else if (cell.Kind == CellKind.Time && part != HallPart.OpeningHours)
            {
                errors.Add(FileError.At(
                    place, $"Excel 把它当成了日期 {cell.Text}，请把单元格格式设为“文本”后重新输入", $"Excel made it the date {cell.Text}; format the cell as text and type it again"));
            }

            return new(cell.Text.Trim(), place);
        }
    }
}

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
