using System.Collections.Concurrent;
using OpsCenter.Accounts;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Accounts as they were a few seconds ago, so that not every call asks an actor who is calling.</summary>
public sealed class AccountCache(IGrainFactory grains, IdentityOptions options, TimeProvider time)
{
    private const int MaxEntries = 10_000;
    private readonly ConcurrentDictionary<string, (AccountView? Account, DateTimeOffset At)> known = new();

    /// <summary>The account at most <see cref="IdentityOptions.SessionCache"/> old; null: there is none.</summary>
    public async Task<AccountView?> GetAsync(string name)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(name, out var entry) && now - entry.At < options.SessionCache) return entry.Account;
        var account = await grains.GetGrain<IAccount>(AccountKeys.Account(name)).GetAsync();
        if (known.Count >= MaxEntries) known.Clear();
        known[name] = (account, now);
        return account;
    }

    /// <summary>It has changed: ask again.</summary>
    public void Forget(string name) => known.TryRemove(name, out _);
}
