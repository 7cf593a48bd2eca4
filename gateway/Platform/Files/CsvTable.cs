using OpsCenter.Gateway.Platform.Import;

namespace OpsCenter.Gateway.Platform.Files;

/// <summary>
/// A text of rows as a table: its first row names the columns, each other one is an item. Fields have the place of their row.
/// </summary>
internal static class CsvTable
{
    /// <summary>The items, read as they are asked for.</summary>
    /// <param name="text">Rows with commas between their fields.</param>
    /// <param name="columns">What may be in it; others are passed over.</param>
    /// <param name="errors">Takes what must be put right.</param>
    public static IEnumerable<SheetItem> Read(string text, SheetColumn[] columns, List<FileError> errors)
    {
        int[]? at = null;
        foreach (var record in new CsvRecords(new StringReader(text), ',').Read())
        {
            var place = $"第 {record.Line} 行";
            if (record.Problem is var (chinese, english)) errors.Add(FileError.At(place, chinese, english));
            else if (at is not null) yield return new((int)record.Line, [.. at.Select(column => new Placed(Field(record, column), place))]);
            else
            {
                at = [.. columns.Select(column => record.Fields.ToList().FindIndex(field => column.Words.Contains(Wording.Key(field))))];
                if (columns.Index().FirstOrDefault(column => column.Item.IsNeeded && at[column.Index] < 0).Item is { Words: var words })
                    throw new UnreadableFileException(
                        place, $"第一行应为列名，缺少“{words[0]}”列", $"the first row must name the columns; \"{words[0]}\" is missing");
            }
        }
    }

    private static string Field(CsvRecord record, int column) =>
        column >= 0 && column < record.Fields.Count ? record.Fields[column].Trim() : "";
}
