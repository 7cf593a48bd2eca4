using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>A district's hotline as its screens see it: open orders one by one, closed ones in sums, and the clock of the data.</summary>
internal sealed class HotlineBoard
{
    private readonly HashSet<int> concerned = [];
    private int dataDay;

    public HotlineBoard(HotlineBoardOptions rules)
    {
        Rules = rules;
        Open = new(Keys);
        Sums = new(Receipts, Keys);
        Rising = new(Receipts, Keys, rules);
    }

    public HotlineBoardOptions Rules { get; }
    public BoardKeys Keys { get; } = new();
    public BoardNames Names { get; } = new();
    public BoardClock Clock { get; } = new();
    public Receipts Receipts { get; } = new();
    public ReceivedSums Sums { get; }
    public RisingTopics Rising { get; }
    public OpenOrders Open { get; }

    /// <summary>KPI that no longer change.</summary>
    public RateBook Book { get; } = new();

    /// <summary>The moment that all sums hold for, and its local day.</summary>
    public long Moment { get; private set; }

    public int Today { get; private set; }

    public void Define(HotlineDefinition definition)
    {
        Names.Define(definition);
        foreach (var department in definition.Departments)
        {
            Keys.DepartmentOf(department.Code);
            Keys.Towns.IdOf(department.Town.Value);
        }
    }

    public void Apply(string number, OrderEvent fact, string actor, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        Clock.Note(fact, actor, occurredAt, recordedAt);
        if (Clock.DataTime is { } dataTime && LocalTime.DateOf(dataTime).DayNumber is var day && day > dataDay) ForgetBefore(day);
        Open.All.Change++;
        if ((Open.Find(number) ?? (fact is OrderReceived ? new(number) : null)) is { } order) Apply(order, fact, Micros.Of(occurredAt));
        else if (fact is OrderAmended { Closed: { } closed } amended) Move(closed, amended.Content);
        else if (fact is OrderFlagged { Closed: { } assessed, Flag: OrderFlag.NotAssessed } flagged)
            Book.Assess(assessed, Keys, flagged.On ? -1 : +1);
        else if (fact is CallbackRecorded { Closed: { } counted } callback)
        {
            Book.Assess(counted, Keys, -1);
            Book.Assess(counted with { Solved = callback.Solved, Satisfied = callback.Satisfied }, Keys, +1);
        }
        // What else comes behind the end (the result was delivered, the order archived) changes no number.
    }

    private void Apply(BoardOrder order, OrderEvent fact, long at)
    {
        var isNew = order.Stage == OrderStage.None;
        concerned.Clear();
        if (!isNew) Concern(order);
        if (!isNew) Open.Uncount(order);
        var before = order.Receipt;
        order.Apply(fact, at, Keys, Book);
        KeepReceipt(order, isNew, before);
        Open.Recount(order);
        Concern(order);
        foreach (var department in concerned) Open.Department(department).Change++;
    }

    /// <summary>From now on everything can be read off as of this moment of the data's clock.</summary>
    public void TurnTo(DateTimeOffset sourceTime)
    {
        Moment = Micros.Of(sourceTime);
        Today = BoardTime.DayOf(Moment);
        Open.TurnTo(Moment);
        Sums.TurnTo(Moment);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(dataDay);
        Clock.Save(writer);
        Keys.Save(writer);
        Names.Save(writer);
        Receipts.Save(writer);
        Book.Save(writer);
        Open.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        dataDay = reader.Read7BitEncodedInt();
        if (dataDay > 0) Open.Pending.Forget(dataDay);
        Clock.Load(reader);
        Keys.Load(reader);
        Names.Load(reader);
        Receipts.Load(reader);
        Book.Load(reader);
        Open.Load(reader);
    }

    private void KeepReceipt(BoardOrder order, bool isNew, Receipt before)
    {
        var (day, after) = (BoardTime.DayOf(order.ReceivedAt), order.Receipt);
        if (isNew)
        {
            order.ReceiptIndex = Receipts.Add(day, after);
            if (order.ReceiptIndex >= 0) Sums.Count(day, after, +1);
        }
        else Replace(day, order.ReceiptIndex, before, after);
    }

    private void Replace(int day, int index, Receipt before, Receipt after)
    {
        if (after == before || !Receipts.Replace(day, index, after)) return;
        Sums.Count(day, before, -1);
        Sums.Count(day, after, +1);
    }

    /// <summary>
    /// A closed order was about something else. Its call is known by what it counts as: of two that are alike either may go.
    /// </summary>
    private void Move(ClosedOrder closed, OrderContent content)
    {
        var received = Micros.Of(closed.ReceivedAt);
        var (day, minute) = (BoardTime.DayOf(received), BoardTime.MinuteOf(received));
        var before = new Receipt(minute, closed.Type, Keys.TopicOf(closed.Topic), Keys.TownOf(closed.Place),
            Keys.DepartmentOf(closed.Lead));
        var after = before with { Type = content.Type, Topic = Keys.TopicOf(content.Topic), Town = Keys.TownOf(content.Place) };
        Replace(day, Receipts.Find(day, before), before, after);
    }

    private void Concern(BoardOrder order)
    {
        if (order.Lead != 0) concerned.Add(order.Lead);
        foreach (var (department, _) in order.Assists) concerned.Add(department);
    }

    private void ForgetBefore(int today)
    {
        dataDay = today;
        Receipts.Forget(today);
        Book.Forget(today);
        Open.Pending.Forget(today);
    }
}
