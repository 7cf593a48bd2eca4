using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace OpsCenter.Gateway.Files;

/// <summary>Tables as a workbook.</summary>
internal static class XlsxText
{
    /// <param name="sheets">Rows by heading, by the name of the sheet.</param>
    public static byte[] Write(Dictionary<string, object> sheets)
    {
        using var file = new MemoryStream();
        file.SaveAs(sheets, configuration: new OpenXmlConfiguration { AutoFilter = false });
        return file.ToArray();
    }
}
