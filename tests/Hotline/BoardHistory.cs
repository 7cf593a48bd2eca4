using CsCheck;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// A history of orders drawn at random: two years of them, reported by the platform late and in batches, and worked on at the desks by
/// people who do anything at any time. What the rules refuse does not happen.
/// </summary>
/// <param name="Begins">Days after 2022-11-01 (UTC+8) when the first call comes.</param>
/// <param name="Steps">Something happens so many times.</param>
internal sealed record BoardHistory(int Begins, int Steps, int Seed)
{
    private static readonly string[] Topics =
        ["城乡建设/物业管理/物业收费", "城乡建设/物业管理/装修噪音", "交通/停车/乱停放", "环境污染/噪音/夜间施工", "环境污染/大气/油烟", ""];

    private static readonly string[] Places = ["440203102", "440203102201", "440203101", "440203001", "440203", ""];
    private static readonly string[] Departments = ["ZJJ", "HBJ", "JJDD", "LG", "XH"];
    private static readonly SealedText Answer = new("已处理", "");

    public static Gen<BoardHistory> Any { get; } =
        Gen.Select(Gen.Int[0, 900], Gen.Int[1, 250], Gen.Int[0, int.MaxValue],
            (begins, steps, seed) => new BoardHistory(begins, steps, seed));

    /// <summary>Lets it happen, and calls back after each step with our clock.</summary>
    public void Play(BoardStage stage, Action<DateTimeOffset>? after = null)
    {
        var random = new Random(Seed);
        var now = LocalTime.StartOf(new DateOnly(2022, 11, 1).AddDays(Begins)).AddMinutes(random.Next(1440));
        var (numbers, pace) = (new List<string>(), random.Next(4));
        for (var step = 0; step < Steps; step++)
        {
            now = (now + Pause(random, pace)).ToJournal();
            if (numbers.Count == 0 || random.Next(4) == 0) numbers.Add(Receive(stage, random, $"GD{numbers.Count:0000}", now));
            else if (random.Next(15) == 0) Decree(stage, random, numbers, now);
            else Go(stage, random, numbers, now);
            after?.Invoke(now);
        }
    }

    /// <summary>Some days of these weeks are worked otherwise; the watch tells the orders.</summary>
    private static void Decree(BoardStage stage, Random random, List<string> numbers, DateTimeOffset now)
    {
        var today = LocalTime.DateOf(now);
        var days = Enumerable.Range(0, 12).Select(_ => today.AddDays(random.Next(-10, 20))).Distinct().Where(day => day.Year == today.Year);
        stage.Decree(new(today.Year, [], [.. days.Select(day => new CalendarDay(day, (WorkShare)random.Next(4), ""))]));
        foreach (var number in numbers) stage.Tell(number, new RecomputeDeadlines("放假安排调整"), now, now, HotlineCallers.Watch);
    }

    private static TimeSpan Pause(Random random, int pace) => random.Next(10) switch
    {
        < 4 => TimeSpan.FromMinutes(random.Next(90)),
        < 7 => TimeSpan.FromHours(random.NextDouble() * (4 + 8 * pace)),
        < 9 => TimeSpan.FromDays(random.NextDouble() * (1 + pace)),
        _ => TimeSpan.FromDays(random.NextDouble() * (3 + 8 * pace * pace)),
    };

    /// <summary>At once, or up to more than a year late; often a year ago about this time.</summary>
    private static DateTimeOffset Late(Random random, DateTimeOffset now) => (random.Next(8) switch
    {
        0 => now.AddHours(-random.NextDouble() * 48),
        1 => now.AddDays(-random.NextDouble() * 500),
        2 => now.AddYears(-1).AddMinutes(random.Next(-900, 900)),
        _ => now,
    }).ToJournal();

    private static string Receive(BoardStage stage, Random random, string number, DateTimeOffset now)
    {
        var at = Late(random, now);
        stage.Tell(number, new DeliverOrder(Content(random), IsAccepted: random.Next(4) > 0, Route: true), at, now);
        // The platform tells the whole way of an old order at once.
        if (at >= now.AddDays(-2) && random.Next(5) > 0) return number;
        var department = Departments[random.Next(Departments.Length)];
        OrderCommand[] way =
        [
            new ReportDispatched(new(department)), new ReportClaimed(new(department)), new ReportAnswered(new(department), Answer),
            new ReportClosed(random.Next(4) > 0, Maybe(random), Maybe(random), ""),
        ];
        foreach (var report in way[..random.Next(way.Length + 1)])
        {
            at = Earlier(now, at.AddHours(random.NextDouble() * 100).ToJournal());
            stage.Tell(number, report, at, now);
        }
        return number;
    }

    private static void Go(BoardStage stage, Random random, List<string> numbers, DateTimeOffset now)
    {
        // Mostly the newest ones, so that some come to their end.
        var number = numbers[random.Next(3) == 0 ? random.Next(numbers.Count) : Math.Max(0, numbers.Count - 1 - random.Next(6))];
        var at = random.Next(6) == 0 ? Earlier(now, now.AddHours(-random.NextDouble() * 30).ToJournal()) : now;
        for (var tries = random.Next(1, 5); tries > 0; tries--)
        {
            var command = Command(stage.State(number), random, numbers, now);
            if (command is CheckClocks or ReturnToBoard or InheritResult) stage.Tell(number, command, now, now, HotlineCallers.Watch);
            else stage.Tell(number, command, at, now);
        }
    }

    private static OrderCommand Command(OrderState state, Random random, List<string> numbers, DateTimeOffset now)
    {
        var lead = !state.Lead.IsEmpty && random.Next(10) > 0
            ? state.Lead
            : new DepartmentCode(Departments[random.Next(Departments.Length)]);
        var other = new DepartmentCode(Departments[random.Next(Departments.Length)]);
        if (random.Next(3) == 0)
        {
            return random.Next(10) switch
            {
                0 or 1 or 2 => new CheckClocks(),
                3 => new FlagOrder(random.Next(2) == 0 ? OrderFlag.NotAssessed : OrderFlag.Urgent, random.Next(2) == 0, "按规定"),
                4 => new DeliverOrder(Content(random), true, random.Next(2) == 0),
                5 => new AddAssist(other, ""),
                6 => new MergeOrder(numbers[random.Next(numbers.Count)], "同一事项"),
                7 => new ReturnToBoard(random.Next(2) == 0 ? lead : other, "单位撤销"),
                8 => new UrgeOrder("请尽快"),
                _ => new ReportClosed(random.Next(3) > 0, Maybe(random), Maybe(random), ""),
            };
        }
        return state.Stage switch
        {
            OrderStage.AwaitingAcceptance => random.Next(6) == 0 ? new DeclineOrder("不属受理范围") : new AcceptOrder(),
            OrderStage.AwaitingDispatch =>
                random.Next(8) == 0 ? new OpenAdjudication("职责不清") : new DispatchOrder(other, other.Value == "LG" ? [new("XH")] : [], ""),
            OrderStage.AwaitingClaim => random.Next(4) switch
            {
                0 => Refuse(lead),
                1 => new ReportDispatched(other),
                _ => new ClaimOrder(lead),
            },
            OrderStage.RefusalPending => new JudgeRefusal(random.Next(2) == 0, "经研判"),
            OrderStage.Adjudication => new RuleOrder(other, "", "会商决定", false),
            OrderStage.InProgress =>
                state.DelayPending && random.Next(2) == 0 ? new JudgeDelay(random.Next(3) > 0, "经研判") : random.Next(10) switch
                {
                    0 => Refuse(lead),
                    1 => new AskDelay(lead, random.Next(1, 9) / 2.0, "情况复杂"),
                    2 => new AddAssist(other, ""),
                    3 => new HoldOrder("等待材料", now.AddDays(random.Next(1, 20))),
                    4 => new ResumeOrder("材料已到"),
                    5 or 6 => new RecordContact(lead, ""),
                    7 => new AnswerAssist(other, Answer),
                    _ => new AnswerOrder(lead, Answer),
                },
            OrderStage.AwaitingReview => new ReviewAnswer(random.Next(3) > 0, "经审核"),
            OrderStage.AwaitingCallback => random.Next(3) == 0
                ? new RecordCallback(false, null, null, "")
                : new RecordCallback(true, random.Next(5) switch { 0 => false, 1 => null, _ => true }, Maybe(random), ""),
            OrderStage.Merged =>
                new InheritResult(state.Parent, Answer, random.Next(2) == 0 ? now.AddHours(-random.Next(50)).ToJournal() : null),
            _ => new ArchiveOrder(),
        };
    }

    private static RefuseOrder Refuse(DepartmentCode department) => new(department, department.Value switch
    {
        "ZJJ" => "1.1",
        "HBJ" => "2.1",
        "JJDD" => "3.1",
        _ => "9.1",
    }, new(department.Value == "ZJJ" ? "HBJ" : "ZJJ"), "不在本单位职责内");

    private static OrderContent Content(Random random) => new()
    {
        Type = (OrderType)random.Next(6),
        Topic = Topics[random.Next(Topics.Length)],
        Title = "来电标题",
        Text = "来电内容",
        Place = new(Places[random.Next(Places.Length)]),
        IsUrgent = random.Next(6) == 0,
    };

    private static bool? Maybe(Random random) => random.Next(3) switch { 0 => null, 1 => true, _ => false };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
