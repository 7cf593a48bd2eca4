using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>A live session and the bearer token for it.</summary>
public sealed record OpenSession(AccountView Account, string Session, DateTimeOffset ExpiresAt, string Token);

/// <summary>Accounts kept here, where there is no identity provider. Refusals are RpcExceptions.</summary>
public sealed class LocalAccounts(
    IGrainFactory grains, PasswordHashing passwords, SessionTokens tokens, AccountCache cache, AccountOptions rules, TimeProvider time)
{
    private const int MaxStrangers = 10_000;

    // Names that no account has, treated by the same rules, so that nobody learns from a lock which names exist.
    private readonly ConcurrentDictionary<string, AccountState> strangers = new();
    private readonly AccountDecider decider = new(rules);

    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<AccountView>> ListAsync()
    {
        var names = await grains.GetGrain<IAccountIndex>(AccountKeys.Index).ListAsync();
        var accounts = new List<AccountView>(names.Length);
        foreach (var some in names.Chunk(64))
            accounts.AddRange((await Task.WhenAll(some.Select(name => Account(name).GetAsync()))).OfType<AccountView>());
        return accounts;
    }

    /// <summary>The account, or null.</summary>
    public Task<AccountView?> FindAsync(string name) =>
        AccountOptions.IsName(name = AccountOptions.Normalise(name)) ? Account(name).GetAsync() : Task.FromResult<AccountView?>(null);

    /// <summary>A new account and its one-time password.</summary>
    public async Task<(AccountView Account, string OneTimePassword)> CreateAsync(
        string name, string displayName, ImmutableArray<AccountGrant> grants, string caller)
    {
        var password = Passwords.NewOneTime();
        var account = await CreateAsync(name, new(displayName, grants, await passwords.HashAsync(password)), caller);
        return (account, password);
    }

    /// <summary>A new one-time password; sessions and lock end.</summary>
    public async Task<string> ResetPasswordAsync(string name, string caller)
    {
        var password = Passwords.NewOneTime();
        await CarryOutAsync(name, new ResetPassword(await passwords.HashAsync(password)), caller);
        return password;
    }

    /// <summary>Disables or enables it; see <see cref="SetDisabled"/>.</summary>
    public Task<AccountView> SetDisabledAsync(string name, bool disabled, string caller) =>
        ChangeAsync(name, new SetDisabled(disabled), caller);

    /// <summary>Changes a person's, screen's or machine's account.</summary>
    /// <returns>The account as it is then.</returns>
    public async Task<AccountView> ChangeAsync(string name, AccountCommand command, string caller)
    {
        await CarryOutAsync(name, command, caller);
        return (await FindAsync(name))!;
    }

    /// <summary>One-time passwords for accounts that are to be made, with their hashes; as many at once as there are cores.</summary>
    public async Task<IReadOnlyList<(string Password, string Hash)>> NewPasswordsAsync(int count, CancellationToken cancellation)
    {
        var made = new (string, string)[count];
        // Never more in the line than there are cores, so that whoever signs in meanwhile waits for one or two of them, not for all.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (i, _) =>
            {
                var password = Passwords.NewOneTime();
                made[i] = (password, await passwords.HashAsync(password));
            });
        return made;
    }

    /// <summary>Puts names into the list of accounts: all, or none when there are too many.</summary>
    public async Task<Refusal?> ListAsync(IEnumerable<string> names, string caller) =>
        (await grains.GetGrain<IAccountIndex>(AccountKeys.Index)
            .Handle([.. names.Select(name => new Command<ListAccount>("", time.GetUtcNow(), new(name)))], caller))
            .Select(answer => answer.Refusal).FirstOrDefault(refusal => refusal is not null);

    /// <summary>Carries out what is asked of an account that is listed; all or nothing.</summary>
    public async Task<Refusal?> TryAsync(string name, string caller, params AccountCommand[] commands)
    {
        Refusal? refusal;
        if (commands is [RestrictAccount restrict] && await Account(name).GetAsync() is { CanAdminister: true })
            refusal = (await grains.GetGrain<IAccountIndex>(AccountKeys.Index).RestrictAsync(name, restrict, caller)).Refusal;
        else
            refusal = (await Account(name)
                .Handle([.. commands.Select(command => new Command<AccountCommand>("", time.GetUtcNow(), command))], caller))
                .Select(answer => answer.Refusal).FirstOrDefault(each => each is not null);
        cache.Forget(name);
        return refusal;
    }

    /// <summary>
    /// A token for a machine, whose account is made when there is none. Disabling the account ends all its tokens.
    /// </summary>
    public async Task<OpenSession> IssueTokenAsync(string name, AccountGrant grant, TimeSpan life, string caller)
    {
        if (await FindAsync(name) is null) await CreateAsync(name, new(AccountOptions.Normalise(name), [grant], null), caller);
        var session = NewSession();
        await CarryOutAsync(name, new IssueToken(grant, session, life), caller);
        return await OpenAsync(name, session) ?? throw new InvalidOperationException("The token was issued and is not there.");
    }

    /// <exception cref="RpcException">UNAUTHENTICATED for a wrong name or password, RESOURCE_EXHAUSTED when locked, FAILED_PRECONDITION
    /// when a new password is needed.</exception>
    public async Task<OpenSession> SignInAsync(string name, string password, string newPassword)
    {
        name = AccountOptions.Normalise(name);
        if (!AccountOptions.IsName(name) || password.Length is 0 or > Passwords.MaxLength) throw WrongPassword();
        var credential = await Account(name).GetCredentialAsync();
        var matches = await passwords.MatchesAsync(credential?.Hash, password);
        var session = NewSession();
        if (credential is null)
        {
            FailAsStranger(name, session);
            throw WrongPassword();
        }
        NewPassword? desired = null;
        if (matches && newPassword.Length > 0)
        {
            var problem = newPassword == password
                ? Refusal.Invalid("weak_password", "新密码须与原密码不同", "The new password must differ from the old one")
                : Passwords.Check(name, newPassword);
            desired = problem is null ? new(await passwords.HashAsync(newPassword), null) : new(null, problem);
        }
        await CarryOutAsync(name, new SignIn(credential.Version, matches, desired, session), name);
        return await OpenAsync(name, session) ?? throw WrongPassword();
    }

    /// <summary>Lets a session last its full time from now on.</summary>
    public async Task<OpenSession> RenewAsync(string name, string session)
    {
        await CarryOutAsync(name, new RenewSession(session), name);
        return await OpenAsync(name, session) ?? throw CallerContext.NotSignedIn();
    }

    public Task SignOutAsync(string name, string session) => CarryOutAsync(name, new SignOut(session), name);

    private async Task<AccountView> CreateAsync(string name, CreateAccount create, string caller)
    {
        name = RequireName(name);
        if (await ListAsync([name], caller) is { } refusal) throw Failure.Refused(refusal);
        await CarryOutAsync(name, create with { DisplayName = AccountOptions.NormaliseDisplayName(create.DisplayName) }, caller);
        return (await Account(name).GetAsync())!;
    }

    private async Task CarryOutAsync(string name, AccountCommand command, string caller)
    {
        if (await TryAsync(RequireName(name), caller, command) is { } refusal)
            throw Failure.Refused(refusal, refusal.Code switch
            {
                "weak_password" or "password_change_required" => "new_password",
                "invalid_grants" or "unknown_role" or "invalid_place" or "duties_not_separate" => "grants",
                "invalid_display_name" => "display_name",
                _ => null,
            });
    }

    private static string RequireName(string name) => AccountOptions.IsName(name = AccountOptions.Normalise(name))
        ? name
        : throw Failure.Invalid(("name", "账号名须为 1 至 64 个字母、数字或 . _ - @ / A name has 1 to 64 letters, digits, . _ - @"));

    /// <summary>The session, if the account has it.</summary>
    private async Task<OpenSession?> OpenAsync(string name, string session)
    {
        name = AccountOptions.Normalise(name);
        return await Account(name).GetAsync() is { } account && account.Sessions.TryGetValue(session, out var expires)
            ? new(account, session, expires, tokens.Issue(name, session, expires))
            : null;
    }

    private void FailAsStranger(string name, string session)
    {
        var now = time.GetUtcNow();
        var state = strangers.GetValueOrDefault(name) ?? decider.Initial with { Exists = true };
        var decision = decider.Decide(
            state, new SignIn(0, false, null, session), new(new(new(Territory.System), "account", name), now, now));
        if (decision.Refusal is { } refusal) throw Failure.Refused(refusal);
        if (strangers.Count >= MaxStrangers) strangers.Clear();
        strangers[name] = decision.Events.Aggregate(state, (before, fact) => decider.Evolve(before, fact, now));
    }

    private IAccount Account(string name) => grains.GetGrain<IAccount>(AccountKeys.Account(name));

    private static string NewSession() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static RpcException WrongPassword() =>
        Failure.Of(StatusCode.Unauthenticated, "wrong_name_or_password", "账号或密码错误 / Wrong name or password");
}
