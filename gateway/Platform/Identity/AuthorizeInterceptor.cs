using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>
/// Innermost: lets a call in when the method's own rule says so (see <see cref="MethodRules"/>), and keeps the browser's session alive.
/// </summary>
public sealed class AuthorizeInterceptor(MethodRules rules, CallerFinder callers, SignInLimiter limiter, SessionRenewal renewal) : EveryCall
{
    protected override async Task<TResult> Around<TResult>(object? request, ServerCallContext context, Func<Task<TResult>> next)
    {
        var http = context.GetHttpContext();
        var rule = rules.Of(context)
            ?? throw Failure.Of(StatusCode.PermissionDenied, "method_not_declared", "该方法未开放 / This method is not open to anybody");
        if (rule.Access == Access.Anyone)
        {
            if (rule.Changes && !limiter.TryPass(http.Connection.RemoteIpAddress))
                throw Failure.Of(
                    StatusCode.ResourceExhausted, "too_many_sign_ins", "登录过于频繁，请稍后再试 / Too many sign-ins from this address; wait a minute",
                    new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) });
            return await next();
        }
        var caller = await callers.FindAsync(http) ?? throw CallerContext.NotSignedIn();
        if (rule.Access == Access.AtPlace) caller.Require(rule.Permission, rule.Place(request!));
        if (rule.Access == Access.WithinPlace) caller.RequireWithin(rule.Permission, rule.Place(request!));
        if (rule.Access == Access.Somewhere) caller.RequireSomewhere(rule.Permission);
        await renewal.RenewCookieAsync(http, caller);
        return await next();
    }
}
