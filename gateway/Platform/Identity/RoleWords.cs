using System.Collections.Frozen;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>What people call a role, what it is for, and where it is held.</summary>
/// <param name="Code">As it stands in a grant.</param>
/// <param name="Place">How its place is written.</param>
/// <param name="Kinds">Kinds of places at which it is held, what is usual first.</param>
public sealed record RoleWord(string Code, string Name, string Use, string Place, params GrantPlaceKind[] Kinds);

/// <summary>The roles in the words of those who give them.</summary>
public static class RoleWords
{
    public static readonly IReadOnlyList<RoleWord> All =
    [
        new("department", "承办单位", "签收、办理、答复本单位的工单，审核分管的填报", "单位，如 440203/ZJJ", GrantPlaceKind.Department),
        new("town", "镇街", "办理本镇街的工单，填报并审核本镇街及村居的填报", "镇街，9 位代码，如 440203102", GrantPlaceKind.Town),
        new("clerk", "信息员", "填报本村居或本镇街的指标", "村居 12 位或镇街 9 位代码", GrantPlaceKind.Village, GrantPlaceKind.Town, GrantPlaceKind.District),
        new("dispatcher", "派单员", "受理、派单、催办、督办", "区，如 440203", GrantPlaceKind.District),
        new("adjudicator", "会商主持", "裁定退单争议", "区", GrantPlaceKind.District),
        new("reviewer", "审核员", "审核答复", "区", GrantPlaceKind.District),
        new("callback", "回访员", "回访来电人", "区", GrantPlaceKind.District),
        new("leader", "领导", "查看大屏、工单和填报", "区", GrantPlaceKind.District),
        new("analyst", "分析员", "查看大厅和大屏", "区", GrantPlaceKind.District),
        new("operator", "运营值班", "维护大厅、热线、指标、区划、通讯录和期次", "区", GrantPlaceKind.District),
        new("screen", "大屏", "一块大屏，登录一次后长期显示", "区", GrantPlaceKind.District),
        new("auditor", "审计员", "查看审计记录和历史；不得兼任管理员", "区，或 system", GrantPlaceKind.District, GrantPlaceKind.Installation),
        new("administrator", "管理员", "管理账号；不参与业务", "*", GrantPlaceKind.Installation),
        new("source", "数据来源", "排队叫号系统、12345 平台等上报数据", "区", GrantPlaceKind.District),
        new("collector", "指标采集", "采集运行指标", "*", GrantPlaceKind.Installation),
    ];

    private static readonly FrozenDictionary<string, RoleWord> ByCode = All.ToFrozenDictionary(role => role.Code);

    /// <summary>Codes and names, by which a role is read.</summary>
    public static readonly FrozenDictionary<string, string> Read =
        All.SelectMany(role => (IEnumerable<(string Word, string Code)>)[(role.Code, role.Code), (role.Name, role.Code)])
            .ToFrozenDictionary(role => role.Word, role => role.Code);

    /// <summary>Its name; of a role that there is not, its code.</summary>
    public static string NameOf(string code) => ByCode.GetValueOrDefault(code)?.Name ?? code;
}
