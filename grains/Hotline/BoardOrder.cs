using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The moments of a <see cref="Deadline"/>, in microseconds; all 0: there is none.</summary>
internal readonly record struct BoardDeadline(long WarnAt, long DueAt, long RedAt)
{
    public static BoardDeadline Of(Deadline deadline) => new(Micros.Of(deadline.WarnAt), Micros.Of(deadline.DueAt), Micros.Of(deadline.RedAt));

    public ClockMark MarkAt(long moment) =>
        moment >= RedAt ? ClockMark.Red : moment >= DueAt ? ClockMark.Yellow : moment >= WarnAt ? ClockMark.Warning : ClockMark.None;
}

/// <summary>
/// What the wall needs to know of an order that is not closed yet: a fold of its facts like <see cref="OrderState"/>, with what is counted and
/// no words. What can no longer change is written into the book as soon as it is so; what still can follows from the fields.
/// </summary>
internal sealed class BoardOrder(string number)
{
    /// <summary>响应率: within so long after the claim the department speaks with the caller, by the clock on the wall.</summary>
    public static readonly long ContactLimit = (long)TimeSpan.FromHours(24).TotalMicroseconds;

    private readonly List<(int Department, bool IsAnswered)> assists = [];
    private bool? solved, satisfied;
    private int dispatches;

    public string Number { get; } = number;
    public OrderStage Stage { get; private set; }
    public long ReceivedAt { get; private set; }

    /// <summary>Since when it stands where it stands: unclaimed, since the dispatch.</summary>
    public long Since { get; private set; }
    public OrderType Type { get; private set; }
    public int Topic { get; private set; }
    public int Town { get; private set; }

    /// <summary>The lead department; 0: nobody is responsible.</summary>
    public int Lead { get; private set; }
    public bool IsUrgent { get; private set; }
    public bool IsAssessed { get; private set; } = true;
    public bool DelayPending { get; private set; }

    /// <summary>All its clocks stand still since; 0: they run.</summary>
    public long HeldSince { get; private set; }

    /// <summary>The clock of the claim, while it waits for one.</summary>
    public BoardDeadline Claim { get; private set; }

    /// <summary>The order's own clock.</summary>
    public BoardDeadline Handling { get; private set; }

    /// <summary>The newest answer; 0: none, or it was returned.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>The answer was approved: the order's own clock has stopped.</summary>
    public bool IsApproved { get; private set; }

    /// <summary>The newest claim whose caller nobody has spoken with yet; 0: none.</summary>
    public long ContactSince { get; private set; }

    /// <summary>Where its call is kept, see <see cref="Receipts.Add"/>.</summary>
    public int ReceiptIndex { get; set; } = -1;

    /// <summary>When what it counts for changes by itself, see <see cref="NextChange"/>; <see cref="long.MaxValue"/>: never.</summary>
    public long ChangesAt { get; set; } = long.MaxValue;

    public IReadOnlyList<(int Department, bool IsAnswered)> Assists => assists;

    public bool IsUnclaimed => Stage == OrderStage.AwaitingClaim;

    public bool IsOpen => Stage is not (OrderStage.None or OrderStage.Closed or OrderStage.Declined);

    public Receipt Receipt => new(BoardTime.MinuteOf(ReceivedAt), Type, Topic, Town, Lead);

    /// <summary>What its clocks show at a moment: on hold, what they showed when the pause began.</summary>
    public long ClocksAt(long moment) => HeldSince != 0 && HeldSince < moment ? HeldSince : moment;

    public bool IsClaimOverdue(long moment) => IsUnclaimed && ClocksAt(moment) >= Claim.DueAt;

    /// <summary>Of the order's own clock; none when it has stopped.</summary>
    public ClockMark MarkAt(long moment) => IsApproved ? ClockMark.None : Handling.MarkAt(ClocksAt(moment));

    public bool IsDueOn(int day) => !IsApproved && HeldSince == 0 && BoardTime.DayOf(Handling.DueAt) == day;

    public bool IsContactMissed(long moment) => ContactSince != 0 && moment >= ContactSince + ContactLimit;

    /// <summary>The answer that counts came before the order's own deadline.</summary>
    public bool IsInTime => AnsweredAt < Handling.DueAt;

    /// <summary>The first moment after this one at which any of the above changes by itself.</summary>
    public long NextChange(long moment)
    {
        var next = long.MaxValue;
        if (IsUnclaimed) Consider(Claim.DueAt);
        if (!IsApproved)
        {
            Consider(Handling.WarnAt);
            Consider(Handling.DueAt);
            Consider(Handling.RedAt);
            var dueDay = BoardTime.DayOf(Handling.DueAt);
            Consider(BoardTime.StartOf(dueDay));
            Consider(BoardTime.StartOf(dueDay + 1));
        }
        if (ContactSince != 0 && ContactSince + ContactLimit is var missed && missed > moment && missed < next) next = missed;
        return next;

        void Consider(long at)
        {
            if (at > moment && at < next && (HeldSince == 0 || at <= HeldSince)) next = at;
        }
    }

    public void Apply(OrderFact fact, long at, BoardKeys keys, RateBook book)
    {
        switch (fact)
        {
            case OrderReceived received:
                ReceivedAt = at;
                Handling = BoardDeadline.Of(received.Handling);
                Describe(received.Content, keys);
                GoTo(received.Acceptance is null ? OrderStage.AwaitingDispatch : OrderStage.AwaitingAcceptance, at, book);
                break;
            case OrderAmended amended: Describe(amended.Content, keys); break;
            case OrderAccepted: GoTo(OrderStage.AwaitingDispatch, at, book); break;
            case OrderDeclined: GoTo(OrderStage.Declined, at, book); break;
            case OrderDispatched dispatched:
                GoTo(OrderStage.AwaitingClaim, at, book);
                (Lead, Claim) = (keys.Departments.IdOf(dispatched.Lead), BoardDeadline.Of(dispatched.Claim));
                dispatches++;
                break;
            case AssistAdded added: assists.Add((keys.Departments.IdOf(added.Department), false)); break;
            case AssistAnswered answered: AnswerAssist(keys.Departments.IdOf(answered.Department)); break;
            case OrderClaimed claimed:
                EndClaim(at, isClaimed: true, isInTime: !claimed.IsDeemed && ClocksAt(at) < Claim.DueAt, book);
                EndContact(at, book);
                Lead = keys.Departments.IdOf(claimed.Department);
                (Stage, Since, ContactSince) = (OrderStage.InProgress, at, at);
                break;
            case CallerContacted: Contact(at, book); break;
            case OrderRefused refused:
                book.Add(Kpi.Refused, BoardTime.DayOf(at), keys.Departments.IdOf(refused.Department));
                GoTo(OrderStage.RefusalPending, at, book);
                break;
            case RefusalUpheld or ReturnedToBoard:
                GoTo(OrderStage.AwaitingDispatch, at, book);
                Lead = 0;
                break;
            case RefusalOverruled overruled:
                GoTo(OrderStage.AwaitingClaim, at, book);
                Claim = BoardDeadline.Of(overruled.Claim);
                break;
            case AdjudicationOpened: GoTo(OrderStage.Adjudication, at, book); break;
            case OrderAnswered:
                GoTo(OrderStage.AwaitingReview, at, book);
                AnsweredAt = at;
                break;
            case AnswerReturned:
                GoTo(OrderStage.InProgress, at, book);
                AnsweredAt = 0;
                break;
            case AnswerApproved:
                GoTo(OrderStage.AwaitingCallback, at, book);
                IsApproved = true;
                break;
            case ResultInherited:
                GoTo(OrderStage.AwaitingCallback, at, book);
                (AnsweredAt, IsApproved) = (at, true);
                break;
            case CallbackRecorded callback: (solved, satisfied) = (callback.Solved, callback.Satisfied); break;
            case OrderReopened reopened:
                GoTo(OrderStage.InProgress, at, book);
                (AnsweredAt, IsApproved, Handling, solved, satisfied) = (0, false, BoardDeadline.Of(reopened.Handling), null, null);
                break;
            case OrderMerged: GoTo(OrderStage.Merged, at, book); break;
            case OrderClosed: Close(at, book); break;
            case DelayAsked: DelayPending = true; break;
            case DelayDenied: DelayPending = false; break;
            case DelayGranted granted: (DelayPending, Handling) = (false, BoardDeadline.Of(granted.Handling)); break;
            case OrderHeld: HeldSince = at; break;
            case OrderResumed resumed:
                (HeldSince, Handling) = (0, BoardDeadline.Of(resumed.Handling));
                if (IsUnclaimed) Claim = BoardDeadline.Of(resumed.Stage);
                break;
            case OrderFlagged { Flag: OrderFlag.Urgent } flagged: IsUrgent = flagged.On; break;
            case OrderFlagged { Flag: OrderFlag.NotAssessed } flagged: IsAssessed = !flagged.On; break;
            case DeadlineMoved { Clock: ClockKind.Handling } moved: Handling = BoardDeadline.Of(moved.After); break;
            case DeadlineMoved { Clock: ClockKind.Claim } moved: Claim = BoardDeadline.Of(moved.After); break;
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write((byte)Stage);
        writer.Write((byte)Type);
        writer.Write((byte)((IsUrgent ? 1 : 0) | (IsAssessed ? 2 : 0) | (DelayPending ? 4 : 0) | (IsApproved ? 8 : 0)));
        writer.Write((byte)(Of(solved) | Of(satisfied) << 2));
        writer.Write7BitEncodedInt(Topic);
        writer.Write7BitEncodedInt(Town);
        writer.Write7BitEncodedInt(Lead);
        writer.Write7BitEncodedInt(dispatches);
        writer.Write7BitEncodedInt(ReceiptIndex + 1);
        writer.Write(ReceivedAt);
        foreach (var moment in (long[])
            [Since, HeldSince, Claim.WarnAt, Claim.DueAt, Claim.RedAt, Handling.WarnAt, Handling.DueAt, Handling.RedAt, AnsweredAt, ContactSince]) Write(moment);
        writer.Write7BitEncodedInt(assists.Count);
        foreach (var (department, isAnswered) in assists) writer.Write7BitEncodedInt(department << 1 | (isAnswered ? 1 : 0));

        static int Of(bool? value) => value switch { null => 0, false => 1, true => 2 };

        // As a distance from the call, which is short.
        void Write(long moment) => writer.Write7BitEncodedInt64(moment == 0 ? 0 : moment - ReceivedAt is var distance && distance >= 0 ? distance * 2 + 1 : -distance * 2);
    }

    public static BoardOrder Load(BinaryReader reader)
    {
        var order = new BoardOrder(reader.ReadString()) { Stage = (OrderStage)reader.ReadByte(), Type = (OrderType)reader.ReadByte() };
        var flags = reader.ReadByte();
        (order.IsUrgent, order.IsAssessed, order.DelayPending, order.IsApproved) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0);
        var answers = reader.ReadByte();
        (order.solved, order.satisfied) = (Of(answers & 3), Of(answers >> 2));
        (order.Topic, order.Town, order.Lead) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        (order.dispatches, order.ReceiptIndex) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt() - 1);
        order.ReceivedAt = reader.ReadInt64();
        (order.Since, order.HeldSince) = (Read(), Read());
        order.Claim = new(Read(), Read(), Read());
        order.Handling = new(Read(), Read(), Read());
        (order.AnsweredAt, order.ContactSince) = (Read(), Read());
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var assist = reader.Read7BitEncodedInt();
            order.assists.Add((assist >> 1, (assist & 1) != 0));
        }
        return order;

        static bool? Of(int value) => value switch { 1 => false, 2 => true, _ => null };

        long Read() => reader.Read7BitEncodedInt64() is var written && written == 0 ? 0
            : (written & 1) != 0 ? order.ReceivedAt + written / 2 : order.ReceivedAt - written / 2;
    }

    private void Describe(OrderContent content, BoardKeys keys)
    {
        (Type, Topic, Town) = (content.Type, keys.TopicOf(content.Topic), keys.TownOf(content.Place));
        IsUrgent |= content.IsUrgent;
    }

    private void AnswerAssist(int department)
    {
        var index = assists.FindIndex(assist => assist == (department, false));
        if (index >= 0) assists[index] = (department, true);
    }

    /// <summary>The order leaves its stage for another; a claim that it waited for did not come.</summary>
    private void GoTo(OrderStage stage, long at, RateBook book)
    {
        EndClaim(at, isClaimed: false, isInTime: false, book);
        if (stage is OrderStage.AwaitingDispatch or OrderStage.AwaitingClaim or OrderStage.Adjudication or OrderStage.RefusalPending or OrderStage.Merged or OrderStage.Declined)
            EndContact(at, book);
        (Stage, Since) = (stage, at);
    }

    private void EndClaim(long at, bool isClaimed, bool isInTime, RateBook book)
    {
        if (!IsUnclaimed) return;
        // Who refused in time, or was relieved of it, had not to claim.
        if (isClaimed || IsClaimOverdue(at)) book.Add(Kpi.ToClaim, BoardTime.DayOf(Since), Lead);
        if (isInTime) book.Add(Kpi.ClaimedInTime, BoardTime.DayOf(Since), Lead);
        Claim = default;
    }

    private void Contact(long at, RateBook book)
    {
        if (ContactSince == 0) return;
        book.Add(Kpi.ToContact, BoardTime.DayOf(ContactSince), Lead);
        if (at < ContactSince + ContactLimit) book.Add(Kpi.ContactedInTime, BoardTime.DayOf(ContactSince), Lead);
        ContactSince = 0;
    }

    /// <summary>The department has no more to do with the caller.</summary>
    private void EndContact(long at, RateBook book)
    {
        if (IsContactMissed(at)) book.Add(Kpi.ToContact, BoardTime.DayOf(ContactSince), Lead);
        ContactSince = 0;
    }

    private void Close(long at, RateBook book)
    {
        EndContact(at, book);
        GoTo(OrderStage.Closed, at, book);
        // Closed by the platform without an answer of ours: handled for good now.
        if (!IsApproved) (AnsweredAt, IsApproved) = (at, true);
        CountHandling(at, book, +1);
        var day = BoardTime.DayOf(at);
        book.Add(Kpi.Closed, day, Lead);
        if (dispatches > 1) book.Add(Kpi.Redispatched, day, Lead);
        if (!IsAssessed) return;
        book.Add(Kpi.Assessed, day, Lead);
        if (solved == true) book.Add(Kpi.Solved, day, Lead);
        if (satisfied is not null) book.Add(Kpi.Rated, day, Lead);
        if (satisfied == true) book.Add(Kpi.Satisfied, day, Lead);
    }

    /// <summary>Adds (+1) or takes back (−1) what may still change: it is overdue now, and may be claimed, answered or spoken with later.</summary>
    public void CountPending(long moment, RateBook book, int sign)
    {
        if (IsClaimOverdue(moment)) book.Add(Kpi.ToClaim, BoardTime.DayOf(Since), Lead, sign);
        if (IsContactMissed(moment)) book.Add(Kpi.ToContact, BoardTime.DayOf(ContactSince), Lead, sign);
        CountHandling(moment, book, sign);
    }

    /// <summary>到期应办结: on the day of the answer when that came in time, else on the day it was due.</summary>
    private void CountHandling(long moment, RateBook book, int sign)
    {
        if (!IsAssessed) return;
        if (IsApproved && IsInTime)
        {
            book.Add(Kpi.ToClose, BoardTime.DayOf(AnsweredAt), Lead, sign);
            book.Add(Kpi.ClosedInTime, BoardTime.DayOf(AnsweredAt), Lead, sign);
        }
        else if (IsApproved || ClocksAt(moment) >= Handling.DueAt) book.Add(Kpi.ToClose, BoardTime.DayOf(Handling.DueAt), Lead, sign);
    }
}
