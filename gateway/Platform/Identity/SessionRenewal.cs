using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// Sessions slide: whoever goes on working stays signed in. A session is written again when a twelfth of its life has passed
/// (an hour for a person, 2.5 days for a screen), so that sliding costs the journal next to nothing.
/// </summary>
public sealed class SessionRenewal(LocalAccounts accounts, AccountOptions rules, TimeProvider time, ILogger<SessionRenewal> log)
{
    /// <summary>Whether the session has lived long enough to be renewed.</summary>
    public bool IsDue(Caller caller)
    {
        var life = caller.Grants.All(grant => grant.Role == "screen") ? rules.ScreenSession : rules.PersonSession;
        return caller.Session is not null && caller.ExpiresAt - time.GetUtcNow() < life - life / 12;
    }

    /// <summary>Renews the session of a browser. A renewal that fails now is tried again with the next call.</summary>
    public async Task RenewCookieAsync(HttpContext http, Caller caller)
    {
        if (!IsDue(caller) || http.Request.Headers.ContainsKey("Authorization") || http.Response.HasStarted) return;
        try
        {
            var session = await accounts.RenewAsync(caller.Name, caller.Session!);
            SessionCookie.Set(http, session.Token, session.ExpiresAt);
        }
        catch (Exception failure) when (failure is RpcException or RetryException or TimeoutException)
        {
            log.LogWarning("The session of {Account} was not renewed: {Reason}", caller.Name, failure.Message);
        }
    }
}
