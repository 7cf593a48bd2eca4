using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>A part of a list: where its orders stand and in which order they come.</summary>
/// <param name="Number">In page tokens; never given to another part.</param>
/// <param name="Table">Where to look.</param>
/// <param name="Condition">Beside those of the query, with <c>AND</c> in front.</param>
/// <param name="Keys">The columns of the order, parted by commas.</param>
/// <param name="IsRising">Whether they rise.</param>
internal sealed record OrderListPart(int Number, string Table, string Condition, string Keys, bool IsRising)
{
    private const string Live = "order_live", All = "order_row";

    public bool GoesByDue => Keys.StartsWith("r.stage_due", StringComparison.Ordinal);

    public bool IsLive => Table == Live;

    /// <summary>E.g. <c>r.stage_due, r.id</c>.</summary>
    public string OrderBy => IsRising ? Keys : $"{Keys} DESC";

    /// <summary>Behind the key in <c>@due</c> and <c>@id</c>.</summary>
    public string Behind => GoesByDue ? "(r.stage_due, r.id) > (@due, @id)" : IsRising ? "r.id > @id" : "r.id < @id";

    /// <summary>The parts of a list, one behind the other.</summary>
    public static IEnumerable<OrderListPart> Of(OrderSort sort, bool isOpenOnly)
    {
        var table = isOpenOnly ? Live : All;
        switch (sort)
        {
            case OrderSort.Newest:
                yield return new(2, table, "", "r.id", IsRising: false);
                break;
            case OrderSort.Oldest:
                yield return new(3, table, "", "r.id", IsRising: true);
                break;
            default:
                // A clock of the stage runs in live orders only; the others come newest first.
                yield return new(0, Live, " AND r.stage_due IS NOT NULL", "r.stage_due, r.id", IsRising: true);
                yield return new(1, table, " AND r.stage_due IS NULL", "r.id", IsRising: false);
                break;
        }
    }

    /// <summary>Which of two keys of this part comes first.</summary>
    public int Compare(OrderListKey one, OrderListKey other) => (one.Due, one.Id).CompareTo((other.Due, other.Id)) * (IsRising ? 1 : -1);
}
