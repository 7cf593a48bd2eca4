using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>A window: <c>440203/window/H1/A12</c>.</summary>
[Alias("opscenter.hall.IWindow")]
public interface IWindow : IActor<HallCommand>;

/// <summary>A queue: <c>440203/queue/H1/SB</c>.</summary>
[Alias("opscenter.hall.IQueue")]
public interface IQueue : IActor<HallCommand>;

/// <summary>A hall: <c>440203/hall/H1</c>.</summary>
[Alias("opscenter.hall.IHall")]
public interface IHall : IActor<HallAdministration>
{
    /// <summary>The committed description and its version; null and 0 when there is none.</summary>
    Task<(HallDefinition? Definition, long Version)> GetAsync();

    /// <summary>Describes the hall again and tells windows and queues; answers when all know, or why it is refused.</summary>
    Task<Answer> DefineAsync(HallDefinition definition, string caller, DateTimeOffset now);
}

/// <summary>The actors of a hall: their keys.</summary>
public static class HallKeys
{
    /// <summary>Name of the halls' projection.</summary>
    public const string Projection = "hall";

    private const string WindowKind = "window";

    public static string Hall(DistrictCode district, string hall) => $"{district}/hall/{hall}";
    public static string Window(DistrictCode district, string hall, string window) => $"{district}/{WindowKind}/{hall}/{window}";
    public static string Queue(DistrictCode district, string hall, string queue) => $"{district}/queue/{hall}/{queue}";

    /// <summary>What the screens of a hall watch, without the district.</summary>
    public static string Theme(string hall) => $"{Projection}/{hall}";

    /// <summary>The hall whose theme it is.</summary>
    public static string HallOf(string theme) => theme[(Projection.Length + 1)..];

    /// <summary>Whether it is a window's key.</summary>
    public static bool IsWindow(string key) => key.AsSpan(key.IndexOf('/') + 1).StartsWith(WindowKind + "/", StringComparison.Ordinal);

    /// <summary>A window's or queue's own code: its name is <c>hall/code</c>.</summary>
    public static string CodeOf(StreamId id) => id.Name[(id.Name.IndexOf('/') + 1)..];
}

internal sealed class WindowGrain(ActorServices services, HallOptions rules)
    : Actor<WindowState, HallCommand, HallEvent>(services, new WindowDecider(rules)), IWindow
{
    protected override string KindName => "hall.window";
    protected override JsonTypeInfo<WindowState> StateJson => HallJson.Default.WindowState;
}

internal sealed class QueueGrain(ActorServices services, HallOptions rules)
    : Actor<QueueState, HallCommand, HallEvent>(services, new QueueDecider(rules)), IQueue
{
    protected override string KindName => "hall.queue";
    protected override JsonTypeInfo<QueueState> StateJson => HallJson.Default.QueueState;
}

internal sealed class HallGrain(ActorServices services)
    : Actor<HallState, HallAdministration, HallEvent>(services, new HallDecider()), IHall
{
    protected override string KindName => "hall.hall";
    protected override JsonTypeInfo<HallState> StateJson => HallJson.Default.HallState;

    private Rollout<HallCommand> Rollout => field ??= new(Self, KindName, Services, OwedAsync, ConfirmAsync);

    public async Task<(HallDefinition? Definition, long Version)> GetAsync()
    {
        var (state, _) = await CommittedAsync();
        // Who asks goes on to windows and queues: they must know.
        if (HallDecider.RolloutOf(state).IsOwed) await Rollout.RunAsync();
        return (state.Definition, state.Version);
    }

    public async Task<Answer> DefineAsync(HallDefinition definition, string caller, DateTimeOffset now)
    {
        var answer = (await Handle([new("", now, new DefineHall(definition))], caller))[0];
        if (answer.Refusal is null) await Rollout.RunAsync();
        return answer;
    }

    private async Task<Announcement<HallCommand>?> OwedAsync()
    {
        var (state, _) = await CommittedAsync();
        if (state.Definition is not { } definition || !HallDecider.RolloutOf(state).IsOwed) return null;
        var queues = definition.Queues.Select(queue => queue.Code).Order(StringComparer.Ordinal).ToImmutableArray();
        var windows = definition.Windows.Select(window => window.Code).ToHashSet();
        HallCommand Word(bool isOpen) => isOpen ? new Open(state.Version, queues) : new Close(state.Version);
        return new(state.Version,
        [
            .. state.KnownWindows.Select(code => (
                GrainFactory.GetGrain<IWindow>(HallKeys.Window(Self.District, Self.Name, code)), Word(windows.Contains(code)))),
            .. state.KnownQueues.Select(code => (
                GrainFactory.GetGrain<IQueue>(HallKeys.Queue(Self.District, Self.Name, code)), Word(queues.Contains(code)))),
        ]);
    }

    private Task ConfirmAsync(long version) => Handle([new("", Services.Clock.GetUtcNow(), new ConfirmApplied(version))], KindName);
}
