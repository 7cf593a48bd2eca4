using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;

namespace OpsCenter.Gateway.Hall;

/// <summary>Turns what a file says into a hall, and collects everything that does not make sense.</summary>
internal sealed class HallDraftCheck(HallDraft draft, List<FileError> errors, List<FileError> warnings)
{
    /// <summary>The hall; of use only when no error was added.</summary>
    public HallDefinition Check()
    {
        foreach (var (part, count, most) in Counts())
        {
            if (count > most) Error(
                PlaceOf(part), $"{HallWords.Chinese(part)}有 {count} 个，最多 {most} 个", $"{count} {HallWords.English(part)}, at most {most}");
            if (count == 0 && part != HallPart.Staff) Error(
                PlaceOf(part), $"缺少{HallWords.Chinese(part)}，请至少写一个", $"there are no {HallWords.English(part)}; give at least one");
        }

        // Beyond the limits nothing else is looked at: it would only cost time.
        if (Counts().Any(part => part.Count > part.Most)) return new("", [], [], [], [], []);

        var name = Name(draft.Name, HallPart.Name);
        Codes(HallPart.Zones, draft.Zones.Select(zone => zone.Code));
        Codes(HallPart.Queues, draft.Queues.Select(queue => queue.Code));
        Codes(HallPart.Windows, draft.Windows.Select(window => window.Code));
        Codes(HallPart.Staff, draft.Staff.Select(person => person.Code));

        var zones = draft.Zones.Select(zone => new Zone(zone.Code.Code, Name(zone.Name, HallPart.Zones))).ToList();
        var zoneCodes = new References(zones.Select(zone => (zone.Code, zone.Name)));
        var queues = draft.Queues
            .Select(queue => new Queue(
                queue.Code.Code, Name(queue.Name, HallPart.Queues), Reference(queue.Zone, zoneCodes, HallPart.Zones)))
            .ToList();
        var queueCodes = new References(queues.Select(queue => (queue.Code, queue.Name)));
        var zoneOfQueue = queues.DistinctBy(queue => queue.Code).ToDictionary(queue => queue.Code, queue => queue.Zone);
        var windows = draft.Windows.Select(window => Window(window, zoneCodes, queueCodes, zoneOfQueue)).ToList();
        var staff = draft.Staff.Select(person => new StaffMember(person.Code.Code, Name(person.Name, HallPart.Staff))).ToList();

        var served = windows.SelectMany(window => window.Queues).ToHashSet();
        foreach (var queue in draft.Queues.Where(queue => !queue.Code.IsEmpty && !served.Contains(queue.Code.Code)))
        {
            Error(
                queue.Code.Place,
                $"业务 {Wording.Shown(queue.Code.Text)} 没有窗口办理，请在窗口的业务中加上它或删去该业务",
                $"no window serves the queue {Wording.Shown(queue.Code.Text)}; add it to a window or remove it");
        }

        var hours = new OpeningHoursReading(draft.Hours, PlaceOf(HallPart.OpeningHours), errors).Read();
        return new(name, zones, queues, windows, staff, hours);
    }

    private (HallPart Part, int Count, int Most)[] Counts() =>
    [
        (HallPart.Zones, draft.Zones.Count, HallDefinitionFile.MaxZones),
        (HallPart.Queues, draft.Queues.Count, HallDefinitionFile.MaxQueues),
        (HallPart.Windows, draft.Windows.Count, HallDefinitionFile.MaxWindows),
        (HallPart.Staff, draft.Staff.Count, HallDefinitionFile.MaxStaff),
    ];

    private string PlaceOf(HallPart part) => draft.Places.GetValueOrDefault(part, HallWords.English(part));

    private void Error(string place, string chinese, string english) => errors.Add(FileError.At(place, chinese, english));

    private void Codes(HallPart part, IEnumerable<Placed> codes)
    {
        var seen = new Dictionary<string, Placed>(StringComparer.Ordinal);
        var alike = new Dictionary<string, Placed>(StringComparer.OrdinalIgnoreCase);
        foreach (var placed in codes)
        {
            var code = placed.Code;
            if (code.Length == 0)
                Error(placed.Place, "缺少代码，请填写", "the code is missing; fill it in");
            else if (!Platform.Files.Codes.IsCode(code))
                Error(
                    placed.Place,
                    $"代码“{Wording.Shown(code)}”只能用 1 至 32 个字母、数字、汉字或 - _ .",
                    $"the code \"{Wording.Shown(code)}\" must be 1-32 letters, digits, Chinese characters or - _ .");
            else if (!seen.TryAdd(code, placed))
                Error(
                    placed.Place,
                    $"{HallWords.Chinese(part)}代码 {code} 与{seen[code].Place}重复，请改成不同的代码",
                    $"the code {code} is also at {seen[code].Place}; give each its own");
            else if (!alike.TryAdd(code, placed))
                warnings.Add(FileError.At(
                    placed.Place,
                    $"代码 {code} 与{alike[code].Place}只差大小写",
                    $"the code {code} differs from {alike[code].Place} only in case"));
        }
    }

    private string Name(Placed name, HallPart part)
    {
        var text = name.Text.Trim();
        if (text.Length == 0)
            Error(
                name.Place.Length > 0 ? name.Place : PlaceOf(part),
                $"缺少{(part == HallPart.Name ? "大厅" : "")}名称，请填写",
                "the name is missing; fill it in");
        else if (text.Length > HallDefinitionFile.MaxNameCharacters)
            Error(
                name.Place,
                $"名称有 {text.Length} 个字，最多 {HallDefinitionFile.MaxNameCharacters} 个",
                $"the name has {text.Length} characters, at most {HallDefinitionFile.MaxNameCharacters}");
        else if (text.Any(char.IsControl))
            Error(name.Place, "名称里有换行或控制字符，请写成一行", "the name holds a line break or control character; write it in one line");
        return text;
    }

    private string Reference(Placed reference, References known, HallPart part)
    {
        var text = reference.Code;
        if (known.Find(text) is { } code) return code;
        var (what, english) = (HallWords.Chinese(part), HallWords.English(part)[..^1]);
        if (text.Length == 0)
            Error(reference.Place, $"缺少{what}，请填写{what}代码", $"the {english} is missing; give its code");
        else
        {
            var (chinese, alike) = errors.Count < FileError.MaxTold ? Wording.Suggest(text, known.Codes) : ("", "");
            Error(
                reference.Place,
                $"没有代码为“{Wording.Shown(text)}”的{what}{chinese}",
                $"there is no {english} \"{Wording.Shown(text)}\"{alike}");
        }

        return text;
    }

    private Window Window(WindowDraft window, References zones, References queues, Dictionary<string, string> zoneOfQueue)
    {
        var zone = Reference(window.Zone, zones, HallPart.Zones);
        var served = new List<string>();
        if (window.Queues.Count == 0)
            Error(window.QueuesPlace, "窗口没有可办理的业务，请填写业务代码", "the window serves no queue; give the codes of its queues");
        if (window.Queues.Count > HallDefinitionFile.MaxQueues)
        {
            Error(
                window.QueuesPlace,
                $"窗口有 {window.Queues.Count} 项业务，最多 {HallDefinitionFile.MaxQueues} 项",
                $"the window serves {window.Queues.Count} queues, at most {HallDefinitionFile.MaxQueues}");
        }

        foreach (var placed in window.Queues.Take(HallDefinitionFile.MaxQueues))
        {
            var queue = Reference(placed, queues, HallPart.Queues);
            if (served.Contains(queue))
            {
                warnings.Add(FileError.At(
                    placed.Place, $"业务 {Wording.Shown(queue)} 写了两次", $"the queue {Wording.Shown(queue)} stands twice"));
                continue;
            }

            served.Add(queue);
            if (zoneOfQueue.TryGetValue(queue, out var home) && home != zone && zones.Find(zone) is not null
                && zones.Find(home) is not null)
            {
                warnings.Add(FileError.At(
                    placed.Place,
                    $"窗口 {Wording.Shown(window.Code.Text)} 在区域 {zone}，却办理区域 {home} 的业务 {queue}，请确认",
                    $"the window {Wording.Shown(window.Code.Text)} of zone {zone} serves the queue {queue} of zone {home}; make sure"));
            }
        }

        return new(window.Code.Code, Name(window.Name, HallPart.Windows), zone, served);
    }
}
