using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>What a new description changes, in sentences for the hall's manager.</summary>
public static class HallDefinitionChanges
{
    /// <summary>One sentence each; empty when nothing changed.</summary>
    /// <param name="old">The description in force; null: there is none yet.</param>
    /// <param name="new">The one that takes its place.</param>
    public static IReadOnlyList<string> Describe(HallDefinition? old, HallDefinition @new)
    {
        if (old is null)
        {
            return
            [
                $"新建大厅“{@new.Name}”：{@new.Zones.Count} 个区域、{@new.Queues.Count} 项业务、{@new.Windows.Count} 个窗口、{@new.Staff.Count} 名人员",
            ];
        }

        var changes = new List<string>();
        if (old.Name != @new.Name) changes.Add($"大厅“{old.Name}”改名为“{@new.Name}”");
        var zones = @new.Zones.Concat(old.Zones).DistinctBy(zone => zone.Code).ToDictionary(zone => zone.Code, zone => zone.Name);
        var queues = @new.Queues.Concat(old.Queues).DistinctBy(queue => queue.Code).ToDictionary(queue => queue.Code, queue => queue.Name);

        Compare(
            old.Zones, @new.Zones, zone => zone.Code, "区域", zone => $"“{zone.Name}”", (before, after) => Renamed(before.Name, after.Name));
        Compare(old.Queues, @new.Queues, queue => queue.Code, "业务", queue => $"“{queue.Name}”（{Zone(queue.Zone)}）", (before, after) =>
            [.. Renamed(before.Name, after.Name), .. Moved(before.Zone, after.Zone)]);
        Compare(old.Windows, @new.Windows, window => window.Code, "窗口", window => $"（{Zone(window.Zone)}）", (before, after) =>
        [
            .. Renamed(before.Name, after.Name),
            .. Moved(before.Zone, after.Zone),
            .. Listed("增加业务", after.Queues.Except(before.Queues).Select(Queue)),
            .. Listed("取消业务", before.Queues.Except(after.Queues).Select(Queue)),
            .. before.Queues.SequenceEqual(after.Queues) || !before.Queues.ToHashSet().SetEquals(after.Queues) ? [] : new[] { "业务的顺序有变" },
        ]);
        Compare(
            old.Staff,
            @new.Staff,
            person => person.Code,
            "人员",
            person => $"“{person.Name}”",
            (before, after) => Renamed(before.Name, after.Name));
        for (var i = 1; i <= 7; i++)
        {
            var day = (DayOfWeek)(i % 7);
            var (before, after) = (Hours(old, day), Hours(@new, day));
            if (before != after) changes.Add($"{OpeningHoursReading.Weekday(day)}开放时间由“{before}”改为“{after}”");
        }

        return changes;

        string Zone(string code) => zones.GetValueOrDefault(code, code);
        string Queue(string code) => queues.TryGetValue(code, out var name) ? $"{name}（{code}）" : code;
        static IEnumerable<string> Renamed(string before, string after) => before == after ? [] : [$"由“{before}”改名为“{after}”"];
        IEnumerable<string> Moved(string before, string after) => before == after ? [] : [$"由{Zone(before)}移到{Zone(after)}"];

        static IEnumerable<string> Listed(string what, IEnumerable<string> items) =>
            string.Join('、', items) is { Length: > 0 } text ? [$"{what} {text}"] : [];

        void Compare<T>(
            IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> code, string what, Func<T, string> more,
            Func<T, T, IEnumerable<string>> differences)
        {
            var known = before.ToDictionary(code);
            foreach (var item in after)
            {
                if (!known.Remove(code(item), out var past)) changes.Add($"新增{what} {code(item)}{more(item)}");
                else if (string.Join("，", differences(past, item)) is { Length: > 0 } text) changes.Add($"{what} {code(item)} {text}");
            }

            var kept = before.Select(code).Intersect(after.Select(code));
            if (!kept.SequenceEqual(after.Select(code).Intersect(before.Select(code)))) changes.Add($"{what}的顺序有变");
            foreach (var gone in known.Values) changes.Add($"撤销{what} {code(gone)}{more(gone)}");
        }
    }

    private static string Hours(HallDefinition hall, DayOfWeek day) =>
        string.Join('、', hall.OpeningHours.Where(span => span.Weekday == day).OrderBy(span => span.Opens).Select(OpeningHoursReading.Text))
            is { Length: > 0 } text ? text : "不开放";
}
