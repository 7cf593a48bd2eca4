using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>The accounts' events and states as JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccountCreated))]
[JsonSerializable(typeof(AccountGranted))]
[JsonSerializable(typeof(GrantRevoked))]
[JsonSerializable(typeof(AccountRenamed))]
[JsonSerializable(typeof(AccountUnlocked))]
[JsonSerializable(typeof(PasswordSet))]
[JsonSerializable(typeof(PasswordUsedUp))]
[JsonSerializable(typeof(SignInFailed))]
[JsonSerializable(typeof(AccountLocked))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(SessionRenewed))]
[JsonSerializable(typeof(SignedOut))]
[JsonSerializable(typeof(TokenIssued))]
[JsonSerializable(typeof(AccountDisabled))]
[JsonSerializable(typeof(AccountEnabled))]
[JsonSerializable(typeof(AccountListed))]
[JsonSerializable(typeof(AccountState))]
[JsonSerializable(typeof(AccountIndexState))]
public sealed partial class AccountJson : JsonSerializerContext
{
    /// <summary>The names under which the journal keeps the accounts' events. They never change.</summary>
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue
        .Add("account.created", () => Default.AccountCreated)
        .Add("account.granted", () => Default.AccountGranted)
        .Add("account.grant-revoked", () => Default.GrantRevoked)
        .Add("account.renamed", () => Default.AccountRenamed)
        .Add("account.unlocked", () => Default.AccountUnlocked)
        .Add("account.password-set", () => Default.PasswordSet, secret: ["hash"])
        .Add("account.password-used-up", () => Default.PasswordUsedUp)
        .Add("account.sign-in-failed", () => Default.SignInFailed)
        .Add("account.locked", () => Default.AccountLocked)
        .Add("account.signed-in", () => Default.SignedIn, secret: ["session"])
        .Add("account.session-renewed", () => Default.SessionRenewed, secret: ["session"])
        .Add("account.signed-out", () => Default.SignedOut, secret: ["session"])
        .Add("account.token-issued", () => Default.TokenIssued, secret: ["session"])
        .Add("account.disabled", () => Default.AccountDisabled)
        .Add("account.enabled", () => Default.AccountEnabled)
        .Add("accounts.listed", () => Default.AccountListed);
}
