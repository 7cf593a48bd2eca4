using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>
/// The rules of an outbox: each step is sent to a person at most once; what waits is merged into one notice per person and says what is
/// true, and what stops being true before it is sent is not sent; a try that fails is made again later and later, and in the end it is a
/// dead letter, which only a person brings back.
/// </summary>
public sealed class NoticeDecider(NoticeOptions rules) : IDecider<OutboxState, NoticeCommand, NoticeEvent>
{
    /// <summary>Sent and dropped notices that are kept for lists; the journal has them all.</summary>
    public const int MaxPast = 500;

    private const int MaxReason = 200;

    /// <summary>What was told of a due date is remembered for so long behind it; nothing is owed for longer.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(800);

    private static readonly Refusal
        NoNotice = Refusal.NotFound("unknown_notice", "没有这条通知，或已发出", "There is no such notice, or it was sent"),
        NotDead = Refusal.NotNow("not_dead", "只有死信可以重发", "Only a dead letter can be resent"),
        NewerWaits = Refusal.NotNow(
            "newer_waits",
            "给此人的较新通知正在发送，无须重发",
            "A newer notice to this person is on its way, so this one need not be resent"),
        NoReason = Refusal.Invalid("no_reason", $"须说明理由（最长 {MaxReason} 字）", $"A reason of at most {MaxReason} characters is needed");

    public OutboxState Initial { get; } = new();

    public Decision<NoticeEvent> Decide(OutboxState state, NoticeCommand command, DecisionContext context) => command switch
    {
        Remind remind => Decide(state, remind),
        ReportSent sent => Decide(state, sent),
        ReportFailure failure => Decide(state, failure, context.OccurredAt),
        DropNotice drop => Decide(state, drop),
        ResendNotice resend => Decide(state, resend),
        _ => Decision<NoticeEvent>.Nothing,
    };

    public OutboxState Evolve(OutboxState state, NoticeEvent fact, DateTimeOffset occurredAt)
    {
        switch (fact)
        {
            case NoticeQueued queued:
                var notice = new Notice
                {
                    Number = queued.Number,
                    Recipient = queued.Recipient,
                    Steps = queued.Steps,
                    QueuedAt = occurredAt,
                    Since = occurredAt
                };
                return Told(Queue(state with { Last = queued.Number }, notice), queued.Recipient, queued.Steps, occurredAt);
            case NoticeChanged changed when state.Queued.TryGetValue(changed.Number, out var before):
                var without =
                    Untold(Queue(state, before with { Steps = changed.Steps }), before.Recipient, before.Steps.Except(changed.Steps));
                return Told(without, before.Recipient, changed.Added, occurredAt);
            case NoticeSent sent when (Find(state, sent.Number) ?? FindDropped(state, sent.Number)) is { } before:
                var rest = before.Steps.Except(sent.Steps).ToImmutableArray();
                var after = before.Status == NoticeStatus.Dropped
                    ? state
                    : rest.IsEmpty ? Take(state, before) : Keep(state, before with { Steps = rest });
                var gone = before with
                {
                    Steps = sent.Steps,
                    Status = NoticeStatus.Sent,
                    Since = occurredAt,
                    Channel = sent.Channel,
                    Filings = sent.Filings,
                    Reason = "",
                };
                return Told(Past(after, gone), before.Recipient, sent.Steps, occurredAt);
            case NoticeFailed failed when state.Queued.TryGetValue(failed.Number, out var before):
                return Queue(state, before with
                {
                    Tries = before.Tries + 1,
                    NotBefore = failed.RetryAt,
                    Channel = failed.Channel,
                    Reason = failed.Reason,
                    Refused = failed is { IsRefused: true, Channel: { } channel } ? before.Refused.Add(channel) : before.Refused,
                });
            case NoticeDied died when state.Queued.TryGetValue(died.Number, out var before):
                var dead = before with
                {
                    Status = NoticeStatus.Dead,
                    Since = occurredAt,
                    Tries = before.Tries + 1,
                    Channel = died.Channel,
                    Reason = died.Reason
                };
                return Take(state, before) with { Dead = state.Dead.SetItem(died.Number, dead) };
            case NoticeDropped dropped when Find(state, dropped.Number) is { } before:
                var left = Past(Take(state, before),
                    before with { Status = NoticeStatus.Dropped, Since = occurredAt, Reason = dropped.Reason });
                return dropped.IsForGood ? left : Untold(left, before.Recipient, before.Steps);
            case NoticeResent resent when state.Dead.TryGetValue(resent.Number, out var before):
                return Queue(Take(state, before),
                    before with { Status = NoticeStatus.Queued, Since = occurredAt, Tries = 0, NotBefore = default, Refused = [] });
            default:
                return state;
        }
    }

    private static Decision<NoticeEvent> Decide(OutboxState state, Remind remind)
    {
        var told = state.Told.GetValueOrDefault(remind.Recipient, []);
        ReminderStep[] added = [.. remind.Steps.Where(step => !told.Any(before => before.Covers(step))).Distinct()];
        if (!state.Waiting.TryGetValue(remind.Recipient, out var number))
            return added.Length == 0 ? Decision<NoticeEvent>.Nothing : new NoticeQueued(state.Last + 1, remind.Recipient, [.. added]);
        var waiting = state.Queued[number];
        ReminderStep[] still = [.. waiting.Steps.Where(step => remind.Steps.Contains(step) || remind.Held.Contains(step))];
        if (added.Length == 0 && still.Length == waiting.Steps.Length) return Decision<NoticeEvent>.Nothing;
        if (added.Length == 0 && still.Length == 0) return new NoticeDropped(number, "已不再需要催报", IsForGood: false);
        return new NoticeChanged(number, [.. still, .. added], [.. added]);
    }

    private static Decision<NoticeEvent> Decide(OutboxState state, ReportSent sent)
    {
        // While it was on its way it may have changed, have become a dead letter or been dropped: what was said was said.
        if ((Find(state, sent.Number) ?? FindDropped(state, sent.Number)) is not { } notice) return Decision<NoticeEvent>.Nothing;
        var told = state.Told.GetValueOrDefault(notice.Recipient, []);
        return notice.Status == NoticeStatus.Dropped || !notice.Steps.Intersect(sent.Steps).Any()
            ? sent.Steps.All(step => told.Any(before => before.Covers(step))) ? Decision<NoticeEvent>.Nothing : Sent()
            : Sent();
        NoticeSent Sent() => new(sent.Number, sent.Channel, sent.Steps, sent.Filings, sent.Reference);
    }

    private Decision<NoticeEvent> Decide(OutboxState state, ReportFailure failure, DateTimeOffset at)
    {
        if (!state.Queued.TryGetValue(failure.Number, out var notice) || notice.Tries != failure.Try) return Decision<NoticeEvent>.Nothing;
        if (failure.IsRefused ? failure.IsLast : notice.Tries + 1 >= rules.Tries)
            return new NoticeDied(failure.Number, failure.Channel, failure.Reason);
        // Another channel need not wait.
        var pause = failure.IsRefused ? TimeSpan.Zero : rules.PauseAfter(notice.Tries + 1);
        if (failure.RetryAfter is { } asked && asked > pause) pause = asked < rules.LongestPause ? asked : rules.LongestPause;
        return new NoticeFailed(failure.Number, failure.Channel, failure.Reason, failure.IsRefused, (at + pause).ToJournal());
    }

    private static Decision<NoticeEvent> Decide(OutboxState state, DropNotice drop)
    {
        if (Find(state, drop.Number) is null) return NoNotice;
        return string.IsNullOrWhiteSpace(drop.Reason) || drop.Reason.Length > MaxReason
            ? NoReason
            : new NoticeDropped(drop.Number, drop.Reason, IsForGood: true);
    }

    private static Decision<NoticeEvent> Decide(OutboxState state, ResendNotice resend)
    {
        if (!state.Dead.TryGetValue(resend.Number, out var notice)) return Find(state, resend.Number) is null ? NoNotice : NotDead;
        if (!state.Waiting.TryGetValue(notice.Recipient, out var number)) return new NoticeResent(resend.Number);
        // One notice per person: it goes with the one that waits, as far as that does not say more already.
        var waiting = state.Queued[number];
        ReminderStep[] added = [.. notice.Steps.Where(step => !waiting.Steps.Any(other => other.Covers(step)))];
        return added.Length == 0
            ? NewerWaits
            : (NoticeEvent[])[new NoticeDropped(resend.Number, $"并入第 {number} 号重发", IsForGood: true),
                new NoticeChanged(number, [.. waiting.Steps, .. added], [.. added])];
    }

    private static Notice? Find(OutboxState state, long number) =>
        state.Queued.TryGetValue(number, out var queued) ? queued : state.Dead.GetValueOrDefault(number);

    /// <summary>One that was dropped not long ago; null: there is none, or it was sent.</summary>
    private static Notice? FindDropped(OutboxState state, long number) =>
        state.Past.LastOrDefault(notice => notice.Number == number) is { Status: NoticeStatus.Dropped } dropped ? dropped : null;

    private static OutboxState Queue(OutboxState state, Notice notice) =>
        state with
        {
            Queued = state.Queued.SetItem(notice.Number, notice),
            Waiting = state.Waiting.SetItem(notice.Recipient, notice.Number)
        };

    /// <summary>Where it is, as it is now.</summary>
    private static OutboxState Keep(OutboxState state, Notice notice) => state.Dead.ContainsKey(notice.Number)
        ? state with { Dead = state.Dead.SetItem(notice.Number, notice) }
        : state with { Queued = state.Queued.SetItem(notice.Number, notice) };

    private static OutboxState Take(OutboxState state, Notice notice) => state.Dead.ContainsKey(notice.Number)
        ? state with { Dead = state.Dead.Remove(notice.Number) }
        : state with { Queued = state.Queued.Remove(notice.Number), Waiting = state.Waiting.Remove(notice.Recipient) };

    private static OutboxState Past(OutboxState state, Notice notice)
    {
        var past = state.Past.Enqueue(notice);
        return state.PastCount < MaxPast ? state with { Past = past, PastCount = state.PastCount + 1 }
            : state with { Past = past.Dequeue() };
    }

    private static OutboxState Told(OutboxState state, string recipient, ImmutableArray<ReminderStep> steps, DateTimeOffset at)
    {
        var told = state.Told.GetValueOrDefault(recipient, [])
            .Where(before => before.Moment > at - RememberedFor && !steps.Any(step => step.Covers(before)));
        return state with { Told = state.Told.SetItem(recipient, [.. told, .. steps]) };
    }

    private static OutboxState Untold(OutboxState state, string recipient, IEnumerable<ReminderStep> steps)
    {
        ReminderStep[] gone = [.. steps];
        var told = state.Told.GetValueOrDefault(recipient, []).Where(step => !gone.Contains(step)).ToImmutableArray();
        return state with { Told = told.IsEmpty ? state.Told.Remove(recipient) : state.Told.SetItem(recipient, told) };
    }
}
