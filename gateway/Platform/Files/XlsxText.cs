using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>Tables as a workbook.</summary>
internal static class XlsxText
{
    /// <summary>Name of a sheet that explains the others to people; readers pass it over.</summary>
    public const string Explanation = "说明";

    /// <summary>The rows of a sheet by heading; of none the headings alone.</summary>
    public static List<Dictionary<string, object>> Rows<T>(
        IReadOnlyList<T> rows, params (string Heading, Func<T, string> Value)[] columns) =>
        rows.Count == 0
            ? [columns.ToDictionary(column => column.Heading, _ => (object)"")]
            : [.. rows.Select(row => columns.ToDictionary(column => column.Heading, column => (object)column.Value(row)))];

    /// <param name="sheets">Rows by heading, by the name of the sheet.</param>
    public static byte[] Write(Dictionary<string, object> sheets)
    {
        using var file = new MemoryStream();
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { AutoFilter = false });
        return file.ToArray();
    }
}
