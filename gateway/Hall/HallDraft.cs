using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Hall;

internal sealed record ZoneDraft(Placed Code, Placed Name);

internal sealed record QueueDraft(Placed Code, Placed Name, Placed Zone);

internal sealed record WindowDraft(Placed Code, Placed Name, Placed Zone, IReadOnlyList<Placed> Queues, string QueuesPlace);

internal sealed record StaffDraft(Placed Code, Placed Name);

/// <param name="Days">周一, 周一至周五, Mon-Fri, 1,3,5 …</param>
/// <param name="Opens">Opening time, or a whole span 09:00-12:00, or several; then <paramref name="Closes"/> is empty.</param>
/// <param name="Closes">Closing time.</param>
internal sealed record HoursDraft(Placed Days, Placed Opens, Placed Closes);

/// <summary>What a file says, with places, before it is known to make sense. Both formats come to this.</summary>
internal sealed class HallDraft
{
    public Placed Name { get; set; } = new("", "");

    public List<ZoneDraft> Zones { get; } = [];

    public List<QueueDraft> Queues { get; } = [];

    public List<WindowDraft> Windows { get; } = [];

    public List<StaffDraft> Staff { get; } = [];

    public List<HoursDraft> Hours { get; } = [];

    /// <summary>Place of each part as a whole, for what is missing in it: a sheet or a key.</summary>
    public Dictionary<HallPart, string> Places { get; } = [];
}

/// <summary>Parts of the description; each is a key in YAML and a sheet in XLSX.</summary>
internal enum HallPart
{
    Name,
    Zones,
    Queues,
    Windows,
    Staff,
    OpeningHours,
}

/// <summary>What parts and their fields are called in files, English and Chinese; the first two are those written.</summary>
internal static class HallWords
{
    public static readonly string[] Code = ["code", "代码", "编码", "编号", "窗口号", "工号", "id"];
    public static readonly string[] Name = ["name", "名称", "姓名", "大厅名称", "区域名称", "业务名称", "窗口名称"];
    public static readonly string[] Zone = ["zone", "区域", "区域代码", "所属区域", "服务区"];
    public static readonly string[] Queues = ["queues", "业务", "业务代码", "办理业务", "queue"];
    public static readonly string[] Days = ["days", "星期", "weekday", "weekdays", "day", "日期"];
    public static readonly string[] Opens = ["opens", "开始", "开门", "open", "from", "开始时间"];
    public static readonly string[] Closes = ["closes", "结束", "关门", "close", "to", "结束时间"];
    public static readonly string[] Spans = ["spans", "时段", "hours", "span", "开放时段"];

    private static readonly Dictionary<HallPart, string[]> Parts = new()
    {
        [HallPart.Name] = ["name", "大厅", "名称", "大厅名称", "hall"],
        [HallPart.Zones] = ["zones", "区域", "zone"],
        [HallPart.Queues] = ["queues", "业务", "queue", "businesses"],
        [HallPart.Windows] = ["windows", "窗口", "window"],
        [HallPart.Staff] = ["staff", "人员", "员工"],
        [HallPart.OpeningHours] = ["opening_hours", "开放时间", "openinghours", "办公时间", "hours"],
    };

    public static IEnumerable<HallPart> All => Parts.Keys;

    public static string English(HallPart part) => Parts[part][0];

    public static string Chinese(HallPart part) => Parts[part][1];

    public static HallPart? PartOf(string word)
    {
        foreach (var (part, words) in Parts)
            if (Is(words, word)) return part;
        return null;
    }

    public static bool Is(string[] words, string word) => words.Contains(Wording.Key(word));

    /// <summary>The fields that a part has, the ones that must be there first.</summary>
    public static string[][] Fields(HallPart part) => part switch
    {
        HallPart.Name => [Name],
        HallPart.Zones or HallPart.Staff => [Code, Name],
        HallPart.Queues => [Code, Name, Zone],
        HallPart.Windows => [Code, Name, Zone, Queues],
        _ => [Days, Opens, Closes, Spans],
    };
}
