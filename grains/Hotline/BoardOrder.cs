using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The moments of a <see cref="Deadline"/>, in microseconds; all 0: there is none.</summary>
internal readonly record struct BoardDeadline(long WarnAt, long DueAt, long RedAt)
{
    public static BoardDeadline Of(Deadline deadline) =>
        new(Micros.Of(deadline.WarnAt), Micros.Of(deadline.DueAt), Micros.Of(deadline.RedAt));

    public ClockMark MarkAt(long moment) =>
        moment >= RedAt ? ClockMark.Red : moment >= DueAt ? ClockMark.Yellow : moment >= WarnAt ? ClockMark.Warning : ClockMark.None;
}

/// <summary>
/// What the wall needs to know of an order that is not closed yet: a fold of its facts like <see cref="OrderState"/>, with what is counted
/// and no words. What can no longer change is written into the book as soon as it is so; what still can follows from the fields.
/// </summary>
internal sealed partial class BoardOrder(string number)
{
    /// <summary>响应率: within so long after the claim the department speaks with the caller, by the clock on the wall.</summary>
    public static readonly long ContactLimit = (long)TimeSpan.FromHours(24).TotalMicroseconds;

    private readonly List<(int Department, bool IsAnswered)> assists = [];
    private bool? solved, satisfied;
    private int dispatches;

    /// <summary>The platform calls it urgent; a desk may have said otherwise since.</summary>
    private bool isUrgentByContent;

    /// <summary>When the order's own clock stopped: with an answer under review, on hold, or merged; 0: it runs, or is over.</summary>
    private long stoppedAt;

    /// <summary>The first deadline of its own that an approved answer, or the closing, came after; 0: none.</summary>
    private long missedDueAt;

    public string Number { get; } = number;
    public OrderStage Stage { get; private set; }
    public long ReceivedAt { get; private set; }

    /// <summary>Since when it stands where it stands: unclaimed, since the dispatch.</summary>
    public long StageSince { get; private set; }
    public OrderType Type { get; private set; }
    public int Topic { get; private set; }
    public int Town { get; private set; }

    /// <summary>The lead department; 0: nobody is responsible.</summary>
    public int Lead { get; private set; }
    public bool IsUrgent { get; private set; }
    public bool IsAssessed { get; private set; } = true;
    public bool DelayPending { get; private set; }

    /// <summary>The clock of the claim, while it waits for one.</summary>
    public BoardDeadline Claim { get; private set; }

    /// <summary>The order's own clock.</summary>
    public BoardDeadline Handling { get; private set; }

    /// <summary>The newest answer, a returned one included; 0: none.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>The answer was approved: the order's own clock has stopped.</summary>
    public bool IsApproved { get; private set; }

    /// <summary>The newest claim whose caller nobody has spoken with yet; 0: none.</summary>
    public long ContactSince { get; private set; }

    /// <summary>Where its call is kept, see <see cref="Receipts.Add"/>.</summary>
    public int ReceiptIndex { get; set; } = -1;

    /// <summary>When what it counts for changes by itself, see <see cref="NextChange"/>; <see cref="long.MaxValue"/>: never.</summary>
    public long ChangesAt { get; set; } = long.MaxValue;

    /// <summary>疑难挂账: all its clocks stand still.</summary>
    public bool IsHeld => stoppedAt != 0 && Stage == OrderStage.InProgress;

    public IReadOnlyList<(int Department, bool IsAnswered)> Assists => assists;

    public bool IsUnclaimed => Stage == OrderStage.AwaitingClaim;

    public bool IsOpen => Stage is not (OrderStage.None or OrderStage.Closed or OrderStage.Declined);

    public Receipt Receipt => new(BoardTime.MinuteOf(ReceivedAt), Type, Topic, Town, Lead);

    public bool IsClaimOverdue(long moment) => IsUnclaimed && moment >= Claim.DueAt;

    /// <summary>Of the order's own clock: the mark it has, or had when it stopped; none behind an answer that was approved.</summary>
    public ClockMark MarkAt(long moment) => IsApproved ? ClockMark.None : Handling.MarkAt(OwnClockAt(moment));

    public bool IsDueOn(int day) => !IsApproved && stoppedAt == 0 && BoardTime.DayOf(Handling.DueAt) == day;

    public bool IsContactMissed(long moment) => ContactSince != 0 && moment >= ContactSince + ContactLimit;

    /// <summary>The first moment after this one at which any of the above changes by itself.</summary>
    public long NextChange(long moment)
    {
        var next = long.MaxValue;
        if (IsUnclaimed) Consider(Claim.DueAt);
        if (!IsApproved && OwnClockAt(moment) == moment)
        {
            Consider(Handling.WarnAt);
            Consider(Handling.DueAt);
            Consider(Handling.RedAt);
            var dueDay = BoardTime.DayOf(Handling.DueAt);
            Consider(BoardTime.StartOf(dueDay));
            Consider(BoardTime.StartOf(dueDay + 1));
        }
        if (ContactSince != 0) Consider(ContactSince + ContactLimit);
        return next;

        void Consider(long at)
        {
            if (at > moment && at < next) next = at;
        }
    }

    /// <summary>
    /// Adds (+1) or takes back (−1) what may still change: it is overdue now, and may be claimed, answered or spoken with later.
    /// </summary>
    public void CountPending(long moment, RateBook book, int sign)
    {
        if (IsClaimOverdue(moment)) book.Add(Kpi.ToClaim, BoardTime.DayOf(StageSince), Lead, sign);
        if (IsContactMissed(moment)) book.Add(Kpi.ToContact, BoardTime.DayOf(ContactSince), Lead, sign);
        CountHandling(moment, book, sign);
    }

    /// <summary>到期应办结: on the day of the first deadline that it missed, else on the day it was answered for good.</summary>
    private void CountHandling(long moment, RateBook book, int sign)
    {
        if (!IsAssessed) return;
        if (missedDueAt != 0) book.Add(Kpi.ToClose, BoardTime.DayOf(missedDueAt), Lead, sign);
        else if (IsApproved)
        {
            book.Add(Kpi.ToClose, BoardTime.DayOf(AnsweredAt), Lead, sign);
            book.Add(Kpi.ClosedInTime, BoardTime.DayOf(AnsweredAt), Lead, sign);
        }
        else if (OwnClockAt(moment) >= Handling.DueAt) book.Add(Kpi.ToClose, BoardTime.DayOf(Handling.DueAt), Lead, sign);
    }

    /// <summary>What the order's own clock shows: when it has stopped, that moment.</summary>
    private long OwnClockAt(long moment) => stoppedAt != 0 && stoppedAt < moment ? stoppedAt : moment;
}
