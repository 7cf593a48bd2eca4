using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Signing in and out.</summary>
public sealed class SessionsService(LocalAccounts accounts, SessionRenewal renewal, SessionTokens tokens, IdentityOptions options)
    : Sessions.SessionsBase
{
    public override async Task<Session> SignIn(SignInRequest request, ServerCallContext context)
    {
        if (options.Authority.Length > 0)
            throw Failure.Of(
                StatusCode.FailedPrecondition, "identity_provider", $"请在统一身份认证登录 / Sign in at {options.Authority}");
        var session = await accounts.SignInAsync(request.Name, request.Password, request.NewPassword);
        SessionCookie.Set(context.GetHttpContext(), session.Token, session.ExpiresAt);
        context.UserState[Audit.AuditInterceptor.ActorKey] = session.Account.Name;
        return Answer(session.Account.Name, session.Account.DisplayName, session.Account.Grants, session.ExpiresAt, session.Token);
    }

    public override async Task<SignOutResponse> SignOut(SignOutRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        if (caller.Session is { } session) await accounts.SignOutAsync(caller.Name, session);
        SessionCookie.Clear(context.GetHttpContext());
        return new();
    }

    public override async Task<Session> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        if (caller.Session is null) return Answer(caller.Name, caller.DisplayName, caller.Grants, caller.ExpiresAt, "");
        if (!renewal.IsDue(caller))
            return Answer(caller.Name, caller.DisplayName, caller.Grants, caller.ExpiresAt,
                tokens.Issue(caller.Name, caller.Session, caller.ExpiresAt));
        var session = await accounts.RenewAsync(caller.Name, caller.Session);
        return Answer(caller.Name, caller.DisplayName, caller.Grants, session.ExpiresAt, session.Token);
    }

    private static Session Answer(string name, string displayName, IEnumerable<AccountGrant> grants, DateTimeOffset expiresAt, string token)
    {
        var session = new Session { Name = name, DisplayName = displayName, ExpiresAt = expiresAt.ToTimestamp(), Token = token };
        session.Grants.AddRange(grants.Select(grant => new Grant { Role = grant.Role, Place = grant.Place }));
        return session;
    }
}
