using System.Collections.Immutable;

namespace OpsCenter.Notices;

public enum NoticeStatus
{
    /// <summary>待发</summary>
    Queued,

    /// <summary>已发</summary>
    Sent,

    /// <summary>死信</summary>
    Dead,

    /// <summary>已撤销: it was not true any more, or a person wanted it gone.</summary>
    Dropped,
}

/// <summary>催报通知: what somebody is told, or was.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.Notice")]
public sealed record Notice
{
    [Id(0)] public long Number { get; init; }

    /// <summary>Code of the person.</summary>
    [Id(1)] public string Recipient { get; init; } = "";
    [Id(2)] public ImmutableArray<ReminderStep> Steps { get; init; } = [];
    [Id(3)] public NoticeStatus Status { get; init; }
    [Id(4)] public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When it came to be what it is now.</summary>
    [Id(5)] public DateTimeOffset Since { get; init; }

    /// <summary>Tries that failed since it was queued or resent.</summary>
    [Id(6)] public int Tries { get; init; }

    /// <summary>Before then it is not tried.</summary>
    [Id(7)] public DateTimeOffset NotBefore { get; init; }

    /// <summary>Channels that do not take the address.</summary>
    [Id(8)] public ImmutableArray<NoticeChannel> Refused { get; init; } = [];

    /// <summary>The channel that was tried last; null: none.</summary>
    [Id(9)] public NoticeChannel? Channel { get; init; }

    /// <summary>Why it failed last, or was dropped; empty: neither.</summary>
    [Id(10)] public string Reason { get; init; } = "";

    /// <summary>Filings that it was about when it was sent.</summary>
    [Id(11)] public int Filings { get; init; }
}

/// <summary>An outbox: what is on its way, what is dead, and what was told to whom.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.OutboxState")]
public sealed record OutboxState
{
    /// <summary>The number given last.</summary>
    [Id(0)] public long Last { get; init; }

    /// <summary>By number; of one person one at most.</summary>
    [Id(1)] public ImmutableSortedDictionary<long, Notice> Queued { get; init; } = ImmutableSortedDictionary<long, Notice>.Empty;

    /// <summary>Numbers of these, by person.</summary>
    [Id(2)] public ImmutableDictionary<string, long> Waiting { get; init; } = ImmutableDictionary<string, long>.Empty;

    [Id(3)] public ImmutableSortedDictionary<long, Notice> Dead { get; init; } = ImmutableSortedDictionary<long, Notice>.Empty;

    /// <summary>The newest that were sent or dropped, oldest first.</summary>
    [Id(4)] public ImmutableQueue<Notice> Past { get; init; } = ImmutableQueue<Notice>.Empty;

    [Id(5)] public int PastCount { get; init; }

    /// <summary>What was queued for a person: of each due date the furthest stage.</summary>
    [Id(6)]
    public ImmutableDictionary<string, ImmutableArray<ReminderStep>> Told { get; init; } =
        ImmutableDictionary<string, ImmutableArray<ReminderStep>>.Empty;
}
