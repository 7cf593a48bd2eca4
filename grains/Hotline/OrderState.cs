using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>Where an order stands; at each stage exactly one desk has it (see <see cref="OrderState.Holder"/>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderStage>))]
public enum OrderStage
{
    /// <summary>Nothing is known of it.</summary>
    None,

    /// <summary>待受理</summary>
    AwaitingAcceptance,

    /// <summary>待派单</summary>
    AwaitingDispatch,

    /// <summary>待签收</summary>
    AwaitingClaim,

    /// <summary>退单待审</summary>
    RefusalPending,

    /// <summary>会商</summary>
    Adjudication,

    /// <summary>办理中</summary>
    InProgress,

    /// <summary>待审核</summary>
    AwaitingReview,

    /// <summary>待回访</summary>
    AwaitingCallback,

    /// <summary>已并单: it waits for the result of another order.</summary>
    Merged,

    /// <summary>已办结</summary>
    Closed,

    /// <summary>已归档</summary>
    Archived,

    /// <summary>不受理</summary>
    Declined,
}

/// <summary>Which desk has the order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Desk>))]
public enum Desk
{
    None,

    /// <summary>派单台</summary>
    Dispatch,

    /// <summary>承办单位</summary>
    Department,

    /// <summary>会商</summary>
    Adjudication,

    /// <summary>审核</summary>
    Review,

    /// <summary>回访</summary>
    Callback,

    /// <summary>With the order that it was merged into.</summary>
    Parent,
}

/// <summary>What a clock measures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockKind>))]
public enum ClockKind
{
    None,
    Acceptance,
    Dispatch,
    Claim,
    Judgement,
    Adjudication,

    /// <summary>The order's own deadline (办结).</summary>
    Handling,
    Review,
    Callback,

    /// <summary>An assisting department's.</summary>
    Assist,
}

/// <summary>How late it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClockMark>))]
public enum ClockMark
{
    None,

    /// <summary>预警</summary>
    Warning,

    /// <summary>黄牌</summary>
    Yellow,

    /// <summary>红牌</summary>
    Red,
}

/// <summary>On whose word an order was dispatched.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchedBy>))]
public enum DispatchedBy
{
    /// <summary>A dispatcher.</summary>
    Person,

    /// <summary>The city's platform.</summary>
    Platform,

    /// <summary>A precedent.</summary>
    Precedent,

    /// <summary>A ruling of the joint adjudication.</summary>
    Ruling,
}

[JsonConverter(typeof(JsonStringEnumConverter<OrderFlag>))]
public enum OrderFlag
{
    /// <summary>紧急</summary>
    Urgent,

    /// <summary>保密</summary>
    Secret,

    /// <summary>疑难</summary>
    Hard,

    /// <summary>不纳入考核 (isKbi)</summary>
    NotAssessed,
}

/// <summary>When a clock warns, is due and turns red, and by which rule.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Deadline")]
public sealed record Deadline
{
    /// <summary>From then on 预警.</summary>
    [Id(0)] public DateTimeOffset WarnAt { get; init; }

    /// <summary>From then on overdue, 黄牌.</summary>
    [Id(1)] public DateTimeOffset DueAt { get; init; }

    /// <summary>From then on 红牌.</summary>
    [Id(2)] public DateTimeOffset RedAt { get; init; }

    /// <summary>The limit and the day from which it is in force, e.g. <c>10wd 2026-01-01</c>.</summary>
    [Id(3)] public string Rule { get; init; } = "";

    /// <summary>From then on the order goes on by itself, see <see cref="OrderDecider"/>; null: it waits for a person.</summary>
    [Id(4)] public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Working days that were added to the limit: a granted delay, pauses.</summary>
    [Id(5)] public double ExtraDays { get; init; }

    /// <summary>
    /// From when it counts, where that is not the moment of its event: what reached us late could not be done here before.
    /// </summary>
    [Id(6)] public DateTimeOffset? CountsFrom { get; init; }

    /// <summary>The mark that it deserves at a moment.</summary>
    public ClockMark MarkAt(DateTimeOffset now) =>
        now >= RedAt ? ClockMark.Red : now >= DueAt ? ClockMark.Yellow : now >= WarnAt ? ClockMark.Warning : ClockMark.None;

    /// <summary>When the mark after this one is deserved; null behind the last.</summary>
    public DateTimeOffset? NextAfter(ClockMark mark) => mark switch
    {
        ClockMark.None => WarnAt,
        ClockMark.Warning => DueAt,
        ClockMark.Yellow => RedAt,
        _ => null,
    };
}

/// <summary>A clock that runs.</summary>
/// <param name="Mark">The worst mark that the journal has of it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderClock")]
public sealed record OrderClock(
    [property: Id(0)] ClockKind Kind, [property: Id(1)] DateTimeOffset StartedAt, [property: Id(2)] Deadline Deadline,
    [property: Id(3)] ClockMark Mark);

/// <summary>An assisting department (协办).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Assist")]
public sealed record Assist(
    [property: Id(0)] DepartmentCode Department, [property: Id(1)] string Note, [property: Id(2)] OrderClock Clock,
    [property: Id(3)] SealedText? Answer);

/// <summary>A precedent, cited.</summary>
/// <param name="Key">Topic and kind of place, see <see cref="Precedent.KeyOf"/>.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.PrecedentRef")]
public sealed record PrecedentRef([property: Id(0)] string Key, [property: Id(1)] int Version);

/// <summary>A refusal that was made.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Refused")]
public sealed record Refused([property: Id(0)] DepartmentCode Department, [property: Id(1)] string Clause,
    [property: Id(2)] DepartmentCode Proposed, [property: Id(3)] string Reason);

/// <summary>A pause that is on (疑难挂账).</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Hold")]
public sealed record Hold([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] DateTimeOffset Until);

/// <summary>A pause that was, from one moment to another.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Pause")]
public readonly record struct Pause([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To);

/// <summary>
/// An order as its events tell it. <see cref="OrderDecider.Fold"/> makes it; the read table and the wall fold the same way.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.OrderState")]
public sealed record OrderState
{
    [Id(0)] public OrderStage Stage { get; init; }
    [Id(1)] public OrderContent Content { get; init; } = new();

    /// <summary>When the citizen called (受理时间).</summary>
    [Id(2)] public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// The order's own clock; runs from the call to the answer that was approved. It gets no marks while an answer is under review
    /// (what counts is when that answer came), on hold, or merged; a reopened order has a new one.
    /// </summary>
    [Id(3)] public OrderClock? Handling { get; init; }

    /// <summary>
    /// The clock of the stage; null at the end of the way, on hold, and when merged. In <see cref="OrderStage.InProgress"/> it is
    /// <see cref="Handling"/>.
    /// </summary>
    [Id(4)] public OrderClock? StageClock { get; init; }

    /// <summary>When the order came to its stage.</summary>
    [Id(5)] public DateTimeOffset StageSince { get; init; }

    /// <summary>Code of the lead department; empty when nobody is responsible.</summary>
    [Id(6)] public DepartmentCode Lead { get; init; }

    /// <summary>Who got it first (首派).</summary>
    [Id(7)] public DepartmentCode FirstLead { get; init; }
    [Id(8)] public DispatchedBy How { get; init; }
    [Id(9)] public PrecedentRef? Precedent { get; init; }
    [Id(10)] public DateTimeOffset? FirstDispatchedAt { get; init; }
    [Id(11)] public DateTimeOffset? DispatchedAt { get; init; }
    [Id(12)] public DateTimeOffset? ClaimedAt { get; init; }
    [Id(13)] public bool ClaimWasDeemed { get; init; }

    /// <summary>The claim's clock had run out when it was claimed.</summary>
    [Id(14)] public bool ClaimWasLate { get; init; }
    [Id(15)] public ImmutableArray<Assist> Assists { get; init; } = [];
    [Id(16)] public ImmutableArray<Refused> Refusals { get; init; } = [];

    /// <summary>False: 禁退 (refused twice, overruled, ruled, lapsed, deemed claimed or reopened); it never becomes true again.</summary>
    [Id(17)] public bool MayRefuse { get; init; } = true;

    /// <summary>How often it was dispatched.</summary>
    [Id(18)] public int Dispatches { get; init; }
    [Id(19)] public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>The newest, a returned one included.</summary>
    [Id(20)] public SealedText? Answer { get; init; }
    [Id(21)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>1 at first; 重办 counts up.</summary>
    [Id(22)] public int Round { get; init; } = 1;

    /// <summary>How often an answer was returned in review.</summary>
    [Id(23)] public int Returns { get; init; }
    [Id(24)] public bool DelayPending { get; init; }

    /// <summary>Working days of the delay that is asked for or was granted; 0: none.</summary>
    [Id(25)] public double DelayDays { get; init; }

    [Id(27)] public Hold? Hold { get; init; }

    /// <summary>Working days of all pauses, as they were counted when each ended.</summary>
    [Id(28)] public double PausedDays { get; init; }
    [Id(29)] public ImmutableArray<OrderFlag> Flags { get; init; } = [];
    [Id(30)] public int Urges { get; init; }
    [Id(31)] public bool IsSupervised { get; init; }

    /// <summary>Number of the order that it goes with; empty: none.</summary>
    [Id(32)] public string Parent { get; init; } = "";

    /// <summary>Orders that go with this one and have no result yet.</summary>
    [Id(33)] public ImmutableArray<string> Children { get; init; } = [];

    /// <summary>Calls back since the answer was approved.</summary>
    [Id(34)] public int CallbackAttempts { get; init; }
    [Id(35)] public bool? Reached { get; init; }
    [Id(36)] public bool? Solved { get; init; }
    [Id(37)] public bool? Satisfied { get; init; }

    /// <summary>When it was handled for good (办结).</summary>
    [Id(38)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// An answer that was approved (without one: the closing) came after the order's deadline of its round; null: there is none yet.
    /// </summary>
    [Id(39)] public bool? WasLate { get; init; }

    /// <summary>A ruling that is not in the book of precedents yet.</summary>
    [Id(40)] public Ruling? PendingPrecedent { get; init; }

    /// <summary>
    /// Number of the newest result owed to the platform: counts closings (but not by the platform itself) and 不受理; 0: none.
    /// </summary>
    [Id(41)] public int Result { get; init; }

    /// <summary>Number of the newest result that the platform has.</summary>
    [Id(42)] public int Delivered { get; init; }

    /// <summary>Automatic reminders of the claim that were sent.</summary>
    [Id(43)] public int ClaimUrges { get; init; }

    /// <summary>
    /// The newest refusal, ruling or return, as one sentence for lists; departments as <see cref="OrderWords.Named"/> writes them.
    /// </summary>
    [Id(44)] public string LastWord { get; init; } = "";

    /// <summary>
    /// When the answer came that was approved in this round; of one closed without: the answer under review, else the closing. Null: not
    /// yet.
    /// </summary>
    [Id(45)] public DateTimeOffset? HandledAt { get; init; }

    /// <summary>The first deadline of its own that it was late for, see <see cref="WasLate"/>.</summary>
    [Id(46)] public DateTimeOffset? MissedDueAt { get; init; }

    /// <summary>What the platform has reported that moved nothing here.</summary>
    [Id(47)] public ImmutableArray<NotedReport> Noted { get; init; } = [];

    /// <summary>The departments that have asked for a delay; each has one.</summary>
    [Id(48)] public ImmutableArray<DepartmentCode> DelaysAskedBy { get; init; } = [];

    /// <summary>Who has the order has asked for a delay; there is no second.</summary>
    [JsonIgnore] public bool DelayUsed => DelaysAskedBy.Contains(Lead);

    /// <summary>The pauses that have ended; what they are worth in working days is the calendar's to say.</summary>
    [Id(49)] public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>Working days that were granted on the order's own clock.</summary>
    [Id(50)] public double GrantedDays { get; init; }

    /// <summary>Which desk has it.</summary>
    [JsonIgnore]
    public Desk Holder => Stage switch
    {
        OrderStage.AwaitingAcceptance or OrderStage.AwaitingDispatch or OrderStage.RefusalPending => Desk.Dispatch,
        OrderStage.AwaitingClaim or OrderStage.InProgress => Desk.Department,
        OrderStage.Adjudication => Desk.Adjudication,
        OrderStage.AwaitingReview => Desk.Review,
        OrderStage.AwaitingCallback => Desk.Callback,
        OrderStage.Merged => Desk.Parent,
        _ => Desk.None,
    };

    /// <summary>The way is not at its end.</summary>
    [JsonIgnore] public bool IsOpen => Stage is not (OrderStage.None or OrderStage.Closed or OrderStage.Archived or OrderStage.Declined);

    /// <summary>The answer that the order was handled with; null: it has none, or only one that was returned or did not solve it.</summary>
    [JsonIgnore]
    public SealedText? ResultingAnswer => Answer is not null && HandledAt is not null && HandledAt == AnsweredAt ? Answer : null;

    /// <summary>There is a result, and orders that go with this one must be told it, see <see cref="InheritResult"/>.</summary>
    [JsonIgnore]
    public bool OwesResultToChildren =>
        !Children.IsEmpty && Stage is (OrderStage.AwaitingCallback or OrderStage.Closed or OrderStage.Archived);

    public bool Has(OrderFlag flag) => Flags.Contains(flag);
}

/// <summary>A report of the platform that was noted, by which the same is known again.</summary>
/// <param name="Report">Without what is sealed, which looks new each time.</param>
/// <param name="At">The moment that it speaks of.</param>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.NotedReport")]
public sealed record NotedReport([property: Id(0)] ReportNoted Report, [property: Id(1)] DateTimeOffset At)
{
    public static NotedReport Of(ReportNoted report, DateTimeOffset at) =>
        new(report with { Answer = report.Answer is null ? null : report.Answer with { Sealed = "" } }, at);
}

/// <summary>A ruling of the joint adjudication that shall route the next such order.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.hotline.Ruling")]
public sealed record Ruling(
    [property: Id(0)] string Topic, [property: Id(1)] string PlaceKind, [property: Id(2)] string Clause,
    [property: Id(3)] DepartmentCode Department, [property: Id(4)] string Reason);
