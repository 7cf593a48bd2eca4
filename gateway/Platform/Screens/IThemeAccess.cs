using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Platform.Screens;

/// <summary>A subject's own word on who may watch a theme of its own beside those who watch a district's screens.</summary>
public interface IThemeAccess
{
    /// <summary>False as well when the theme is another subject's.</summary>
    ValueTask<bool> MayWatchAsync(Caller caller, StreamId theme);
}
