using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>What a fact makes of an order, as <see cref="OrderDecider.Fold"/> has it, and what it settles for good.</summary>
internal sealed partial class BoardOrder
{
    public void Apply(OrderEvent fact, long at, BoardKeys keys, RateBook book)
    {
        switch (fact)
        {
            case OrderReceived received:
                ReceivedAt = at;
                Handling = BoardDeadline.Of(received.Handling);
                Describe(received.Content, keys);
                GoTo(fact, at, book);
                break;
            case OrderAmended amended: Describe(amended.Content, keys); break;
            case OrderAccepted accepted: GoTo(fact, at, book); break;
            case OrderDeclined: GoTo(fact, at, book); break;

            case OrderDispatched dispatched:
                EndContact(at, book);
                GoTo(fact, at, book);
                (Lead, Claim) = (keys.DepartmentOf(dispatched.Lead), BoardDeadline.Of(dispatched.Claim));
                dispatches++;
                assists.RemoveAll(assist => assist.Department == Lead);
                break;
            case OrderClaimed claimed:
                EndContact(at, book);
                GoTo(fact, at, book, isClaimed: true, isDeemed: claimed.IsDeemed);
                (Lead, ContactSince) = (keys.DepartmentOf(claimed.Department), at);
                break;
            case OrderRefused refused:
                EndContact(at, book);
                book.Add(Kpi.Refused, BoardTime.DayOf(at), keys.DepartmentOf(refused.Department));
                GoTo(fact, at, book);
                break;
            case RefusalUpheld upheld: Leave(fact, at, book); break;
            case ReturnedToBoard returned: Leave(fact, at, book); break;
            case AdjudicationOpened opened: Leave(fact, at, book); break;
            case RefusalOverruled overruled:
                GoTo(fact, at, book);
                Claim = BoardDeadline.Of(overruled.Claim);
                break;
            case OrderMerged:
                Leave(fact, at, book);
                stoppedAt = at;
                assists.Clear();
                break;
            case AssistAdded added: assists.Add((keys.DepartmentOf(added.Department), false)); break;
            case AssistAnswered answered: AnswerAssist(keys.DepartmentOf(answered.Department)); break;
            case AssistReleased released: assists.RemoveAll(assist => assist.Department == keys.DepartmentOf(released.Department)); break;

            case CallerContacted: Contact(at, book); break;
            case DelayAsked: DelayPending = true; break;
            case DelayDenied: DelayPending = false; break;
            case DelayGranted granted: (DelayPending, Handling) = (false, BoardDeadline.Of(granted.Handling)); break;
            case OrderHeld: stoppedAt = at; break;
            case OrderResumed resumed: (stoppedAt, Handling) = (0, BoardDeadline.Of(resumed.Handling)); break;
            case OrderAnswered answered:
                GoTo(fact, at, book);
                (AnsweredAt, stoppedAt) = (at, at);
                break;
            case AnswerReturned: GoTo(fact, at, book); break;
            case AnswerApproved approved:
                GoTo(fact, at, book);
                Approve(AnsweredAt);
                break;
            case ResultInherited inherited:
                GoTo(fact, at, book);
                Approve(inherited.AnsweredAt is { } answeredAt ? Micros.Of(answeredAt) : at);
                break;
            case CallbackRecorded callback: (solved, satisfied) = (callback.Solved, callback.Satisfied); break;
            case OrderReopened reopened:
                GoTo(fact, at, book);
                (IsApproved, Handling) = (false, BoardDeadline.Of(reopened.Handling));
                break;
            case OrderClosed: Close(fact, at, book); break;

            case OrderFlagged { Flag: OrderFlag.Urgent } flagged: IsUrgent = flagged.On; break;
            case OrderFlagged { Flag: OrderFlag.NotAssessed } flagged: IsAssessed = !flagged.On; break;
            case DeadlineMoved { Clock: ClockKind.Handling } moved: Handling = BoardDeadline.Of(moved.After); break;
            case DeadlineMoved { Clock: ClockKind.Claim } moved: Claim = BoardDeadline.Of(moved.After); break;
        }
    }

    private void Describe(OrderContent content, BoardKeys keys)
    {
        (Type, Topic, Town) = (content.Type, keys.TopicOf(content.Topic), keys.TownOf(content.Place));
        if (content.IsUrgent != isUrgentByContent) IsUrgent = isUrgentByContent = content.IsUrgent;
    }

    private void AnswerAssist(int department)
    {
        var index = assists.FindIndex(assist => assist == (department, false));
        if (index >= 0) assists[index] = (department, true);
    }

    /// <summary>It comes to the stage to which the fact brings it, and leaves the one where it was.</summary>
    /// <param name="isClaimed">Because somebody has claimed it.</param>
    private void GoTo(OrderEvent fact, long at, RateBook book, bool isClaimed = false, bool isDeemed = false)
    {
        var entry = OrderStageMachine.After(fact)!.Value;
        if (IsUnclaimed)
        {
            // Who refused in time, or was relieved of it, had not to claim.
            if (isClaimed || IsClaimOverdue(at)) book.Add(Kpi.ToClaim, BoardTime.DayOf(StageSince), Lead);
            if (isClaimed && !isDeemed && !IsClaimOverdue(at)) book.Add(Kpi.ClaimedInTime, BoardTime.DayOf(StageSince), Lead);
            Claim = default;
        }
        (Stage, StageSince, stoppedAt, DelayPending) =
            (entry.Stage, entry.Deadline?.CountsFrom is { } from ? Micros.Of(from) : at, 0, false);
        if (entry.IsNobodys) Lead = 0;
    }

    /// <summary>It comes to where no department is responsible.</summary>
    private void Leave(OrderEvent fact, long at, RateBook book)
    {
        EndContact(at, book);
        GoTo(fact, at, book);
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

    /// <summary>The answer counts: in time, or not.</summary>
    private void Approve(long answeredAt)
    {
        (AnsweredAt, IsApproved) = (answeredAt, true);
        if (answeredAt >= Handling.DueAt && missedDueAt == 0) missedDueAt = Handling.DueAt;
    }

    private void Close(OrderEvent fact, long at, RateBook book)
    {
        EndContact(at, book);
        // By the platform, and nobody here has approved an answer: handled for good with the answer that is there, or now.
        if (!IsApproved) Approve(Stage == OrderStage.AwaitingReview ? AnsweredAt : at);
        GoTo(fact, at, book);
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
}
