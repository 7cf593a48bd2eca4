using System.Data.Common;
using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>An order found, with its place in the list.</summary>
internal readonly record struct FoundOrder(OrderListKey Key, OrderRow Row);

/// <summary>
/// Tells lists a page at a time. Without words, topic or place an index gives the order of the list and whoever does not fit is
/// passed over. With them the index of terms names candidates, newest (oldest) call first, until the page is full: a frequent word
/// fills it from the newest block, a rare one has few candidates in all. Of a department only those candidates are looked at
/// that an index says are its own. Where few orders are looked at anyway, those that are open, the first thousands of them are
/// walked through before.
/// </summary>
internal sealed class OrderLister(OrderDialect dialect, TermIndex index, OrderStates states)
{
    /// <summary>Orders walked through before the index of terms is asked: some milliseconds.</summary>
    private const int WalkedOrders = 4_000;

    /// <summary>Candidates looked at in one go.</summary>
    private const int Candidates = 1_000;

    private const string Filtered =
        "id, district, number, stage, is_open, lead, topic, place, mark, delay_pending, urgent, stage_due, parent";

    /// <exception cref="OrderQueryException">The query is wrong.</exception>
    public async Task<OrderPage> ListAsync(DbTransaction transaction, OrderQuery query, CancellationToken cancellation)
    {
        var key = OrderPageToken.Read(query);
        var filter = new OrderFilter(query, dialect);
        List<FoundOrder> found = new(query.PageSize + 1);
        foreach (var part in OrderListPart.Of(query.Sort, filter.IsOpenOnly).Where(part => !(part.Number < key?.Part)))
        {
            var behind = key is { } last && last.Part == part.Number ? key : null;
            found.AddRange(await FindAsync(transaction, filter, part, behind, query.PageSize + 1 - found.Count, cancellation));
            if (found.Count > query.PageSize) break;
        }
        var rows = found.Take(query.PageSize).Select(order => order.Row);
        return new([.. rows], found.Count > query.PageSize ? OrderPageToken.Write(query, found[query.PageSize - 1].Key) : "");
    }

    /// <summary>The rows with these ids, in their order; who is not there any more is missing.</summary>
    public async Task<List<OrderRow>> RowsAsync(
        DbTransaction transaction, DistrictCode district, IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var rows = await dialect.ReadAsync(
            transaction,
            $"""
            SELECT r.id, r.number, r.version, r.state, t.text FROM order_row r JOIN order_text t ON t.district = r.district AND t.id = r.id
            WHERE r.district = @district AND {dialect.IsAny("r.id", "@ids")}
            """,
            row => (Id: row.GetInt64(0), Row: Row(district, row, 1)), cancellation,
            ("@district", district.Value), ("@ids", dialect.Many(ids)));
        var byId = rows.ToDictionary(row => row.Id, row => row.Row);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <param name="district">Whose.</param>
    /// <param name="reader">With number, version, state and text side by side.</param>
    /// <param name="first">Where the number is.</param>
    public OrderRow Row(DistrictCode district, DbDataReader reader, int first)
    {
        var state = states.Read(reader.GetFieldValue<byte[]>(first + 2), reader.GetString(first + 3));
        return OrderRow.Of(district, reader.GetString(first), state, reader.GetInt64(first + 1));
    }

    private async Task<List<FoundOrder>> FindAsync(
        DbTransaction transaction, OrderFilter filter, OrderListPart part, OrderListKey? behind, int count, CancellationToken cancellation)
    {
        if (filter.Terms.Length == 0) return await WalkAsync(transaction, filter, part, behind, count, null, cancellation);
        if (part.IsLive && await WalkAsync(transaction, filter, part, behind, count, WalkedOrders, cancellation) is var walked
            && walked.Count == count) return walked;
        return await SearchAsync(transaction, filter, part, behind, count, cancellation);
    }

    /// <summary>Along an index that has the list's order.</summary>
    /// <param name="most">Orders to walk through at most, for each way; null: to the end.</param>
    private async Task<List<FoundOrder>> WalkAsync(
        DbTransaction transaction, OrderFilter filter, OrderListPart part, OrderListKey? behind, int count, int? most,
        CancellationToken cancellation)
    {
        // A department leads some and assists with others: each way has its index, an OR would have none.
        (string Join, string Condition)[] ways = filter.HasDepartment
            ?
            [
                ("", " AND r.lead = @department"),
                ("JOIN order_assist a ON a.district = @district AND a.department = @department AND a.id = r.id ",
                    " AND r.lead <> @department"),
            ]
            : [("", "")];
        List<FoundOrder> found = [];
        foreach (var (join, condition) in ways)
        {
            var from = $"{part.Table} r {join}WHERE r.district = @district{condition}{part.Condition}{Span(filter, part, behind)}";
            var columns = string.Join(", ", Filtered.Split(", ").Select(column => $"r.{column}"));
            var inner = most is null
                ? $"SELECT r.id, r.stage_due FROM {from}{filter.Conditions} ORDER BY {part.OrderBy} LIMIT {count}"
                : $"SELECT r.id, r.stage_due FROM (SELECT {columns} FROM {from} ORDER BY {part.OrderBy} LIMIT {most}) r WHERE 1 = "
                    + $"1{filter.Conditions} ORDER BY {part.OrderBy} LIMIT {count}";
            found.AddRange(await ReadAsync(transaction, filter, part, behind, inner, [], cancellation));
        }
        return First(part, found, count);
    }

    /// <summary>By the index of terms.</summary>
    private async Task<List<FoundOrder>> SearchAsync(
        DbTransaction transaction, OrderFilter filter, OrderListPart part, OrderListKey? behind, int count, CancellationToken cancellation)
    {
        var (low, high) = (filter.Low, filter.High);
        if (behind is { } key && !part.GoesByDue)
            (low, high) = part.IsRising ? (Math.Max(low, key.Id + 1), high) : (low, Math.Min(high, key.Id));
        var search = new TermSearch(filter.District, filter.Terms, All: true, part.IsRising, low, high);
        List<FoundOrder> found = [];
        List<long> ids = new(Candidates);
        await foreach (var id in index.FindAsync(transaction, search, cancellation))
        {
            ids.Add(id);
            if (ids.Count < Candidates) continue;
            await LookAsync();
            // By due date any candidate may come first; by call nobody behind these does.
            if (!part.GoesByDue && found.Count >= count) break;
        }
        await LookAsync();
        return First(part, found, count);

        async Task LookAsync()
        {
            if (filter.HasDepartment && ids.Count > 0) ids = await OfDepartmentAsync(transaction, filter, ids, cancellation);
            if (ids.Count > 0)
            {
                var inner =
                    $"SELECT r.id, r.stage_due FROM {part.Table} r WHERE r.district = @district AND {dialect.IsAny("r.id", "@ids")}" +
                    $"{part.Condition}{Span(filter, part, behind)}{filter.Conditions} ORDER BY {part.OrderBy} LIMIT {count}";
                found.AddRange(await ReadAsync(transaction, filter, part, behind, inner, [("@ids", dialect.Many(ids))], cancellation));
            }
            ids.Clear();
        }
    }

    /// <summary>
    /// Those that a department leads or assists with: read from the indexes alone, between the first of the ids and the last.
    /// </summary>
    private async Task<List<long>> OfDepartmentAsync(
        DbTransaction transaction, OrderFilter filter, List<long> ids, CancellationToken cancellation)
    {
        var own = await dialect.ReadAsync(
            transaction,
            """
            SELECT id FROM order_row WHERE district = @district AND lead = @department AND id BETWEEN @first AND @last
            UNION ALL SELECT id FROM order_assist WHERE district = @district AND department = @department AND id BETWEEN @first AND @last
            """,
            row => row.GetInt64(0), cancellation,
            ("@district", filter.District.Value), ("@department", filter.Department), ("@first", ids.Min()), ("@last", ids.Max()));
        var among = own.ToHashSet();
        return ids.FindAll(among.Contains);
    }

    /// <summary>Within the span of time, and behind the page before.</summary>
    private static string Span(OrderFilter filter, OrderListPart part, OrderListKey? behind)
    {
        var low = filter.Low > long.MinValue ? $" AND r.id >= {filter.Low}" : "";
        var high = filter.High < long.MaxValue ? $" AND r.id < {filter.High}" : "";
        return $"{low}{high}{(behind is null ? "" : $" AND {part.Behind}")}";
    }

    /// <param name="inner">Yields id and due date.</param>
    private Task<List<FoundOrder>> ReadAsync(
        DbTransaction transaction, OrderFilter filter, OrderListPart part, OrderListKey? behind, string inner,
        (string Name, object? Value)[] more,
        CancellationToken cancellation)
    {
        (string, object?)[] key = behind is not { } last
            ? []
            : part.GoesByDue ? [("@due", last.Due), ("@id", last.Id)] : [("@id", last.Id)];
        return dialect.ReadAsync(
            transaction,
            $"""
            SELECT k.id, k.stage_due, s.number, s.version, s.state, t.text FROM ({inner}) k
            JOIN order_row s ON s.district = @district AND s.id = k.id JOIN order_text t ON t.district = @district AND t.id = k.id
            """,
            row => new FoundOrder(new(part.Number, part.GoesByDue ? row.GetInt64(1) : 0, row.GetInt64(0)), Row(filter.District, row, 2)),
            cancellation, [.. filter.Parameters, .. key, .. more]);
    }

    private static List<FoundOrder> First(OrderListPart part, List<FoundOrder> found, int count)
    {
        found.Sort((one, other) => part.Compare(one.Key, other.Key));
        return found.Count > count ? found[..count] : found;
    }
}
