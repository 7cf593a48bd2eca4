using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>An account: <c>system/account/zhang.wei</c>.</summary>
public interface IAccount : IActor<AccountCommand>
{
    /// <summary>The account as of the last commit; null: it was never created.</summary>
    Task<AccountView?> GetAsync();

    /// <summary>What a password is compared with; null: there is no such account. For the sign-in only.</summary>
    Task<Credential?> GetCredentialAsync();
}

/// <summary>The list of all accounts: <c>system/accounts/all</c>.</summary>
public interface IAccountIndex : IActor<ListAccount>
{
    Task<ImmutableArray<string>> ListAsync();
}

/// <summary>An account without its secrets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Name of the person, screen or machine.</param>
/// <param name="Grants">What it may do, and where.</param>
/// <param name="Disabled">Whether it may do nothing at all.</param>
/// <param name="LockedUntil">Null or passed: not locked.</param>
/// <param name="PasswordIsOneTime">Whether the first sign-in is still to come.</param>
/// <param name="Sessions">Live sessions and when each expires.</param>
[GenerateSerializer, Immutable]
public sealed record AccountView(
    [property: Id(0)] string Name,
    [property: Id(1)] string DisplayName,
    [property: Id(2)] ImmutableArray<AccountGrant> Grants,
    [property: Id(3)] bool Disabled,
    [property: Id(4)] DateTimeOffset? LockedUntil,
    [property: Id(5)] bool PasswordIsOneTime,
    [property: Id(6)] ImmutableDictionary<string, DateTimeOffset> Sessions);

/// <param name="Hash">Null: no password lets anybody in.</param>
/// <param name="Version">Which password this is.</param>
[GenerateSerializer, Immutable]
public sealed record Credential([property: Id(0)] string? Hash, [property: Id(1)] int Version);

/// <summary>The accounts' keys.</summary>
public static class AccountKeys
{
    public const string Index = "system/accounts/all";

    public static string Account(string name) => $"system/account/{name}";
}

internal sealed class AccountGrain(ActorServices services, AccountRules rules)
    : Actor<AccountState, AccountCommand, AccountFact>(services, new AccountDecider(rules)), IAccount
{
    protected override string KindName => "accounts.account";

    /// <summary>Sessions and locks are of people in front of machines.</summary>
    protected override TimeProvider Clock => Services.Machine;

    protected override JsonTypeInfo<AccountState> StateJson => AccountJson.Default.AccountState;

    public async Task<AccountView?> GetAsync()
    {
        var (state, _) = await CommittedAsync();
        return state.Exists
            ? new(Self.Name, state.DisplayName, state.Grants, state.Disabled, state.LockedUntil, state.PasswordIsOneTime, state.Sessions)
            : null;
    }

    public async Task<Credential?> GetCredentialAsync()
    {
        var (state, _) = await CommittedAsync();
        return state.Exists ? new(state.PasswordHash, state.PasswordVersion) : null;
    }
}

internal sealed class AccountIndexGrain(ActorServices services)
    : Actor<AccountIndexState, ListAccount, AccountListed>(services, new AccountIndexDecider()), IAccountIndex
{
    protected override string KindName => "accounts.index";
    protected override JsonTypeInfo<AccountIndexState> StateJson => AccountJson.Default.AccountIndexState;

    public async Task<ImmutableArray<string>> ListAsync() => [.. (await CommittedAsync()).State.Names];
}
