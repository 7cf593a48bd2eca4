using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>The description of a hall as YAML.</summary>
internal static class HallYaml
{
    public static HallDraft Read(YamlMap map, List<FileError> errors)
    {
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
        using var yaml = new YamlWriter(to);
        yaml.Block(() =>
        {
            yaml.Entry("name", hall.Name);
            yaml.Items("zones", hall.Zones, zone => yaml.Row(("code", zone.Code), ("name", zone.Name)));
            yaml.Items("queues", hall.Queues, queue => yaml.Row(("code", queue.Code), ("name", queue.Name), ("zone", queue.Zone)));
            yaml.Items("windows", hall.Windows, window => yaml.Row(() =>
            {
                yaml.Entry("code", window.Code);
                yaml.Entry("name", window.Name);
                yaml.Entry("zone", window.Zone);
                yaml.Words("queues", window.Queues);
            }));
            yaml.Items("staff", hall.Staff, person => yaml.Row(("code", person.Code), ("name", person.Name)));
            yaml.Items("opening_hours", hall.OpeningHours, span => yaml.Row(
                ("days", OpeningHoursReading.Weekday(span.Weekday)),
                ("opens", span.Opens.ToString("HH:mm", CultureInfo.InvariantCulture)),
                ("closes", span.Closes.ToString("HH:mm", CultureInfo.InvariantCulture))));
        });
    }

    private static void Part(HallPart part, YamlPart value, HallDraft draft, List<FileError> errors)
    {
        if (part == HallPart.Name)
        {
            draft.Name = YamlFields.TextOf(value, errors);
            return;
        }

        if (value.IsEmpty) return;
        // 开放时间 may be short: "周一至周五: 09:00-12:00, 14:30-17:30".
        if (part == HallPart.OpeningHours && value is YamlMap days
            && days.Entries.All(entry => OpeningHoursReading.Days(entry.Key.Value) is not null))
        {
            foreach (var (day, spans) in days.Entries)
                draft.Hours.Add(new(new(day.Value, day.Place), YamlFields.Joined(spans, errors), new("", spans.Place)));
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

    private static void Item(HallPart part, YamlMap map, HallDraft draft, List<FileError> errors)
    {
        var item = YamlFields.Read(map, HallWords.Fields(part), errors);
        switch (part)
        {
            case HallPart.Zones:
                draft.Zones.Add(new(item.Text(0), item.Text(1)));
                break;
            case HallPart.Queues:
                draft.Queues.Add(new(item.Text(0), item.Text(1), item.Text(2)));
                break;
            case HallPart.Windows:
                draft.Windows.Add(new(item.Text(0), item.Text(1), item.Text(2), item.List(3, HallXlsx.Split), item[3]?.Place ?? map.Place));
                break;
            case HallPart.Staff:
                draft.Staff.Add(new(item.Text(0), item.Text(1)));
                break;
            default:
                var days = item.Joined(0);
                draft.Hours
                    .Add(item[3] is { } spans ? new(days, item.Joined(3), new("", spans.Place)) : new(days, item.Text(1), item.Text(2)));
                break;
        }
    }
}
