using System.Globalization;
using System.IO.Compression;
using System.Text;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>Makes what turns rows into records, when the heading has been found.</summary>
/// <param name="columns">The headings of the file.</param>
/// <param name="places">Where each column of the mapping stands in a row.</param>
/// <param name="place">Names a row, or a cell when a column is given, for errors.</param>
internal delegate RowReader<TItem> RowReaderFactory<TItem>(
    IReadOnlyList<string> columns, IReadOnlyDictionary<string, int> places, Func<long, int?, string> place);

/// <summary>A file of rows under a heading, CSV or XLSX, as records.</summary>
internal static class TableFile
{
    /// <summary>A workbook may unpack to this much, in bytes; a CSV may be of any size.</summary>
    private const long MaxUnpackedBytes = 1L << 30;

    /// <summary>The heading is looked for in so many first rows, since exports put titles above it.</summary>
    private const int HeadingRows = 10;

    /// <summary>
    /// The rows in the file's order, read as they are asked for and with bounded memory. Never throws for what the
    /// file holds: a bad row comes refused, with the reason, and reading goes on; a file that cannot be read (on)
    /// ends with a refused row. Rows that hold nothing to import come with neither records nor refusals.
    /// </summary>
    /// <param name="format">How its rows are read.</param>
    /// <param name="columnsRead">Columns that must be there.</param>
    /// <param name="fileName">Its ending tells the format: .xlsx, or .csv, .tsv, .txt, and these with .gz behind.</param>
    /// <param name="content">
    /// The file; for XLSX it must be able to seek. Its position against its length tells how far the reading is.
    /// The caller closes it, after the last row.
    /// </param>
    /// <param name="readerOf">How a row becomes records.</param>
    public static IEnumerable<ImportRow<TItem>> Read<TItem>(
        TableFormat format, IEnumerable<string> columnsRead, string fileName, Stream content, RowReaderFactory<TItem> readerOf)
    {
        var table = new Table(format, [.. columnsRead]);
        var isPacked = Path.GetExtension(fileName).Equals(".gz", StringComparison.OrdinalIgnoreCase);
        var rows = Path.GetExtension(isPacked ? Path.GetFileNameWithoutExtension(fileName) : fileName).ToLowerInvariant() switch
        {
            ".xlsx" when !isPacked => Workbook(table, content),
            ".csv" or ".tsv" or ".txt" =>
                Csv(table, isPacked ? new GZipStream(content, CompressionMode.Decompress, leaveOpen: true) : content),
            _ => Failed(FileError.At(
                "",
                $"不认识文件“{Wording.Shown(fileName)}”的格式，请用 .csv、.csv.gz 或 .xlsx 文件",
                "the file's format is not known; use .csv, .csv.gz or .xlsx")),
        };
        return Items(table, rows, readerOf);
    }

    private sealed record Table(TableFormat Format, IReadOnlyList<string> ColumnsRead);

    private sealed record Row(
        long Number, IReadOnlyList<string> Cells, IReadOnlyList<int> Faults, FileError? Problem, Func<long, int?, string> Place);

    /// <summary>Fails when it is asked for a row, as a file does that cannot be read.</summary>
    private static IEnumerable<Row> Failed(FileError error) =>
        Enumerable.Repeat(error, 1).Select<FileError, Row>(_ => throw new UnreadableFileException(error));

    private static IEnumerable<ImportRow<TItem>> Items<TItem>(Table table, IEnumerable<Row> rows, RowReaderFactory<TItem> readerOf)
    {
        RowReader<TItem>? reader = null;
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
            catch (InvalidDataException)
            {
                broken = FileError.At("", "压缩文件已损坏，请重新导出", "the compressed file is damaged; export it again");
            }

            if (broken is not null)
            {
                yield return new(0, [], [broken], columns, []);
                yield break;
            }

            if (row is null) break;
            if (row.Problem is { } problem) yield return new(row.Number, [], [problem], columns, row.Cells);
            else if (reader is not null) yield return reader.Read(row.Number, row.Cells, row.Faults);
            else if (Places(table, row.Cells) is { } places)
            {
                columns = row.Cells;
                reader = readerOf(columns, places, row.Place);
            }
            else
            {
                above.Add(row);
                if (above.Count == HeadingRows) break;
            }
        }

        if (reader is not null) yield break;
        var likely = above.MaxBy(row => table.ColumnsRead.Count(column => Find(table, row.Cells, column) >= 0));
        if (likely is null) yield return new(0, [], [FileError.At("", "文件里没有数据", "the file holds no data")], [], []);
        else yield return new(likely.Number, [], [.. MissingColumns(table, likely)], likely.Cells, likely.Cells);
    }

    private static IEnumerable<FileError> MissingColumns(Table table, Row row)
    {
        foreach (var column in table.ColumnsRead.Where(column => Find(table, row.Cells, column) < 0))
        {
            var (chinese, english) = Wording.Suggest(column, row.Cells);
            yield return FileError.At(
                row.Place(row.Number, null),
                $"列名行缺少“{Wording.Shown(column)}”列{chinese}，请核对文件和映射",
                $"the heading has no column \"{Wording.Shown(column)}\"{english}; check file and mapping");
        }
    }

    private static Dictionary<string, int>? Places(Table table, IReadOnlyList<string> heading)
    {
        var places = new Dictionary<string, int>();
        foreach (var column in table.ColumnsRead)
        {
            var at = Find(table, heading, column);
            if (at < 0) return null;
            places[column] = at;
        }

        return places;
    }

    private static int Find(Table table, IReadOnlyList<string> heading, string column)
    {
        foreach (var name in table.Format.Columns.GetValueOrDefault(column, [column]).Prepend(column))
        {
            var key = Wording.Key(name);
            for (var i = 0; i < heading.Count; i++)
                if (Wording.Key(heading[i]) == key) return i;
        }

        return -1;
    }

    private static IEnumerable<Row> Csv(Table table, Stream content)
    {
        var start = new byte[64 * 1024];
        var count = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var detected = TextFile.Detect(start.AsSpan(0, count), count < start.Length, out var mark);
        if (mark == 0 && table.Format.Encoding is { } named) detected = TextFile.Named(named);
        var encoding = Encoding.GetEncoding(detected.WebName, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        if (mark != 2 && start.AsSpan(0, count).Contains((byte)0))
            throw new UnreadableFileException("", "文件不是文本，请导出为 CSV 或 .xlsx", "the file is no text; export it as CSV or .xlsx");

        using var text = new StreamReader(new JoinedStream(start.AsMemory(mark, count - mark), content), encoding, false, 64 * 1024);
        var heading = encoding.GetString(start, mark, Math.Min(count - mark, 8 * 1024));
        var delimiter = table.Format.Delimiter ?? Delimiter(heading);
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
                if (columns.Count == 0 && Places(table, record.Fields) is not null) columns = record.Fields;
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

    private static IEnumerable<Row> Workbook(Table table, Stream content)
    {
        using var workbook = Files.Workbook.Open(content, new() { UnpackedBytes = MaxUnpackedBytes });
        var sheet = table.Format.Sheet is null
            ? workbook.Sheets.FirstOrDefault()
            : workbook.Sheets.FirstOrDefault(name => Wording.Key(name) == Wording.Key(table.Format.Sheet));
        if (sheet is null)
        {
            var (chinese, english) = Wording.Suggest(table.Format.Sheet ?? "", workbook.Sheets);
            throw new UnreadableFileException(
                "", $"工作簿里没有工作表“{Wording.Shown(table.Format.Sheet ?? "")}”{chinese}",
                $"there is no sheet \"{Wording.Shown(table.Format.Sheet ?? "")}\"{english}");
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
