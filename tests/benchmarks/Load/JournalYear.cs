using OpsCenter.Analytics.Simulation.Orders;
using OpsCenter.Gateway;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Benchmarks.Load;

/// <summary>
/// A simulated year of orders as the journal would have it: each order goes its way beside all the others, so that an event is
/// mostly of another order than the one before. The same numbers give the same year.
/// </summary>
internal sealed class JournalYear : IJournalReader
{
    public const string District = "440203";

    private const int Days = 365;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);
    private static readonly DateOnly First = new(2025, 1, 1);

    private readonly EventCatalogue catalogue = SubjectRegistration.Catalogue(Subjects.Actors);
    private readonly OrderPlan plan;
    private readonly PriorityQueue<(SimulatedOrder Order, int Step), DateTimeOffset> steps = new();
    private readonly List<JournalRow> made = [];
    private int day;
    private long position;

    public JournalYear(int orders) => plan = OrderPlans.Wujiang() with { PerDay = (double)orders / Days };

    public int Orders { get; private set; }

    /// <summary>Makes the next page, outside of any clock; false: the year is over.</summary>
    public bool Prepare(int pageSize)
    {
        made.Clear();
        while (made.Count < pageSize && Next() is { } row) made.Add(row);
        return made.Count > 0;
    }

    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<JournalRow>>([.. made.Where(row => row.Position.CompareTo(after) > 0).Take(limit)]);

    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Nobody reads a single order here.");

    public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        Task.FromResult(made.Count > 0 ? made[^1].Position : JournalPosition.Start);

    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<DistrictCode>>([new(District)]);

    private JournalRow? Next()
    {
        while (day < Days && (!steps.TryPeek(out _, out var due) || due >= Midnight(day)))
        {
            foreach (var order in OrderSimulator.Day(plan, First.AddDays(day), Offset, seed: 1))
            {
                Orders++;
                steps.Enqueue((order, 0), order.ReceivedAt);
            }
            day++;
        }
        if (!steps.TryDequeue(out var step, out var at) || at >= Midnight(Days)) return null;
        var (fact, next) = Step(step.Order, step.Step, at);
        if (next is { } later) steps.Enqueue((step.Order, step.Step + 1), later > at ? later : at);
        var (kind, payload) = catalogue.Write(fact);
        return new()
        {
            Position = new(0, ++position),
            Stream = HotlineKeys.Order(new(District), step.Order.Number),
            Version = step.Step + 1,
            Kind = kind,
            OccurredAt = at.ToJournal(),
            RecordedAt = at.ToJournal(),
            Actor = "benchmark",
            SourceId = "",
            Payload = payload,
            Hash = [],
        };
    }

    private static DateTimeOffset Midnight(int day) => new(First.AddDays(day).ToDateTime(TimeOnly.MinValue), Offset);

    private static (OrderEvent Fact, DateTimeOffset? Next) Step(SimulatedOrder order, int step, DateTimeOffset at) => step switch
    {
        0 => (new OrderReceived(Content(order), Within(at, 10), null), at),
        1 => (new OrderAccepted(Within(at, 1)), order.DispatchedAt),
        2 => (new OrderDispatched(new(order.Department), DispatchedBy.Person, null, "", Within(at, 1), true), order.ClaimedAt),
        3 => (new OrderClaimed(new(order.Department), false), order.AnsweredAt),
        4 => (new OrderAnswered(new(order.Department), new(order.Answer, Sealed(order.Answer)), Within(at, 1)),
            order.AnsweredAt.AddHours(2)),
        5 => (new AnswerApproved(Within(at, 3)), order.ClosedAt),
        6 => (new CallbackRecorded(order.Reached, order.Solved, order.Satisfied, ""), at),
        7 => (new OrderClosed(""), at.AddMinutes(5)),
        _ => (new ResultDelivered(1), null),
    };

    private static OrderContent Content(SimulatedOrder order)
    {
        var text = order.Text + Wordy.Text(order.Number, 110);
        return new()
        {
            Type = (OrderType)order.Type,
            Topic = order.Topic,
            Title = order.Title,
            Text = text,
            Place = new(order.Town),
            PlaceKind = order.PlaceKind,
            Address = order.Address,
            Point = new(order.Latitude, order.Longitude),
            Channel = order.Channel,
            CallerName = order.CallerName[..1] + "*",
            CallerPhone = "138****" + order.CallerPhone[^4..],
            PhoneHash = order.CallerPhone[^4..],
            Fingerprint = TextFingerprint.Of(text),
            Sealed = Sealed(text),
            IsUrgent = order.IsUrgent,
        };
    }

    // As long as what the gateway seals.
    private static string Sealed(string text) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text + "name, phone and the like, nonce and tag of it"));

    private static Deadline Within(DateTimeOffset at, double days) => new()
    {
        WarnAt = at.AddDays(days - 0.5).ToJournal(),
        DueAt = at.AddDays(days).ToJournal(),
        RedAt = at.AddDays(days + 2).ToJournal(),
        Rule = $"{days}wd 2025-01-01",
    };
}
