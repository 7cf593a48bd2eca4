using System.Collections.Frozen;
using OpsCenter.Accounts;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>What somebody may do, at a place.</summary>
public enum Permission
{
    /// <summary>See halls, their descriptions and the numbers of their days.</summary>
    ReadHalls,

    /// <summary>Describe a hall.</summary>
    DefineHalls,

    /// <summary>Watch the live themes of walls and dashboards.</summary>
    WatchScreens,

    /// <summary>Report what happened, as a queue system does.</summary>
    SubmitFacts,

    /// <summary>See, mend and dismiss what is in quarantine.</summary>
    MendQuarantine,

    /// <summary>
    /// See the hotline's description and precedents, and orders, masked: all of a district, or those of one's own department.
    /// </summary>
    ReadOrders,

    /// <summary>Move orders on; which moves, the permissions below say. Who has one of those has this.</summary>
    MoveOrders,

    /// <summary>派单台: accept, dispatch, merge, judge refusals and delays, hold, flag, urge, supervise, archive.</summary>
    DispatchOrders,

    /// <summary>承办单位: claim, refuse, contact, answer, ask for delay, for one's own department.</summary>
    HandleOrders,

    /// <summary>会商: rule who is responsible, and revoke the precedents that rulings made.</summary>
    RuleOrders,

    /// <summary>审核: approve or return answers.</summary>
    ReviewOrders,

    /// <summary>回访: record what callers say of the result.</summary>
    CallBackOrders,

    /// <summary>See personal data and secret orders in clear: for a reason, on the record.</summary>
    RevealPersonal,

    /// <summary>Describe the hotline, and decree the working days of a year.</summary>
    DefineHotline,

    /// <summary>
    /// See rounds and filings: those of one's own place and below it, or those of the sets that one's department reviews.
    /// </summary>
    ReadFilings,

    /// <summary>填报: fill and send filings.</summary>
    FillFilings,

    /// <summary>审核填报: approve filings or return cells, where the step is taken: at the town, the department, the district.</summary>
    ReviewFilings,

    /// <summary>Open rounds, move their due dates, open approved filings again, and send values to the platform above.</summary>
    ManageFilings,

    /// <summary>Define what is asked, and the places there are.</summary>
    DefineIndicators,

    /// <summary>通讯录与催报: keep the address book, see reminders, bring dead letters back.</summary>
    ManageReminders,

    /// <summary>See what has been set up and what is missing: of each step how it stands, no more.</summary>
    ReadSetup,

    /// <summary>Read the events of any actor.</summary>
    ReadHistory,

    /// <summary>Read the audit trail.</summary>
    ReadAudit,

    /// <summary>Create, reset and disable accounts.</summary>
    AdministerAccounts,

    /// <summary>See metrics, the dashboard of the actors, the contract and its reflection.</summary>
    ReadDiagnostics,
}

/// <summary>
/// Which role may do what (访问控制, GB/T 22239-2019 8.1.4.2: least privilege, administrators separated). The administrator
/// gives rights and has none over the business; the auditor sees what was done and can do nothing.
/// </summary>
public static class Roles
{
    private static readonly Permission[] ForDepartment =
    [
        Permission.WatchScreens, Permission.ReadOrders, Permission.MoveOrders, Permission.HandleOrders, Permission.RevealPersonal,
        Permission.ReadFilings, Permission.ReviewFilings,
    ];

    public static readonly FrozenDictionary<string, FrozenSet<Permission>> Permissions = new Dictionary<string, Permission[]>
    {
        ["operator"] =
        [
            Permission.ReadHalls, Permission.DefineHalls, Permission.WatchScreens, Permission.MendQuarantine, Permission.ReadHistory,
            Permission.ReadDiagnostics, Permission.ReadOrders, Permission.DefineHotline, Permission.ReadFilings, Permission.ReviewFilings,
            Permission.ManageFilings,
            Permission.DefineIndicators, Permission.ManageReminders, Permission.ReadSetup,
        ],
        // The hotline's desks (派单台, 会商, 审核, 回访) are separate: nobody rules on a refusal of an order that he dispatched, or reviews
        // what he is to be asked about, unless one account is given several of these roles.
        ["dispatcher"] =
            [Permission.WatchScreens, Permission.ReadOrders, Permission.MoveOrders, Permission.DispatchOrders, Permission.RevealPersonal],
        ["adjudicator"] = [Permission.WatchScreens, Permission.ReadOrders, Permission.MoveOrders, Permission.RuleOrders],
        ["reviewer"] = [Permission.WatchScreens, Permission.ReadOrders, Permission.MoveOrders, Permission.ReviewOrders],
        ["callback"] =
            [Permission.WatchScreens, Permission.ReadOrders, Permission.MoveOrders, Permission.CallBackOrders, Permission.RevealPersonal],
        // Bound to one department, or to one town: what they may, they may with its orders and filings only, see OrderScope and
        // FilingRights.
        ["department"] = ForDepartment,
        ["town"] = [.. ForDepartment, Permission.FillFilings],
        // 信息员 of a village or a town: fills, and reviews nothing.
        ["clerk"] = [Permission.ReadFilings, Permission.FillFilings],
        ["leader"] = [Permission.ReadHalls, Permission.WatchScreens, Permission.ReadOrders, Permission.ReadFilings, Permission.ReadSetup],
        ["analyst"] = [Permission.ReadHalls, Permission.WatchScreens],
        ["screen"] = [Permission.ReadHalls, Permission.WatchScreens],
        ["source"] = [Permission.SubmitFacts],
        ["auditor"] = [Permission.ReadHistory, Permission.ReadAudit],
        ["collector"] = [Permission.ReadDiagnostics],
        ["administrator"] = [Permission.AdministerAccounts, Permission.ReadDiagnostics, Permission.ReadSetup],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>Roles that no person has: what they do, programs do.</summary>
    public static readonly FrozenSet<string> Machines = ((string[])["collector", "screen", "source"]).ToFrozenSet();

    public static bool Allow(string role, Permission permission) => Permissions.TryGetValue(role, out var granted)
        && granted.Contains(permission);
}

/// <summary>
/// Territory: "44" (广东) holds "4402" (韶关) holds "440203" (武江) holds "440203102" (龙归镇). A department is a place too: "440203"
/// holds "440203/ZJJ", which holds nothing but itself.
/// </summary>
public static class Territory
{
    /// <summary>The place of what belongs to the installation itself: accounts, its own audit trail.</summary>
    public const string System = "system";

    /// <summary>Whether what is granted at <paramref name="granted"/> holds at <paramref name="place"/>.</summary>
    public static bool Covers(string granted, string place) =>
        granted == "*" || granted == place
        || (IsPlace(granted) && (IsPlace(place) || AccountOptions.IsDepartment(place))
            && place.StartsWith(granted, StringComparison.Ordinal));

    /// <summary>Whether it has the form of a statistics code: province 2, city 4, district 6, town 9, village 12 digits.</summary>
    public static bool IsPlace(string place) => PlaceCode.TryParse(place, out _);

    /// <summary>The place that a stream or a theme belongs to: its first part.</summary>
    public static string OfStream(string stream) => stream.Split('/', 2)[0];
}
