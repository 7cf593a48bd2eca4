using System.Globalization;
using System.Text;
using OpsCenter.Gateway.Files;
using OpsCenter.Hall;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsCenter.Gateway.Halls;

/// <summary>The description of a hall as YAML.</summary>
internal static class HallYaml
{
    public static HallDraft? Read(string text, List<FileError> errors)
    {
        var root = YamlTree.Read(text, errors);
        if (root is null) return null;
        if (root is not YamlMap map)
        {
            errors.Add(root.Error("文件应以 name:、zones: 等键开头", "the file must begin with keys such as name: and zones:"));
            return null;
        }

        var draft = new HallDraft();
        var seen = new HashSet<HallPart>();
        foreach (var (key, value) in map.Entries)
        {
            if (HallWords.PartOf(key.Value) is not { } part)
            {
                var (chinese, english) = Wording.Suggest(key.Value, HallWords.All.Select(HallWords.English));
                errors.Add(key.Error(
                    $"不认识的键“{Wording.Shown(key.Value)}”{chinese}", $"the key \"{Wording.Shown(key.Value)}\" is not known{english}"));
            }
            else if (!seen.Add(part))
                errors.Add(key.Error($"{HallWords.Chinese(part)}写了两次，请只留一处", $"{HallWords.English(part)} stands twice; keep one"));
            else
            {
                draft.Places[part] = key.Place;
                Part(part, value, draft, errors);
            }
        }

        return draft;
    }

    public static void Write(HallDefinition hall, Stream to)
    {
        using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings().WithMaxSimpleKeyLength(1024).WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, true));
        Open(MappingStyle.Block);
        Entry("name", hall.Name);
        Rows("zones", hall.Zones, zone => Row(("code", zone.Code), ("name", zone.Name)));
        Rows("queues", hall.Queues, queue => Row(("code", queue.Code), ("name", queue.Name), ("zone", queue.Zone)));
        Rows("windows", hall.Windows, window =>
        {
            Open(MappingStyle.Flow);
            Entry("code", window.Code);
            Entry("name", window.Name);
            Entry("zone", window.Zone);
            Text("queues");
            emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Flow));
            foreach (var queue in window.Queues) Text(queue);
            emitter.Emit(new SequenceEnd());
            emitter.Emit(new MappingEnd());
        });
        Rows("staff", hall.Staff, person => Row(("code", person.Code), ("name", person.Name)));
        Rows("opening_hours", hall.OpeningHours, span => Row(
            ("days", OpeningHoursReading.Weekday(span.Weekday)),
            ("opens", span.Opens.ToString("HH:mm", CultureInfo.InvariantCulture)),
            ("closes", span.Closes.ToString("HH:mm", CultureInfo.InvariantCulture))));
        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());

        void Open(MappingStyle style) => emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, style));

        void Text(string text) => emitter.Emit(new Scalar(
            AnchorName.Empty, TagName.Empty, text, text is "" or "~" or "null" ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, true, true));

        void Entry(string key, string value)
        {
            Text(key);
            Text(value);
        }

        void Row(params ReadOnlySpan<(string Key, string Value)> entries)
        {
            Open(MappingStyle.Flow);
            foreach (var (key, value) in entries) Entry(key, value);
            emitter.Emit(new MappingEnd());
        }

        void Rows<T>(string key, IReadOnlyList<T> rows, Action<T> row)
        {
            Text(key);
            emitter.Emit(new SequenceStart(
                AnchorName.Empty, TagName.Empty, true, rows.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
            foreach (var one in rows) row(one);
            emitter.Emit(new SequenceEnd());
        }
    }

    private static void Part(HallPart part, YamlPart value, HallDraft draft, List<FileError> errors)
    {
        if (part == HallPart.Name)
        {
            draft.Name = Text(value, errors);
            return;
        }

        if (value.IsEmpty) return;
        // 开放时间 may be short: "周一至周五: 09:00-12:00, 14:30-17:30".
        if (part == HallPart.OpeningHours && value is YamlMap days && days.Entries.All(entry => OpeningHoursReading.Days(entry.Key.Value) is not null))
        {
            foreach (var (day, spans) in days.Entries) draft.Hours.Add(new(
                new(day.Value, day.Place), Texts(spans, errors), new("", spans.Place)));
            return;
        }

        if (value is not YamlList list)
        {
            errors.Add(value.Error(
                $"{HallWords.Chinese(part)}应为列表，每项以“- ”开头", $"{HallWords.English(part)} must be a list, each item beginning with \"- \""));
            return;
        }

        foreach (var item in list.Items)
        {
            if (item is not YamlMap map)
            {
                errors.Add(item.Error(
                    "此项应写成 键: 值，如 {code: A01, name: …}", "write this item as keys and values, e.g. {code: A01, name: …}"));
                continue;
            }

            Item(part, map, draft, errors);
        }
    }

    private static void Item(HallPart part, YamlMap item, HallDraft draft, List<FileError> errors)
    {
        var fields = HallWords.Fields(part);
        var values = new YamlPart?[fields.Length];
        foreach (var (key, value) in item.Entries)
        {
            var field = Array.FindIndex(fields, words => HallWords.Is(words, key.Value));
            if (field >= 0 && values[field] is null) values[field] = value;
            else if (field >= 0) errors.Add(key.Error($"“{fields[field][0]}”写了两次，请只留一处", $"\"{fields[field][0]}\" stands twice; keep one"));
            else
            {
                var (chinese, english) = Wording.Suggest(key.Value, fields.Select(words => words[0]));
                errors.Add(key.Error(
                    $"不认识的键“{Wording.Shown(key.Value)}”{chinese}", $"the key \"{Wording.Shown(key.Value)}\" is not known{english}"));
            }
        }

        Placed Field(int i) => values[i] is { } value ? Text(value, errors) : new("", $"{item.Place[..^1]}.{fields[i][0]})");
        switch (part)
        {
            case HallPart.Zones:
                draft.Zones.Add(new(Field(0), Field(1)));
                break;
            case HallPart.Queues:
                draft.Queues.Add(new(Field(0), Field(1), Field(2)));
                break;
            case HallPart.Windows:
                var queues = values[3];
                IReadOnlyList<Placed> served = queues switch
                {
                    null => [],
                    YamlList list => [.. list.Items.Select(one => Text(one, errors))],
                    _ => HallXlsx.Split(Text(queues, errors)),
                };
                draft.Windows.Add(new(Field(0), Field(1), Field(2), served, queues?.Place ?? item.Place));
                break;
            case HallPart.Staff:
                draft.Staff.Add(new(Field(0), Field(1)));
                break;
            default:
                var dayTexts = values[0] is { } named ? Texts(named, errors) : Field(0);
                draft.Hours.Add(values[3] is { } spans ? new(dayTexts, Texts(spans, errors), new("", spans.Place)) : new(
                    dayTexts, Field(1), Field(2)));
                break;
        }
    }

    private static Placed Text(YamlPart part, List<FileError> errors)
    {
        if (part.IsEmpty) return new("", part.Place);
        if (part is YamlText text) return new(text.Value.Trim(), part.Place);
        errors.Add(part.Error("此处应为一个文字或数字", "one text or number is expected here"));
        return new("", part.Place);
    }

    private static Placed Texts(YamlPart part, List<FileError> errors) => part is YamlList list
        ? new(string.Join("、", list.Items.Select(item => Text(item, errors).Text)), part.Place)
        : Text(part, errors);
}
