using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>An account: <c>system/account/zhang.wei</c>.</summary>
[Alias("opscenter.accounts.IAccount")]
public interface IAccount : IActor<AccountCommand>
{
    /// <summary>The account as of the last commit; null: it was never created.</summary>
    Task<AccountView?> GetAsync();

    /// <summary>What a password is compared with; null: there is no such account. For the sign-in only.</summary>
    Task<Credential?> GetCredentialAsync();
}

/// <summary>The list of all accounts: <c>system/accounts/all</c>.</summary>
[Alias("opscenter.accounts.IAccountIndex")]
public interface IAccountIndex : IActor<ListAccount>
{
    Task<ImmutableArray<string>> ListAsync();

    /// <summary>
    /// Carries out what may take from an account the right to administer accounts. One after the other for the whole installation, so
    /// that two administrators cannot disable each other at once and leave nobody.
    /// </summary>
    Task<Answer> RestrictAsync(string name, RestrictAccount command, string caller);
}

/// <summary>An account without its secrets.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountView")]
public sealed record AccountView
{
    /// <summary>Its name.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Name of the person, screen or machine.</summary>
    [Id(1)] public required string DisplayName { get; init; }

    /// <summary>What it may do, and where.</summary>
    [Id(2)] public required ImmutableArray<AccountGrant> Grants { get; init; }

    /// <summary>Whether it may do nothing at all.</summary>
    [Id(3)] public required bool Disabled { get; init; }

    /// <summary>Null or passed: not locked.</summary>
    [Id(4)] public required DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether the first sign-in is still to come.</summary>
    [Id(5)] public required bool PasswordIsOneTime { get; init; }

    /// <summary>Live sessions and when each expires.</summary>
    [Id(6)] public required ImmutableDictionary<string, DateTimeOffset> Sessions { get; init; }

    /// <summary>It has tokens and no password.</summary>
    [Id(7)] public required bool IsMachine { get; init; }

    /// <summary>See <see cref="AccountState.CanAdminister"/>.</summary>
    [Id(8)] public required bool CanAdminister { get; init; }
}

/// <param name="Hash">Null: no password lets anybody in.</param>
/// <param name="Version">Which password this is.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.Credential")]
public sealed record Credential([property: Id(0)] string? Hash, [property: Id(1)] int Version);

/// <summary>The accounts' keys.</summary>
public static class AccountKeys
{
    public const string Index = "system/accounts/all";

    public static string Account(string name) => $"system/account/{name}";
}

internal sealed class AccountGrain(ActorServices services, AccountOptions rules)
    : Actor<AccountState, AccountCommand, AccountEvent>(services, new AccountDecider(rules)), IAccount
{
    protected override string KindName => "accounts.account";

    /// <summary>Sessions and locks are of people in front of machines.</summary>
    protected override TimeProvider Clock => Services.Machine;

    protected override JsonTypeInfo<AccountState> StateJson => AccountJson.Default.AccountState;

    public async Task<AccountView?> GetAsync()
    {
        var (state, _) = await CommittedAsync();
        return state.Exists
            ? new()
            {
                Name = Self.Name,
                DisplayName = state.DisplayName,
                Grants = state.Grants,
                Disabled = state.Disabled,
                LockedUntil = state.LockedUntil,
                PasswordIsOneTime = state.PasswordIsOneTime,
                Sessions = state.Sessions,
                IsMachine = state.IsMachine(),
                CanAdminister = state.CanAdminister(),
            }
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
    private readonly SemaphoreSlim restricting = new(1);

    protected override string KindName => "accounts.index";
    protected override JsonTypeInfo<AccountIndexState> StateJson => AccountJson.Default.AccountIndexState;

    public async Task<ImmutableArray<string>> ListAsync() => [.. (await CommittedAsync()).State.Names];

    public async Task<Answer> RestrictAsync(string name, RestrictAccount command, string caller)
    {
        await restricting.WaitAsync();
        try
        {
            var isLast = !await AnyAdministersAsync((await CommittedAsync()).State.Names.Remove(name));
            var informed = command with { IsLastAdministrator = isLast };
            return (await Account(name).Handle([new("", Services.Machine.GetUtcNow(), informed)], caller))[0];
        }
        finally
        {
            restricting.Release();
        }
    }

    private async Task<bool> AnyAdministersAsync(IEnumerable<string> names)
    {
        foreach (var some in names.Chunk(64))
            if ((await Task.WhenAll(some.Select(name => Account(name).GetAsync())))
                .Any(account => account is { CanAdminister: true })) return true;
        return false;
    }

    private IAccount Account(string name) => GrainFactory.GetGrain<IAccount>(AccountKeys.Account(name));
}
