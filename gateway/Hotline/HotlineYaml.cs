using System.Globalization;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The description of a hotline as YAML.</summary>
internal static class HotlineYaml
{
    private static readonly HotlinePart[] Parts = [HotlinePart.Name, HotlinePart.PlaceKinds, HotlinePart.Departments, HotlinePart.Limits];
    private static readonly string[][] DepartmentFields =
        [HotlineWords.Code, HotlineWords.Name, HotlineWords.Aliases, HotlineWords.Town, HotlineWords.Duties];
    private static readonly string[][] DutyFields =
        [HotlineWords.Clause, HotlineWords.Text, HotlineWords.Topics, HotlineWords.PlaceKinds, HotlineWords.Keywords];
    private static readonly string[][] HandlingFields = [HotlineWords.Type, HotlineWords.Place, HotlineWords.Limit];

    /// <summary>The fields of a set of limits: its day, 办结, and each of <see cref="LimitTerms.All"/>.</summary>
    private static readonly string[][] SetFields =
    [
        HotlineWords.From, [LimitTerms.HandlingKey, LimitTerms.Handling, "办结时限"],
        .. LimitTerms.All.Select(term => new[] { term.Key, term.Chinese }),
    ];

    public static HotlineDraft Read(YamlMap map, List<FileError> errors)
    {
        var draft = new HotlineDraft();
        foreach (var (key, value) in map.Entries)
        {
            if (HotlineWords.PartOf(key.Value) is not { } part || !Parts.Contains(part))
            {
                var (chinese, english) = Wording.Suggest(key.Value, Parts.Select(HotlineWords.English));
                errors.Add(key.Error(
                    $"不认识的键“{Wording.Shown(key.Value)}”{chinese}", $"the key \"{Wording.Shown(key.Value)}\" is not known{english}"));
            }
            else if (!draft.Places.TryAdd(part, key.Place))
                errors.Add(key.Error($"{HotlineWords.Chinese(part)}写了两次，请只留一处", $"{HotlineWords.English(part)} stands twice; keep one"));
            else
                Part(part, value, draft, errors);
        }

        return draft;
    }

    public static void Write(HotlineDefinition hotline, Stream to)
    {
        using var yaml = new YamlWriter(to);
        yaml.Block(() =>
        {
            yaml.Entry("name", hotline.Name);
            yaml.Words("place_kinds", hotline.PlaceKinds);
            yaml.Items("limits", hotline.Limits, set => yaml.Block(() =>
            {
                yaml.Entry("from", set.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                yaml.Items(LimitTerms.HandlingKey, set.Handling, limit => yaml.Row(() =>
                {
                    if (limit.Type is { } type) yaml.Entry("type", type.Chinese());
                    if (!limit.Place.IsEmpty) yaml.Entry("place", limit.Place.Value);
                    yaml.Entry("limit", limit.Limit.ToString());
                }));
                foreach (var term in LimitTerms.All) yaml.Entry(term.Key, term.Written(set));
            }));
            yaml.Items("departments", hotline.Departments, department => yaml.Block(() => Write(department, yaml)));
        });
    }

    private static void Write(DepartmentDefinition department, YamlWriter yaml)
    {
        yaml.Entry("code", department.Code.Value);
        yaml.Entry("name", department.Name);
        if (!department.Aliases.IsEmpty) yaml.Words("aliases", department.Aliases);
        if (!department.Town.IsEmpty) yaml.Entry("town", department.Town.Value);
        if (department.Duties.IsEmpty) return;
        yaml.Items("duties", department.Duties, duty => yaml.Block(() =>
        {
            yaml.Entry("clause", duty.Clause);
            yaml.Entry("text", duty.Text);
            if (!duty.Topics.IsEmpty) yaml.Words("topics", duty.Topics);
            if (!duty.PlaceKinds.IsEmpty) yaml.Words("place_kinds", duty.PlaceKinds);
            if (!duty.Keywords.IsEmpty) yaml.Words("keywords", duty.Keywords);
        }));
    }

    private static void Part(HotlinePart part, YamlPart value, HotlineDraft draft, List<FileError> errors)
    {
        switch (part)
        {
            case HotlinePart.Name:
                draft.Name = YamlFields.TextOf(value, errors);
                break;
            case HotlinePart.PlaceKinds:
                if (value is YamlList kinds) draft.PlaceKinds.AddRange(kinds.Items.Select(kind => YamlFields.TextOf(kind, errors)));
                else draft.PlaceKinds.AddRange(HotlineXlsx.Split(YamlFields.TextOf(value, errors)));
                break;
            case HotlinePart.Departments:
                foreach (var map in Items(value, "{code: ZJJ, name: …}", errors)) Department(map, draft, errors);
                break;
            default:
                foreach (var map in Items(value, "{from: 2026-01-01, claim: 1wd, …}", errors)) Set(map, draft, errors);
                break;
        }
    }

    private static void Department(YamlMap map, HotlineDraft draft, List<FileError> errors)
    {
        var item = YamlFields.Read(map, DepartmentFields, errors);
        var code = item.Text(0);
        draft.Departments.Add(new(code, item.Text(1), item.List(2, HotlineXlsx.Split), item.Text(3)));
        if (item[4] is not { } duties) return;
        foreach (var one in Items(duties, "{clause: 1.1, text: …, topics: […]}", errors))
        {
            var duty = YamlFields.Read(one, DutyFields, errors);
            draft.Duties.Add(new(
                code, duty.Text(0), duty.Text(1),
                duty.List(2, HotlineXlsx.SplitTopics), duty.List(3, HotlineXlsx.Split), duty.List(4, HotlineXlsx.Split)));
        }
    }

    private static void Set(YamlMap map, HotlineDraft draft, List<FileError> errors)
    {
        var item = YamlFields.Read(map, SetFields, errors);
        var from = item.Text(0);
        draft.LimitDays.Add(from);
        var none = new Placed("", map.Place);
        if (item[1] is { } handling)
        {
            var term = new Placed(LimitTerms.HandlingKey, handling.Place);
            foreach (var one in Items(handling, "{type: 咨询, limit: 2wd}", errors))
            {
                var limit = YamlFields.Read(one, HandlingFields, errors);
                draft.Limits.Add(new(from, term, limit.Text(0), limit.Text(1), limit.Text(2)));
            }
        }

        for (var i = 2; i < SetFields.Length; i++)
            if (item[i] is { } value) draft.Limits.Add(new(from, new(SetFields[i][0], value.Place), none, none, item.Text(i)));
    }

    private static IEnumerable<YamlMap> Items(YamlPart value, string example, List<FileError> errors)
    {
        if (value.IsEmpty) yield break;
        if (value is not YamlList list)
        {
            errors.Add(value.Error("此处应为列表，每项以“- ”开头", "a list is expected here, each item beginning with \"- \""));
            yield break;
        }

        foreach (var item in list.Items)
            if (item is YamlMap map) yield return map;
            else errors.Add(item.Error($"此项应写成 键: 值，如 {example}", $"write this item as keys and values, e.g. {example}"));
    }
}
