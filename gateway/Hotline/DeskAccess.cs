using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>A department watches its own desk.</summary>
public sealed class DeskAccess(OrderScopes scopes) : IThemeAccess
{
    private const string Desk = "desk/";

    /// <inheritdoc/>
    public async ValueTask<bool> MayWatchAsync(Caller caller, StreamId theme) =>
        theme.Kind == HotlineKeys.Projection && theme.Name.StartsWith(Desk, StringComparison.Ordinal)
        && (await scopes.OfAsync(caller, theme.District)).ActsFor(new(theme.Name[Desk.Length..]));
}
