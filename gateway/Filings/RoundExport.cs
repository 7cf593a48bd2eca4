using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// The approved values of a round as the file that goes to the platform above. The same values give the same values in every format.
/// </summary>
internal static class RoundExport
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true
    };

    /// <param name="set">What is exported.</param>
    /// <param name="period">Of which period.</param>
    /// <param name="approved">By place, in the round's order.</param>
    /// <param name="tree">Names.</param>
    /// <param name="layout">Null: a row for each place, a column for each indicator.</param>
    /// <param name="sheet">The indicators.</param>
    /// <param name="format">Of the file.</param>
    public static byte[] Write(
        SetDefinition set, Period period, IReadOnlyList<(PlaceCode Place, FilingApproved Approval)> approved, PlaceTree tree,
        ExportLayout? layout, IndicatorSheet sheet,
        ExportFormat format)
    {
        var columns = layout?.Columns ?? [
            new("地区代码", "place.code"), new("地区名称", "place.name"), new("所属镇街", "town.name"), new("报告期", "period"),
            .. sheet.IndicatorsOf(set)
                .Select(indicator =>
                    new ExportColumn($"{indicator.Code} {indicator.Name}{(indicator.Unit.Length > 0 ? $"（{indicator.Unit}）" : "")}",
                        indicator.Code)),
        ];
        var rows = approved.Select(each => columns.Select(column => ValueOf(column.Of, each.Place, each.Approval, period, tree)).ToArray())
            .ToArray();
        return format switch
        {
            ExportFormat.ExportCsv => CsvText.Write([[.. columns.Select(column => column.Heading)], .. rows]),
            ExportFormat.ExportJson => JsonSerializer.SerializeToUtf8Bytes(
                rows.Select(row => columns.Zip(row).ToDictionary(cell => cell.First.Heading, cell => cell.Second)).ToArray(), Json),
            _ => Xlsx(set, columns, rows),
        };
    }

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A number as a number, a text as a text, nothing as null.</summary>
    private static object? ValueOf(string column, PlaceCode place, FilingApproved approval, Period period, PlaceTree tree) => column switch
    {
        "place.code" => place.Value,
        "place.name" => tree.NameOf(place),
        "town.name" => tree.TownOf(place)?.Name,
        "period" => period.ToString(),
        _ => approval.Values.FirstOrDefault(cell => cell.Indicator == column) is { } cell
            ? cell.Number is { } number ? number : cell.Text
            : null,
    };

    private static byte[] Xlsx(SetDefinition set, ExportColumn[] columns, object?[][] rows)
    {
        var sheet = rows.Select(row => columns.Zip(row).ToDictionary(cell => cell.First.Heading, cell => cell.Second)).ToArray();
        return XlsxText.Write(new() { [set.Name.Length is > 0 and <= 31 ? set.Name : set.Code] = sheet });
    }
}
