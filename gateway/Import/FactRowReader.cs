using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Files;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Import;

/// <summary>Turns rows into facts by a mapping.</summary>
/// <param name="mapping">How.</param>
/// <param name="columns">The headings of the file.</param>
/// <param name="places">Where each column of the mapping stands in a row.</param>
/// <param name="place">Names a row, or a cell when a column is given, for errors.</param>
internal sealed class FactRowReader(
    FactMapping mapping, IReadOnlyList<string> columns, IReadOnlyDictionary<string, int> places, Func<long, int?, string> place)
{
    private const int LongestReasonCharacters = 200;

    private readonly FactTimes _times = new(mapping);
    private readonly List<FileError> _errors = [];

    private IReadOnlyList<string> _cells = [];
    private long _row;

    /// <param name="row">Its number in the file.</param>
    /// <param name="cells">Its texts.</param>
    /// <param name="faults">Columns whose cell holds an error of the spreadsheet.</param>
    public FactRow Read(long row, IReadOnlyList<string> cells, IReadOnlyList<int> faults)
    {
        (_row, _cells) = (row, cells);
        _errors.Clear();
        var facts = new List<HallFact>();
        foreach (var column in faults.Where(places.Values.Contains))
            _errors.Add(At(column, $"单元格是错误值 {cells[column]}", $"the cell holds the error {cells[column]}"));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Contains('\uFFFD') && places.Values.Contains(i))
                _errors.Add(At(
                    i, "有无法识别的字符，请核对文件的编码（UTF-8 或 GB18030）", "holds characters that cannot be read; check the encoding of the file"));
        }

        var ignored = false;
        if (_errors.Count == 0)
        {
            foreach (var template in mapping.Facts)
            {
                if (!Holds(template)) continue;
                if (Kind(template) is not { } kind) continue;
                if (kind == FactWords.Ignored) ignored = true;
                else if (Fact(template, kind) is { } fact) facts.Add(fact);
            }

            if (_errors.Count == 0 && facts.Count == 0 && !ignored)
                _errors.Add(Row("这一行没有任何事件，请核对时间列", "the row holds no fact; check the columns of times"));
        }

        return new(row, _errors.Count == 0 ? facts : [], [.. _errors], columns, cells);
    }

    private string Cell(string column) => places[column] is var at && at < _cells.Count ? _cells[at].Trim() : "";

    private FileError At(int column, string chinese, string english) => FileError.At(place(_row, column), chinese, english);

    private FileError Row(string chinese, string english) => FileError.At(place(_row, null), chinese, english);

    private FileError At(FactValue value, string chinese, string english) =>
        value.ColumnsRead.FirstOrDefault() is { } column ? At(places[column], chinese, english) : Row(chinese, english);

    private bool Holds(FactTemplate template)
    {
        if (template.When is not { } when) return template.At.Value.ColumnsRead.Any(column => Cell(column).Length > 0);
        var text = Cell(when.Column);
        return (when.IsOneOf is { } texts ? texts.Contains(Wording.Key(text)) : text.Length > 0) != when.Not;
    }

    private HallFactKind? Kind(FactTemplate template)
    {
        if (template.Kind is { } kind) return kind;
        var before = _errors.Count;
        var word = Text(template.KindFrom!, null);
        if (_errors.Count > before) return null;
        if (FactWords.KindOf(word) is { } known) return known;
        var (chinese, english) = Wording.Suggest(word, FactWords.KindNames);
        _errors.Add(word.Length == 0
            ? At(template.KindFrom!, "缺少事件种类", "the kind of the fact is missing")
            : At(
                template.KindFrom!,
                $"不认识的事件“{Wording.Shown(word)}”{chinese}，请在映射的 map 中加上它",
                $"the kind \"{Wording.Shown(word)}\" is not known{english}; add it to the mapping"));
        return null;
    }

    private HallFact? Fact(FactTemplate template, HallFactKind kind)
    {
        var before = _errors.Count;
        var at = Time(template.At);
        var fact = new HallFact { Kind = kind };
        foreach (var (field, value) in template.Fields)
        {
            var text = Text(value, at);
            if (text.Length > 0) Set(fact, field, text, value);
        }

        var (all, oneOf) = FactWords.Needed(kind);
        if (_errors.Count == before)
        {
            foreach (var field in all.Where(field => IsMissing(fact, field))) Missing(template, field, kind);
            if (oneOf.Length > 0 && oneOf.All(field => IsMissing(fact, field))) Missing(template, oneOf[0], kind);
        }

        if (at is not { } moment || _errors.Count > before) return null;
        fact.OccurredAt = Timestamp.FromDateTimeOffset(moment);
        var id = template.Id is null ? "" : Text(template.Id, at);
        if (_errors.Count > before) return null;
        fact.Id = id.Length > 0 ? FactIdentity.Fit(id) : FactIdentity.Of(fact);
        return fact;
    }

    private void Missing(FactTemplate template, FactField field, HallFactKind kind)
    {
        var chinese = $"{FactWords.Chinese(kind)}缺少{Chinese(field)}（{FactWords.Name(field)}）";
        var english = $"this kind of fact needs its {FactWords.Name(field)}";
        _errors.Add(template.Fields.TryGetValue(field, out var value) ? At(value, chinese, english) : Row(chinese, english));
    }

    private DateTimeOffset? Time(FactTime time)
    {
        var before = _errors.Count;
        var text = Text(time.Value, null);
        if (_errors.Count > before) return null;
        if (_times.Parse(text) is not { } moment)
        {
            _errors.Add(text.Length == 0
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
        _errors.Add(At(
            time.Value,
            string.Create(CultureInfo.InvariantCulture, $"时间 {moment:HH:mm:ss} 早于{column}的 {earliest:HH:mm:ss}，请核对"),
            string.Create(
                CultureInfo.InvariantCulture, $"the time {moment:HH:mm:ss} is before that of {column}, {earliest:HH:mm:ss}; check them")));
        return null;
    }

    private string Text(FactValue value, DateTimeOffset? at)
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
        if (map.TryGetValue(Wording.Key(text), out var translated)) return translated;
        if (value.Otherwise is { } otherwise) return otherwise;
        var (chinese, english) = Wording.Suggest(text, map.Keys);
        _errors.Add(At(
            value, $"映射的 map 中没有“{Wording.Shown(text)}”{chinese}", $"the mapping's map has no \"{Wording.Shown(text)}\"{english}"));
        return "";
    }

    private string Part(FactValuePart part, DateTimeOffset? at) => part.Kind switch
    {
        FactValuePartKind.Column => Cell(part.Text),
        FactValuePartKind.Moment => at?.ToOffset(mapping.UtcOffset).ToString(part.Text, CultureInfo.InvariantCulture) ?? "",
        _ => part.Text,
    };

    private void Set(HallFact fact, FactField field, string text, FactValue from)
    {
        if (field == FactField.Rating)
        {
            var plain = Wording.HalfWidth(text);
            if (plain.Length == 1 && plain[0] is >= '1' and <= '5') fact.Rating = plain[0] - '0';
            else
            {
                _errors.Add(At(
                    from, $"评价“{Wording.Shown(text)}”应为 1 至 5，请在映射的 map 中翻译", $"the rating \"{Wording.Shown(text)}\" must be 1 to 5; translate it in the mapping"));
            }

            return;
        }

        if (field == FactField.Reason)
        {
            fact.Reason = text.Length <= LongestReasonCharacters
                ? text
                : text[..(char.IsHighSurrogate(text[LongestReasonCharacters - 1]) ? LongestReasonCharacters - 1 : LongestReasonCharacters)];
            return;
        }

        var code = Wording.HalfWidth(text);
        if (!Codes.IsCode(code))
        {
            _errors.Add(At(
                from,
                $"{Chinese(field)}“{Wording.Shown(text)}”只能用 1 至 32 个字母、数字、汉字或 - _ .",
                $"the {FactWords.Name(field)} \"{Wording.Shown(text)}\" must be 1-32 letters, digits, Chinese characters or - _ ."));
            return;
        }

        switch (field)
        {
            case FactField.Ticket:
                fact.Ticket = code;
                break;
            case FactField.Queue:
                fact.Queue = code;
                break;
            case FactField.Window:
                fact.Window = code;
                break;
            case FactField.Staff:
                fact.Staff = code;
                break;
            case FactField.ToQueue:
                fact.ToQueue = code;
                break;
            case FactField.ToWindow:
                fact.ToWindow = code;
                break;
            default:
                fact.Appointment = code;
                break;
        }
    }

    private static bool IsMissing(HallFact fact, FactField field) => field switch
    {
        FactField.Ticket => fact.Ticket.Length == 0,
        FactField.Queue => fact.Queue.Length == 0,
        FactField.Window => fact.Window.Length == 0,
        FactField.Staff => fact.Staff.Length == 0,
        FactField.ToQueue => fact.ToQueue.Length == 0,
        FactField.ToWindow => fact.ToWindow.Length == 0,
        FactField.Rating => fact.Rating == 0,
        FactField.Reason => fact.Reason.Length == 0,
        _ => fact.Appointment.Length == 0,
    };

    private static string Chinese(FactField field) => field switch
    {
        FactField.Ticket => "票号",
        FactField.Queue => "业务",
        FactField.Window => "窗口",
        FactField.Staff => "人员",
        FactField.ToQueue => "转往业务",
        FactField.ToWindow => "转往窗口",
        FactField.Rating => "评价",
        FactField.Reason => "原因",
        _ => "预约号",
    };
}
