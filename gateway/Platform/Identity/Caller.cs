using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>Who calls, and what they may do where.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Grants">Roles at places.</param>
/// <param name="Session">The local session; null for somebody of the identity provider.</param>
/// <param name="ExpiresAt">When the session ends unless it is renewed.</param>
public sealed record Caller(string Name, string DisplayName, ImmutableArray<AccountGrant> Grants, string? Session, DateTimeOffset ExpiresAt)
{
    public bool Can(Permission permission, string place) =>
        Grants.Any(grant => Roles.Allow(grant.Role, permission) && Territory.Covers(grant.Place, place));

    /// <summary>At the place, or at some place in it.</summary>
    public bool CanWithin(Permission permission, string place) => Grants.Any(grant =>
        Roles.Allow(grant.Role, permission) && (Territory.Covers(grant.Place, place) || Territory.Covers(place, grant.Place)));

    /// <summary>At some place at least: enough to begin a stream whose messages are judged one by one.</summary>
    public bool CanSomewhere(Permission permission) => Grants.Any(grant => Roles.Allow(grant.Role, permission));

    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void Require(Permission permission, string place)
    {
        if (!Can(permission, place)) throw Denied(permission);
    }

    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void RequireWithin(Permission permission, string place)
    {
        if (!CanWithin(permission, place)) throw Denied(permission);
    }

    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public void RequireSomewhere(Permission permission)
    {
        if (!CanSomewhere(permission)) throw Denied(permission);
    }

    /// <summary>The id of a command for its actor. A caller's ids are the caller's own: nobody is answered with what another did.</summary>
    /// <param name="desk">Where it was asked.</param>
    /// <param name="requestId">As the caller has it; empty: none, and so is the answer.</param>
    public string SourceId(string desk, string requestId) => requestId.Length == 0
        ? ""
        : $"{desk}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 8))}/{requestId}";

    public static RpcException Denied(Permission permission)
    {
        var (chinese, english) = PermissionWords.Of(permission);
        return Failure.Of(StatusCode.PermissionDenied, "not_permitted", $"您在此处无权{chinese} / You are not permitted to {english} here");
    }
}

public static class CallerContext
{
    /// <summary>Who calls; set for every method that needs a sign-in.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED.</exception>
    public static Caller Caller(this ServerCallContext context) => context.GetHttpContext().Features.Get<Caller>() ?? throw NotSignedIn();

    public static RpcException NotSignedIn() =>
        Failure.Of(StatusCode.Unauthenticated, "sign_in_required", "请先登录 / Sign in first");
}
