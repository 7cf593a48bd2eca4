using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>Turns rows into facts by a mapping.</summary>
/// <param name="mapping">How.</param>
/// <param name="columns">The headings of the file.</param>
/// <param name="places">Where each column of the mapping stands in a row.</param>
/// <param name="place">Names a row, or a cell when a column is given, for errors.</param>
internal sealed class FactRowReader(
    FactMapping mapping, IReadOnlyList<string> columns, IReadOnlyDictionary<string, int> places, Func<long, int?, string> place)
    : RowReader<HallFact>(mapping.Format, columns, places, place)
{
    private const int MaxReasonCharacters = 200;

    protected override IReadOnlyList<HallFact> Items()
    {
        var facts = new List<HallFact>();
        var ignored = false;
        foreach (var template in mapping.Facts)
        {
            if (template.When is { } when ? !Holds(when) : template.At.Value.ColumnsRead.All(column => Cell(column).Length == 0)) continue;
            if (Kind(template) is not { } kind) continue;
            if (kind == FactWords.Ignored) ignored = true;
            else if (Fact(template, kind) is { } fact) facts.Add(fact);
        }

        if (Errors.Count == 0 && facts.Count == 0 && !ignored)
            Errors.Add(Row("这一行没有任何事件，请核对时间列", "the row holds no fact; check the columns of times"));
        return facts;
    }

    private HallFactKind? Kind(FactTemplate template)
    {
        if (template.Kind is { } kind) return kind;
        var before = Errors.Count;
        var word = Text(template.KindFrom!, null);
        if (Errors.Count > before) return null;
        if (FactWords.KindOf(word) is { } known) return known;
        var (chinese, english) = Wording.Suggest(word, FactWords.KindNames);
        Errors.Add(word.Length == 0
            ? At(template.KindFrom!, "缺少事件种类", "the kind of the fact is missing")
            : At(
                template.KindFrom!,
                $"不认识的事件“{Wording.Shown(word)}”{chinese}，请在映射的 map 中加上它",
                $"the kind \"{Wording.Shown(word)}\" is not known{english}; add it to the mapping"));
        return null;
    }

    private HallFact? Fact(FactTemplate template, HallFactKind kind)
    {
        var before = Errors.Count;
        var at = Time(template.At);
        var fact = new HallFact { Kind = kind };
        foreach (var (field, value) in template.Fields)
        {
            var text = Text(value, at);
            if (text.Length > 0) Set(fact, field, text, value);
        }

        var (all, oneOf) = FactWords.Needed(kind);
        if (Errors.Count == before)
        {
            foreach (var field in all.Where(field => IsMissing(fact, field))) Missing(template, field, kind);
            if (oneOf.Length > 0 && oneOf.All(field => IsMissing(fact, field))) Missing(template, oneOf[0], kind);
        }

        if (at is not { } moment || Errors.Count > before) return null;
        fact.OccurredAt = Timestamp.FromDateTimeOffset(moment);
        var id = template.Id is null ? "" : Text(template.Id, at);
        if (Errors.Count > before) return null;
        fact.Id = id.Length > 0 ? FactIdentity.Fit(id) : FactIdentity.Of(fact);
        return fact;
    }

    private void Missing(FactTemplate template, FactField field, HallFactKind kind)
    {
        var chinese = $"{FactWords.Chinese(kind)}缺少{Chinese(field)}（{FactWords.Name(field)}）";
        var english = $"this kind of fact needs its {FactWords.Name(field)}";
        Errors.Add(template.Fields.TryGetValue(field, out var value) ? At(value, chinese, english) : Row(chinese, english));
    }

    private void Set(HallFact fact, FactField field, string text, FactValue from)
    {
        if (field == FactField.Rating)
        {
            var plain = Wording.HalfWidth(text);
            if (plain.Length == 1 && plain[0] is >= '1' and <= '5') fact.Rating = plain[0] - '0';
            else
            {
                Errors.Add(At(
                    from, $"评价“{Wording.Shown(text)}”应为 1 至 5，请在映射的 map 中翻译",
                    $"the rating \"{Wording.Shown(text)}\" must be 1 to 5; translate it in the mapping"));
            }

            return;
        }

        if (field == FactField.Reason)
        {
            fact.Reason = text.Length <= MaxReasonCharacters
                ? text
                : text[..(char.IsHighSurrogate(text[MaxReasonCharacters - 1]) ? MaxReasonCharacters - 1 : MaxReasonCharacters)];
            return;
        }

        var code = Wording.HalfWidth(text);
        if (!Codes.IsCode(code))
        {
            Errors.Add(At(
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
