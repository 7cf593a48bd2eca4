using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hall;

/// <summary>What is asked of a hall.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.HallAdministration")]
public abstract record HallAdministration;

/// <summary>The manager describes the hall again. The description has been checked (it comes from a file that was).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.DefineHall")]
public sealed record DefineHall([property: Id(0)] HallDefinition Definition) : HallAdministration;

/// <summary>Windows and queues have been told of this version.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hall.ConfirmApplied")]
public sealed record ConfirmApplied([property: Id(0)] long Version) : HallAdministration;

/// <param name="Version">0: not described yet.</param>
/// <param name="AppliedVersion">The version that windows and queues know.</param>
/// <param name="Definition">The newest description.</param>
/// <param name="KnownWindows">Every window there ever was: those not in the description are told to close.</param>
/// <param name="KnownQueues">The same of queues.</param>
public sealed record HallState(
    long Version, long AppliedVersion, HallDefinition? Definition, ImmutableSortedSet<string> KnownWindows,
    ImmutableSortedSet<string> KnownQueues);

/// <summary>The rules of a hall: versions count up, and none is left half applied.</summary>
public sealed class HallDecider : IDecider<HallState, HallAdministration, HallEvent>
{
    public HallState Initial { get; } = new(0, 0, null, [], []);

    public Decision<HallEvent> Decide(HallState state, HallAdministration command, DecisionContext context) => command switch
    {
        DefineHall define => new HallDefined(state.Version + 1, define.Definition),
        ConfirmApplied confirm when RolloutOf(state).IsNews(confirm.Version) => new HallDefinitionApplied(confirm.Version),
        _ => Decision<HallEvent>.Nothing,
    };

    public HallState Evolve(HallState state, HallEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        HallDefined defined => state with
        {
            Version = defined.Version,
            Definition = defined.Definition,
            KnownWindows = state.KnownWindows.Union(defined.Definition.Windows.Select(window => window.Code)),
            KnownQueues = state.KnownQueues.Union(defined.Definition.Queues.Select(queue => queue.Code)),
        },
        HallDefinitionApplied applied => state with { AppliedVersion = applied.Version },
        _ => state,
    };

    /// <summary>How far the description has come to windows and queues.</summary>
    public static RolloutProgress RolloutOf(HallState state) => new(state.Version, state.AppliedVersion);
}
