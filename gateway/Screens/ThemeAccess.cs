using Grpc.Core;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Screens;

/// <summary>Who may watch which theme: a district's walls and desks whoever may watch its screens; a department its own desk.</summary>
public sealed class ThemeAccess(OrderScopes scopes)
{
    private const string Hotline = "hotline", Desk = "desk/";

    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public async ValueTask RequireAsync(Caller caller, StreamId theme)
    {
        if (caller.Can(Permission.WatchScreens, theme.District)) return;
        if (theme.Kind == Hotline && theme.Name.StartsWith(Desk, StringComparison.Ordinal)
            && (await scopes.OfAsync(caller, theme.District)).ActsFor(theme.Name[Desk.Length..]))
            return;
        throw Caller.Denied(Permission.WatchScreens);
    }
}
