using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Turns rows into orders by a mapping. Checks what only the row can tell; the rest is the gateway's to judge.</summary>
/// <param name="mapping">How.</param>
/// <param name="shift">By how much times are moved.</param>
/// <param name="columns">The headings of the file.</param>
/// <param name="places">Where each column of the mapping stands in a row.</param>
/// <param name="place">Names a row, or a cell when a column is given, for errors.</param>
internal sealed class OrderRowReader(
    OrderMapping mapping, TimeShift shift, IReadOnlyList<string> columns, IReadOnlyDictionary<string, int> places,
    Func<long, int?, string> place)
    : RowReader<OrderRecord>(mapping.Format, columns, places, place)
{
    private const int MaxTitleCharacters = 200;

    protected override IReadOnlyList<OrderRecord> Items()
    {
        if (mapping.When is { } when && !Holds(when)) return [];
        var record = new OrderRecord();
        record.ReceivedAt = Moment(OrderMoment.ReceivedAt, out var received);
        record.DispatchedAt = Moment(OrderMoment.DispatchedAt, out _);
        record.ClaimedAt = Moment(OrderMoment.ClaimedAt, out _);
        record.ContactedAt = Moment(OrderMoment.ContactedAt, out _);
        record.AnsweredAt = Moment(OrderMoment.AnsweredAt, out _);
        record.ClosedAt = Moment(OrderMoment.ClosedAt, out _);
        foreach (var (field, value) in mapping.Fields)
        {
            var before = Errors.Count;
            var text = Text(value, received);
            if (Errors.Count == before) Set(record, field, text, value);
        }

        if (Errors.Count > 0) return [];
        if (record.Location is { Latitude: 0 } or { Longitude: 0 }) record.Location = null;
        if (record.Title.Length > MaxTitleCharacters) Shorten(record);
        if (record.Title.Length == 0 && record.Content.Length == 0)
            Errors.Add(Row("标题和内容都为空", "title and content are both empty"));
        return [record];
    }

    /// <param name="local">The moment as it stands in the file, with the file's offset.</param>
    private Timestamp? Moment(OrderMoment moment, out DateTimeOffset? local)
    {
        local = null;
        if (!mapping.Moments.TryGetValue(moment, out var time)) return null;
        local = Time(time, mayBeEmpty: moment != OrderMoment.ReceivedAt);
        if (local is not { } at) return null;
        if (shift.Apply(at) is { } shifted) return Timestamp.FromDateTimeOffset(shifted);
        Errors.Add(At(time.Value, "移动后的时间超出范围，请核对映射的 shift", "the shifted time is out of range; check the mapping's shift"));
        return null;
    }

    private void Set(OrderRecord record, OrderField field, string text, FactValue from)
    {
        switch (field)
        {
            case OrderField.Number:
                if (!OrderRecordReader.IsNumber(text))
                    Errors.Add(text.Length == 0
                        ? At(from, "缺少工单编号", "the order's number is missing")
                        : At(
                            from,
                            $"工单编号“{Wording.Shown(text)}”只能用 1 至 40 个字母、数字、- 或 _",
                            $"the number \"{Wording.Shown(text)}\" must be 1-40 letters, digits, - or _"));
                record.Number = text;
                break;
            case OrderField.Type:
                record.Type = Type(text, from);
                break;
            case OrderField.Latitude:
                if (Degrees(text, from) is { } latitude) (record.Location ??= new()).Latitude = latitude;
                break;
            case OrderField.Longitude:
                if (Degrees(text, from) is { } longitude) (record.Location ??= new()).Longitude = longitude;
                break;
            case OrderField.Title:
                record.Title = Line(text);
                break;
            case OrderField.Content:
                record.Content = text;
                break;
            case OrderField.Answer:
                record.Answer = text;
                break;
            case OrderField.Topic:
                record.Topic = Line(text);
                break;
            case OrderField.CallerName:
                record.CallerName = Line(text);
                break;
            case OrderField.CallerPhone:
                record.CallerPhone = Line(text);
                break;
            case OrderField.CallerIdNumber:
                record.CallerIdNumber = Line(text);
                break;
            case OrderField.Place:
                record.Place = Line(text);
                break;
            case OrderField.PlaceKind:
                record.PlaceKind = Line(text);
                break;
            case OrderField.Address:
                record.Address = Line(text);
                break;
            case OrderField.Channel:
                record.Channel = Line(text);
                break;
            case OrderField.EarlierNumber:
                record.EarlierNumber = text;
                break;
            case OrderField.Department:
                record.Department = Line(text);
                break;
            default:
                if (text.Length > 0 && Answer(text, from) is { } answer) Set(record, field, answer);
                break;
        }
    }

    private static void Set(OrderRecord record, OrderField field, bool answer)
    {
        switch (field)
        {
            case OrderField.Urgent:
                record.Urgent = answer;
                break;
            case OrderField.Secret:
                record.Secret = answer;
                break;
            case OrderField.ToBeAccepted:
                record.ToBeAccepted = answer;
                break;
            case OrderField.Reached:
                record.Reached = answer;
                break;
            case OrderField.Solved:
                record.Solved = answer;
                break;
            case OrderField.Satisfied:
                record.Satisfied = answer;
                break;
            default:
                throw new InvalidOperationException($"{field} is no yes or no.");
        }
    }

    private OrderType Type(string text, FactValue from)
    {
        if (text.Length == 0) return OrderType.Unspecified;
        if (OrderFieldNames.TypeOf(text) is { } type) return type;
        var (chinese, english) = Wording.Suggest(text, OrderFieldNames.TypeNames);
        Errors.Add(At(
            from, $"不认识的诉求类型“{Wording.Shown(text)}”{chinese}，请在映射的 map 中翻译",
            $"the type \"{Wording.Shown(text)}\" is not known{english}; translate it in the mapping"));
        return OrderType.Unspecified;
    }

    private bool? Answer(string text, FactValue from)
    {
        if (OrderFieldNames.AnswerOf(text) is { } answer) return answer;
        Errors.Add(At(
            from, $"“{Wording.Shown(text)}”应为是或否，请在映射的 map 中翻译",
            $"\"{Wording.Shown(text)}\" must be yes or no; translate it in the mapping"));
        return null;
    }

    /// <summary>Degrees; null for none, as which 0 counts: it is what sources write when they do not know.</summary>
    private double? Degrees(string text, FactValue from)
    {
        if (text.Length == 0) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= 180)
            return degrees == 0 ? null : degrees;
        Errors.Add(At(from, $"经纬度“{Wording.Shown(text)}”应为度数", $"\"{Wording.Shown(text)}\" must be degrees"));
        return null;
    }

    /// <summary>Line breaks and rows of blanks within a cell become one blank.</summary>
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A title that is too long is cut; its end is not lost.</summary>
    private static void Shorten(OrderRecord record)
    {
        if (!record.Content.Contains(record.Title, StringComparison.Ordinal))
            record.Content = $"{record.Title}\n{record.Content}".TrimEnd();
        var end = char.IsHighSurrogate(record.Title[MaxTitleCharacters - 2]) ? MaxTitleCharacters - 2 : MaxTitleCharacters - 1;
        record.Title = record.Title[..end] + "…";
    }
}
