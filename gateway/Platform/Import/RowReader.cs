using System.Globalization;
using System.Text;
using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>Turns rows into records by a mapping: what all kinds of record have in common.</summary>
/// <param name="format">How the file is read.</param>
/// <param name="columns">The headings of the file.</param>
/// <param name="places">Where each column of the mapping stands in a row.</param>
/// <param name="place">Names a row, or a cell when a column is given, for errors.</param>
internal abstract class RowReader<TItem>(
    TableFormat format, IReadOnlyList<string> columns, IReadOnlyDictionary<string, int> places, Func<long, int?, string> place)
{
    private readonly FactTimes _times = new(format);
    private readonly Dictionary<string, int> _places = new(places);

    private IReadOnlyList<string> _cells = [];
    private long _row;

    /// <summary>What is wrong with the row.</summary>
    protected List<FileError> Errors { get; } = [];

    /// <param name="row">Its number in the file.</param>
    /// <param name="cells">Its texts.</param>
    /// <param name="faults">Columns whose cell holds an error of the spreadsheet.</param>
    public ImportRow<TItem> Read(long row, IReadOnlyList<string> cells, IReadOnlyList<int> faults)
    {
        (_row, _cells) = (row, cells);
        Errors.Clear();
        foreach (var column in faults.Where(_places.ContainsValue))
            Errors.Add(At(column, $"单元格是错误值 {cells[column]}", $"the cell holds the error {cells[column]}"));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Contains('\uFFFD') && _places.ContainsValue(i))
                Errors.Add(At(
                    i, "有无法识别的字符，请核对文件的编码（UTF-8 或 GB18030）", "holds characters that cannot be read; check the encoding of the file"));
        }

        var items = Errors.Count == 0 ? Items() : [];
        return new(row, Errors.Count == 0 ? items : [], [.. Errors], columns, cells);
    }

    /// <summary>What the row holds; what is wrong with it goes to <see cref="Errors"/>, and then nothing of it counts.</summary>
    protected abstract IReadOnlyList<TItem> Items();

    protected string Cell(string column) => _places[column] is var at && at < _cells.Count ? _cells[at].Trim() : "";

    protected FileError Row(string chinese, string english) => FileError.At(place(_row, null), chinese, english);

    protected FileError At(FactValue value, string chinese, string english) =>
        value.ColumnsRead.FirstOrDefault() is { } column ? At(_places[column], chinese, english) : Row(chinese, english);

    private FileError At(int column, string chinese, string english) => FileError.At(place(_row, column), chinese, english);

    protected bool Holds(FactCondition condition)
    {
        var text = Cell(condition.Column);
        return (condition.IsOneOf is { } texts ? texts.Contains(Wording.Key(text)) : text.Length > 0) != condition.Not;
    }

    /// <summary>The moment; null when it cannot be read, which is an error, or is empty, which is one unless it may be.</summary>
    protected DateTimeOffset? Time(FactTime time, bool mayBeEmpty = false)
    {
        var before = Errors.Count;
        var text = Text(time.Value, null);
        if (Errors.Count > before || (text.Length == 0 && mayBeEmpty)) return null;
        if (_times.Parse(text) is not { } moment)
        {
            Errors.Add(text.Length == 0
                ? At(time.Value, "缺少时间", "the time is missing")
                : At(
                    time.Value,
                    $"看不懂时间“{Wording.Shown(text)}”，请改正或在映射的 time_formats 中写明格式",
                    $"the time \"{Wording.Shown(text)}\" is not understood; mend it or give its format in time_formats"));
            return null;
        }

        if (time.After is not { } column || _times.Parse(Cell(column)) is not { } earliest || moment >= earliest) return moment;
        if (earliest - moment > TimeSpan.FromHours(12) && moment.AddDays(1) >= earliest) return moment.AddDays(1);
        if (earliest - moment <= time.Slack) return earliest;
        Errors.Add(At(
            time.Value,
            string.Create(CultureInfo.InvariantCulture, $"时间 {moment:HH:mm:ss} 早于{column}的 {earliest:HH:mm:ss}，请核对"),
            string.Create(
                CultureInfo.InvariantCulture, $"the time {moment:HH:mm:ss} is before that of {column}, {earliest:HH:mm:ss}; check them")));
        return null;
    }

    /// <summary>The text, translated; empty when it is in no map, which is an error.</summary>
    protected string Text(FactValue value, DateTimeOffset? at)
    {
        string text;
        if (value.Parts is [var only]) text = Part(only, at);
        else
        {
            var all = new StringBuilder();
            foreach (var part in value.Parts) all.Append(Part(part, at));
            text = all.ToString().Trim();
        }

        if (value.Map is not { } map || (text.Length == 0 && value.Otherwise is null && !map.ContainsKey(""))) return text;
        if (Translated(value, map, Wording.Key(text)) is { } translated) return translated;
        if (value.Otherwise is { } otherwise) return otherwise;
        var (chinese, english) = Wording.Suggest(text, map.Keys);
        Errors.Add(At(
            value, $"映射的 map 中没有“{Wording.Shown(text)}”{chinese}", $"the mapping's map has no \"{Wording.Shown(text)}\"{english}"));
        return "";
    }

    private static string? Translated(FactValue value, IReadOnlyDictionary<string, string> map, string key)
    {
        if (!value.Within) return map.GetValueOrDefault(key);
        foreach (var (word, translation) in map)
            if (key.Contains(word, StringComparison.Ordinal)) return translation;
        return null;
    }

    private string Part(FactValuePart part, DateTimeOffset? at) => part.Kind switch
    {
        FactValuePartKind.Column => Cell(part.Text),
        FactValuePartKind.Moment => at?.ToOffset(format.UtcOffset).ToString(part.Text, CultureInfo.InvariantCulture) ?? "",
        _ => part.Text,
    };
}
