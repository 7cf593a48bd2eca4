namespace OpsCenter.Hotline;

/// <summary>Where an order stands and what its clocks say, at the board's moment.</summary>
internal readonly record struct Standing
{
    public required OrderStage Stage { get; init; }

    public required bool IsClaimOverdue { get; init; }

    public required ClockMark Mark { get; init; }

    public required bool IsDueToday { get; init; }

    public required bool IsHeld { get; init; }

    public required bool IsUrgent { get; init; }

    public required bool DelayPending { get; init; }
}

/// <summary>Sums of the open orders of the district, a type, a topic, a town or a department. Every sum can be taken back.</summary>
internal sealed class DeskTally
{
    private readonly int[] stages = new int[(int)OrderStage.Declined + 1];
    private readonly int[] marks = new int[(int)ClockMark.Red + 1];
    private int held, dueToday, urgent;

    /// <summary>Those that wait for a claim, the longest waiting first.</summary>
    public SortedSet<BoardOrder> Waiting { get; } = new(BySince.Instance);

    public int Open { get; private set; }
    public int UnclaimedOverdue { get; private set; }
    public int DelaysPending { get; private set; }

    /// <summary>Assisting work that is not answered.</summary>
    public int Assisting { get; set; }

    /// <summary>Events of orders that it had to do with.</summary>
    public long Change { get; set; }

    public int Unclaimed => stages[(int)OrderStage.AwaitingClaim];
    public int Overdue => marks[(int)ClockMark.Yellow] + marks[(int)ClockMark.Red];

    public void Count(in Standing standing, int sign)
    {
        Open += sign;
        stages[(int)standing.Stage] += sign;
        marks[(int)standing.Mark] += sign;
        if (standing.IsClaimOverdue) UnclaimedOverdue += sign;
        if (standing.IsDueToday) dueToday += sign;
        if (standing.IsHeld) held += sign;
        if (standing.IsUrgent) urgent += sign;
        if (standing.DelayPending) DelaysPending += sign;
    }

    public HotlineCounts ToCounts(Received received, int closedToday, int refusedToday) => new()
    {
        ReceivedToday = received.Today,
        ReceivedTodayLastYear = received.TodayLastYear,
        ReceivedThisYear = received.ThisYear,
        ReceivedLastYear = received.LastYear,
        ClosedToday = closedToday,
        RefusedToday = refusedToday,
        Open = Open,
        AwaitingAcceptance = stages[(int)OrderStage.AwaitingAcceptance],
        AwaitingDispatch = stages[(int)OrderStage.AwaitingDispatch],
        Unclaimed = Unclaimed,
        UnclaimedOverdue = UnclaimedOverdue,
        OldestUnclaimedSince = Waiting.Min is { } oldest ? Kernel.Micros.ToTime(oldest.StageSince) : null,
        RefusalPending = stages[(int)OrderStage.RefusalPending],
        Adjudication = stages[(int)OrderStage.Adjudication],
        InProgress = stages[(int)OrderStage.InProgress],
        AwaitingReview = stages[(int)OrderStage.AwaitingReview],
        AwaitingCallback = stages[(int)OrderStage.AwaitingCallback],
        Merged = stages[(int)OrderStage.Merged],
        Held = held,
        DueToday = dueToday,
        Warning = marks[(int)ClockMark.Warning],
        Yellow = marks[(int)ClockMark.Yellow],
        Red = marks[(int)ClockMark.Red],
        Urgent = urgent,
    };

    /// <summary>An order's place must be taken out before its <see cref="BoardOrder.StageSince"/> changes.</summary>
    private sealed class BySince : IComparer<BoardOrder>
    {
        public static readonly BySince Instance = new();

        public int Compare(BoardOrder? x, BoardOrder? y) =>
            x!.StageSince.CompareTo(y!.StageSince) is var order and not 0 ? order : string.CompareOrdinal(x.Number, y.Number);
    }
}
