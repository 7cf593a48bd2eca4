using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// The rules of a department: it is what the newest version of the hotline's description says. Every version is noted, even when
/// nothing changes for it, so that an older one that comes late can be told.
/// </summary>
public sealed class DepartmentDecider : IDecider<DepartmentState, DepartmentCommand, HotlineEvent>
{
    public DepartmentState Initial { get; } = new(0, null, false);

    public Decision<HotlineEvent> Decide(DepartmentState state, DepartmentCommand command, DecisionContext context) => command switch
    {
        DefineDepartment define when define.HotlineVersion > state.HotlineVersion =>
            new DepartmentDefined(define.HotlineVersion, define.Definition),
        DissolveDepartment dissolve
            when dissolve.HotlineVersion > state.HotlineVersion && state is { Definition: not null, IsDissolved: false } =>
            new DepartmentDissolved(dissolve.HotlineVersion),
        _ => Decision<HotlineEvent>.Nothing,
    };

    public DepartmentState Evolve(DepartmentState state, HotlineEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        DepartmentDefined defined => new(defined.HotlineVersion, defined.Definition, false),
        DepartmentDissolved dissolved => state with { HotlineVersion = dissolved.HotlineVersion, IsDissolved = true },
        _ => state,
    };
}
