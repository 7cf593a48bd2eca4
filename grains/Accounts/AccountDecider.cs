using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>What is asked of an account.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountCommand")]
public abstract record AccountCommand;

/// <param name="DisplayName">Name of the person, screen or machine, 1-64 characters.</param>
/// <param name="Grants">See <see cref="AccountOptions.Check"/>.</param>
/// <param name="OneTimeHash">Hash of the one-time password; null: a machine, which only has tokens.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.CreateAccount")]
public sealed record CreateAccount(
    [property: Id(0)] string DisplayName, [property: Id(1)] ImmutableArray<AccountGrant> Grants, [property: Id(2)] string? OneTimeHash)
        : AccountCommand;

/// <summary>The administrator gives a new one-time password; it ends all sessions and the lock.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.ResetPassword")]
public sealed record ResetPassword([property: Id(0)] string OneTimeHash) : AccountCommand;

/// <summary>
/// Somebody signs in. Comparing a password with its hash takes a tenth of a second of arithmetic, so the gateway has done
/// it; whether a session follows is decided here.
/// </summary>
/// <param name="PasswordVersion">Which password it was compared with.</param>
/// <param name="PasswordMatches">What came of it.</param>
/// <param name="NewPassword">The password that shall replace it, or null.</param>
/// <param name="Session">Random name for the session.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.SignIn")]
public sealed record SignIn(
    [property: Id(0)] int PasswordVersion, [property: Id(1)] bool PasswordMatches, [property: Id(2)] NewPassword? NewPassword,
    [property: Id(3)] string Session) : AccountCommand;

/// <summary>A new password: its hash, or why it is not allowed.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.NewPassword")]
public sealed record NewPassword([property: Id(0)] string? Hash, [property: Id(1)] Refusal? Problem);

/// <summary>The session shall last its full time from now on.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.RenewSession")]
public sealed record RenewSession([property: Id(0)] string Session) : AccountCommand;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.SignOut")]
public sealed record SignOut([property: Id(0)] string Session) : AccountCommand;

/// <summary>A machine shall have a token for <paramref name="Life"/>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.IssueToken")]
public sealed record IssueToken([property: Id(0)] AccountGrant Grant, [property: Id(1)] string Session, [property: Id(2)] TimeSpan Life)
    : AccountCommand;

/// <summary>What may take from an account the right to administer accounts.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.RestrictAccount")]
public abstract record RestrictAccount : AccountCommand
{
    /// <summary>Whether nobody else could administer accounts then. The list of accounts finds it out, see
    /// <see cref="IAccountIndex"/>.</summary>
    [Id(0)] public bool IsLastAdministrator { get; init; }
}

/// <summary>停用 or 启用.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.SetDisabled")]
public sealed record SetDisabled([property: Id(0)] bool Disabled) : RestrictAccount;

/// <summary>One more role at a place; one that it has changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.GrantRole")]
public sealed record GrantRole([property: Id(0)] AccountGrant Grant) : AccountCommand;

/// <summary>A role at a place is taken away; one that it has not changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.RevokeGrant")]
public sealed record RevokeGrant([property: Id(0)] AccountGrant Grant) : RestrictAccount;

/// <param name="DisplayName">See <see cref="AccountOptions.CheckDisplayName"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.RenameAccount")]
public sealed record RenameAccount([property: Id(0)] string DisplayName) : AccountCommand;

/// <summary>Ends the lock that wrong passwords have brought.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.UnlockAccount")]
public sealed record UnlockAccount : AccountCommand;

/// <summary>The account shall be exactly so, as a file describes it: all of it or nothing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.ArrangeAccount")]
public sealed record ArrangeAccount(
    [property: Id(0)] string DisplayName, [property: Id(1)] ImmutableArray<AccountGrant> Grants, [property: Id(2)] bool Disabled)
        : RestrictAccount;

public sealed record AccountState
{
    /// <summary>Whether it was ever created.</summary>
    public bool Exists { get; init; }

    /// <summary>Name of the person, screen or machine.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What it may do, and where.</summary>
    public ImmutableArray<AccountGrant> Grants { get; init; } = [];

    /// <summary>A disabled account has no session and gets none.</summary>
    public bool Disabled { get; init; }

    /// <summary>Null: there is no password to sign in with.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Whether the first sign-in replaces it or uses it up.</summary>
    public bool PasswordIsOneTime { get; init; }

    /// <summary>Counts the changes of the password.</summary>
    public int PasswordVersion { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>The end of the last lock; may have passed.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Live sessions and tokens, and when each expires.</summary>
    public ImmutableDictionary<string, DateTimeOffset> Sessions { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>A wall: it signs in once and stays.</summary>
    public bool IsScreen() => Grants.Length > 0 && Grants.All(grant => grant.Role == "screen");

    /// <summary>It has no password and never had one: it is let in by tokens.</summary>
    public bool IsMachine() => PasswordVersion == 0;

    /// <summary>A person who could sign in and administer accounts, now or when a lock has passed.</summary>
    public bool CanAdminister() => !Disabled && PasswordHash is not null && Grants.Any(AccountOptions.Administers);

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    public bool HasSession(string session, DateTimeOffset now) => !Disabled && Sessions.TryGetValue(session, out var expires)
        && expires > now;
}

/// <summary>The rules of an account (身份鉴别). A session exists if and only if an event here says so.</summary>
public sealed class AccountDecider(AccountOptions rules) : IDecider<AccountState, AccountCommand, AccountEvent>
{
    public AccountState Initial { get; } =
        new()
        {
            Exists = false,
            DisplayName = "",
            Grants = [],
            Disabled = false,
            PasswordHash = null,
            PasswordIsOneTime = false,
            PasswordVersion = 0,
            Failures = 0,
            LockedUntil = null,
            Sessions = ImmutableDictionary<string, DateTimeOffset>.Empty,
        };

    public Decision<AccountEvent> Decide(AccountState state, AccountCommand command, DecisionContext context) => command switch
    {
        CreateAccount create => Create(state, create, context),
        _ when !state.Exists => Refusal.NotFound(
            "unknown_account",
            $"没有账号“{context.Self.Name}”",
            $"There is no account '{context.Self.Name}'"),
        SignIn signIn => Begin(state, signIn, context.Now),
        RenewSession renew when !state.HasSession(renew.Session, context.Now) => Refusal.SignedOut(
            "session_over", "登录已失效，请重新登录", "The session is over; sign in again"),
        // A machine's token has the life it was given.
        RenewSession when state.IsMachine() => Decision<AccountEvent>.Nothing,
        RenewSession renew => new SessionRenewed(renew.Session, context.Now + SessionLife(state)),
        SignOut signOut => state.Sessions.ContainsKey(signOut.Session) ? new SignedOut(signOut.Session) : Decision<AccountEvent>.Nothing,
        ResetPassword when state.IsMachine() => Refusal.NotNow(
            "no_password", "机器账号没有密码，请签发令牌", "A machine's account has no password; issue a token"),
        ResetPassword reset => new PasswordSet(reset.OneTimeHash, OneTime: true),
        IssueToken issue => Issue(state, issue, context.Now),
        SetDisabled set => Arrange(state, state with { Disabled = set.Disabled }, set.IsLastAdministrator),
        GrantRole { Grant: var grant } when state.Grants.Contains(grant) => Decision<AccountEvent>.Nothing,
        GrantRole grant => Arrange(state, state with { Grants = state.Grants.Add(grant.Grant) }),
        RevokeGrant revoke => Arrange(state, state with { Grants = state.Grants.Remove(revoke.Grant) }, revoke.IsLastAdministrator),
        RenameAccount rename => Arrange(state, state with { DisplayName = rename.DisplayName }),
        UnlockAccount => state.IsLocked(context.Now) ? new AccountUnlocked() : Decision<AccountEvent>.Nothing,
        ArrangeAccount { DisplayName: var name, Grants: var grants, Disabled: var disabled, IsLastAdministrator: var isLast } =>
            Arrange(state, state with { DisplayName = name, Grants = [.. grants.Distinct()], Disabled = disabled }, isLast),
        _ => throw new InvalidOperationException($"An account does not know {command.GetType().Name}."),
    };

    public AccountState Evolve(AccountState state, AccountEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        AccountCreated created => state with { Exists = true, DisplayName = created.DisplayName, Grants = created.Grants },
        AccountGranted granted => state.Grants.Contains(granted.Grant) ? state : state with { Grants = state.Grants.Add(granted.Grant) },
        GrantRevoked revoked => state with { Grants = state.Grants.Remove(revoked.Grant) },
        AccountRenamed renamed => state with { DisplayName = renamed.DisplayName },
        PasswordSet set => state with
        {
            PasswordHash = set.Hash,
            PasswordIsOneTime = set.OneTime,
            PasswordVersion = state.PasswordVersion + 1,
            Failures = 0,
            LockedUntil = null,
            Sessions = state.Sessions.Clear(),
        },
        PasswordUsedUp => state with { PasswordHash = null, PasswordIsOneTime = false, PasswordVersion = state.PasswordVersion + 1 },
        SignInFailed => state with { Failures = state.Failures + 1 },
        AccountLocked locked => state with { Failures = 0, LockedUntil = locked.Until },
        AccountUnlocked => state with { Failures = 0, LockedUntil = null },
        SignedIn signedIn =>
            state with
            {
                Failures = 0,
                LockedUntil = null,
                Sessions = Add(state.Sessions, signedIn.Session, signedIn.ExpiresAt, occurredAt)
            },
        SessionRenewed renewed => state with { Sessions = state.Sessions.SetItem(renewed.Session, renewed.ExpiresAt) },
        TokenIssued issued => state with { Sessions = Add(state.Sessions, issued.Session, issued.ExpiresAt, occurredAt) },
        SignedOut signedOut => state with { Sessions = state.Sessions.Remove(signedOut.Session) },
        AccountDisabled => state with { Disabled = true, Sessions = state.Sessions.Clear() },
        AccountEnabled => state with { Disabled = false },
        _ => state,
    };

    private static Decision<AccountEvent> Create(AccountState state, CreateAccount create, DecisionContext context)
    {
        var name = context.Self.Name;
        if (state.Exists)
            return Refusal.AlreadyExists("already_exists", $"账号“{name}”已存在", $"The account '{name}' exists");
        if (!AccountOptions.IsName(name) || name != AccountOptions.Normalise(name))
            return Refusal.Invalid("invalid_name", "账号名须为 1 至 64 个字母、数字或 . _ - @", "A name has 1 to 64 letters, digits, . _ - @");
        if (AccountOptions.CheckDisplayName(create.DisplayName) is { } unfit)
            return unfit;
        if (AccountOptions.Check(create.Grants) is { } refusal)
            return refusal;
        var created = new AccountCreated(create.DisplayName, [.. create.Grants.Distinct()]);
        return create.OneTimeHash is null ? created : new AccountEvent[] { created, new PasswordSet(create.OneTimeHash, OneTime: true) };
    }

    /// <summary>From what the account is to what it shall be; the one way in which name, rights and 停用 change.</summary>
    /// <param name="isLast">Whether nobody but this account can administer accounts.</param>
    private static Decision<AccountEvent> Arrange(AccountState state, AccountState desired, bool isLast = false)
    {
        var (granted, revoked) = (desired.Grants.Except(state.Grants).ToArray(), state.Grants.Except(desired.Grants).ToArray());
        if (desired.DisplayName != state.DisplayName && AccountOptions.CheckDisplayName(desired.DisplayName) is { } unfit) return unfit;
        if (desired.Grants.IsEmpty && revoked.Length > 0)
            return Refusal.NotNow("last_grant",
                "账号至少保留一项授权；要收回全部权限，请停用账号", "An account keeps one grant at least; to take all away, disable it");
        if (granted.Length > 0 && AccountOptions.Check(desired.Grants) is { } refusal) return refusal;
        if (isLast && state.CanAdminister() && !desired.CanAdminister())
            return Refusal.NotNow(
                "last_administrator",
                "这是最后一个能管理账号的账号，停用或收回后将无人能管理；请先让另一个账号成为管理员",
                "Nobody else can administer accounts: make another account an administrator first");
        List<AccountEvent> facts = desired.DisplayName == state.DisplayName ? [] : [new AccountRenamed(desired.DisplayName)];
        facts.AddRange(granted.Select(grant => new AccountGranted(grant)));
        facts.AddRange(revoked.Select(grant => new GrantRevoked(grant)));
        if (desired.Disabled != state.Disabled) facts.Add(desired.Disabled ? new AccountDisabled() : new AccountEnabled());
        return facts.ToArray();
    }

    private Decision<AccountEvent> Begin(AccountState state, SignIn signIn, DateTimeOffset now)
    {
        if (state.IsLocked(now))
            return Refusal.TooMany(
                "account_locked",
                $"密码连续错误，账号锁定，约 {Math.Ceiling((state.LockedUntil!.Value - now).TotalMinutes):0} 分钟后再试",
                $"Too many wrong passwords: the account is locked for "
                    + $"about {Math.Ceiling((state.LockedUntil.Value - now).TotalMinutes):0} min");
        if (!signIn.PasswordMatches || state.PasswordHash is null || signIn.PasswordVersion != state.PasswordVersion)
            return state.Failures + 1 >= rules.MaxFailures
                ? new AccountEvent[] { new SignInFailed(), new AccountLocked(now + rules.LockFor) }
                : new SignInFailed();
        if (state.Disabled)
            return Refusal.NotAllowed("account_disabled", "账号已停用", "The account is disabled");
        var signedIn = new SignedIn(signIn.Session, now + SessionLife(state));
        if (state.IsScreen())
            return state.PasswordIsOneTime ? new AccountEvent[] { new PasswordUsedUp(), signedIn } : signedIn;
        return signIn.NewPassword switch
        {
            { Problem: { } problem } => problem,
            { Hash: { } hash } => new AccountEvent[] { new PasswordSet(hash, OneTime: false), signedIn },
            _ when state.PasswordIsOneTime => Refusal.NotNow(
                "password_change_required", "请先设置新密码", "Choose a new password: this one was for once"),
            _ => signedIn,
        };
    }

    private Decision<AccountEvent> Issue(AccountState state, IssueToken issue, DateTimeOffset now)
    {
        if (state.Disabled)
            return Refusal.NotAllowed("account_disabled", "账号已停用", "The account is disabled");
        if (!state.IsMachine())
            return Refusal.NotNow("not_a_machine", "只为机器账号签发令牌", "Tokens are for machines; this account signs in with a password");
        if (issue.Life <= TimeSpan.Zero || issue.Life > rules.MaxTokenLife)
            return Refusal.Invalid(
                "invalid_life",
                $"令牌有效期须为 1 至 {rules.MaxTokenLife.TotalDays:0} 天",
                $"A token lives 1 to {rules.MaxTokenLife.TotalDays:0} days");
        if (state.Sessions.Count(session => session.Value > now) >= rules.MaxSessions)
            return Refusal.TooMany(
                "too_many_tokens",
                $"该账号已有 {rules.MaxSessions} 个有效令牌",
                $"The account has {rules.MaxSessions} live tokens");
        var issued = new TokenIssued(issue.Session, now + issue.Life);
        if (state.Grants.Contains(issue.Grant)) return issued;
        return AccountOptions.Check(state.Grants.Add(issue.Grant)) is { } refusal
            ? refusal
            : new AccountEvent[] { new AccountGranted(issue.Grant), issued };
    }

    private TimeSpan SessionLife(AccountState state) => state.IsScreen() ? rules.ScreenSession : rules.PersonSession;

    /// <summary>Forgets what has expired; beyond the limit, what would expire first.</summary>
    private ImmutableDictionary<string, DateTimeOffset> Add(
        ImmutableDictionary<string, DateTimeOffset> sessions, string session, DateTimeOffset expires, DateTimeOffset now)
    {
        var live = sessions.RemoveRange(sessions.Where(pair => pair.Value <= now).Select(pair => pair.Key));
        while (live.Count >= rules.MaxSessions) live = live.Remove(live.MinBy(pair => (pair.Value, pair.Key)).Key);
        return live.SetItem(session, expires);
    }
}
