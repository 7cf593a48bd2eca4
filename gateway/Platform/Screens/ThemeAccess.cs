using Grpc.Core;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>
/// Who may watch which theme: a district's walls and desks whoever may watch its screens; else whom the theme's subject lets.
/// </summary>
public sealed class ThemeAccess(IEnumerable<IThemeAccess> subjects)
{
    /// <exception cref="RpcException">PERMISSION_DENIED.</exception>
    public async ValueTask RequireAsync(Caller caller, StreamId theme)
    {
        if (caller.Can(Permission.WatchScreens, theme.District.Value)) return;
        foreach (var subject in subjects)
            if (await subject.MayWatchAsync(caller, theme)) return;
        throw Caller.Denied(Permission.WatchScreens);
    }
}
