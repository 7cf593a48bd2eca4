using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>A window: <c>440203/window/H1/A12</c>.</summary>
public interface IWindow : IActor<HallCommand>;

/// <summary>A queue: <c>440203/queue/H1/SB</c>.</summary>
public interface IQueue : IActor<HallCommand>;

/// <summary>A hall: <c>440203/hall/H1</c>.</summary>
public interface IHall : IActor<HallAdministration>
{
    /// <summary>The committed description and its version; null and 0 when there is none.</summary>
    Task<(HallDefinition? Definition, long Version)> GetAsync();

    /// <summary>Describes the hall anew and tells windows and queues; answers with the description's new version when all know.</summary>
    Task<DefinedHall> DefineAsync(HallDefinition definition, string caller, DateTimeOffset now);
}

/// <param name="HallVersion">Counts up with every description.</param>
[GenerateSerializer, Immutable]
public readonly record struct DefinedHall([property: Id(0)] long HallVersion);

/// <summary>The actors of a hall: their keys.</summary>
public static class HallKeys
{
    /// <summary>Name of the halls' projection.</summary>
    public const string Projection = "hall";

    /// <summary>Kind of a window's stream.</summary>
    public const string WindowKind = "window";

    public static string Hall(string district, string hall) => $"{district}/hall/{hall}";
    public static string Window(string district, string hall, string window) => $"{district}/{WindowKind}/{hall}/{window}";
    public static string Queue(string district, string hall, string queue) => $"{district}/queue/{hall}/{queue}";

    /// <summary>What the screens of a hall watch, without the district.</summary>
    public static string Theme(string hall) => $"{Projection}/{hall}";

    /// <summary>The hall whose theme it is.</summary>
    public static string HallOf(string theme) => theme[(Projection.Length + 1)..];

    /// <summary>A window's or queue's own code: its name is <c>hall/code</c>.</summary>
    public static string CodeOf(StreamId id) => id.Name[(id.Name.IndexOf('/') + 1)..];
}

internal sealed class WindowGrain(ActorServices services, HallRules rules)
    : Actor<WindowState, HallCommand, HallFact>(services, new WindowDecider(rules)), IWindow
{
    protected override string KindName => "hall.window";
    protected override JsonTypeInfo<WindowState> StateJson => HallJson.Default.WindowState;
}

internal sealed class QueueGrain(ActorServices services, HallRules rules)
    : Actor<QueueState, HallCommand, HallFact>(services, new QueueDecider(rules)), IQueue
{
    protected override string KindName => "hall.queue";
    protected override JsonTypeInfo<QueueState> StateJson => HallJson.Default.QueueState;
}

internal sealed class HallGrain(ActorServices services)
    : Actor<HallState, HallAdministration, HallFact>(services, new HallDecider()), IHall
{
    private readonly SemaphoreSlim applying = new(1);

    protected override string KindName => "hall.hall";
    protected override JsonTypeInfo<HallState> StateJson => HallJson.Default.HallState;

    public async Task<(HallDefinition? Definition, long Version)> GetAsync()
    {
        var (state, _) = await CommittedAsync();
        if (state.Version > state.AppliedVersion) await ApplyAsync();
        return (state.Definition, state.Version);
    }

    public async Task<DefinedHall> DefineAsync(HallDefinition definition, string caller, DateTimeOffset now)
    {
        await Handle([new("", now, new DefineHall(definition))], caller);
        await ApplyAsync();
        return new((await CommittedAsync()).State.Version);
    }

    /// <summary>One at a time; whoever comes while it runs waits and looks again.</summary>
    private async Task ApplyAsync()
    {
        await applying.WaitAsync();
        try
        {
            await TellWindowsAndQueuesAsync();
        }
        finally
        {
            applying.Release();
        }
    }

    /// <summary>Safe to repeat: a window that knows already has nothing to do.</summary>
    private async Task TellWindowsAndQueuesAsync()
    {
        var (state, _) = await CommittedAsync();
        if (state.Definition is not { } definition || state.AppliedVersion >= state.Version) return;
        var now = Services.Clock.GetUtcNow();
        var queues = definition.Queues.Select(queue => queue.Code).Order(StringComparer.Ordinal).ToArray();
        var windows = definition.Windows.Select(window => window.Code).ToHashSet();
        var open = new Command<HallCommand>("", now, new Open(state.Version, [.. queues]));
        var close = new Command<HallCommand>("", now, new Close(state.Version));
        var (district, hall) = (Self.District, Self.Name);
        await Task.WhenAll(
        [
            .. state.KnownWindows.Select(code => GrainFactory.GetGrain<IWindow>(HallKeys.Window(district, hall, code))
                .Handle([windows.Contains(code) ? open : close], KindName)),
            .. state.KnownQueues.Select(code => GrainFactory.GetGrain<IQueue>(HallKeys.Queue(district, hall, code))
                .Handle([queues.Contains(code) ? open : close], KindName)),
        ]);
        await Handle([new("", now, new ConfirmApplied(state.Version))], KindName);
    }
}
