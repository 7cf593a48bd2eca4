using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>What the table has of an order before a write.</summary>
/// <param name="Digest">See <see cref="OrderTerms.Digest"/>.</param>
/// <param name="Assists">See <see cref="OrderChange.Assists"/>.</param>
internal sealed record StoredOrder(string Number, long Id, long Digest, string Assists);

/// <summary>An order to be written.</summary>
internal sealed record OrderChange
{
    public required OrderRow Row { get; init; }

    /// <summary>What the table has of it; null: it is new.</summary>
    public required StoredOrder? Before { get; init; }

    public required long Id { get; init; }

    public required byte[] State { get; init; }

    public required long Digest { get; init; }

    /// <summary>Null: as it was.</summary>
    public required string? Text { get; init; }

    /// <summary>Likewise; see <see cref="Packed"/>.</summary>
    public required byte[]? Terms { get; init; }

    private const char Separator = '\u001F';

    private string? assists;

    public bool IsNew => Before is null;

    /// <summary>Something will still happen to it.</summary>
    public bool IsLive => Row.IsOpen || Row.WakeAt is not null || Row.StageDueAt is not null;

    public long? StageDue => Row.StageDueAt is { } due ? Micros.Of(due) : null;

    public long? WakeAt => Row.WakeAt is { } wake ? Micros.Of(wake) : null;

    public string Lead => OrderText.Clean(Row.Lead.Value);

    public string Topic => OrderText.Clean(Row.Topic);

    public string Place => OrderText.Clean(Row.Place.Value);

    public string Parent => OrderText.Clean(Row.Parent);

    public bool IsUrgent => Row.Flags.Contains(OrderFlag.Urgent);

    /// <summary>The departments that assist, joined.</summary>
    public string Assists =>
        assists ??= string.Join(Separator, Row.Assists.Select(department => OrderText.Clean(department.Value)).Distinct());

    public bool HasOtherAssists => Assists != (Before?.Assists ?? "");

    public static string[] DepartmentsOf(string assists) => assists.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
