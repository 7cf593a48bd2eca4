using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>What the table has of an order before a write.</summary>
/// <param name="Digest">See <see cref="OrderTerms.Digest"/>.</param>
/// <param name="Assists">See <see cref="OrderChange.Assists"/>.</param>
internal sealed record StoredOrder(string Number, long Id, long Digest, string Assists);

/// <summary>An order to be written.</summary>
/// <param name="Before">What the table has of it; null: it is new.</param>
/// <param name="Text">Null: as it was.</param>
/// <param name="Terms">Likewise; see <see cref="Packed"/>.</param>
internal sealed record OrderChange(OrderRow Row, StoredOrder? Before, long Id, byte[] State, long Digest, string? Text, byte[]? Terms)
{
    private const char Separator = '\u001F';

    public bool IsNew => Before is null;

    /// <summary>Something will still happen to it.</summary>
    public bool IsLive => Row.IsOpen || Row.WakeAt is not null || Row.StageDueAt is not null;

    public long? StageDue => Row.StageDueAt is { } due ? Micros.Of(due) : null;

    public long? WakeAt => Row.WakeAt is { } wake ? Micros.Of(wake) : null;

    public string Lead => OrderText.Clean(Row.Lead);

    public string Topic => OrderText.Clean(Row.Topic);

    public string Place => OrderText.Clean(Row.Place);

    public string Parent => OrderText.Clean(Row.Parent);

    public bool IsUrgent => Row.Flags.Contains(OrderFlag.Urgent);

    /// <summary>The departments that assist, joined.</summary>
    public string Assists { get; } = string.Join(Separator, Row.Assists.Select(OrderText.Clean).Distinct());

    public bool HasOtherAssists => Assists != (Before?.Assists ?? "");

    public static string[] DepartmentsOf(string assists) => assists.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
