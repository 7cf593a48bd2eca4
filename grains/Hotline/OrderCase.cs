using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What an order must know from elsewhere before it decides.</summary>
/// <param name="Book">The rulebook of its district as it is now; the order takes from it the limits of its own day.</param>
public readonly record struct OrderTerms(Rulebook Book)
{
    /// <summary>Why orders that this one is to be merged into do not take it, by their number; null: all do.</summary>
    public ImmutableDictionary<string, Refusal>? RefusingParents { get; init; }
}

/// <summary>A decision under way: the order as the facts decided so far have made it, and all that a rule may know.</summary>
internal sealed class OrderCase(OrderState state, DecisionContext context, OrderTerms terms)
{
    private readonly List<OrderEvent> facts = [];

    public OrderState State { get; private set; } = state;

    public OrderTerms Terms => terms;

    public Rulebook Book => terms.Book;

    /// <summary>The moment that the command speaks of.</summary>
    public DateTimeOffset At => context.OccurredAt;

    /// <summary>Since when something can be done here: what came late could not be done before it came.</summary>
    public DateTimeOffset Here => context.Now > At ? context.Now : At;

    public string Number => context.Self.Name;

    /// <summary>The limits of the order's day: whatever changes, it keeps them.</summary>
    public LimitSet Limits => field ??= Book.LimitsOn(LocalTime.DateOf(State.Stage == OrderStage.None ? At : State.ReceivedAt));

    public OrderDeadlines Deadlines => field ??= new(Limits, Book.Calendar);

    public bool IsUrgent => State.Has(OrderFlag.Urgent);

    public Decision<OrderEvent> Decided => new(facts, null);

    public OrderCase Note(OrderEvent fact)
    {
        facts.Add(fact);
        State = OrderDecider.Fold(State, fact, At);
        return this;
    }

    /// <summary>A deadline that counts from a moment which may not be that of its event.</summary>
    public Deadline Counting(DateTimeOffset from, Func<DateTimeOffset, Deadline> deadline) =>
        from == At ? deadline(from) : deadline(from) with { CountsFrom = from };
}
