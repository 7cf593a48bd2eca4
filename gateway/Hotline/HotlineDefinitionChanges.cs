using OpsCenter.Hotline;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What a new description changes, in sentences for the hotline's manager.</summary>
public static class HotlineDefinitionChanges
{
    /// <summary>One sentence each; empty when nothing changed.</summary>
    /// <param name="old">The description in force; null: there is none yet.</param>
    /// <param name="new">The one that takes its place.</param>
    public static IReadOnlyList<string> Describe(HotlineDefinition? old, HotlineDefinition @new)
    {
        if (old is null)
        {
            return
            [
                $"新建热线“{@new.Name}”：{@new.Departments.Length} 个单位、{@new.Departments
                    .Sum(department => department.Duties.Length)} 条职责、{@new.PlaceKinds.Length} 种场所、{@new.Limits.Length} 组时限",
            ];
        }

        var changes = new List<string>();
        if (old.Name != @new.Name) changes.Add($"热线“{old.Name}”改名为“{@new.Name}”");
        Listed("新增场所", @new.PlaceKinds.Except(old.PlaceKinds));
        Listed("取消场所", old.PlaceKinds.Except(@new.PlaceKinds));

        var known = old.Departments.ToDictionary(department => department.Code);
        foreach (var department in @new.Departments)
        {
            if (!known.Remove(department.Code, out var before))
                changes.Add($"新增单位 {department.Code}“{department.Name}”，{department.Duties.Length} 条职责");
            else changes.AddRange(Of(before, department));
        }

        changes.AddRange(known.Values.Select(gone => $"撤销单位 {gone.Code}“{gone.Name}”，其未办结的工单退回派单台"));
        if (known.Count == 0 && !old.Departments.Select(department => department.Code).SequenceEqual(
            @new.Departments.Select(department => department.Code).Where(code => old.Departments.Any(before => before.Code == code))))
            changes.Add("单位的顺序有变");

        var sets = old.Limits.ToDictionary(set => set.From);
        foreach (var set in @new.Limits)
        {
            if (!sets.Remove(set.From, out var before)) changes.Add($"新增 {set.From:yyyy-MM-dd} 起的时限：{string.Join("、", HandlingOf(set))}");
            else changes.AddRange(Of(before, set));
        }

        changes.AddRange(sets.Keys.Order().Select(from => $"取消 {from:yyyy-MM-dd} 起的时限"));
        return changes;

        void Listed(string what, IEnumerable<string> items)
        {
            if (string.Join('、', items) is { Length: > 0 } text) changes.Add($"{what} {text}");
        }
    }

    private static IEnumerable<string> Of(DepartmentDefinition before, DepartmentDefinition after)
    {
        var parts = new List<string>();
        if (before.Name != after.Name) parts.Add($"由“{before.Name}”改名为“{after.Name}”");
        if (before.Town != after.Town) parts.Add(after.Town.IsEmpty ? "不再是镇街" : $"镇街代码改为 {after.Town}");
        if (!before.Aliases.SequenceEqual(after.Aliases))
            parts.Add(after.Aliases.IsEmpty ? "取消别名" : $"别名改为 {string.Join('、', after.Aliases)}");
        var clauses = before.Duties.ToDictionary(duty => duty.Clause);
        var (added, changed) = (new List<string>(), new List<string>());
        foreach (var duty in after.Duties)
            if (!clauses.Remove(duty.Clause, out var past)) added.Add(duty.Clause);
            else if (!Same(past, duty)) changed.Add(duty.Clause);
        if (added.Count > 0) parts.Add($"增加职责条款 {string.Join('、', added)}");
        if (changed.Count > 0) parts.Add($"修改职责条款 {string.Join('、', changed)}");
        if (clauses.Count > 0) parts.Add($"取消职责条款 {string.Join('、', clauses.Keys)}");
        if (parts.Count > 0) yield return $"单位 {after.Code} {string.Join("，", parts)}";
    }

    private static IEnumerable<string> Of(LimitSet before, LimitSet after)
    {
        var (old, @new) = (string.Join("、", HandlingOf(before)), string.Join("、", HandlingOf(after)));
        if (old != @new) yield return $"{after.From:yyyy-MM-dd} 起的办结时限由“{old}”改为“{@new}”";
        foreach (var term in LimitTerms.All)
            if (term.Of(before) != term.Of(after))
                yield return $"{after.From:yyyy-MM-dd} 起的{term.Chinese}由 {term.Of(before)}改为 {term.Of(after)}";
    }

    /// <summary>E.g. 咨询 2 个工作日, 其他 10 个工作日.</summary>
    internal static IEnumerable<string> HandlingOf(LimitSet set) =>
        set.Handling.Select(limit => $"{ScopeOf(limit)} {LimitTerms.Text(limit.Limit)}");

    /// <summary>To which orders it applies: 咨询, 440203102 投诉, 其他.</summary>
    internal static string ScopeOf(HandlingLimit limit) => (limit.Type, limit.Place) switch
    {
        (null, { IsEmpty: true }) => "其他",
        (null, var place) => place.Value,
        ({ } type, { IsEmpty: true }) => type.Chinese(),
        ({ } type, var place) => $"{place} {type.Chinese()}",
    };

    private static bool Same(Duty one, Duty other) => one.Text == other.Text && one.Topics.SequenceEqual(other.Topics)
        && one.PlaceKinds.SequenceEqual(other.PlaceKinds) && one.Keywords.SequenceEqual(other.Keywords);
}
