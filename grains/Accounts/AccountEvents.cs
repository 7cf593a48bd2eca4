using System.Collections.Immutable;

namespace OpsCenter.Accounts;

/// <summary>A role at a place and everything below it.</summary>
/// <param name="Role">One of <see cref="AccountOptions.Roles"/>.</param>
/// <param name="Place">Prefix of a statistics code ("44" holds "440203"), a department ("440203/ZJJ"), <c>system</c>, or <c>*</c> for
/// everything.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountGrant")]
public sealed record AccountGrant([property: Id(0)] string Role, [property: Id(1)] string Place);

/// <summary>Something that happened to an account, in the account's own history.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountFact")]
public abstract record AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountCreated")]
public sealed record AccountCreated([property: Id(0)] string DisplayName, [property: Id(1)] ImmutableArray<AccountGrant> Grants)
    : AccountEvent;

/// <summary>One more role at a place.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountGranted")]
public sealed record AccountGranted([property: Id(0)] AccountGrant Grant) : AccountEvent;

/// <summary>A role at a place was taken away.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.GrantRevoked")]
public sealed record GrantRevoked([property: Id(0)] AccountGrant Grant) : AccountEvent;

/// <summary>It stands for another person, screen or machine, or the name was mended.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountRenamed")]
public sealed record AccountRenamed([property: Id(0)] string DisplayName) : AccountEvent;

/// <param name="Hash">PBKDF2 with its salt and parameters (ASP.NET Core Identity, form 3). Secret: no answer shows it.</param>
/// <param name="OneTime">Whether it must be replaced (a person) or is used up (a screen) by the first sign-in.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.PasswordSet")]
public sealed record PasswordSet([property: Id(0)] string Hash, [property: Id(1)] bool OneTime) : AccountEvent;

/// <summary>A screen's one-time password has done its work; there is no password any more.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.PasswordUsedUp")]
public sealed record PasswordUsedUp : AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.SignInFailed")]
public sealed record SignInFailed : AccountEvent;

/// <summary>Too many failures: nobody signs in before <paramref name="Until"/>, not even with the right password.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountLocked")]
public sealed record AccountLocked([property: Id(0)] DateTimeOffset Until) : AccountEvent;

/// <summary>An administrator ended the lock.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountUnlocked")]
public sealed record AccountUnlocked : AccountEvent;

/// <param name="Session">Random name of the session; it stands in the bearer token.</param>
/// <param name="ExpiresAt">When it ends unless it is renewed.</param>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.SignedIn")]
public sealed record SignedIn([property: Id(0)] string Session, [property: Id(1)] DateTimeOffset ExpiresAt) : AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.SessionRenewed")]
public sealed record SessionRenewed([property: Id(0)] string Session, [property: Id(1)] DateTimeOffset ExpiresAt) : AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.SignedOut")]
public sealed record SignedOut([property: Id(0)] string Session) : AccountEvent;

/// <summary>A machine got a token: a session that is not renewed.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.TokenIssued")]
public sealed record TokenIssued([property: Id(0)] string Session, [property: Id(1)] DateTimeOffset ExpiresAt) : AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountDisabled")]
public sealed record AccountDisabled : AccountEvent;

[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountEnabled")]
public sealed record AccountEnabled : AccountEvent;
