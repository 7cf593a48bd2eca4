using System.Data.Common;
using OpsCenter.Hotline;
using Orleans.Serialization;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// The table of orders in a database: all that is the same in both. Of each order it keeps the state (of which the row is made
/// when it is read, by <see cref="OrderRow.Of"/>), the columns that lists go by, its text, and its terms.
/// </summary>
public abstract class SqlOrderTable : IOrderTable, Storage.ISubjectTable
{
    /// <summary>All tables but the positions, which are cleared last and locked first.</summary>
    private protected static readonly string[] Tables =
        ["order_row", "order_live", "order_assist", "order_text", "order_pending", "order_block", "order_posting"];

    private readonly OrderStates states;
    private readonly TermIndex index;
    private readonly OrderLister lister;

    private protected SqlOrderTable(OrderDialect dialect, Serializer serializer)
    {
        Dialect = dialect;
        states = new(serializer);
        index = new(dialect);
        lister = new(dialect, index, states);
    }

    private protected OrderDialect Dialect { get; }

    /// <summary>Creates or migrates what is needed. Before anything else.</summary>
    /// <exception cref="Storage.StorageException">The database cannot be used.</exception>
    public abstract Task PrepareAsync(CancellationToken cancellation = default);

    /// <inheritdoc/>
    public async Task<JournalPosition> PositionAsync(DistrictCode district, CancellationToken cancellation = default)
    {
        if (await ReadAsync(transaction => StoredPositionAsync(transaction, district, "", cancellation), cancellation) is not { } stored)
            return JournalPosition.Start;
        if (stored.Form == OrderIndex.Form) return stored.Position;
        await ClearAsync(district, cancellation);
        return JournalPosition.Start;
    }

    /// <inheritdoc/>
    public async Task<long> LeftOutAsync(DistrictCode district, CancellationToken cancellation = default) => (await ReadAsync(
        transaction => Dialect.ReadAsync(
            transaction, "SELECT left_out FROM order_position WHERE district = @district", row => row.GetInt64(0), cancellation,
            ("@district", district.Value)),
        cancellation)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, (OrderState State, long Version)>> StatesAsync(
        DistrictCode district, IReadOnlyCollection<string> numbers, CancellationToken cancellation = default) =>
        await ReadAsync(
            async transaction =>
            {
                var rows = await Dialect.ReadAsync(
                    transaction,
                    $"""
                    SELECT r.number, r.version, r.state, t.text FROM order_row r
                        JOIN order_text t ON t.district = r.district AND t.id = r.id
                    WHERE r.district = @district AND {Dialect.IsAny("r.number", "@numbers")}
                    """,
                    row => (Number: row.GetString(0), Version: row.GetInt64(1),
                        State: states.Read(row.GetFieldValue<byte[]>(2), row.GetString(3))),
                    cancellation, ("@district", district.Value), ("@numbers", Dialect.Many<string>([.. numbers.Select(OrderText.Clean)])));
                return rows.ToDictionary(row => row.Number, row => (row.State, row.Version));
            },
            cancellation);

    /// <inheritdoc/>
    public Task WriteAsync(
        DistrictCode district, IReadOnlyList<(OrderRow Row, OrderState State)> rows, JournalPosition from, JournalPosition position,
        long leftOut, CancellationToken cancellation = default) =>
        WriteAsync(
            async transaction =>
            {
                await LockAsync(transaction, district, from, cancellation);
                var changes = await ChangesAsync(transaction, district, rows, cancellation);
                await ApplyAsync(transaction, district, changes, cancellation);
                if (changes.Exists(change => change.Terms is not null))
                    await index.SealAsync(transaction, district,
                        (block, buckets) => AddPostingsAsync(transaction, district, block, buckets, cancellation), cancellation);
                await Dialect.ExecuteAsync(
                    transaction,
                    """
                    UPDATE order_position SET transaction_id = @transaction, sequence = @sequence, left_out = left_out + @leftOut
                    WHERE district = @district
                    """,
                    cancellation, ("@district", district.Value), ("@transaction", position.Transaction), ("@sequence", position.Sequence),
                    ("@leftOut", leftOut));
            },
            cancellation);

    /// <inheritdoc/>
    public Task<OrderPage> ListAsync(OrderQuery query, CancellationToken cancellation = default) =>
        OrderQueryRules.Check(query) is var (field, refusal)
            ? Task.FromException<OrderPage>(new OrderQueryException(field, refusal))
            : ReadAsync(transaction => lister.ListAsync(transaction, query, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> DueAsync(
        DistrictCode district, DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await ReadAsync(
            transaction => Dialect.ReadAsync(
                transaction,
                $"SELECT number FROM order_live WHERE district = @district AND wake_at <= @now ORDER BY wake_at LIMIT {Math.Max(0, limit)}",
                row => row.GetString(0), cancellation, ("@district", district.Value), ("@now", Micros.Of(now))),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderRow>> OpenAsync(
        DistrictCode district, string after, int limit, CancellationToken cancellation = default) => RowsAsync(
        district,
        $"SELECT id FROM order_live WHERE district = @district AND is_open = 1 AND number > @after ORDER BY number "
            + $"LIMIT {Math.Max(0, limit)}",
        cancellation, ("@district", district.Value), ("@after", after));

    /// <inheritdoc/>
    public Task<OwedResults> OwedAsync(DistrictCode district, int limit, CancellationToken cancellation = default) => ReadAsync(
        async transaction =>
        {
            const string Owed = "FROM order_row WHERE district = @district AND owed > 0";
            var first = await Dialect.ReadAsync(
                transaction, $"SELECT number, owed {Owed} ORDER BY id LIMIT {Math.Max(0, limit)}",
                row => new OwedResult(row.GetString(0), row.GetInt32(1)), cancellation,
                ("@district", district.Value));
            var total = await Dialect.ReadAsync(transaction, $"SELECT count(*) {Owed}", row => row.GetInt64(0), cancellation,
                ("@district", district.Value));
            return new OwedResults([.. first], total[0]);
        },
        cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OrderRow>> SimilarAsync(
        OrderRow order, DateTimeOffset since, int limit, CancellationToken cancellation = default)
    {
        const int AtATime = 100;
        var search = new TermSearch(order.District, OrderTerms.OfSimilar(order), All: false, IsRising: false, OrderIds.From(since),
            long.MaxValue);
        return search.Terms.Length == 0 ? [] : await ReadAsync(
            async transaction =>
            {
                List<OrderRow> similar = [];
                List<long> ids = new(AtATime);
                await foreach (var id in index.FindAsync(transaction, search, cancellation))
                {
                    ids.Add(id);
                    if (ids.Count == AtATime) await LookAsync();
                    if (similar.Count >= limit) break;
                }
                await LookAsync();
                return similar.Count > limit ? similar[..limit] : similar;

                async Task LookAsync()
                {
                    similar.AddRange(
                        (await lister.RowsAsync(transaction, order.District, ids, cancellation)).Where(
                            other => SimilarOrders.Might(order, other)));
                    ids.Clear();
                }
            },
            cancellation);
    }

    /// <inheritdoc/>
    public abstract Task ClearAsync(DistrictCode? district, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs reads that see one state of the table.</summary>
    private protected abstract Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> read, CancellationToken cancellation);

    /// <summary>Runs writes that become durable together, or not at all.</summary>
    private protected abstract Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellation);

    /// <summary>
    /// Behind a SELECT whose rows nobody else may write until the transaction ends; empty where there is one writer only.
    /// </summary>
    private protected abstract string ForUpdate { get; }

    private protected abstract Task ApplyAsync(
        DbTransaction transaction, DistrictCode district, List<OrderChange> changes, CancellationToken cancellation);

    private protected abstract Task AddPostingsAsync(
        DbTransaction transaction, DistrictCode district, long block, byte[][] buckets, CancellationToken cancellation);

    private protected JournalUnavailableException Unavailable(Exception fault) =>
        new($"工单列表暂不可用 / The table of orders cannot be reached: {fault.Message}", fault);

    private Task<IReadOnlyList<OrderRow>> RowsAsync(
        DistrictCode district, string ids, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        ReadAsync<IReadOnlyList<OrderRow>>(
            async transaction => await lister.RowsAsync(
                transaction, district, await Dialect.ReadAsync(transaction, ids, row => row.GetInt64(0), cancellation, parameters),
                cancellation),
            cancellation);

    private async Task<(JournalPosition Position, int Form)?> StoredPositionAsync(
        DbTransaction transaction, DistrictCode district, string behind, CancellationToken cancellation) =>
        await Dialect.ReadAsync(
            transaction, $"SELECT transaction_id, sequence, form FROM order_position WHERE district = @district{behind}",
            row => (new JournalPosition(row.GetInt64(0), row.GetInt64(1)), row.GetInt32(2)), cancellation, ("@district", district.Value))
                is [var stored] ? stored : null;

    /// <summary>Makes sure that the district's rows are as the writer believes, and stay so.</summary>
    private async Task LockAsync(DbTransaction transaction, DistrictCode district, JournalPosition from, CancellationToken cancellation)
    {
        if (from == JournalPosition.Start)
        {
            await Dialect.ExecuteAsync(
                transaction,
                $"INSERT INTO order_position (district, transaction_id, sequence, form) VALUES (@district, 0, 0, {OrderIndex.Form}) ON "
                    + $"CONFLICT DO NOTHING",
                cancellation, ("@district", district.Value));
        }
        var stored = await StoredPositionAsync(transaction, district, ForUpdate, cancellation);
        if (stored != (from, OrderIndex.Form))
            throw new OrderTableConflictException(
                $"The rows of {district} stand at {stored?.Position ?? JournalPosition.Start}, not at {from}: somebody else has written "
                    + $"or cleared them.");
    }

    private async Task<List<OrderChange>> ChangesAsync(
        DbTransaction transaction, DistrictCode district, IReadOnlyList<(OrderRow Row, OrderState State)> rows,
        CancellationToken cancellation)
    {
        if (rows.Count == 0) return [];
        var stored = (await Dialect.ReadAsync(
            transaction,
            $"SELECT number, id, digest, assists FROM order_row WHERE district = @district AND {Dialect.IsAny("number", "@numbers")}",
            row => new StoredOrder(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)), cancellation,
            ("@district", district.Value), ("@numbers", Dialect.Many<string>([.. rows.Select(order => order.Row.Number)])))).ToDictionary(
                order => order.Number);
        var ids = await NewIdsAsync(transaction, district,
            [.. rows.Select(order => order.Row).Where(row => !stored.ContainsKey(row.Number))], cancellation);
        List<OrderChange> changes = new(rows.Count);
        foreach (var (row, state) in rows)
        {
            var before = stored.GetValueOrDefault(row.Number);
            var text = OrderText.Of(row);
            var digest = OrderTerms.Digest(row, text);
            var isSame = before?.Digest == digest;
            changes.Add(new()
            {
                Row = row,
                Before = before,
                Id = before?.Id ?? ids[row.Number],
                State = states.Write(state),
                Digest = digest,
                Text = isSame ? null : text,
                Terms = isSame ? null : Packed.Terms(OrderTerms.Of(row, text)),
            });
        }
        return changes;
    }

    private async Task<Dictionary<string, long>> NewIdsAsync(
        DbTransaction transaction, DistrictCode district, OrderRow[] orders, CancellationToken cancellation)
    {
        Dictionary<string, long> ids = new(orders.Length);
        HashSet<long> taken = [];
        for (var waiting = orders; waiting.Length > 0;)
        {
            foreach (var order in waiting)
            {
                var id = ids.TryGetValue(order.Number, out var refused) ? refused + 1 : OrderIds.First(order.ReceivedAt, order.Number);
                while (!taken.Add(id)) id++;
                ids[order.Number] = id;
            }
            var others = (await Dialect.ReadAsync(
                transaction, $"SELECT id FROM order_row WHERE {Dialect.SharesIds("@district")} AND {Dialect.IsAny("id", "@ids")}",
                row => row.GetInt64(0), cancellation,
                ("@district", district.Value), ("@ids", Dialect.Many<long>([.. waiting.Select(order => ids[order.Number])])))).ToHashSet();
            waiting = [.. waiting.Where(order => others.Contains(ids[order.Number]))];
        }
        return ids;
    }
}
