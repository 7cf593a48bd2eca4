using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A decision under way: the order as the facts decided so far have made it, and all that a rule may know.</summary>
internal sealed class OrderCase(OrderState state, DecisionContext context, Rulebook book)
{
    private readonly List<OrderFact> facts = [];

    public OrderState State { get; private set; } = state;

    public Rulebook Book => book;

    /// <summary>The moment that the command speaks of.</summary>
    public DateTimeOffset At => context.OccurredAt;

    /// <summary>Since when something can be done here: what came late could not be done before it came.</summary>
    public DateTimeOffset Here => context.Now > At ? context.Now : At;

    public string Number => context.Self.Name;

    /// <summary>The limits of the order's day: whatever changes, it keeps them.</summary>
    public LimitSet Limits => field ??= book.LimitsOn(LocalTime.DateOf(State.Stage == OrderStage.None ? At : State.ReceivedAt));

    public OrderDeadlines Deadlines => field ??= new(Limits, book.Calendar);

    public bool IsUrgent => State.Has(OrderFlag.Urgent);

    public Decision<OrderFact> Decided => new(facts, null);

    public OrderCase Note(OrderFact fact)
    {
        facts.Add(fact);
        State = OrderDecider.Fold(State, fact, At);
        return this;
    }

    /// <summary>A deadline that counts from a moment which may not be that of its event.</summary>
    public Deadline Counting(DateTimeOffset from, Func<DateTimeOffset, Deadline> deadline) =>
        from == At ? deadline(from) : deadline(from) with { CountsFrom = from };
}
