using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>
/// Folds a district's journal into its read table, a page at a time, from wherever the table stands. One call at a time.
/// After any failure it forgets what it knows, and the next call goes on from the table's own position.
/// </summary>
/// <param name="reader">The journal.</param>
/// <param name="catalogue">The events.</param>
/// <param name="table">Where the rows go.</param>
/// <param name="district">Whose.</param>
/// <param name="log">Hears of events that cannot be folded; null: nobody does.</param>
public sealed class OrderIndex(
    IJournalReader reader, EventCatalogue catalogue, IOrderTable table, DistrictCode district, ILogger? log = null)
{
    /// <summary>
    /// Form of what the table keeps. Counts up with every change of <see cref="OrderState"/>, of its fold or of
    /// <see cref="OrderRow"/> that must reach old orders too: a table of another form is thrown away and folded again.
    /// </summary>
    public const int Form = 3;

    private const string Name = "orders";

    /// <summary>A position without rows is written only now and then: what other subjects append is read again after a start.</summary>
    private const int WriteEvery = 20_000;

    /// <summary>Orders of a generation of <see cref="recent"/>; a state is about 4 KB.</summary>
    private const int RememberedOrders = 2_000;

    private readonly string prefix = HotlineKeys.Order(district, "");
    private readonly Generations<string, Known> recent = new(RememberedOrders);
    private JournalPosition? written, origin;
    private JournalPosition read, head;
    private int passed;
    private long leftOut, leavingOut;
    private bool hasCaughtUp;

    /// <summary>Not a number: it has caught up. One word, for it is read while a page is being folded.</summary>
    private double progress = double.NaN;

    /// <summary>Up to where the journal has been read: everything before it is in the table.</summary>
    public JournalPosition Position => read;

    /// <summary>Whether it knows where the table stands.</summary>
    public bool IsOpen => written is not null;

    /// <summary>How the table stands to the journal, once it is open: what it left out, and how far it is while it catches up.</summary>
    public ProjectionStatus Status => progress is var way && double.IsNaN(way)
        ? new(Name, IsBuilding: false, 1, leftOut + leavingOut)
        : new(Name, IsBuilding: true, way, leftOut + leavingOut);

    /// <summary>Reads the next page of the journal and writes what it changes.</summary>
    /// <param name="pageSize">Rows of the journal at most.</param>
    /// <param name="cancellation">Stops it; nothing of the page is written then.</param>
    /// <returns>Rows read; fewer than a page: the table is up to date.</returns>
    /// <exception cref="OrderTableConflictException">Somebody else writes the same district: call again.</exception>
    /// <exception cref="InvalidDataException">The table does not fit the journal: it must be rebuilt.</exception>
    /// <exception cref="JournalUnavailableException">The journal or the table cannot be reached now.</exception>
    public async Task<int> AdvanceAsync(int pageSize, CancellationToken cancellation = default)
    {
        try
        {
            if (written is null) await OpenAsync(cancellation);
            var page = await reader.ReadDistrictAsync(district, read, pageSize, cancellation);
            if (page.Count < pageSize) (hasCaughtUp, progress) = (true, double.NaN);
            if (page.Count == 0) return 0;
            var changed = await FoldAsync(page, cancellation);
            passed += page.Count;
            var position = page[^1].Position;
            if (changed.Count > 0 || passed >= WriteEvery)
            {
                await table.WriteAsync(district, changed, written!.Value, position, leavingOut, cancellation);
                ProjectionMetrics.LeftOut(Name, leavingOut);
                (written, passed, leftOut, leavingOut) = (position, 0, leftOut + leavingOut, 0);
            }
            read = position;
            if (!hasCaughtUp) await MeasureAsync(page[0].Position, cancellation);
            return page.Count;
        }
        catch
        {
            (written, passed, leavingOut) = (null, 0, 0);
            recent.Clear();
            throw;
        }
    }

    /// <summary>
    /// What the table keeps of a state: all that its fold and its row rest on. Sealed texts stay in the journal, and of what the
    /// citizen wrote there remains as much as a row shows.
    /// </summary>
    public static OrderState Abridge(OrderState state) => state with
    {
        Content = state.Content with { Sealed = "", Text = OrderRow.Beginning(state.Content.Text) },
        Answer = Abridge(state.Answer),
        Assists = [.. state.Assists.Select(assist => assist.Answer is null ? assist : assist with { Answer = Abridge(assist.Answer) })],
    };

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var position = await table.PositionAsync(district, cancellation);
        leftOut = await table.LeftOutAsync(district, cancellation);
        (written, read, origin, hasCaughtUp) = (position, position, null, false);
    }

    /// <summary>How far it is on its way from the first row that it read to the journal's end: an estimate, as for projections.</summary>
    private async Task MeasureAsync(JournalPosition first, CancellationToken cancellation)
    {
        if (origin is null) (origin, head) = (first, await reader.HeadAsync(district, cancellation));
        progress = read.ShareOfWay(origin.Value, head);
    }

    private static SealedText? Abridge(SealedText? text) => text is null ? null : SealedText.Empty;

    private async Task<List<(OrderRow Row, OrderState State)>> FoldAsync(IReadOnlyList<JournalRow> page, CancellationToken cancellation)
    {
        var touched = await TouchedAsync(page, cancellation);
        foreach (var row in page)
        {
            if (NumberOf(row) is not { } number) continue;
            var order = touched[number];
            // Another writer has got further, and what was asked for is younger than this page: the write will tell.
            if (row.Version <= order.Version) continue;
            if (row.Version != order.Version + 1)
                throw new InvalidDataException(
                    $"工单索引与事件日志不符（{row.Stream}：应为第 {order.Version + 1} 条，实为第 {row.Version} 条），请运行 opscenter rebuild orders / " +
                    $"The table of orders does not fit the journal ({row.Stream}: event {order.Version + 1} was "
                        + $"expected, {row.Version} came): run opscenter rebuild orders.");
            touched[number] = new(Evolve(order.State, row), row.Version);
        }
        List<(OrderRow Row, OrderState State)> changed = new(touched.Count);
        foreach (var (number, order) in touched)
        {
            var kept = order with { State = Abridge(order.State) };
            recent.Put(number, kept);
            changed.Add((OrderRow.Of(district, number, kept.State, kept.Version), kept.State));
        }
        return changed;
    }

    /// <summary>The orders of a page as they were before it.</summary>
    private async Task<Dictionary<string, Known>> TouchedAsync(IReadOnlyList<JournalRow> page, CancellationToken cancellation)
    {
        Dictionary<string, Known> touched = [];
        List<string> unknown = [];
        foreach (var row in page)
        {
            if (NumberOf(row) is not { } number || touched.ContainsKey(number)) continue;
            if (row.Version > 1 && !recent.TryGet(number, out _)) unknown.Add(number);
            touched[number] = recent.TryGet(number, out var known) ? known : Known.Nothing;
        }
        if (unknown.Count == 0) return touched;
        foreach (var (number, (state, version)) in await table.StatesAsync(district, unknown, cancellation)) touched[number] = new(state,
            version);
        return touched;
    }

    private OrderState Evolve(OrderState state, JournalRow row)
    {
        try
        {
            return catalogue.Read(row.Kind, row.Payload) is OrderEvent fact ? OrderDecider.Fold(state, fact, row.OccurredAt) : state;
        }
        catch (Exception failure)
        {
            leavingOut++;
            log?.LogError(failure, "Event {Stream} {Version} ({Kind}) could not be folded and is left out of the table of orders.",
                row.Stream, row.Version, row.Kind);
            return state;
        }
    }

    /// <summary>The order that a row is about, told by the row's stream before anything of it is parsed; null: another subject's.</summary>
    private string? NumberOf(JournalRow row) => row.Stream.StartsWith(prefix, StringComparison.Ordinal) ? row.Stream[prefix.Length..]
        : null;

    private sealed record Known(OrderState State, long Version)
    {
        public static readonly Known Nothing = new(new(), 0);
    }
}
