using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Accounts;

/// <summary>The list shall hold this name. It is listed before the account is made, so none can be missing.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.accounts.ListAccount")]
public sealed record ListAccount([property: Id(0)] string Name);

[GenerateSerializer, Immutable, Alias("opscenter.accounts.AccountListed")]
public sealed record AccountListed([property: Id(0)] string Name);

public sealed record AccountIndexState(ImmutableSortedSet<string> Names);

/// <summary>The names of all accounts, each once.</summary>
public sealed class AccountIndexDecider : IDecider<AccountIndexState, ListAccount, AccountListed>
{
    /// <summary>More accounts than a district bureau ever has; a limit on what one actor holds.</summary>
    public const int MaxAccounts = 20_000;

    public AccountIndexState Initial { get; } = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    public Decision<AccountListed> Decide(AccountIndexState state, ListAccount command, DecisionContext context)
    {
        if (state.Names.Contains(command.Name)) return Decision<AccountListed>.Nothing;
        return state.Names.Count >= MaxAccounts
            ? Refusal.TooMany("too_many_accounts", $"账号已达 {MaxAccounts} 个", $"There are {MaxAccounts} accounts already")
            : new AccountListed(command.Name);
    }

    public AccountIndexState Evolve(AccountIndexState state, AccountListed listed, DateTimeOffset occurredAt) =>
        new(state.Names.Add(listed.Name));
}
