using OpsCenter.Gateway.Platform.Files;

namespace OpsCenter.Gateway.Hotline;

internal sealed record DepartmentDraft(Placed Code, Placed Name, IReadOnlyList<Placed> Aliases, Placed Town);

/// <param name="Department">Code or name of the department whose duty it is.</param>
internal sealed record DutyDraft(
    Placed Department, Placed Clause, Placed Text, IReadOnlyList<Placed> Topics, IReadOnlyList<Placed> PlaceKinds,
    IReadOnlyList<Placed> Keywords);

/// <summary>One limit from a day on; those of the same day are a set.</summary>
/// <param name="From">In force for calls of this day and later.</param>
/// <param name="Term">What is limited, see <see cref="LimitTerms"/>.</param>
/// <param name="Type">Of 办结: the type of order; empty: every type.</param>
/// <param name="Place">Of 办结: beginning of the place's code; empty: every place.</param>
/// <param name="Value">E.g. 10wd.</param>
internal sealed record LimitDraft(Placed From, Placed Term, Placed Type, Placed Place, Placed Value);

/// <summary>What a file says, with places, before it is known to make sense. Both formats come to this.</summary>
internal sealed class HotlineDraft
{
    public Placed Name { get; set; } = new("", "");

    public List<Placed> PlaceKinds { get; } = [];

    public List<DepartmentDraft> Departments { get; } = [];

    public List<DutyDraft> Duties { get; } = [];

    /// <summary>Days from which limits are in force, where a file names them apart from the limits.</summary>
    public List<Placed> LimitDays { get; } = [];

    public List<LimitDraft> Limits { get; } = [];

    /// <summary>Place of each part as a whole, for what is missing in it: a sheet or a key.</summary>
    public Dictionary<HotlinePart, string> Places { get; } = [];
}

/// <summary>Parts of the description; each is a key in YAML (duties: within their department) and a sheet in XLSX.</summary>
internal enum HotlinePart
{
    Name,
    PlaceKinds,
    Departments,
    Duties,
    Limits,
}

/// <summary>What parts and their fields are called in files; messages name the first in English and the second in Chinese.</summary>
internal static class HotlineWords
{
    public static readonly string[] Code = ["code", "代码", "编码", "编号", "单位代码"];
    public static readonly string[] Name = ["name", "名称", "热线名称", "单位名称", "场所名称", "场所类型"];
    public static readonly string[] Aliases = ["aliases", "别名", "alias", "曾用名", "其他名称"];
    public static readonly string[] Town = ["town", "镇街", "镇街代码", "区划代码"];
    public static readonly string[] Duties = ["duties", "职责", "权责清单"];
    public static readonly string[] Department = ["department", "单位", "承办单位", "单位代码"];
    public static readonly string[] Clause = ["clause", "条款", "条款号", "序号"];
    public static readonly string[] Text = ["text", "内容", "职责", "职责内容"];
    public static readonly string[] Topics = ["topics", "事项", "诉求事项", "topic", "分类"];
    public static readonly string[] PlaceKinds = ["place_kinds", "场所", "场所类型", "placekinds"];
    public static readonly string[] Keywords = ["keywords", "关键词", "keyword"];
    public static readonly string[] From = ["from", "生效日期", "起", "生效"];
    public static readonly string[] Term = ["term", "环节", "时限名称"];
    public static readonly string[] Type = ["type", "类型", "诉求类型"];
    public static readonly string[] Place = ["place", "区划", "地点"];
    public static readonly string[] Limit = ["limit", "时限", "限值"];

    private static readonly Dictionary<HotlinePart, string[]> Parts = new()
    {
        [HotlinePart.Name] = ["name", "热线", "名称", "热线名称", "hotline"],
        [HotlinePart.PlaceKinds] = ["place_kinds", "场所", "场所类型", "placekinds"],
        [HotlinePart.Departments] = ["departments", "单位", "承办单位", "department"],
        [HotlinePart.Duties] = ["duties", "职责", "权责清单"],
        [HotlinePart.Limits] = ["limits", "时限", "办理时限"],
    };

    public static IEnumerable<HotlinePart> All => Parts.Keys;

    public static string English(HotlinePart part) => Parts[part][0];

    public static string Chinese(HotlinePart part) => Parts[part][1];

    public static HotlinePart? PartOf(string word)
    {
        var key = Wording.Key(word);
        foreach (var (part, words) in Parts)
            if (words.Contains(key)) return part;
        return null;
    }
}
