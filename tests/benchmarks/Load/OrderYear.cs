using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Benchmarks.Load;

/// <summary>A year of orders of a province, as their facts come into the journal: each goes its whole way in a week or so.</summary>
/// <param name="Orders">How many calls, evenly over the year.</param>
internal sealed record OrderYear(int Orders)
{
    public const string District = "440000";
    public const int FactsPerOrder = 9;
    private const int Days = 364, Departments = 150, Towns = 1609, Topics = 517, TopLevels = 20;
    private static readonly DateTimeOffset Begins = LocalTime.StartOf(new(2025, 1, 1));
    private static readonly SealedText Answer = new("已处理", "");

    public DateTimeOffset Ends => Begins.AddDays(Days);

    /// <summary>In the order of their times; those still under way at the end of the year stay open.</summary>
    public IEnumerable<(JournalRow Row, OrderEvent Fact)> Facts()
    {
        var random = new Random(12345);
        var (next, sequence) = (new PriorityQueue<(int Order, int Step, DateTimeOffset At), DateTimeOffset>(), 0L);
        for (var order = 0; order < Orders; order++)
        {
            var received = Begins.AddTicks(TimeSpan.FromDays(Days).Ticks / Orders * order).ToJournal();
            while (next.TryPeek(out _, out var due) && due <= received) yield return Go(next.Dequeue());
            yield return Go((order, 0, received));
        }
        while (next.TryPeek(out _, out var due) && due <= Ends) yield return Go(next.Dequeue());

        (JournalRow, OrderEvent) Go((int Order, int Step, DateTimeOffset At) now)
        {
            if (now.Step < FactsPerOrder - 1)
            {
                var at = now.At.AddHours(HoursAfter(now.Step) * (0.5 + random.NextDouble())).ToJournal();
                next.Enqueue((now.Order, now.Step + 1, at), at);
            }
            return (new()
            {
                Position = new(0, ++sequence),
                Stream = HotlineKeys.Order(new(District), $"GD{now.Order:00000000}"),
                Version = now.Step + 1,
                Kind = "",
                OccurredAt = now.At,
                RecordedAt = now.At,
                Actor = "benchmark",
                SourceId = "",
                Payload = [],
                Hash = [],
            }, Fact(now.Order, now.Step, now.At));
        }
    }

    /// <summary>Hours from a fact to the next, in the mean.</summary>
    private static double HoursAfter(int step) => step switch { 0 => 0.02, 1 => 1, 2 => 4, 3 => 6, 4 => 110, 5 => 8, 6 => 36, _ => 0.02 };

    private static OrderEvent Fact(int order, int step, DateTimeOffset at)
    {
        var department = $"D{order % Departments:000}";
        return step switch
        {
            0 => new OrderReceived(Content(order), Due(at, 14), null),
            1 => new OrderAccepted(Due(at, 1)),
            2 => new OrderDispatched(new(department), DispatchedBy.Person, null, "", Due(at, 1), true),
            3 => new OrderClaimed(new(department), false),
            4 => new CallerContacted(new(department), ""),
            5 => new OrderAnswered(new(department), Answer, Due(at, 1)),
            6 => new AnswerApproved(Due(at, 3)),
            7 => new CallbackRecorded(true, order % 10 > 0, order % 3 == 0 ? null : order % 7 > 0, ""),
            _ => new OrderClosed(""),
        };
    }

    private static OrderContent Content(int order) => new()
    {
        Type = (OrderType)(1 + order % 5),
        Topic = $"类{order % Topics % TopLevels}/目{order % Topics % 60}/项{order % Topics}",
        Title = "小区物业收费问题",
        Text = "来电人反映小区物业收费标准不透明，请相关部门核实处理。",
        Place = new($"44{order % Towns:0000000}"),
        IsUrgent = order % 50 == 0,
    };

    private static Deadline Due(DateTimeOffset from, double days) => new()
    {
        WarnAt = from.AddDays(days * 0.75),
        DueAt = from.AddDays(days),
        RedAt = from.AddDays(days + 2),
        Rule = "10wd 2025-01-01",
    };
}
