using System.IO.Compression;
using System.Text;

namespace OpsCenter.Tests.Files;

/// <summary>Workbooks made by hand, well formed or not.</summary>
internal static class Books
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A workbook of sheets whose XML below the worksheet is given.</summary>
    public static MemoryStream Raw(IEnumerable<(string Name, string Xml)> sheets, params (string Part, string Text)[] more)
    {
        var list = sheets.ToList();
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
                {string.Concat(list.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"))}
                </sheets></workbook>
                """);
            Add("xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                {string.Concat(list.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"sheet\" "
                    + $"Target=\"worksheets/sheet{i + 1}.xml\"/>"))}
                </Relationships>
                """);
            for (var i = 0; i < list.Count; i++) Add(
                $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\">{list[i].Xml}</worksheet>");
            foreach (var (part, text) in more) Add(part, text);

            void Add(string part, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(part).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        file.Position = 0;
        return file;
    }

    /// <summary>Rows of cells; a cell that begins with '&lt;' is taken as XML with its place put in for {0}.</summary>
    public static string Rows(params string[][] rows) =>
        $"<sheetData>{string.Concat(rows.Select((row, r) => $"<row "
            + $"r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => Cell(cell, r, c)))}</row>"))}</sheetData>";

    /// <summary>The hall of <see cref="Samples.Yaml"/> as a workbook, with some sheets otherwise.</summary>
    public static MemoryStream Hall(params (string Name, string Xml)[] otherwise)
    {
        (string Name, string Xml)[] sheets =
        [
            ("大厅", Rows(["名称"], ["示例大厅"])),
            ("区域", Rows(["代码", "名称"], ["GR", "个人业务服务区"], ["FR", "法人业务服务区"])),
            ("业务", Rows(["代码", "名称", "区域"], ["SB", "社会保险", "GR"], ["QY", "企业开办", "FR"])),
            ("窗口", Rows(["代码", "名称", "区域", "业务"], ["W01", "1号窗口", "GR", "SB"], ["W02", "2号窗口", "FR", "QY"])),
            ("人员", Rows(["工号", "姓名"], ["S01", "示例·甲"])),
            ("开放时间", Rows(["星期", "开始", "结束"], ["周一至周五", "09:00", "12:00"])),
        ];
        return Raw(sheets.Select(
            sheet => otherwise.FirstOrDefault(other => other.Name == sheet.Name) is { Xml: { } xml } ? (sheet.Name, xml) : sheet));
    }

    private static string Cell(string cell, int row, int column)
    {
        if (cell.Length == 0) return "";
        var name = $"{(char)('A' + column)}{row + 1}";
        return cell[0] == '<' ? cell.Replace("{0}", name)
            : $"<c r=\"{name}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(cell)}</t></is></c>";
    }
}
