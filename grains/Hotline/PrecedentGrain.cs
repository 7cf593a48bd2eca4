using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// A precedent. What it has committed it tells the hotline before it answers; who got no answer asks again, and so it is told again.
/// </summary>
internal sealed class PrecedentGrain(ActorServices services)
    : Actor<PrecedentState, PrecedentCommand, HotlineEvent>(services, new PrecedentDecider()), IPrecedent
{
    protected override string KindName => "hotline.precedent";
    protected override JsonTypeInfo<PrecedentState> StateJson => HotlineJson.Default.PrecedentState;

    public async Task<PrecedentRef> EstablishAsync(Ruling ruling, string order, long orderVersion, string ruledBy, DateTimeOffset ruledAt)
    {
        var answer = (await Handle([new("", ruledAt, new EstablishPrecedent(ruling, order, orderVersion, ruledBy))], ruledBy))[0];
        if (answer.Refusal is { } refusal) throw new ArgumentException(refusal.Message);
        await TellHotlineAsync();
        return new(Self.Name, PrecedentDecider.MadeBy((await CommittedAsync()).State, order, orderVersion)!.Version);
    }

    public async Task<Refusal?> RevokeAsync(string reason, string caller, DateTimeOffset now)
    {
        var answer = (await Handle([new("", now, new RevokePrecedent(reason))], caller))[0];
        if (answer.Refusal is null) await TellHotlineAsync();
        return answer.Refusal;
    }

    public async Task<ImmutableArray<Precedent>> ListAsync() => [.. (await CommittedAsync()).State.Versions.Reverse()];

    private async Task TellHotlineAsync() =>
        await GrainFactory.GetGrain<IHotline>(HotlineKeys.Hotline(Self.District)).Handle(
            [new("", Services.Clock.GetUtcNow(), new NotePrecedent((await CommittedAsync()).State.Versions[^1]))], KindName);
}
