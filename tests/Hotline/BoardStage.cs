using System.Collections.Immutable;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Hotline;

/// <summary>A fact as the journal has it.</summary>
internal sealed record Recorded(
    string Number, OrderEvent Fact, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string Actor = "test");

/// <summary>A hotline without a cluster: the real rules of its orders, and the real projection behind them.</summary>
internal sealed class BoardStage
{
    public const string District = "440203", Wall = "hotline/wall", Centre = "hotline/desk/centre";

    private readonly OrderDecider decider;
    private readonly Dictionary<string, OrderState> states = [];
    private readonly List<Recorded> journal = [];
    private readonly HotlineBoardOptions rules;
    private IProjection projection;
    private Rulebook book = new(new(District), 1, Definition(), [], [], DistrictCalendar.Shipped);
    private long sequence;

    public BoardStage(HotlineBoardOptions? rules = null)
    {
        this.rules = rules ?? new();
        decider = new();
        projection = NewProjection();
    }

    public IReadOnlyList<Recorded> Journal => journal;

    public IEnumerable<string> Themes => projection.Themes;

    public static HotlineDefinition Definition() => new(
        "武江区12345热线",
        [
            new(new("ZJJ"), "区住建局", [], default, [new("1.1", "物业管理", ["城乡建设"], [], ["物业"])]),
            new(new("HBJ"), "区环保局", [], default, [new("2.1", "噪音", ["环境污染"], [], ["噪音"])]),
            new(new("JJDD"), "交警大队", [], default, [new("3.1", "停车", ["交通"], [], ["停车"])]),
            new(new("LG"), "龙归镇", [], new("440203102"), [new("9.1", "属地", [], [], [])]),
            new(new("XH"), "西河镇", [], new("440203101"), [new("9.1", "属地", [], [], [])]),
        ],
        [new() { From = new(2015, 1, 1) }], []);

    public BoardStage Define(HotlineDefinition? definition = null)
    {
        Fold(HotlineKeys.Hotline(new(District)), new HotlineDefined(definition ?? Definition()), At("2020-01-01 00:00"),
            At("2020-01-01 00:00"));
        return this;
    }

    /// <summary>The calendar is another one from now on; orders must be told.</summary>
    public void Decree(CalendarYear year) => book = book with
    {
        Version = book.Version + 1,
        WorkingDays = new(book.Version + 1, [new(year, book.Version + 1, default)]),
    };

    public OrderState State(string number) => states.GetValueOrDefault(number) ?? decider.Initial;

    /// <summary>Through the order's rules, as the product does it.</summary>
    /// <returns>Whether anything happened.</returns>
    public bool Tell(string number, OrderCommand command, DateTimeOffset at, DateTimeOffset now, string actor = "test")
    {
        var state = State(number);
        var decision = decider.Decide(state, command, new(book), new(StreamId.Parse(HotlineKeys.Order(new(District), number)), at, now));
        foreach (var fact in decision.Events) Record(new(number, fact, at, now, actor));
        return decision.Events.Count > 0;
    }

    /// <summary>Straight into the journal.</summary>
    public BoardStage Given(string number, DateTimeOffset at, params OrderEvent[] facts)
    {
        foreach (var fact in facts) Record(new(number, fact, at, at));
        return this;
    }

    public BoardStage Record(Recorded recorded)
    {
        states[recorded.Number] = OrderDecider.Fold(State(recorded.Number), recorded.Fact, recorded.OccurredAt);
        journal.Add(recorded);
        Fold(HotlineKeys.Order(new(District), recorded.Number), recorded.Fact, recorded.OccurredAt, recorded.RecordedAt, recorded.Actor);
        return this;
    }

    public HotlineWallTheme WallAt(DateTimeOffset now) => (HotlineWallTheme)ViewAt(now).Theme;

    public ThemeView ViewAt(DateTimeOffset now) => projection.Render(Wall, now)!;

    public HotlineDeskTheme DeskAt(string theme, DateTimeOffset now) => (HotlineDeskTheme)projection.Render(theme, now)!.Theme;

    public HotlineRates? RatesAt(string department, DateOnly first, DateOnly last, DateTimeOffset now) =>
        (HotlineRates?)projection.Answer(new DepartmentRatesQuery(new(department), first, last), now);

    public HotlineDelta? Difference(HotlineWallTheme before, HotlineWallTheme after) => (HotlineDelta?)projection.Difference(before, after);

    public byte[] Checkpoint()
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes)) projection.Save(writer);
        return bytes.ToArray();
    }

    /// <summary>Goes on with a projection that was saved and loaded.</summary>
    public BoardStage Reload()
    {
        var bytes = new MemoryStream(Checkpoint());
        projection = NewProjection();
        using var reader = new BinaryReader(bytes);
        projection.Load(reader);
        Xunit.Assert.Equal(bytes.Length, bytes.Position);
        return this;
    }

    /// <summary>A moment of local time, <c>yyyy-MM-dd HH:mm</c>.</summary>
    public static DateTimeOffset At(string local) =>
        new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), LocalTime.Offset).ToUniversalTime();

    private IProjection NewProjection() => new HotlineProjectionFactory(rules.Validated()).Create(new(District));

    private void Fold(string stream, object fact, DateTimeOffset occurredAt, DateTimeOffset recordedAt, string actor = "test") =>
        projection.Apply(new()
        {
            Position = new(0, ++sequence),
            Stream = stream,
            Version = 1,
            Kind = "",
            OccurredAt = occurredAt,
            RecordedAt = recordedAt,
            Actor = actor,
            SourceId = "",
            Payload = [],
            Hash = [],
        }, fact);
}
