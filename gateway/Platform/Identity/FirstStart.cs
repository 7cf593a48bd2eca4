using System.Collections.Frozen;
using System.Collections.Immutable;
using Grpc.Core;
using OpsCenter.Accounts;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>An account and the password that lets somebody in once.</summary>
public sealed record OneTimePassword(string Name, string DisplayName, string Password);

/// <summary>
/// The accounts that an installation begins with. Each account's actor decides who created it: of several processes that
/// start at once every password is returned by exactly one. A password that nobody wrote down is replaced with
/// <see cref="LocalAccounts.ResetPasswordAsync"/>.
/// </summary>
public sealed class FirstStart(LocalAccounts accounts, IdentityOptions options)
{
    /// <summary>Names of the accounts that every installation begins with.</summary>
    public static readonly FrozenSet<string> Names = Beginning([]).Select(account => account.Name).ToFrozenSet();

    /// <summary>Creates what is missing; returns what was created, to be shown once. Empty on every later start.</summary>
    public async Task<IReadOnlyList<OneTimePassword>> RunAsync()
    {
        if (options.Authority.Length > 0) return [];
        string[] places = options.Districts.Length > 0 ? options.Districts : ["*"];
        // All at once: most of the time goes into hashing, and whoever started the program is waiting.
        var created =
            await Task.WhenAll(Beginning(places).Select(account => CreateAsync(account.Name, account.DisplayName, account.Grants)));
        return [.. created.OfType<OneTimePassword>()];
    }

    /// <summary>Null: it is there already.</summary>
    private async Task<OneTimePassword?> CreateAsync(string name, string displayName, ImmutableArray<AccountGrant> grants)
    {
        if (await accounts.FindAsync(name) is not null) return null;
        try
        {
            var (_, password) = await accounts.CreateAsync(name, displayName, grants, "first-start");
            return new(name, displayName, password);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.AlreadyExists)
        {
            // Another process was faster and has its password.
            return null;
        }
    }

    private static (string Name, string DisplayName, ImmutableArray<AccountGrant> Grants)[] Beginning(string[] places) =>
    [
        ("admin", "系统管理员", [new AccountGrant("administrator", "*")]),
        ("operator", "运营值班", At(places, "operator", "leader", "analyst")),
        // The hotline's desks. Departments and towns get accounts of their own by the administrator.
        ("dispatcher", "热线派单员", At(places, "dispatcher")),
        ("adjudicator", "热线会商主持", At(places, "adjudicator")),
        ("reviewer", "热线审核员", At(places, "reviewer")),
        ("callback", "热线回访员", At(places, "callback")),
        ("wall", "大厅大屏", At(places, "screen")),
        // Sign-ins and changes of accounts are in the installation's own trail.
        ("auditor", "审计员", At([.. places.Append(Territory.System).Distinct()], "auditor")),
    ];

    private static ImmutableArray<AccountGrant> At(string[] places, params string[] roles) =>
        [.. from place in places from role in roles select new AccountGrant(role, place)];
}
