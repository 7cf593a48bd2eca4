namespace OpsCenter.Hotline;

/// <summary>
/// The orders that are not closed, and all that is summed of them at one moment. When the moment moves on, only those are counted again
/// whose clocks have something to say by then; a frame costs the same whether 30 or 30,000 are open.
/// </summary>
internal sealed class OpenOrders(BoardKeys keys)
{
    private readonly Dictionary<string, BoardOrder> orders = new(StringComparer.Ordinal);
    private readonly SortedSet<BoardOrder> byChange = new(ByChange.Instance);
    private readonly SortedSet<BoardOrder> byReceipt = new(ByReceipt.Instance);
    private readonly List<DeskTally> types = [], topics = [], towns = [], departments = [];

    /// <summary>What all sums hold for.</summary>
    private long moment = long.MinValue;

    public DeskTally All { get; } = new();

    /// <summary>KPI of open orders that may still change.</summary>
    public RateBook Pending { get; } = new();

    /// <summary>The oldest call first.</summary>
    public IEnumerable<BoardOrder> Oldest => byReceipt;

    /// <summary>The longest unclaimed first.</summary>
    public IEnumerable<BoardOrder> Unclaimed => All.Waiting;

    public BoardOrder? Find(string number) => orders.GetValueOrDefault(number);

    public DeskTally Type(OrderType type) => Get(types, (int)type);

    public DeskTally Topic(int topLevel) => Get(topics, topLevel);

    public DeskTally Town(int town) => Get(towns, town);

    public DeskTally Department(int department) => Get(departments, department);

    /// <summary>Takes an order out of all sums, before a fact changes it.</summary>
    public void Uncount(BoardOrder order)
    {
        Count(order, -1);
        if (order.IsUnclaimed) CountWaiting(order, isWaiting: false);
        CountAssists(order, -1);
    }

    /// <summary>Counts an order as what it has become; a closed one is forgotten.</summary>
    public void Recount(BoardOrder order)
    {
        if (!order.IsOpen)
        {
            if (orders.Remove(order.Number)) byReceipt.Remove(order);
            Schedule(order, long.MaxValue);
            return;
        }
        if (orders.TryAdd(order.Number, order)) byReceipt.Add(order);
        Count(order, +1);
        Schedule(order, order.NextChange(moment));
        if (order.IsUnclaimed) CountWaiting(order, isWaiting: true);
        CountAssists(order, +1);
    }

    /// <summary>From now on all sums hold for this moment.</summary>
    public void TurnTo(long next)
    {
        if (next == moment) return;
        var changing = next > moment ? byChange.TakeWhile(order => order.ChangesAt <= next).ToArray() : [.. orders.Values];
        foreach (var order in changing) Count(order, -1);
        moment = next;
        foreach (var order in changing)
        {
            Count(order, +1);
            Schedule(order, order.NextChange(moment));
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(orders.Count);
        foreach (var order in orders.Values) order.Save(writer);
        SaveChange(0, All);
        writer.Write7BitEncodedInt(departments.Count);
        for (var department = 0; department < departments.Count; department++) SaveChange(department, departments[department]);

        void SaveChange(int department, DeskTally tally)
        {
            writer.Write7BitEncodedInt(department);
            writer.Write7BitEncodedInt64(tally.Change);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--) Recount(BoardOrder.Load(reader));
        LoadChange(_ => All);
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--) LoadChange(Department);

        void LoadChange(Func<int, DeskTally> tallyOf) => tallyOf(reader.Read7BitEncodedInt()).Change = reader.Read7BitEncodedInt64();
    }

    private void Count(BoardOrder order, int sign)
    {
        var standing = new Standing
        {
            Stage = order.Stage,
            IsClaimOverdue = order.IsClaimOverdue(moment),
            Mark = order.MarkAt(moment),
            IsDueToday = moment != long.MinValue && order.IsDueOn(BoardTime.DayOf(moment)),
            IsHeld = order.IsHeld,
            IsUrgent = order.IsUrgent,
            DelayPending = order.DelayPending,
        };
        All.Count(standing, sign);
        Type(order.Type).Count(standing, sign);
        Topic(keys.TopLevelOf(order.Topic)).Count(standing, sign);
        Town(order.Town).Count(standing, sign);
        if (order.Lead != 0) Department(order.Lead).Count(standing, sign);
        order.CountPending(moment, Pending, sign);
    }

    private void Schedule(BoardOrder order, long changesAt)
    {
        if (changesAt == order.ChangesAt) return;
        if (order.ChangesAt < long.MaxValue) byChange.Remove(order);
        order.ChangesAt = changesAt;
        if (changesAt < long.MaxValue) byChange.Add(order);
    }

    private void CountWaiting(BoardOrder order, bool isWaiting)
    {
        foreach (var tally in (DeskTally[])[All, Department(order.Lead)])
        {
            if (isWaiting) tally.Waiting.Add(order);
            else tally.Waiting.Remove(order);
        }
    }

    private void CountAssists(BoardOrder order, int sign)
    {
        foreach (var (department, isAnswered) in order.Assists)
        {
            if (isAnswered) continue;
            All.Assisting += sign;
            Department(department).Assisting += sign;
        }
    }

    private static DeskTally Get(List<DeskTally> tallies, int key)
    {
        while (tallies.Count <= key) tallies.Add(new());
        return tallies[key];
    }

    private sealed class ByChange : IComparer<BoardOrder>
    {
        public static readonly ByChange Instance = new();

        public int Compare(BoardOrder? x, BoardOrder? y) =>
            x!.ChangesAt.CompareTo(y!.ChangesAt) is var order and not 0 ? order : string.CompareOrdinal(x.Number, y.Number);
    }

    private sealed class ByReceipt : IComparer<BoardOrder>
    {
        public static readonly ByReceipt Instance = new();

        public int Compare(BoardOrder? x, BoardOrder? y) =>
            x!.ReceivedAt.CompareTo(y!.ReceivedAt) is var order and not 0 ? order : string.CompareOrdinal(x.Number, y.Number);
    }
}
