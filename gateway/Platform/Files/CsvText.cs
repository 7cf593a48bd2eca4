using System.Text;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>Rows as CSV for spreadsheets.</summary>
internal static class CsvText
{
    /// <summary>UTF-8, with the mark by which spreadsheets know it.</summary>
    public static byte[] Write(IEnumerable<IEnumerable<object?>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows) text.AppendJoin(',', row.Select(Field)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Field(object? value)
    {
        if (value is decimal number) return Wording.Plain(number);
        var text = value as string ?? "";
        // A spreadsheet must not take a text for a formula.
        if (text is ['=' or '+' or '-' or '@', ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
