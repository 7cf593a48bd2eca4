using System.Collections.Immutable;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Turns what a file says into a hotline, and collects everything that does not make sense.</summary>
internal sealed class HotlineDraftCheck(HotlineDraft draft, DistrictCode district, List<FileError> errors, List<FileError> warnings)
{
    /// <summary>Name of the desks of the centre (see <c>HotlineDeskTheme</c>), so no department's code.</summary>
    private const string Centre = "centre";

    private References kinds = new([]);

    /// <summary>The hotline; of use only when no error was added.</summary>
    public HotlineDefinition Check()
    {
        (HotlinePart Part, int Count, int Most)[] counts =
        [
            (HotlinePart.PlaceKinds, draft.PlaceKinds.Count, HotlineDefinitionFile.MaxPlaceKinds),
            (HotlinePart.Departments, draft.Departments.Count, HotlineDefinitionFile.MaxDepartments),
            (HotlinePart.Duties, draft.Duties.Count, HotlineDefinitionFile.MaxDuties),
            (HotlinePart.Limits, Math.Max(draft.Limits.Count, draft.LimitDays.Count), HotlineDefinitionFile.MaxLimits),
        ];
        foreach (var (part, count, most) in counts.Where(part => part.Count > part.Most))
            Error(PlaceOf(part), $"{HotlineWords.Chinese(part)}有 {count} 个，最多 {most} 个",
                $"{count} {HotlineWords.English(part)}, at most {most}");
        // Beyond the limits nothing else is looked at: it would only cost time.
        if (counts.Any(part => part.Count > part.Most)) return new("", [], [], []);
        if (draft.Departments.Count == 0)
            Error(PlaceOf(HotlinePart.Departments), "缺少单位，请至少写一个", "there are no departments; give at least one");

        var name = Name(draft.Name, HotlinePart.Name);
        var placeKinds = Kinds();
        Codes();
        var departments = draft.Departments.Select(Department).ToArray();
        NamesOfDepartments(departments);
        var known = new References(departments.Select(department => (department.Code.Value, department.Name)));
        var duties = Duties(known);
        var limits = new LimitDraftCheck(draft, district, PlaceOf(HotlinePart.Limits), errors, warnings).Check();
        return new(
            name,
            [
                .. departments.Select(department =>
                    department with { Duties = [.. duties[department.Code.Value].Select(duty => duty.Duty)] }),
            ],
            limits, placeKinds);
    }

    private string PlaceOf(HotlinePart part) => draft.Places.GetValueOrDefault(part, HotlineWords.English(part));

    private void Error(string place, string chinese, string english) => errors.Add(FileError.At(place, chinese, english));

    private void Warn(string place, string chinese, string english) => warnings.Add(FileError.At(place, chinese, english));

    private ImmutableArray<string> Kinds()
    {
        var seen = new Dictionary<string, Placed>(StringComparer.Ordinal);
        foreach (var kind in draft.PlaceKinds)
        {
            var text = Name(kind, HotlinePart.PlaceKinds);
            // It stands in the key of precedents, 事项@场所.
            if (text.AsSpan().ContainsAny('@', '/'))
                Error(kind.Place, $"场所“{Wording.Shown(text)}”不能含有 @ 或 /",
                    $"the kind of place \"{Wording.Shown(text)}\" must not hold @ or /");
            else if (text.Length > 0 && !seen.TryAdd(text, kind))
                Error(kind.Place, $"场所“{Wording.Shown(text)}”与{seen[text].Place}重复", $"the kind of place stands at {seen[text].Place} too");
        }

        kinds = new(seen.Keys.Select(kind => (kind, kind)));
        return [.. seen.Keys];
    }

    private void Codes()
    {
        var seen = new Dictionary<string, Placed>(StringComparer.Ordinal);
        var alike = new Dictionary<string, Placed>(StringComparer.OrdinalIgnoreCase);
        foreach (var placed in draft.Departments.Select(department => department.Code))
        {
            var code = placed.Code;
            if (code.Length == 0)
                Error(placed.Place, "缺少代码，请填写", "the code is missing; fill it in");
            else if (!Platform.Files.Codes.IsCode(code))
                Error(
                    placed.Place, $"代码“{Wording.Shown(code)}”只能用 1 至 32 个字母、数字、汉字或 - _ .",
                    $"the code \"{Wording.Shown(code)}\" must be 1-32 letters, digits, Chinese characters or - _ .");
            else if (code.Equals(Centre, StringComparison.OrdinalIgnoreCase))
                Error(placed.Place, $"代码 {code} 已用于中心的工作台，请换一个", $"the code {code} is the name of the centre's desks; take another");
            else if (!seen.TryAdd(code, placed))
                Error(placed.Place, $"单位代码 {code} 与{seen[code].Place}重复，请改成不同的代码",
                    $"the code {code} is also at {seen[code].Place}; give each its own");
            else if (!alike.TryAdd(code, placed))
                Warn(placed.Place, $"代码 {code} 与{alike[code].Place}只差大小写",
                    $"the code {code} differs from {alike[code].Place} only in case");
        }
    }

    private DepartmentDefinition Department(DepartmentDraft department)
    {
        var town = department.Town.Code;
        if (town.Length > 0
            && !(town.Length == 9 && town.All(char.IsAsciiDigit) && town.StartsWith(district.Value, StringComparison.Ordinal)))
            Error(
                department.Town.Place, $"镇街代码应为 {district} 开头的 9 位区划代码，而不是“{Wording.Shown(town)}”",
                $"a town is given by its statistics code of 9 digits that begins with {district}, not \"{Wording.Shown(town)}\"");
        return new(
            new(department.Code.Code), Name(department.Name, HotlinePart.Departments),
            [.. Words(department.Aliases, HotlineDefinitionFile.MaxNameCharacters, "别名", "alias").Select(alias => alias.Text)],
            new(town), []);
    }

    /// <summary>The platform names departments by code, name or alias: each must mean one of them. So must a town.</summary>
    private void NamesOfDepartments(DepartmentDefinition[] departments)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        var towns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < departments.Length; i++)
        {
            var drafted = draft.Departments[i];
            foreach (var (name, place) in drafted.Aliases.Select(alias => (alias.Text, alias.Place))
                .Prepend((departments[i].Name, drafted.Name.Place)).Prepend((departments[i].Code.Value, drafted.Code.Place)))
            {
                if (name.Length == 0 || owners.TryAdd(name, i) || owners[name] == i
                    || (place == drafted.Code.Place && departments[owners[name]].Code.Value == name)) continue;
                Error(
                    place, $"“{Wording.Shown(name)}”也是单位 {departments[owners[name]].Code} 的代码、名称或别名，无法分清",
                    $"\"{Wording.Shown(name)}\" also means the department {departments[owners[name]].Code}; each name must mean one");
            }

            if (departments[i].Town is { IsEmpty: false } town && !towns.TryAdd(town.Value, i))
                Error(
                    drafted.Town.Place, $"镇街 {Wording.Shown(town.Value)} 已由单位 {departments[towns[town.Value]].Code} 负责",
                    $"the town {Wording.Shown(town.Value)} is the department {departments[towns[town.Value]].Code}'s already");
        }
    }

    /// <summary>Duties by the code of their department, in the order of the file.</summary>
    private ILookup<string, (string Department, Duty Duty, DutyDraft Draft)> Duties(References departments)
    {
        var duties = new List<(string Department, Duty Duty, DutyDraft Draft)>();
        var clauses = new Dictionary<(string, string), Placed>();
        foreach (var duty in draft.Duties)
        {
            var department = Reference(duty.Department, departments, "单位", "department");
            var clause = Clause(duty.Clause);
            if (clause.Length > 0 && !clauses.TryAdd((department, clause), duty.Clause))
                Error(
                    duty.Clause.Place, $"条款 {Wording.Shown(clause)} 与{clauses[(department, clause)].Place}重复",
                    $"the clause {Wording.Shown(clause)} is also at {clauses[(department, clause)].Place}");
            var topics = Words(duty.Topics, HotlineDefinitionFile.MaxTopicCharacters, "事项", "topic");
            foreach (var topic in topics.Where(
                topic => topic.Text.Split('/').Any(level => level.Trim().Length == 0 || level.Trim() != level)))
                Error(topic.Place, $"事项“{Wording.Shown(topic.Text)}”应写成用 / 连接的各级名称",
                    $"the topic \"{Wording.Shown(topic.Text)}\" must be levels joined by /");
            var keywords = Words(duty.Keywords, HotlineDefinitionFile.MaxKeywordCharacters, "关键词", "keyword");
            var placeKinds = Words(duty.PlaceKinds, HotlineDefinitionFile.MaxNameCharacters, "场所", "kind of place");
            if (topics.Count == 0 && keywords.Count == 0)
                Warn(
                    duty.Clause.Place, $"条款 {Wording.Shown(clause)} 没有事项和关键词，不会据此推荐单位",
                    $"the clause {Wording.Shown(clause)} has neither topics nor keywords, so nothing is suggested by it");
            duties.Add((department, new(
                clause, Text(duty.Text), [.. topics.Select(topic => topic.Text)],
                [.. placeKinds.Select(kind => Reference(kind, kinds, "场所", "kind of place"))],
                [.. keywords.Select(keyword => keyword.Text)]), duty));
        }

        Overlaps(duties);
        var all = duties.ToLookup(duty => duty.Department);
        foreach (var department in draft.Departments
            .Where(department => department.Code.Code.Length > 0 && !all.Contains(department.Code.Code)))
            Warn(
                department.Code.Place, $"单位 {Wording.Shown(department.Code.Code)} 没有职责条款，无法据此推荐，也无法依条款退单",
                $"the department {Wording.Shown(department.Code.Code)} has no duties: it is not suggested, and has no clause to refuse by");
        return all;
    }

    /// <summary>One topic at one kind of place in two duty lists is what nobody claims later.</summary>
    private void Overlaps(List<(string Department, Duty Duty, DutyDraft Draft)> duties)
    {
        foreach (var same in duties
            .SelectMany(
                duty => duty.Duty.Topics.Select((topic, i) => (Topic: topic, duty.Draft.Topics[i].Place, duty.Department, duty.Duty)))
            .GroupBy(entry => entry.Topic, StringComparer.Ordinal))
        {
            var before = new List<(string Department, Duty Duty, string Place)>();
            foreach (var entry in same)
            {
                if (before.FirstOrDefault(
                    other => other.Department != entry.Department && Meet(other.Duty.PlaceKinds, entry.Duty.PlaceKinds))
                        is { Place: not null } other)
                    Warn(
                        entry.Place, $"事项“{Wording.Shown(entry.Topic)}”在单位 {other.Department} 的条款 {other.Duty.Clause} 中也有，请用场所分清",
                        $"the topic \"{Wording.Shown(entry.Topic)}\" is also in clause {other.Duty.Clause} of {other.Department}; tell "
                            + $"them apart by kinds of place");
                before.Add((entry.Department, entry.Duty, entry.Place));
            }
        }

        static bool Meet(ImmutableArray<string> one, ImmutableArray<string> other) =>
            one.IsEmpty ? other.IsEmpty : one.Intersect(other).Any();
    }

    private string Clause(Placed clause)
    {
        var text = clause.Code;
        if (text.Length == 0) Error(clause.Place, "缺少条款号，请填写", "the clause's number is missing; fill it in");
        else if (text.Length > HotlineDefinitionFile.MaxClauseCharacters
            || text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            Error(
                clause.Place, $"条款号应为 1 至 {HotlineDefinitionFile.MaxClauseCharacters} 个字，不含空格",
                $"a clause's number is 1-{HotlineDefinitionFile.MaxClauseCharacters} characters without blanks");
        return text;
    }

    private string Text(Placed text)
    {
        if (text.IsEmpty) Error(text.Place, "缺少职责内容，请填写", "the text of the duty is missing; fill it in");
        else if (text.Text.Length > HotlineDefinitionFile.MaxDutyCharacters)
            Error(
                text.Place, $"职责内容有 {text.Text.Length} 个字，最多 {HotlineDefinitionFile.MaxDutyCharacters} 个",
                $"the duty has {text.Text.Length} characters, at most {HotlineDefinitionFile.MaxDutyCharacters}");
        return text.Text;
    }

    private string Name(Placed name, HotlinePart part)
    {
        var text = name.Text.Trim();
        if (text.Length == 0)
            Error(name.Place.Length > 0 ? name.Place : PlaceOf(part), $"缺少{(part == HotlinePart.Name ? "热线" : "")}名称，请填写",
                "the name is missing; fill it in");
        else if (text.Length > HotlineDefinitionFile.MaxNameCharacters)
            Error(
                name.Place, $"名称有 {text.Length} 个字，最多 {HotlineDefinitionFile.MaxNameCharacters} 个",
                $"the name has {text.Length} characters, at most {HotlineDefinitionFile.MaxNameCharacters}");
        else if (text.Any(char.IsControl))
            Error(name.Place, "名称里有换行或控制字符，请写成一行", "the name holds a line break or control character; write it in one line");
        return text;
    }

    /// <summary>Short texts, each once, none too long.</summary>
    private List<Placed> Words(IReadOnlyList<Placed> words, int mostCharacters, string what, string english)
    {
        if (words.Count > HotlineDefinitionFile.MaxWords)
            Error(
                words[0].Place, $"{what}有 {words.Count} 个，最多 {HotlineDefinitionFile.MaxWords} 个",
                $"{words.Count} of the kind \"{english}\", at most {HotlineDefinitionFile.MaxWords}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words.Take(HotlineDefinitionFile.MaxWords))
        {
            if (word.Text.Length == 0 || word.Text.Length > mostCharacters || word.Text.Any(char.IsControl))
                Error(
                    word.Place, $"{what}“{Wording.Shown(word.Text)}”应为 1 至 {mostCharacters} 个字",
                    $"the {english} \"{Wording.Shown(word.Text)}\" must be 1-{mostCharacters} characters");
            else if (!seen.Add(word.Text))
                Warn(word.Place, $"{what}“{Wording.Shown(word.Text)}”写了两次", $"the {english} \"{Wording.Shown(word.Text)}\" stands twice");
        }

        return [.. words.Take(HotlineDefinitionFile.MaxWords)];
    }

    private string Reference(Placed reference, References known, string what, string english)
    {
        var text = reference.Code;
        if (known.Find(text) is { } code) return code;
        if (text.Length == 0) Error(reference.Place, $"缺少{what}，请填写", $"the {english} is missing; fill it in");
        else
        {
            var (chinese, alike) = errors.Count < FileError.MaxTold ? Wording.Suggest(text, known.Codes) : ("", "");
            Error(reference.Place, $"没有{what}“{Wording.Shown(text)}”{chinese}", $"there is no {english} \"{Wording.Shown(text)}\"{alike}");
        }

        return text;
    }
}
