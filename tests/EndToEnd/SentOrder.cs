using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// An order that the platform has sent, with what follows from it by the definitions of the contract and the limits of the sample: 2
/// working days for inquiries, 10 for all else, 1 for a claim, 2 hours for an urgent one.
/// </summary>
/// <param name="Record">As it was sent last.</param>
/// <param name="Lead">Code of the department that has it; empty: none.</param>
internal sealed record SentOrder(OrderRecord Record, string Lead)
{
    private static readonly WorkingCalendar Calendar = StatutoryYears.Load();
    private static readonly TimeSpan ContactLimit = TimeSpan.FromHours(24);

    public DateTimeOffset ReceivedAt { get; } = Record.ReceivedAt.ToDateTimeOffset();

    public DateTimeOffset? DispatchedAt { get; } = Record.DispatchedAt?.ToDateTimeOffset();

    public DateTimeOffset? ClaimedAt { get; } = Record.ClaimedAt?.ToDateTimeOffset();

    public DateTimeOffset? AnsweredAt { get; } = Record.AnsweredAt?.ToDateTimeOffset();

    public DateTimeOffset? ClosedAt { get; } = Record.ClosedAt?.ToDateTimeOffset();

    public DateOnly Day { get; } = LocalTime.DateOf(Record.ReceivedAt.ToDateTimeOffset());

    /// <summary>Of the local day.</summary>
    public int Minute => (int)ReceivedAt.ToOffset(LocalTime.Offset).TimeOfDay.TotalMinutes;

    /// <summary>First level.</summary>
    public string Topic => Record.Topic.Split('/')[0];

    public bool IsOpen => ClosedAt is null;

    public bool IsUnclaimed => IsOpen && DispatchedAt is not null && ClaimedAt is null && AnsweredAt is null;

    public DateTimeOffset DueAt { get; } = Calendar.Due(Record.ReceivedAt.ToDateTimeOffset(), Record.Type == OrderType.Inquiry ? 2 : 10);

    public DateTimeOffset ClaimDueAt => Record.Urgent ? DispatchedAt!.Value.AddHours(2) : Calendar.Due(DispatchedAt!.Value, 1);

    /// <summary>The answer came too late.</summary>
    public bool WasLate => AnsweredAt >= DueAt;

    /// <summary>Its own clock stops with an answer.</summary>
    public string MarkAt(DateTimeOffset now) => Mark(AnsweredAt ?? now, Calendar.Add(DueAt, -1), DueAt, Calendar.Add(DueAt, 2));

    public string ClaimMarkAt(DateTimeOffset now) => Record.Urgent
        ? Mark(now, ClaimDueAt.AddMinutes(-30), ClaimDueAt, ClaimDueAt.AddHours(2))
        : Mark(now, Calendar.Add(ClaimDueAt, -0.25), ClaimDueAt, Calendar.Add(ClaimDueAt, 2));

    /// <summary>应签收.</summary>
    public bool IsToClaim(DateTimeOffset now) => DispatchedAt is not null && (ClaimedAt is not null || now >= ClaimDueAt);

    /// <summary>到期应办结: the day that it counts on; null: not yet.</summary>
    public DateOnly? ToCloseOn(DateTimeOffset now)
    {
        if (!IsOpen) return LocalTime.DateOf(WasLate ? DueAt : AnsweredAt!.Value);
        return (AnsweredAt ?? now) >= DueAt ? LocalTime.DateOf(DueAt) : null;
    }

    /// <summary>应联系: somebody has called, or nobody has for too long.</summary>
    public bool IsToContact(DateTimeOffset now) => Record.ContactedAt is not null || (ClosedAt ?? now) >= ClaimedAt + ContactLimit;

    public bool WasContactedInTime => Record.ContactedAt?.ToDateTimeOffset() < ClaimedAt + ContactLimit;

    /// <summary>A type as the contract writes it, e.g. <c>COMPLAINT</c>.</summary>
    public static string CodeOf(OrderType type) => $"{type}".ToUpperInvariant();

    private static string Mark(DateTimeOffset now, DateTimeOffset warn, DateTimeOffset due, DateTimeOffset red) =>
        now >= red ? "red" : now >= due ? "yellow" : now >= warn ? "warning" : "none";
}
