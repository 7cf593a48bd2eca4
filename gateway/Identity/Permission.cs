using System.Collections.Frozen;

namespace OpsCenter.Gateway.Identity;

/// <summary>What somebody may do, at a place.</summary>
public enum Permission
{
    /// <summary>See halls, their descriptions and the numbers of their days.</summary>
    ReadHalls,

    /// <summary>Describe a hall anew.</summary>
    DefineHalls,

    /// <summary>Watch the live themes of walls and dashboards.</summary>
    WatchScreens,

    /// <summary>Report what happened, as a queue system does.</summary>
    SubmitFacts,

    /// <summary>See, mend and dismiss what is in quarantine.</summary>
    MendQuarantine,

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
    public static readonly FrozenDictionary<string, FrozenSet<Permission>> Permissions = new Dictionary<string, Permission[]>
    {
        ["operator"] =
        [
            Permission.ReadHalls, Permission.DefineHalls, Permission.WatchScreens, Permission.MendQuarantine, Permission.ReadHistory,
            Permission.ReadDiagnostics,
        ],
        ["leader"] = [Permission.ReadHalls, Permission.WatchScreens],
        ["analyst"] = [Permission.ReadHalls, Permission.WatchScreens],
        ["screen"] = [Permission.ReadHalls, Permission.WatchScreens],
        ["source"] = [Permission.SubmitFacts],
        ["auditor"] = [Permission.ReadHistory, Permission.ReadAudit],
        ["collector"] = [Permission.ReadDiagnostics],
        ["administrator"] = [Permission.AdministerAccounts, Permission.ReadDiagnostics],
        // Nothing in the contract is theirs yet; an account may hold them already.
        ["clerk"] = [],
        ["department"] = [],
        ["town"] = [],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    public static bool Allow(string role, Permission permission) => Permissions.TryGetValue(role, out var granted) && granted.Contains(permission);
}

/// <summary>Places: "44" (广东) holds "4402" (韶关) holds "440203" (武江) holds "440203102" (龙归镇).</summary>
public static class Places
{
    /// <summary>The place of what belongs to the installation itself: accounts, its own audit trail.</summary>
    public const string System = "system";

    /// <summary>Whether what is granted at <paramref name="granted"/> holds at <paramref name="place"/>.</summary>
    public static bool Covers(string granted, string place) =>
        granted == "*" || granted == place || (IsPlace(granted) && IsPlace(place) && place.StartsWith(granted, StringComparison.Ordinal));

    /// <summary>Whether it has the form of a statistics code: province 2, city 4, district 6, town 9, village 12 digits.</summary>
    public static bool IsPlace(string place) => place.Length is 2 or 4 or 6 or 9 or 12 && place.All(char.IsAsciiDigit);

    /// <summary>The place that a stream or a theme belongs to: its first part.</summary>
    public static string OfStream(string stream) => stream.Split('/', 2)[0];
}
