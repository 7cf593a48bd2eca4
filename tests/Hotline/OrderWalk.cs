using CsCheck;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderBooks;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// A random history: people of all desks, the platform, the product's own messages, a clock that walks and jumps, and rules, departments
/// and calendars that change meanwhile. About half of what is asked fits the stage.
/// </summary>
internal sealed class OrderWalk
{
    /// <summary>One step: what is asked, by which numbers it is filled in, and how long after the step before.</summary>
    public readonly record struct Step(int Kind, int A, int B, bool Fits, bool Yes, int Minutes);

    /// <param name="IsPunctual">The order is woken whenever it asks to be.</param>
    /// <param name="IsCalm">Nobody is dissolved, no decree comes, and the platform reports nothing.</param>
    public sealed record Plan(LimitSet Limits, bool IsPunctual, bool IsCalm, Step[] Steps)
    {
        public override string ToString() => $"{Limits}, punctual {IsPunctual}, calm {IsCalm}: {string.Join("; ", Steps)}";
    }

    private static readonly string[] Names = [Housing, City, Police, Town, "XYZ"];
    private static readonly string[] Others = ["GD7", "GD8", "GD9"];
    private static readonly SealedText Text = new("已处理", "s");
    private static readonly DateTimeOffset Beginning = OrderLife.At("2026-09-21 09:00");

    private static readonly int[] Paces = [0, 1, 7, 30, 30, 60, 240, 1440, 7200];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Bool, Gen.Bool, Gen.Int[0, 8].Select(pace => Paces[pace]),
        (kind, a, b, fits, yes, minutes) => new Step(kind, a, b, fits, yes, minutes));

    private static readonly Gen<Limit> Limits = Gen.OneOf(
        Gen.Int[1, 8].Select(halves => Limit.OfWorkingDays(halves / 2.0)), Gen.Int[1, 60].Select(hours => Limit.OfHours(hours)));

    private static readonly Gen<LimitSet> LimitSets =
        Gen.Select(Limits.Array[10], Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[1, 3]).Select(
        (limits, warn, red, deemed, callbacks) => new LimitSet
        {
            From = new(2020, 1, 1),
            Handling = [new(OrderType.Inquiry, default, limits[0]), new(null, default, Limit.OfWorkingDays(10))],
            Acceptance = limits[1],
            Dispatch = limits[2],
            Claim = limits[3],
            UrgentClaim = limits[4],
            Refusal = limits[5],
            Judgement = limits[6],
            Adjudication = limits[7],
            Review = limits[8],
            Reopened = limits[9],
            WarnDays = warn / 2.0,
            RedDays = red / 2.0,
            DeemedClaimAfter = deemed,
            MostCallbacks = callbacks,
        });

    public static Gen<Plan> Plans(bool? punctual = null, bool? calm = null) => Gen.Select(
        Gen.OneOf(Gen.Const(new LimitSet { From = new(2020, 1, 1) }), LimitSets),
        punctual is { } isPunctual ? Gen.Const(isPunctual) : Gen.Bool,
        calm is { } isCalm ? Gen.Const(isCalm) : Gen.Bool, Steps.Array[1, 60])
            .Select((limits, p, c, steps) => new Plan(limits, p, c, steps));

    private OrderWalk(Plan plan)
    {
        Story = new(Standard with { Definition = Standard.Definition! with { Limits = [plan.Limits] } });
        IsCalm = plan.IsCalm;
    }

    public OrderLife Story { get; }

    public bool IsCalm { get; }

    /// <summary>Our clock.</summary>
    public DateTimeOffset Now { get; private set; } = Beginning;

    /// <summary>What was asked last, at which moment, by which book, of which state.</summary>
    public OrderCommand Command { get; private set; } = new CheckClocks();

    public DateTimeOffset At { get; private set; } = Beginning;

    public OrderState Before { get; private set; } = new();

    /// <summary>Walks, and shows what it came to after each request.</summary>
    public static void Along(Plan plan, Action<OrderWalk> look)
    {
        var walk = new OrderWalk(plan);
        foreach (var step in plan.Steps)
        {
            var now = walk.Now.AddMinutes(step.Minutes);
            for (var wakes = 0; plan.IsPunctual && OrderAgenda.NextWake(walk.Story.State) is { } wake && wake <= now; wakes++)
            {
                Assert.True(wakes < 60, "it is woken for ever");
                walk.Ask(new CheckClocks(), wake > walk.Now ? wake : walk.Now, look);
            }
            walk.Now = now;
            if (walk.Asked(step) is var (command, at)) walk.Ask(command, at, look);
        }
    }

    private void Ask(OrderCommand command, DateTimeOffset at, Action<OrderWalk> look)
    {
        if (at > Now) Now = at;
        (Command, At, Before) = (command, at, Story.State);
        Story.When(at, command, Now);
        look(this);
    }

    private (OrderCommand, DateTimeOffset)? Asked(Step step)
    {
        var state = Story.State;
        if (state.Stage == OrderStage.None) return (Deliver(step), Now.AddMinutes(-(step.B % 5) * 300));
        if (step.Kind < 70)
        {
            var moves = step.Fits || step.B % 2 == 0 ? OrderMoves.Of(state) : AllMoves;
            // Mostly what brings it on: walks shall get somewhere, and not end soon.
            var onward =
                moves.RemoveAll(move => move is "flag" or "urge" or "supervise" or "contact" or "merge"
                    or "archive" || (move is "decline" && step.B % 4 > 0));
            if (!onward.IsEmpty && step.A % 9 > 0) moves = onward;
            if (moves.IsEmpty) return (new CheckClocks(), Now);
            var move = moves[step.A % moves.Length];
            return (step.Fits ? Fitting(move, step.Yes) : Any(move, step), Now);
        }
        if (step.Kind < 78)
        {
            if (IsCalm || (step.B % 3 > 0 && step.Kind % 5 > 0)) return (new CheckClocks(), Now);
            var at = Now.AddMinutes(-step.B * 3);
            var department = step.Fits && !state.Lead.IsEmpty ? state.Lead : new(Names[step.A % Names.Length]);
            return (step.Kind % 5) switch
            {
                0 => (Deliver(step), at),
                1 => (new ReportDispatched(department), at),
                2 => (new ReportClaimed(department), at),
                3 => (new ReportAnswered(department, Text), at),
                _ => (new ReportClosed(step.Yes, step.Yes ? step.Fits : null, null, "平台"), at),
            };
        }
        if (step.Kind < 94)
            return ((step.Kind % 8) switch
            {
                0 => new JoinRepeat(Others[step.A % 3]),
                1 => new InheritResult(step.Fits ? state.Parent : Others[step.A % 3], Text, Now.AddMinutes(-step.B)),
                2 => new ConfirmRepeat(step.Fits && state.Children.Length > 0 ? state.Children[0] : Others[step.A % 3]),
                3 => new ConfirmPrecedent(new($"{Topic}@{PlaceKind}", step.A)),
                4 => new ConfirmDelivery(step.Fits ? state.Result : step.A % 4),
                5 => new RecomputeDeadlines("日历"),
                6 when !IsCalm => new ReturnToBoard(step.Fits ? state.Lead : new(Names[step.A % Names.Length]), "机构改革"),
                _ => new CheckClocks(),
            }, Now);
        return ChangeRules(step) is { } told && step.Fits ? (told, Now) : null;
    }

    /// <summary>The rules change; the order is told what it must be told then.</summary>
    private OrderCommand? ChangeRules(Step step)
    {
        switch (step.Kind % 5)
        {
            case 0:
                Story.Book = Story.Book
                    .With(new LimitSet
                    {
                        From = LocalTime.DateOf(Now).AddDays(1),
                        Claim = Limit.OfHours(1),
                        Dispatch = Limit.OfHours(1),
                        RedDays = 9
                    });
                return null;
            case 1:
                Story.Book = Story.Book.With(RuledBefore(Names[step.A % 3], step.B + 1));
                return null;
            case 2 when !IsCalm:
                // The city office and the police stay.
                var dissolved = step.Yes ? Housing : Town;
                Story.Book = Story.Book.Without(dissolved);
                return new ReturnToBoard(new(dissolved), "机构改革");
            case 3 when !IsCalm:
                Story.Book = Story.Book with { Definition = Story.Book.Definition! with { Departments = Departments }, Dissolved = [] };
                return null;
            case 4 when !IsCalm:
                var day = LocalTime.DateOf(Now).AddDays(step.A % 20 - 8);
                Story.Book = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Story.Book.Decreed(day.Year, [], [day])
                    : Story.Book.Decreed(day.Year, [day], []);
                return new RecomputeDeadlines("调休");
            default:
                return new CheckClocks();
        }
    }

    private static readonly System.Collections.Immutable.ImmutableArray<string> AllMoves =
    [
        "accept", "decline", "dispatch", "add_assist", "judge_refusal", "open_adjudication", "judge_delay", "hold", "resume", "flag",
        "urge", "supervise",
        "merge", "claim", "refuse", "contact", "answer", "answer_assist", "ask_delay", "rule", "review", "callback", "archive",
    ];

    private static DeliverOrder Deliver(Step step) => new(
        Content with
        {
            Type = step.A % 3 == 0 ? OrderType.Inquiry : OrderType.Complaint,
            Title = $"第 {step.A % 2} 稿",
            IsUrgent = step.A % 7 == 0,
            Place = new(step.B % 2 == 0 ? Place : "")
        },
        IsAccepted: step.Yes, Route: step.Fits);

    /// <summary>A well-formed request of that kind.</summary>
    public OrderCommand Fitting(string move, bool yes = true)
    {
        var state = Story.State;
        var free = Names.FirstOrDefault(
            name => name != state.Lead.Value && state.Assists.All(assist => assist.Department.Value != name) && Story.Book
                .Department(new(name)) is not null, City);
        var clause = Story.Book.Department(state.Lead)?.Duties[0].Clause ?? "";
        return move switch
        {
            "accept" => new AcceptOrder(),
            "decline" => new DeclineOrder("不属受理范围"),
            "dispatch" => new DispatchOrder(new(free), [], ""),
            "add_assist" => new AddAssist(new(free), ""),
            "judge_refusal" => new JudgeRefusal(yes, "理由"),
            "open_adjudication" => new OpenAdjudication("职责不清"),
            "judge_delay" => new JudgeDelay(yes, "理由"),
            "hold" => new HoldOrder("等待", Now.AddHours(50)),
            "resume" => new ResumeOrder("好了"),
            "flag" => new FlagOrder(OrderFlag.NotAssessed, !state.Has(OrderFlag.NotAssessed), "理由"),
            "urge" => new UrgeOrder(""),
            "supervise" => new SuperviseOrder(""),
            "merge" => new MergeOrder("GD9", "同一事项"),
            "claim" => new ClaimOrder(state.Lead),
            "refuse" => new RefuseOrder(state.Lead, clause, new(state.Lead.Value == City ? Police : City), "不是我的"),
            "contact" => new RecordContact(state.Lead, ""),
            "answer" => new AnswerOrder(state.Lead, Text),
            "answer_assist" =>
                new AnswerAssist(state.Assists.FirstOrDefault(assist => assist.Answer is null)?.Department ?? new(City), Text),
            "ask_delay" => new AskDelay(state.Lead, 1.5, "等待"),
            "rule" => new RuleOrder(new(Police), "3.1", "噪声", true),
            "review" => new ReviewAnswer(yes, "理由", CloseAssists: state.Assists.Any(assist => assist.Answer is null)),
            "callback" => new RecordCallback(true, yes, null, ""),
            "archive" => new ArchiveOrder(),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
        };
    }

    private OrderCommand Any(string move, Step step)
    {
        var (one, other, reason) = (Names[step.A % Names.Length], Names[step.B % Names.Length], step.Yes ? "理由" : "");
        return move switch
        {
            "decline" => new DeclineOrder(reason),
            "dispatch" => new DispatchOrder(new(one), step.Yes ? [new(other)] : [], ""),
            "add_assist" => new AddAssist(new(one), ""),
            "judge_refusal" => new JudgeRefusal(step.Yes, "理由"),
            "open_adjudication" => new OpenAdjudication(reason),
            "judge_delay" => new JudgeDelay(false, reason),
            "hold" => new HoldOrder(reason, Now.AddDays(step.A % 60 - 5)),
            "resume" => new ResumeOrder(reason),
            "flag" => new FlagOrder((OrderFlag)(step.A % 4), step.Yes, "理由"),
            "merge" => new MergeOrder(step.Yes ? Others[step.A % 3] : Number, "同一事项"),
            "claim" => new ClaimOrder(new(one)),
            "refuse" => new RefuseOrder(new(one), step.Yes ? $"{step.B % 5}.1" : "9.9", new(other), "不是我的"),
            "contact" => new RecordContact(new(one), ""),
            "answer" => new AnswerOrder(new(one), step.Yes ? Text : SealedText.Empty),
            "answer_assist" => new AnswerAssist(new(one), Text),
            "ask_delay" => new AskDelay(new(one), step.B % 25 / 2.0 - 1, "等待"),
            "rule" => new RuleOrder(new(one), step.Yes ? "" : "3.1", "噪声", step.Yes),
            "review" => new ReviewAnswer(step.Yes, reason),
            "callback" => new RecordCallback(step.Yes, step.B % 3 == 0 ? null : step.B % 3 == 1, null, ""),
            _ => Fitting(move),
        };
    }
}
