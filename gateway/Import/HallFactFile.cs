using System.Globalization;
using System.Text;
using OpsCenter.Gateway.Files;

namespace OpsCenter.Gateway.Import;

/// <summary>A queue system's file of a day (or of any time), CSV or XLSX, as facts.</summary>
public static class HallFactFile
{
    /// <summary>A workbook may unpack to this much, in bytes; a CSV may be of any size.</summary>
    public const long MostUnpackedBytes = 1L << 30;

    /// <summary>The heading is looked for in so many first rows, since exports put titles above it.</summary>
    private const int HeadingRows = 10;

    /// <summary>
    /// The rows in the file's order, read as they are asked for and with bounded memory. Never throws for what the
    /// file holds: a bad row comes refused, with the reason, and reading goes on; a file that cannot be read (on)
    /// ends with a refused row. Rows that hold nothing to import come with neither facts nor refusals.
    /// </summary>
    /// <param name="mapping">How its columns become facts.</param>
    /// <param name="fileName">Its ending tells the format: .xlsx, or .csv, .tsv, .txt.</param>
    /// <param name="content">
    /// The file; for XLSX it must be able to seek. Its position against its length tells how far the reading is.
    /// The caller closes it, after the last row.
    /// </param>
    public static IEnumerable<FactRow> Read(FactMapping mapping, string fileName, Stream content)
    {
        var rows = Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".xlsx" => Workbook(mapping, content),
            ".csv" or ".tsv" or ".txt" => Csv(mapping, content),
            _ => Failed(FileError.At(
                "", $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 .csv 或 .xlsx 文件", "the file's format is not known; use .csv or .xlsx")),
        };
        return Facts(mapping, rows);
    }

    private sealed record Row(
        long Number, IReadOnlyList<string> Cells, IReadOnlyList<int> Faults, FileError? Problem, Func<long, int?, string> Place);

    private static IEnumerable<Row> Failed(FileError error) => [new(0, [], [], error, (_, _) => "")];

    private static IEnumerable<FactRow> Facts(FactMapping mapping, IEnumerable<Row> rows)
    {
        FactRowReader? reader = null;
        IReadOnlyList<string> columns = [];
        var above = new List<Row>();
        using var each = rows.GetEnumerator();
        while (true)
        {
            Row? row = null;
            FileError? broken = null;
            try
            {
                if (each.MoveNext()) row = each.Current;
            }
            catch (UnreadableFileException unreadable)
            {
                broken = unreadable.Error;
            }

            if (broken is not null)
            {
                yield return new(0, [], [broken], columns, []);
                yield break;
            }

            if (row is null) break;
            if (row.Problem is { } problem) yield return new(row.Number, [], [problem], columns, row.Cells);
            else if (reader is not null) yield return reader.Read(row.Number, row.Cells, row.Faults);
            else if (Places(mapping, row.Cells) is { } places)
            {
                columns = row.Cells;
                reader = new(mapping, columns, places, row.Place);
            }
            else
            {
                above.Add(row);
                if (above.Count == HeadingRows) break;
            }
        }

        if (reader is not null) yield break;
        var likely = above.MaxBy(row => mapping.ColumnsRead.Count(column => Find(mapping, row.Cells, column) >= 0));
        if (likely is null) yield return new(0, [], [FileError.At("", "文件里没有数据", "the file holds no data")], [], []);
        else yield return new(likely.Number, [], [.. MissingColumns(mapping, likely)], likely.Cells, likely.Cells);
    }

    private static IEnumerable<FileError> MissingColumns(FactMapping mapping, Row row)
    {
        foreach (var column in mapping.ColumnsRead.Where(column => Find(mapping, row.Cells, column) < 0))
        {
            var (chinese, english) = Wording.Suggest(column, row.Cells);
            yield return FileError.At(
                row.Place(row.Number, null),
                $"列名行缺少“{Wording.Shown(column)}”列{chinese}，请核对文件和映射",
                $"the heading has no column \"{Wording.Shown(column)}\"{english}; check file and mapping");
        }
    }

    private static Dictionary<string, int>? Places(FactMapping mapping, IReadOnlyList<string> heading)
    {
        var places = new Dictionary<string, int>();
        foreach (var column in mapping.ColumnsRead)
        {
            var at = Find(mapping, heading, column);
            if (at < 0) return null;
            places[column] = at;
        }

        return places;
    }

    private static int Find(FactMapping mapping, IReadOnlyList<string> heading, string column)
    {
        foreach (var name in mapping.Columns.GetValueOrDefault(column, [column]).Prepend(column))
        {
            var key = Wording.Key(name);
            for (var i = 0; i < heading.Count; i++)
                if (Wording.Key(heading[i]) == key) return i;
        }

        return -1;
    }

    private static IEnumerable<Row> Csv(FactMapping mapping, Stream content)
    {
        var start = new byte[64 * 1024];
        var count = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var detected = TextFile.Detect(start.AsSpan(0, count), count < start.Length, out var mark);
        if (mark == 0 && mapping.Encoding is { } named) detected = TextFile.Named(named);
        var encoding = Encoding.GetEncoding(detected.WebName, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        if (mark != 2 && start.AsSpan(0, count).Contains((byte)0))
            throw new UnreadableFileException("", "文件不是文本，请导出为 CSV 或 .xlsx", "the file is no text; export it as CSV or .xlsx");

        using var text = new StreamReader(new JoinedStream(start.AsMemory(mark, count - mark), content), encoding, false, 64 * 1024);
        var heading = encoding.GetString(start, mark, Math.Min(count - mark, 8 * 1024));
        var delimiter = mapping.Delimiter ?? Delimiter(heading);
        IReadOnlyList<string> columns = [];
        Func<long, int?, string> place = (line, column) => string.Create(
            CultureInfo.InvariantCulture,
            $"第 {line} 行{(column is { } at && at < columns.Count ? $" {columns[at].Trim()} 列" : "")}");
        foreach (var record in new CsvRecords(text, delimiter).Read())
        {
            if (record.Problem is { } problem) yield return new(
                record.Line, [], [], FileError.At(place(record.Line, null), problem.Chinese, problem.English), place);
            else
            {
                if (columns.Count == 0 && Places(mapping, record.Fields) is not null) columns = record.Fields;
                if (record.Fields.Any(field => field.Length > 0)) yield return new(record.Line, record.Fields, [], null, place);
            }
        }
    }

    /// <summary>The sign that comes most often in the first line with any of them.</summary>
    private static char Delimiter(string start)
    {
        foreach (var line in start.Split('\n', '\r'))
        {
            var best = new[] { ',', '\t', ';', '|' }.MaxBy(sign => line.Count(letter => letter == sign));
            if (line.Contains(best)) return best;
        }

        return ',';
    }

    private static IEnumerable<Row> Workbook(FactMapping mapping, Stream content)
    {
        using var workbook = Files.Workbook.Open(content, new() { UnpackedBytes = MostUnpackedBytes });
        var sheet = mapping.Sheet is null
            ? workbook.Sheets.FirstOrDefault()
            : workbook.Sheets.FirstOrDefault(name => Wording.Key(name) == Wording.Key(mapping.Sheet));
        if (sheet is null)
        {
            var (chinese, english) = Wording.Suggest(mapping.Sheet ?? "", workbook.Sheets);
            throw new UnreadableFileException(
                "", $"工作簿里没有工作表“{Wording.Shown(mapping.Sheet ?? "")}”{chinese}", $"there is no sheet \"{Wording.Shown(mapping.Sheet ?? "")}\"{english}");
        }

        foreach (var row in workbook.Rows(sheet))
        {
            var cells = new string[row.Cells[^1].Column + 1];
            Array.Fill(cells, "");
            List<int>? faults = null;
            foreach (var cell in row.Cells)
            {
                cells[cell.Column] = cell.Text;
                if (cell.Kind == CellKind.Fault) (faults ??= []).Add(cell.Column);
            }

            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            yield return new(row.Number, cells, faults ?? (IReadOnlyList<int>)[], null, (number, column) =>
                column is { } at ? $"{sheet}!{CellName.Of((int)number, at)}" : string.Create(
                    CultureInfo.InvariantCulture, $"{sheet}!{number}"));
        }
    }
}
