using Microsoft.AspNetCore.Authorization;

namespace OpsCenter.Gateway.Platform.Identity;

/// <summary>An HTTP endpoint asks for a permission, wherever it was granted.</summary>
public sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

public sealed class PermissionHandler(CallerFinder callers) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.Resource is HttpContext http && await callers.FindAsync(http) is { } caller
            && caller.CanSomewhere(requirement.Permission))
            context.Succeed(requirement);
    }
}
