using System.Numerics;
using OpsCenter.Hotline;

namespace OpsCenter.Tests.Hotline.Table;

/// <summary>What the table must answer, from a list in memory that is looked through from one end to the other.</summary>
internal sealed class NaiveOrders
{
    private readonly Dictionary<string, OrderRow> rows = [];

    public IEnumerable<OrderRow> All => rows.Values;

    public OrderRow Of(string number) => rows[number];

    public void Put(OrderRow row) => rows[row.Number] = row;

    public OrderRow[] List(OrderQuery query) => [.. All.Where(row => Fits(row, query))];

    public OrderRow[] Similar(OrderRow order, DateTimeOffset since) =>
        [.. All.Where(row => row.Number != order.Number && row.ReceivedAt >= since && IsSimilar(order, row))];

    /// <summary>Whether one may stand in front of another in a list.</summary>
    public static bool IsInOrder(OrderRow one, OrderRow other, OrderSort sort) => sort switch
    {
        OrderSort.Newest => one.ReceivedAt >= other.ReceivedAt,
        OrderSort.Oldest => one.ReceivedAt <= other.ReceivedAt,
        _ => other.StageDueAt is null
            ? one.StageDueAt is not null || one.ReceivedAt >= other.ReceivedAt
            : one.StageDueAt <= other.StageDueAt,
    };

    private static bool Fits(OrderRow row, OrderQuery query) =>
        (query.Stages.IsEmpty || query.Stages.Contains(row.Stage))
        && (query.Department.IsEmpty || row.Lead == query.Department || row.Assists.Contains(query.Department))
        && row.Topic.StartsWith(query.Topic, StringComparison.Ordinal)
        && row.Place.Value.StartsWith(query.Place.Value, StringComparison.Ordinal)
        && row.Mark >= query.Mark
        && (!query.OnlyOpen || row.IsOpen)
        && (!query.OnlyDelayPending || row.DelayPending)
        && (!query.OnlyUrgent || row.Flags.Contains(OrderFlag.Urgent))
        && !(row.ReceivedAt < query.ReceivedFrom)
        && !(row.ReceivedAt >= query.ReceivedTo)
        && (query.Parent.Length == 0 || row.Parent == query.Parent)
        && query.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .All(word => new[] { row.Title, row.Address, row.Excerpt }.Any(text => Has(text, word)));

    // Words of the tests have no letters but A-Z that have a case.
    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsSimilar(OrderRow one, OrderRow other) =>
        (one.PhoneHash.Length > 0 && one.PhoneHash == other.PhoneHash)
        || (one.Topic.Length > 0 && one.Topic == other.Topic && one.Address.Length > 0 && one.Address == other.Address)
        || (one.Topic.Length > 0 && one.Topic == other.Topic && one.Point is { } here && other.Point is { } there
            && here.MetresTo(there) <= 200)
        || (one.Fingerprint != 0 && other.Fingerprint != 0 && BitOperations.PopCount(one.Fingerprint ^ other.Fingerprint) <= 3);
}
