using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// An order. Its history is short, so there are no snapshots; it sleeps when nothing is asked of it for minutes, and at once
/// when it is closed.
/// </summary>
[CollectionAgeLimit(Minutes = 3)]
internal sealed class OrderGrain(ActorServices services, IRulebooks rulebooks, ActiveOrders active)
    : Actor<OrderState, OrderCommand, OrderEvent, OrderTerms>(services, new OrderDecider()), IOrder
{
    private const int ChildrenAtOnce = 16;
    private Task delivering = Task.CompletedTask;
    private Task merging = Task.CompletedTask;

    protected override string KindName => HotlineCallers.Order;
    protected override JsonTypeInfo<OrderState> StateJson => HotlineJson.Default.OrderState;
    protected override bool KeepsSnapshots => false;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        active.Enter();
        return base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.WhenAny(delivering, Task.Delay(Timeout.Infinite, cancellationToken));
        await base.OnDeactivateAsync(reason, cancellationToken);
        active.Leave();
    }

    public async Task<OrderState> GetAsync() => (await ReadAsync()).State;

    public async Task<(OrderState State, long Version)> ReadAsync()
    {
        var committed = await CommittedAsync();
        if (!committed.State.IsOpen || active.AreTooMany) DeactivateOnIdle();
        return committed;
    }

    public async Task WakeAsync()
    {
        await TellAsync(new CheckClocks());
        await DeliverAsync();
    }

    /// <summary>
    /// A result that is inherited waits for a merge that is under way: the parent counts a child before the child itself knows
    /// (see <see cref="JoinAsync"/>), and may have its result ready.
    /// </summary>
    public override async Task<Answer[]> Handle(Command<OrderCommand>[] commands, string caller)
    {
        if (Array.Exists(commands, command => command.Body is InheritResult)) await Task.WhenAny(merging);
        var handling = base.Handle(commands, caller);
        if (!Array.Exists(commands, command => command.Body is MergeOrder)) return await handling;
        merging = Task.WhenAll(merging, handling);
        var answers = await handling;
        for (var i = 0; i < commands.Length; i++)
            if (answers[i].Outcome == Outcome.Refused && commands[i].Body is MergeOrder merge) await LeaveAsync(merge.Parent);
        return answers;
    }

    protected override ValueTask<OrderTerms> TermsAsync(Command<OrderCommand>[] commands)
    {
        if (active.AreTooMany) DeactivateOnIdle();
        var fresh = rulebooks.FreshAsync(Self.District);
        var merges = Array.Exists(commands, command => command.Body is MergeOrder);
        return fresh.IsCompletedSuccessfully && !merges ? new(new OrderTerms(fresh.Result)) : CollectAsync(fresh, commands);
    }

    protected override void Committed(OrderState state)
    {
        if (OrderAgenda.OwesEffect(state)) _ = DeliverAsync();
        else if (!state.IsOpen) DeactivateOnIdle();
    }

    private async ValueTask<OrderTerms> CollectAsync(ValueTask<Rulebook> fresh, Command<OrderCommand>[] commands)
    {
        var terms = new OrderTerms(await fresh);
        foreach (var parent in commands.Select(command => command.Body).OfType<MergeOrder>().Select(merge => merge.Parent).Distinct())
            if (await JoinAsync(parent) is { } refusal)
                terms = terms
                    with
                { RefusingParents = (terms.RefusingParents ?? ImmutableDictionary<string, Refusal>.Empty).Add(parent, refusal) };
        return terms;
    }

    /// <summary>A merge that was refused on this side is taken back on the other; one that was made before stays.</summary>
    private async Task LeaveAsync(string parent)
    {
        var (state, _) = await CommittedAsync();
        if (parent == Self.Name || parent.Length == 0 || (state.Stage == OrderStage.Merged && state.Parent == parent)) return;
        await GrainFactory.GetGrain<IOrder>(HotlineKeys.Order(Self.District, parent))
            .Handle([new("", Services.Clock.GetUtcNow(), new ConfirmRepeat(Self.Name))], KindName);
    }

    /// <summary>
    /// The parent counts the child before the child is merged. So a child that is merged is never unknown to its parent, and two
    /// orders cannot be merged into each other: each has a child by then. A parent that still counts a child whose merge came to
    /// nothing (this silo went down in between) finds out when it passes its result on.
    /// </summary>
    private async Task<Refusal?> JoinAsync(string parent)
    {
        var (state, _) = await CommittedAsync();
        // What is wrong on this side is the decider's to say.
        if (parent == Self.Name || parent.Length == 0 || !OrderMoves.Allows(state, "merge")) return null;
        var joining = new Command<OrderCommand>("", Services.Clock.GetUtcNow(), new JoinRepeat(Self.Name));
        return (await GrainFactory.GetGrain<IOrder>(HotlineKeys.Order(Self.District, parent)).Handle([joining], KindName))[0].Refusal;
    }

    /// <summary>One at a time; whoever comes while it runs gets the same.</summary>
    private Task DeliverAsync() => delivering.IsCompleted ? delivering = DeliverOwedAsync() : delivering;

    private async Task DeliverOwedAsync()
    {
        try
        {
            for (var (before, current) = (-1L, await CommittedAsync()); OrderAgenda.OwesEffect(current.State) && current.Version > before;
            current = await CommittedAsync())
            {
                before = current.Version;
                if (current.State.PendingPrecedent is { } ruling) await EstablishAsync(ruling);
                if (current.State.OwesResultToChildren) await PassOnAsync(current.State);
            }
            if ((await CommittedAsync()).State is { IsOpen: false } closed && !OrderAgenda.OwesEffect(closed)) DeactivateOnIdle();
        }
        catch (Exception failure)
        {
            Services.Log.LogWarning(failure, "An effect of {Order} has not arrived; the watch makes up for it.", Self);
        }
    }

    /// <summary>Who ruled, and when, stands in the order's own history.</summary>
    private async Task EstablishAsync(Ruling ruling)
    {
        JournalRow? ruled = null;
        await foreach (var rows in HistoryAsync())
            ruled = rows.LastOrDefault(row => Services.Catalogue.Read(row.Kind, row.Payload) is OrderRuled { MakesPrecedent: true })
                ?? ruled;
        if (ruled is null) return;
        var precedent =
            GrainFactory.GetGrain<IPrecedent>(HotlineKeys.Precedent(Self.District, Precedent.KeyOf(ruling.Topic, ruling.PlaceKind)));
        await TellAsync(
            new ConfirmPrecedent(await precedent.EstablishAsync(ruling, Self.Name, ruled.Version, ruled.Actor, ruled.OccurredAt)));
    }

    /// <summary>A child that says no is not this order's child any more, and is not waited for.</summary>
    private async Task PassOnAsync(OrderState state)
    {
        var answer = state.ResultingAnswer ?? SealedText.Empty;
        // It opens with the order that it was written for only.
        if (answer.Sealed.Length > 0) answer = answer with { Order = answer.Order ?? Self.Name };
        var result = new InheritResult(Self.Name, answer, state.AnsweredAt);
        foreach (var children in state.Children.Chunk(ChildrenAtOnce))
        {
            await Task.WhenAll(children.Select(child => GrainFactory.GetGrain<IOrder>(HotlineKeys.Order(Self.District, child))
                .Handle([new("", Services.Clock.GetUtcNow(), result)], KindName)));
            await TellAsync([.. children.Select(child => new ConfirmRepeat(child))]);
        }
    }

    private Task<Answer[]> TellAsync(params OrderCommand[] commands)
    {
        var now = Services.Clock.GetUtcNow();
        return Handle([.. commands.Select(command => new Command<OrderCommand>("", now, command))], KindName);
    }
}
