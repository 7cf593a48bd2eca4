using System.Collections.Immutable;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>An order as lists show and searches find it. Masked; derived from <see cref="OrderState"/> alone by <see cref="Of"/>.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderRow")]
public sealed partial record OrderRow
{
    [Id(0)] public DistrictCode District { get; init; }
    [Id(1)] public string Number { get; init; } = "";

    /// <summary>Version of the order's stream that the row shows.</summary>
    [Id(2)] public long Version { get; init; }
    [Id(3)] public OrderStage Stage { get; init; }
    [Id(4)] public Desk Holder { get; init; }
    [Id(5)] public DepartmentCode Lead { get; init; }
    [Id(6)] public ImmutableArray<DepartmentCode> Assists { get; init; } = [];
    [Id(7)] public OrderType Type { get; init; }
    [Id(8)] public string Topic { get; init; } = "";
    [Id(9)] public PlaceCode Place { get; init; }
    [Id(10)] public string PlaceKind { get; init; } = "";
    [Id(11)] public string Title { get; init; } = "";

    /// <summary>The first 200 characters of the masked text.</summary>
    [Id(12)] public string Excerpt { get; init; } = "";
    [Id(13)] public string Address { get; init; } = "";
    [Id(14)] public DateTimeOffset ReceivedAt { get; init; }
    [Id(15)] public DateTimeOffset StageSince { get; init; }
    [Id(16)] public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>The order's own deadline.</summary>
    [Id(17)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>The deadline of the stage; null: no clock runs.</summary>
    [Id(18)] public DateTimeOffset? StageDueAt { get; init; }

    /// <summary>The worst mark of the clocks that run now.</summary>
    [Id(19)] public ClockMark Mark { get; init; }
    [Id(20)] public ImmutableArray<OrderFlag> Flags { get; init; } = [];
    [Id(21)] public bool IsSupervised { get; init; }
    [Id(22)] public bool DelayPending { get; init; }
    [Id(23)] public bool IsHeld { get; init; }
    [Id(24)] public int Refusals { get; init; }
    [Id(25)] public int Round { get; init; }
    [Id(26)] public string Parent { get; init; } = "";
    [Id(27)] public string PhoneHash { get; init; } = "";
    [Id(28)] public ulong Fingerprint { get; init; }
    [Id(29)] public GeoPoint? Point { get; init; }

    /// <summary>
    /// When the order must be woken: <see cref="OrderAgenda.NextWake"/>, or at once when an effect on others has not arrived (of closed
    /// orders too, see <see cref="OrderAgenda.OwesEffect"/>); null: nothing will happen by itself.
    /// </summary>
    [Id(30)] public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Number of a result that the platform does not have yet; 0: none.</summary>
    [Id(31)] public int ResultOwed { get; init; }
    [Id(32)] public DateTimeOffset? ClosedAt { get; init; }
    [Id(33)] public string LastWord { get; init; } = "";

    /// <summary>Not at the end of its way.</summary>
    [Id(34)] public bool IsOpen { get; init; }
}

/// <summary>What a list shows. Filters that are empty or null do not filter.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderQuery")]
public sealed record OrderQuery
{
    [Id(0)] public DistrictCode District { get; init; }
    [Id(1)] public ImmutableArray<OrderStage> Stages { get; init; } = [];

    /// <summary>Lead or assisting.</summary>
    [Id(2)] public DepartmentCode Department { get; init; }

    /// <summary>Beginning of the topic.</summary>
    [Id(3)] public string Topic { get; init; } = "";

    /// <summary>Beginning of the place's code.</summary>
    [Id(4)] public PlaceCode Place { get; init; }

    /// <summary>Words in title, address or text; all of them, each 1-20 characters, at most 5.</summary>
    [Id(5)] public string Text { get; init; } = "";

    /// <summary>At least this mark.</summary>
    [Id(6)] public ClockMark Mark { get; init; }
    [Id(7)] public bool OnlyOpen { get; init; }
    [Id(8)] public bool OnlyDelayPending { get; init; }
    [Id(9)] public bool OnlyUrgent { get; init; }
    [Id(10)] public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary>Before.</summary>
    [Id(11)] public DateTimeOffset? ReceivedTo { get; init; }
    [Id(12)] public OrderSort Sort { get; init; }

    /// <summary>At most 200.</summary>
    [Id(13)] public int PageSize { get; init; } = 50;

    /// <summary>The token of the page before; empty: the first page.</summary>
    [Id(14)] public string PageToken { get; init; } = "";

    /// <summary>Children of this order.</summary>
    [Id(15)] public string Parent { get; init; } = "";
}

public enum OrderSort
{
    /// <summary>The stage's deadline, soonest first; those without one last.</summary>
    Due,

    /// <summary>Newest call first.</summary>
    Newest,

    /// <summary>Oldest call first.</summary>
    Oldest,
}

/// <param name="NextPage">Empty: this was the last.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderPage")]
public sealed record OrderPage([property: Id(0)] ImmutableArray<OrderRow> Rows, [property: Id(1)] string NextPage)
{
    /// <summary>What the table lacks; null: it is whole.</summary>
    [Id(2)] public ProjectionStatus? Reading { get; init; }
}

/// <summary>
/// The table that lists and searches read: derived from the journal, thrown away and rebuilt by <c>opscenter rebuild orders</c>.
/// The rows and the position up to which they hold are written in one transaction.
/// </summary>
public interface IOrderTable
{
    /// <summary>
    /// Up to where the district's rows hold. Rows of another form than <see cref="OrderIndex.Form"/> are thrown away: the start then.
    /// </summary>
    Task<JournalPosition> PositionAsync(DistrictCode district, CancellationToken cancellation = default);

    /// <summary>Events that were left out of the district's rows since they were begun, as written with them.</summary>
    Task<long> LeftOutAsync(DistrictCode district, CancellationToken cancellation = default);

    /// <summary>States of these orders as kept beside their rows, with their versions; those unknown are missing.</summary>
    Task<IReadOnlyDictionary<string, (OrderState State, long Version)>> StatesAsync(
        DistrictCode district, IReadOnlyCollection<string> numbers, CancellationToken cancellation = default);

    /// <summary>Writes rows with their states and the new position in one transaction.</summary>
    /// <param name="district">Whose.</param>
    /// <param name="rows">Each order once, as it is now.</param>
    /// <param name="from">Where the table stood when these rows were made.</param>
    /// <param name="position">Where it stands with them.</param>
    /// <param name="leftOut">Events between the two that could not be folded.</param>
    /// <param name="cancellation">Stops it; nothing is written then.</param>
    /// <exception cref="OrderTableConflictException">The table does not stand there any more. Nothing was written.</exception>
    Task WriteAsync(
        DistrictCode district, IReadOnlyList<(OrderRow Row, OrderState State)> rows, JournalPosition from, JournalPosition position,
        long leftOut, CancellationToken cancellation = default);

    Task<OrderPage> ListAsync(OrderQuery query, CancellationToken cancellation = default);

    /// <summary>Orders that must be woken by now (see <see cref="OrderRow.WakeAt"/>), the longest overdue first.</summary>
    Task<IReadOnlyList<string>> DueAsync(DistrictCode district, DateTimeOffset now, int limit, CancellationToken cancellation = default);

    /// <summary>Open orders behind a number, in order of numbers, for sweeps.</summary>
    Task<IReadOnlyList<OrderRow>> OpenAsync(DistrictCode district, string after, int limit, CancellationToken cancellation = default);

    /// <summary>Results that the platform does not have yet, oldest call first.</summary>
    Task<OwedResults> OwedAsync(DistrictCode district, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Orders received since a moment that might be the same matter: same hash of the phone, or same topic and near (its box of
    /// coordinates, or the same address), or a fingerprint at most 3 bits away. At most <paramref name="limit"/>; who decides is
    /// <c>Repeats</c>.
    /// </summary>
    Task<IReadOnlyList<OrderRow>> SimilarAsync(OrderRow order, DateTimeOffset since, int limit, CancellationToken cancellation = default);

    /// <summary>Forgets a district's rows and position; null: all districts.</summary>
    Task ClearAsync(DistrictCode? district, CancellationToken cancellation = default);
}

/// <summary>
/// Keeps the read table of a district up with the journal; key: the district. Woken at commits of the hotline's events; reads in
/// order from the table's own position, folds each order's state with <see cref="OrderDecider.Fold"/>, and writes rows and position
/// together.
/// </summary>
[Alias("opscenter.hotline.IOrderIndexer")]
public interface IOrderIndexer : IJournalFollower
{
    /// <summary>Goes on where the table ends, if the district has a hotline; a district of halls alone is not read.</summary>
    Task StartAsync();

    /// <summary>Completes when everything committed before the call is in the table.</summary>
    Task CatchUpAsync();

    /// <summary>Lists of the table, from wherever in the cluster: the gateway has no database.</summary>
    Task<OrderPage> ListAsync(OrderQuery query);

    /// <summary>
    /// See <see cref="IOrderTable.SimilarAsync"/>; of those that were merged, the orders that they were merged into are among them.
    /// </summary>
    Task<ImmutableArray<OrderRow>> SimilarAsync(string number, DateTimeOffset since, int limit);

    /// <summary>See <see cref="IOrderTable.OwedAsync"/>.</summary>
    Task<OwedResults> OwedAsync(int limit);

    /// <summary>How many events the table is behind the journal at least, as far as has been read; 0 when up to date.</summary>
    Task<long> BehindAsync();
}
