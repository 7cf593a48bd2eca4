using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>The people's accounts, on the way from an empty product to one that works.</summary>
public sealed class AccountsSetup(LocalAccounts accounts, IdentityOptions identity) : ISetupStep
{
    public SetupAbout About { get; } = new(
        "accounts", 70, "账号", "承办单位、镇街、村居和值班人员的登录账号；首次登录用一次性密码。", Permission.AdministerAccounts, Permission.AdministerAccounts)
    {
        IsOfInstallation = true,
        Page = _ => "/accounts",
    };

    /// <summary>Accounts of people in the district beside those that the installation began with.</summary>
    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        if (identity.Authority.Length > 0) return SetupStanding.Done("由统一身份认证提供");
        var people = (await accounts.ListAsync())
            .Where(account => !account.Disabled && !FirstStart.Names.Contains(account.Name))
            .Where(account => account.Grants
                .Any(grant => !Roles.Machines.Contains(grant.Role) && IsIn(grant.Place.Split('/')[0], district)))
            .ToArray();
        var waiting = people.Count(account => account.PasswordIsOneTime);
        return people.Length == 0 ? SetupStanding.Missing
            : SetupStanding.Done($"{people.Length} 个账号{(waiting > 0 ? $"，{waiting} 个还没有首次登录" : "")}");
    }

    /// <summary>The place is the district, holds it, or lies in it.</summary>
    internal static bool IsIn(string place, DistrictCode district) =>
        Territory.Covers(place, district.Value) || Territory.Covers(district.Value, place);
}

/// <summary>The accounts of walls, on the way from an empty product to one that works.</summary>
public sealed class DisplaysSetup(LocalAccounts accounts, IdentityOptions identity) : ISetupStep
{
    private const string Screen = "screen";

    public SetupAbout About { get; } = new(
        "displays", 80, "大屏", "大屏电脑用 wall 账号（或另建的“大屏”账号）登录一次，以后开机就显示。", Permission.AdministerAccounts, Permission.AdministerAccounts)
    {
        IsOptional = true,
        IsOfInstallation = true,
        Page = _ => "/accounts",
    };

    /// <summary>A screen's account is in use as soon as it has a password of its own, or a token.</summary>
    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        if (identity.Authority.Length > 0) return SetupStanding.Done("由统一身份认证提供");
        var screens = (await accounts.ListAsync())
            .Where(account => !account.Disabled && account.Grants
                .Any(grant => grant.Role == Screen && AccountsSetup.IsIn(grant.Place.Split('/')[0], district))).ToArray();
        var used = screens.Count(account => !account.PasswordIsOneTime);
        return used > 0
            ? SetupStanding.Done($"{used} 个大屏账号已启用")
            : new(screens.Length > 0 ? V1.SetupState.SetupPartly : V1.SetupState.SetupMissing, "", screens.Length > 0 ? "大屏账号还没有登录过" : "");
    }
}
