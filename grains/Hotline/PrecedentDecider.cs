using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// The rules of a precedent: every ruling on its topic and kind of place is a version, the newest routes; one ruling makes one
/// version however often it is reported; what is revoked routes nothing until it is ruled on again.
/// </summary>
public sealed class PrecedentDecider : IDecider<PrecedentState, PrecedentCommand, HotlineEvent>
{
    public PrecedentState Initial { get; } = new([], []);

    public Decision<HotlineEvent> Decide(PrecedentState state, PrecedentCommand command, DecisionContext context) => command switch
    {
        EstablishPrecedent establish => Establish(state, establish, context),
        RevokePrecedent revoke => Revoke(state, revoke),
        _ => Decision<HotlineEvent>.Nothing,
    };

    public PrecedentState Evolve(PrecedentState state, HotlineEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        PrecedentEstablished established => new(
            state.Versions.Add(established.Precedent),
            state.Rulings.Add(IdentityOf(established.Precedent.Order, established.OrderVersion))),
        PrecedentRevoked =>
            state with { Versions = state.Versions.SetItem(state.Versions.Length - 1, state.Versions[^1] with { IsRevoked = true }) },
        _ => state,
    };

    /// <summary>The version that a ruling has made; null: none yet.</summary>
    public static Precedent? MadeBy(PrecedentState state, string order, long orderVersion) =>
        state.Rulings.IndexOf(IdentityOf(order, orderVersion)) is var index and >= 0 ? state.Versions[index] : null;

    private static Decision<HotlineEvent> Establish(PrecedentState state, EstablishPrecedent establish, DecisionContext context)
    {
        var ruling = establish.Ruling;
        if (MadeBy(state, establish.Order, establish.OrderVersion) is not null) return Decision<HotlineEvent>.Nothing;
        if (Precedent.KeyOf(ruling.Topic, ruling.PlaceKind) != context.Self.Name)
            return Refusal.Invalid(
                "other_precedent",
                $"裁定不属于先例 {context.Self.Name}",
                $"The ruling does not belong to the precedent {context.Self.Name}");
        var precedent = new Precedent
        {
            Topic = ruling.Topic,
            PlaceKind = ruling.PlaceKind,
            Version = state.Versions.Length + 1,
            Department = ruling.Department,
            Clause = ruling.Clause,
            Reason = ruling.Reason,
            Order = establish.Order,
            RuledAt = context.OccurredAt,
            RuledBy = establish.RuledBy,
            IsRevoked = false,
        };
        return new PrecedentEstablished(precedent, establish.OrderVersion);
    }

    private static Decision<HotlineEvent> Revoke(PrecedentState state, RevokePrecedent revoke)
    {
        if (state.Versions.IsEmpty) return Refusal.NotFound("no_precedent", "没有这个先例", "There is no such precedent");
        if (state.Versions[^1].IsRevoked) return Decision<HotlineEvent>.Nothing;
        return string.IsNullOrWhiteSpace(revoke.Reason)
            ? Refusal.Invalid("no_reason", "废止先例须说明理由", "A reason is needed to revoke a precedent")
            : new PrecedentRevoked(state.Versions[^1].Version, revoke.Reason);
    }

    private static string IdentityOf(string order, long orderVersion) => $"{order}/{orderVersion}";
}
