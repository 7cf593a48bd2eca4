using System.Globalization;
using System.Xml;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>One pass over the rows of a sheet.</summary>
internal sealed class SheetReader(
    XmlReader xml, string sheet, List<string> shared, WorkbookStyles styles, bool since1904, WorkbookLimits limits) : IDisposable
{
    private int _row;

    /// <summary>The next row that holds something; null: there is none.</summary>
    public SheetRow? Next()
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" }) return null;
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            _row = Placed(xml.GetAttribute("r"), _row, CellName.MaxRows);
            if (xml.IsEmptyElement) continue;
            var cells = Cells();
            if (cells.Count > 0) return new(_row, cells);
        }

        return null;
    }

    public void Dispose() => xml.Dispose();

    private int Placed(string? said, int before, int most)
    {
        if (said is null) return before + 1;
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > before && number <= most)
            return number;
        throw Disordered();
    }

    private UnreadableFileException Disordered() =>
        new($"{sheet}!{_row}", "工作表内的行列编号混乱，请用 Excel 或 WPS 重新保存", "rows or cells of the sheet are out of order; save it again with Excel");

    private List<Cell> Cells()
    {
        var cells = new List<Cell>();
        var column = -1;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            if (xml.GetAttribute("r") is not { } name) column++;
            else if (CellName.TryParse(name, out var row, out var at) && row == _row && at > column) column = at;
            else throw Disordered();
            var type = xml.GetAttribute("t");
            var style = xml.GetAttribute("s");
            if (xml.IsEmptyElement || Content(column, type, style) is not { } cell) continue;
            if (cells.Count == limits.RowCells)
                throw new UnreadableFileException(
                    $"{sheet}!{_row}", $"一行超过 {limits.RowCells} 个单元格", $"more than {limits.RowCells} cells in a row");
            cells.Add(cell);
        }

        return cells;
    }

    private Cell? Content(int column, string? type, string? style)
    {
        string? value = null;
        var formula = false;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is "v" or "is") value = CellText.Read(xml, limits.CellCharacters);
            else if (xml.LocalName == "f") formula = true;
        }

        if (string.IsNullOrEmpty(value)) return formula && type != "str" ? new(column, CellKind.Fault, "公式未计算") : null;
        if (value.Length > limits.CellCharacters)
        {
            throw new UnreadableFileException(
                $"{sheet}!{CellName.Of(_row, column)}", $"单元格超过 {limits.CellCharacters} 个字",
                $"the cell holds more than {limits.CellCharacters} characters");
        }

        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count
                    ? shared[index].Length > 0 ? new(column, CellKind.Text, shared[index]) : null
                    : throw new UnreadableFileException(
                        $"{sheet}!{CellName.Of(_row, column)}", "单元格指向的文本不存在，请重新保存文件",
                        "the cell points to a text that is not there; save the file again");
            case "str" or "inlineStr":
                return new(column, CellKind.Text, value);
            case "b":
                return new(column, CellKind.Boolean, value == "1" ? "TRUE" : "FALSE");
            case "e":
                return new(column, CellKind.Fault, value);
            case "d":
                return new(column, CellKind.Time, value.Replace('T', ' ').TrimEnd('Z'));
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return new(
            column, CellKind.Text, value);
        var (time, digits) = styles[style];
        if (time && Cell.Serial(number, since1904) is { } moment) return new(column, CellKind.Time, moment);
        var text = Cell.Number(number);
        return new(column, CellKind.Number, digits > 0 && text.All(char.IsAsciiDigit) ? text.PadLeft(digits, '0') : text);
    }
}
