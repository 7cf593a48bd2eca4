using System.Collections.Immutable;

namespace OpsCenter.Notices;

/// <summary>Something that happened to a notice of an outbox (<c>440203/notices/07</c>).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeFact")]
public abstract record NoticeEvent;

/// <summary>Somebody is to be told these steps. They count as told from now on, unless they stop being true before they are sent.</summary>
/// <param name="Number">Counts up within the outbox, from 1.</param>
/// <param name="Recipient">Code of the person.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeQueued")]
public sealed record NoticeQueued(
    [property: Id(0)] long Number, [property: Id(1)] string Recipient, [property: Id(2)] ImmutableArray<ReminderStep> Steps) : NoticeEvent;

/// <summary>What a notice that was not sent yet says now: what is not true any more is gone, and what came to it is there.</summary>
/// <param name="Added">Those of <paramref name="Steps"/> that are new.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeChanged")]
public sealed record NoticeChanged(
    [property: Id(0)] long Number, [property: Id(1)] ImmutableArray<ReminderStep> Steps,
    [property: Id(2)] ImmutableArray<ReminderStep> Added) : NoticeEvent;

/// <summary>It was taken by the channel.</summary>
/// <param name="Steps">What it said.</param>
/// <param name="Filings">How many filings it was about.</param>
/// <param name="Reference">The channel's own id of the message; empty: it gives none.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeSent")]
public sealed record NoticeSent(
    [property: Id(0)] long Number, [property: Id(1)] NoticeChannel Channel, [property: Id(2)] ImmutableArray<ReminderStep> Steps,
    [property: Id(3)] int Filings,
    [property: Id(4)] string Reference) : NoticeEvent;

/// <summary>A try that failed.</summary>
/// <param name="Channel">Null: there was none to try.</param>
/// <param name="IsRefused">The channel does not take this address, now or later.</param>
/// <param name="RetryAt">Not before then.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeFailed")]
public sealed record NoticeFailed(
    [property: Id(0)] long Number, [property: Id(1)] NoticeChannel? Channel, [property: Id(2)] string Reason,
    [property: Id(3)] bool IsRefused,
    [property: Id(4)] DateTimeOffset RetryAt) : NoticeEvent;

/// <summary>死信: it is not tried any more until a person resends it.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeDied")]
public sealed record NoticeDied([property: Id(0)] long Number, [property: Id(1)] NoticeChannel? Channel, [property: Id(2)] string Reason)
    : NoticeEvent;

/// <summary>It is not true any more, or a person wants it gone.</summary>
/// <param name="IsForGood">What it said counts as told; else it is queued again should it become true again.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeDropped")]
public sealed record NoticeDropped([property: Id(0)] long Number, [property: Id(1)] string Reason, [property: Id(2)] bool IsForGood)
    : NoticeEvent;

/// <summary>重发</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeResent")]
public sealed record NoticeResent([property: Id(0)] long Number) : NoticeEvent;

/// <summary>A request to an outbox.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.NoticeCommand")]
public abstract record NoticeCommand;

/// <summary>What is true for somebody now; what was told is not told again.</summary>
/// <param name="Steps">To be told.</param>
/// <param name="Held">As true, but it is quiet: nothing is queued for their sake.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.Remind")]
public sealed record Remind(
    [property: Id(0)] string Recipient, [property: Id(1)] ImmutableArray<ReminderStep> Steps,
    [property: Id(2)] ImmutableArray<ReminderStep> Held) : NoticeCommand;

/// <summary>It has arrived. Safe to repeat.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.ReportSent")]
public sealed record ReportSent(
    [property: Id(0)] long Number, [property: Id(1)] NoticeChannel Channel, [property: Id(2)] ImmutableArray<ReminderStep> Steps,
    [property: Id(3)] int Filings,
    [property: Id(4)] string Reference) : NoticeCommand;

/// <summary>It has not.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.ReportFailure")]
public sealed record ReportFailure : NoticeCommand
{
    [Id(0)] public long Number { get; init; }

    /// <summary>Which try it was, see <see cref="Notice.Tries"/>: one that was reported already is no other.</summary>
    [Id(1)] public int Try { get; init; }

    /// <summary>Null: there is none to try.</summary>
    [Id(2)] public NoticeChannel? Channel { get; init; }

    [Id(3)] public string Reason { get; init; } = "";

    /// <summary>To try this channel again is of no use.</summary>
    [Id(4)] public bool IsRefused { get; init; }

    /// <summary>Nor is there another.</summary>
    [Id(5)] public bool IsLast { get; init; }

    /// <summary>What the channel asks for; null: nothing.</summary>
    [Id(6)] public TimeSpan? RetryAfter { get; init; }
}

/// <summary>撤销, of one that waits or is dead.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.DropNotice")]
public sealed record DropNotice([property: Id(0)] long Number, [property: Id(1)] string Reason) : NoticeCommand;

/// <summary>重发 of a dead letter: all channels are tried again, when it is still true.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.ResendNotice")]
public sealed record ResendNotice([property: Id(0)] long Number) : NoticeCommand;
