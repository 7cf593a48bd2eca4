using System.Collections.Immutable;
using System.Globalization;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// The life of an order: given this history, when this is asked, then these events follow, or this refusal. Moments are local,
/// <c>yyyy-MM-dd HH:mm</c>; our clock shows the moment of the request unless it is said otherwise.
/// </summary>
internal sealed class OrderLife
{
    private readonly OrderDecider decider;

    public OrderLife(Rulebook? book = null)
    {
        Book = book ?? OrderBooks.Standard;
        decider = new();
        State = decider.Initial;
    }

    public Rulebook Book { get; set; }

    /// <summary>What orders say that this one is to be merged into, where they do not take it.</summary>
    public ImmutableDictionary<string, Refusal>? RefusingParents { get; set; }

    public OrderState State { get; private set; }

    public List<(OrderEvent Fact, DateTimeOffset At)> History { get; } = [];

    /// <summary>What the last request came to.</summary>
    public Decision<OrderEvent> Last { get; private set; }

    public static DateTimeOffset At(string local) =>
        LocalTime.At(
            DateOnly.ParseExact(local[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeOnly.ParseExact(local[11..], "HH:mm", CultureInfo.InvariantCulture));

    /// <summary>A complaint of Tuesday 2026-11-24, 9:00, which waits to be accepted.</summary>
    public static OrderLife Received(Rulebook? book = null) =>
        new OrderLife(book).When("2026-11-24 09:00", new DeliverOrder(OrderBooks.Content, IsAccepted: false, Route: true));

    /// <summary>The same, accepted by the platform.</summary>
    public static OrderLife Accepted(Rulebook? book = null) =>
        new OrderLife(book).When("2026-11-24 09:00", new DeliverOrder(OrderBooks.Content, IsAccepted: true, Route: true));

    /// <summary>Dispatched to the housing office at 10:00.</summary>
    public static OrderLife Dispatched(Rulebook? book = null) =>
        Accepted(book).When("2026-11-24 10:00", new DispatchOrder(new(OrderBooks.Housing), [], ""));

    /// <summary>Claimed at 11:00.</summary>
    public static OrderLife InProgress(Rulebook? book = null) =>
        Dispatched(book).When("2026-11-24 11:00", new ClaimOrder(new(OrderBooks.Housing)));

    /// <summary>Answered on Friday at 15:00.</summary>
    public static OrderLife Answered() =>
        InProgress().When("2026-11-27 15:00", new AnswerOrder(new(OrderBooks.Housing), new("已约谈物业，夜间停工。", "s2")));

    /// <summary>The answer was approved at 16:00.</summary>
    public static OrderLife AwaitingCallback() => Answered().When("2026-11-27 16:00", new ReviewAnswer(true, ""));

    /// <summary>The caller was content, at 17:00.</summary>
    public static OrderLife Closed() => AwaitingCallback().When("2026-11-27 17:00", new RecordCallback(true, true, true, ""));

    /// <summary>Refused by the housing office at 14:00 in favour of the city office.</summary>
    public static OrderLife Refused(Rulebook? book = null) =>
        Dispatched(book).When("2026-11-24 14:00", new RefuseOrder(new(OrderBooks.Housing), "1.1", new(OrderBooks.City), "装修噪音不属物业"));

    /// <summary>Refused by the city office too, at 17:00.</summary>
    public static OrderLife RefusedTwice(Rulebook? book = null) => Refused(book)
        .When("2026-11-24 15:00", new JudgeRefusal(true, "不属物业"))
        .When("2026-11-24 16:00", new DispatchOrder(new(OrderBooks.City), [], ""))
        .When("2026-11-24 17:00", new RefuseOrder(new(OrderBooks.City), "2.1", new(OrderBooks.Police), "不属市容"));

    public OrderLife When(string at, OrderCommand command) => When(At(at), command);

    public OrderLife When(string at, string now, OrderCommand command) => When(At(at), command, At(now));

    public OrderLife When(DateTimeOffset at, OrderCommand command, DateTimeOffset? now = null)
    {
        Last = Decide(at, command, now);
        foreach (var fact in Last.Events)
        {
            State = OrderDecider.Fold(State, fact, at);
            History.Add((fact, at));
        }
        return this;
    }

    /// <summary>What would come of it, without going on.</summary>
    public Decision<OrderEvent> Decide(DateTimeOffset at, OrderCommand command, DateTimeOffset? now = null) =>
        decider.Decide(State, command, new(Book) { RefusingParents = RefusingParents },
            new(new StreamId(new(OrderBooks.District), "order", OrderBooks.Number), at, now ?? at));

    /// <summary>These kinds of events follow, in this order.</summary>
    public OrderLife Then(params Type[] kinds)
    {
        Assert.Null(Last.Refusal);
        Assert.Equal(kinds, Last.Events.Select(fact => fact.GetType()));
        return this;
    }

    public OrderLife ThenNothing() => Then();

    /// <summary>It is refused, in a sentence for people that names these.</summary>
    public OrderLife ThenRefused(string code, params string[] named)
    {
        Assert.Empty(Last.Events);
        Assert.Equal(code, Last.Refusal?.Code);
        // Each language by itself, and both are there.
        Assert.All([Last.Refusal!.Sentence.Chinese, Last.Refusal.Sentence.English],
            sentence => Assert.False(sentence.Length == 0 || sentence.Contains(" / "), sentence));
        Assert.All(named, name => Assert.Contains(name, Last.Refusal.Message));
        return this;
    }

    /// <summary>The same, with what has to change before it is carried out.</summary>
    public OrderLife ThenRefused(RefusalKind kind, string code, params string[] named)
    {
        ThenRefused(code, named);
        Assert.Equal(kind, Last.Refusal!.Kind);
        return this;
    }

    /// <summary>The newest event of a kind.</summary>
    public T Event<T>() where T : OrderEvent => History.Select(entry => entry.Fact).OfType<T>().Last();

    public OrderLife ThenStands(OrderStage stage, Desk holder, string lead = "")
    {
        Assert.Equal((stage, holder, lead), (State.Stage, State.Holder, State.Lead.Value));
        return this;
    }
}
