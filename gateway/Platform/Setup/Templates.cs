using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Setup;

/// <summary>A column of a sheet, explained to whoever fills it in.</summary>
/// <param name="Column">The heading by which the reader knows it.</param>
/// <param name="Meaning">What it is, whether it is needed, what is allowed.</param>
/// <param name="Example">A value that the reader takes; empty: the column may stay empty.</param>
public sealed record ExplainedColumn(string Column, string Meaning, string Example = "");

/// <summary>A sheet of a workbook, explained.</summary>
public sealed record ExplainedSheet(string Sheet, params ExplainedColumn[] Columns);

/// <summary>Templates: empty files in the forms that the product reads, which say themselves how they are filled in.</summary>
public static class Templates
{
    /// <summary>
    /// The templates of a description that is written as a workbook or as text: <c>NAME-template.xlsx</c> and <c>NAME-template.yaml</c>.
    /// </summary>
    public static IReadOnlyList<HandedOut> Of(string name, IReadOnlyList<ExplainedSheet> sheets) =>
        [new($"{name}-template.xlsx", _ => Workbook(sheets)), new($"{name}-template.yaml", _ => Text($"{name}-template.yaml"))];

    /// <summary>A workbook with the headings of each sheet, and one sheet that explains them, which readers pass over.</summary>
    public static byte[] Workbook(IReadOnlyList<ExplainedSheet> sheets) => Workbook(sheets, _ => "");

    /// <summary>A text file that ships with the gateway.</summary>
    /// <exception cref="InvalidOperationException">It ships none of this name.</exception>
    public static byte[] Text(string name)
    {
        using var stream = typeof(Templates).Assembly.GetManifestResourceStream($"templates/{name}")
            ?? throw new InvalidOperationException($"The template {name} is not in the gateway.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <param name="sheets">What is in it.</param>
    /// <param name="value">What stands in the one row of each sheet.</param>
    public static byte[] Workbook(IReadOnlyList<ExplainedSheet> sheets, Func<ExplainedColumn, string> value)
    {
        var all = new Dictionary<string, object>
        {
            [XlsxText.Explanation] = sheets.SelectMany(sheet => sheet.Columns, (sheet, column) => new Dictionary<string, object>
            {
                ["工作表"] = sheet.Sheet,
                ["列"] = column.Column,
                ["说明"] = column.Meaning,
                ["示例"] = column.Example,
            }).ToArray(),
        };
        foreach (var sheet in sheets)
            all[sheet.Sheet] = new[] { sheet.Columns.ToDictionary(column => column.Column, column => (object)value(column)) };
        return XlsxText.Write(all);
    }
}
