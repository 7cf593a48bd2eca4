using System.Security.Claims;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using OpsCenter.Accounts;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// From a valid token to who calls. A local account is asked whether the session still lives, so disabling and sign-out
/// count at once; when the account cannot be asked the call fails as "try again", not as "not signed in".
/// </summary>
public sealed class CallerFinder(AccountCache accounts, IdentityOptions options, TimeProvider time)
{
    /// <summary>Who calls, or null when nobody has signed in.</summary>
    /// <exception cref="RetryException">The account cannot be asked now.</exception>
    public async Task<Caller?> FindAsync(HttpContext http)
    {
        if (http.Features.Get<Caller>() is { } known) return known;
        if (http.User.Identity is not { IsAuthenticated: true }) return null;
        var caller = options.Authority.Length > 0 ? FromProvider(http.User) : await FromAccountAsync(http.User);
        if (caller is not null) http.Features.Set(caller);
        return caller;
    }

    /// <summary>
    /// The same caller as of now, for streams that stay open: signed out or disabled in between, the stream ends. While the
    /// account cannot be asked the stream goes on: a silo that is lost must not end every stream and screen.
    /// </summary>
    /// <exception cref="RpcException">UNAUTHENTICATED.</exception>
    public async ValueTask<Caller> StillAsync(Caller caller)
    {
        if (caller.ExpiresAt > time.GetUtcNow() && caller.Session is null) return caller;
        if (caller.Session is not { } session) throw CallerContext.NotSignedIn();
        try
        {
            return await FromAccountAsync(caller.Name, session) ?? throw CallerContext.NotSignedIn();
        }
        catch (Exception failure) when (failure is RetryException or TimeoutException or OrleansException)
        {
            return caller;
        }
    }

    private Task<Caller?> FromAccountAsync(ClaimsPrincipal user) =>
        user.FindFirstValue(JwtRegisteredClaimNames.Sub) is { } name && user.FindFirstValue(SessionTokens.SessionClaim) is { } session
            ? FromAccountAsync(name, session)
            : Task.FromResult<Caller?>(null);

    private async Task<Caller?> FromAccountAsync(string name, string session)
    {
        var account = await accounts.GetAsync(name);
        return account is { Disabled: false } && account.Sessions.TryGetValue(session, out var expires) && expires > time.GetUtcNow()
            ? new(account.Name, account.DisplayName, [.. account.Grants.Where(AccountOptions.IsGrant)], session, expires)
            : null;
    }

    private Caller? FromProvider(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(options.NameClaim) is not { Length: > 0 } name) return null;
        var places = user.FindAll(options.PlaceClaim).Select(claim => claim.Value).ToArray();
        var grants = user.FindAll(options.RolesClaim)
            .SelectMany(claim => claim.Value.Split('@', 2) is [var role, var place]
                ? [new(role, place)]
                : places.Select(at => new AccountGrant(claim.Value, at)))
            .Where(AccountOptions.IsGrant)
            .Distinct();
        var expires = long.TryParse(user.FindFirstValue(JwtRegisteredClaimNames.Exp), out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : time.GetUtcNow();
        return new(name, user.FindFirstValue(options.DisplayNameClaim) ?? name, [.. grants], null, expires);
    }
}
