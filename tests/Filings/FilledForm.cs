using Google.Protobuf;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace OpsCenter.Tests.Filings;

/// <summary>A workbook as a clerk fills it.</summary>
internal static class FilledForm
{
    public static ByteString Of(string period, string place, params (string Indicator, object Value)[] cells)
    {
        var form = cells.Select(cell => new Dictionary<string, object>
        {
            ["指标代码"] = cell.Indicator,
            ["指标名称"] = "",
            ["单位"] = "",
            ["上期"] = "",
            ["上年同期"] = "",
            ["本期数值"] = cell.Value,
            ["说明"] = "",
            ["修订号"] = 0,
        }).ToArray();
        var identity = ((string, string)[])[("套表", "village-yearly"), ("报告期", period), ("地区代码", place)];
        using var file = new MemoryStream();
        file.SaveAs(
            new Dictionary<string, object>
            {
                ["填报"] = form,
                ["标识"] = identity.Select(row => new Dictionary<string, object> { ["项目"] = row.Item1, ["值"] = row.Item2 }).ToArray()
            },
            configuration: new OpenXmlConfiguration { AutoFilter = false });
        return ByteString.CopyFrom(file.ToArray());
    }
}
