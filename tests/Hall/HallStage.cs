using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Hall;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using Orleans.Serialization;
using Xunit;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Hall;

/// <summary>
/// A hall without a cluster: the real deciders behind the kernel's rule on repeats, and the real projection behind them.
/// </summary>
internal sealed class HallStage
{
    public const string District = "440203", Hall = "T1", Theme = "hall/T1";

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider()
        .GetRequiredService<Serializer>();
    private static readonly HallOptions Rules = new() { MaxLate = TimeSpan.FromDays(36500), MaxAhead = TimeSpan.FromDays(36500) };

    /// <summary>Our clock stands still, behind all days: what the screen shows is as of the newest fact.</summary>
    private static readonly DateTimeOffset Clock = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WindowDecider windowDecider = new(Rules);
    private readonly QueueDecider queueDecider = new(Rules);
    private readonly Dictionary<string, (WindowState State, RecentIds Ids)> windows = [];
    private readonly Dictionary<string, (QueueState State, RecentIds Ids)> queues = [];
    private long sequence;
    private long definitions;
    private IProjection projection = NewProjection();

    public static HallAlertOptions Alerts { get; } = new();

    /// <summary>What was not taken, and why.</summary>
    public List<(SimulatedFact Fact, string Code)> Refused { get; } = [];

    public HallTheme Shown => (HallTheme)projection.Render(Theme, Clock)!.Theme;

    public HallTheme? ShownOn(DateOnly date) => (HallTheme?)projection.Answer(new HallDayQuery(Hall, date), Clock);

    public ThemeDelta? Difference(HallTheme before, HallTheme after) => projection.Difference(before, after);

    /// <summary>The manager describes the hall.</summary>
    public HallStage Define(HallPlan plan) => Define(plan.ToDefinition());

    public HallStage Define(HallDefinition definition)
    {
        definitions++;
        Fold(HallKeys.Hall(new(District), Hall), new HallDefined(definitions, definition), Clock);
        var open = new Open(definitions, [.. definition.Queues.Select(queue => queue.Code).Order(StringComparer.Ordinal)]);
        foreach (var window in definition.Windows) Tell(true, window.Code, new("", Clock, open), default);
        foreach (var queue in definition.Queues) Tell(false, queue.Code, new("", Clock, open), default);
        return this;
    }

    /// <summary>Through the door, the rule on repeats and the deciders, as the product does.</summary>
    public HallStage Report(IEnumerable<SimulatedFact> facts)
    {
        foreach (var fact in facts)
        {
            Assert.Null(HallFactReader.Read(fact.ToMessage(), out var read));
            Tell(read.IsWindow, read.Code, read.Command, fact);
        }
        return this;
    }

    /// <summary>Straight to the projection, as if the deciders had taken everything.</summary>
    public HallStage Project(IEnumerable<SimulatedFact> facts)
    {
        foreach (var fact in facts)
        {
            Assert.Null(HallFactReader.Read(fact.ToMessage(), out var read));
            Fold(Stream(read.IsWindow, read.Code), ((ReportEvent)read.Command.Body).Fact, read.Command.OccurredAt);
        }
        return this;
    }

    /// <summary>Goes on with a projection that was saved and loaded.</summary>
    public HallStage Reload()
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, System.Text.Encoding.UTF8, leaveOpen: true)) projection.Save(writer);
        bytes.Position = 0;
        projection = NewProjection();
        using var reader = new BinaryReader(bytes);
        projection.Load(reader);
        Assert.Equal(bytes.Length, bytes.Position);
        return this;
    }

    /// <summary>An event of another subject of the district.</summary>
    public HallStage Pass(string stream, object @event)
    {
        projection.Apply(new()
        {
            Position = new(0, ++sequence),
            Stream = stream,
            Version = 1,
            Kind = "",
            OccurredAt = Clock,
            RecordedAt = Clock,
            Actor = "test",
            SourceId = "",
            Payload = [],
            Hash = [],
        }, @event);
        return this;
    }

    public IEnumerable<string> Themes => projection.Themes;

    private static IProjection NewProjection() => new HallProjectionFactory(Rules, Alerts, Serializer).Create(new(District));

    private static string Stream(bool isWindow, string code) => isWindow ? HallKeys.Window(new(District), Hall, code)
        : HallKeys.Queue(new(District), Hall, code);

    private void Tell(bool isWindow, string code, Command<HallCommand> command, SimulatedFact fact)
    {
        if (isWindow) Tell(windowDecider, windows, true, code, command, fact);
        else Tell(queueDecider, queues, false, code, command, fact);
    }

    private void Tell<TState>(
        IDecider<TState, HallCommand, HallEvent> decider, Dictionary<string, (TState State, RecentIds Ids)> actors, bool isWindow,
        string code,
        Command<HallCommand> command, SimulatedFact fact)
    {
        if (!actors.TryGetValue(code, out var actor)) actor = (decider.Initial, new());
        if (actor.Ids.TryGet(command.SourceId, out _)) return;
        var stream = Stream(isWindow, code);
        var decision = decider.Decide(actor.State, command.Body, new(StreamId.Parse(stream), command.OccurredAt, Clock));
        if (decision.Refusal is { } refusal) Refused.Add((fact, refusal.Code));
        foreach (var @event in decision.Events)
        {
            actor.State = decider.Evolve(actor.State, @event, command.OccurredAt);
            Fold(stream, @event, command.OccurredAt);
        }
        if (decision.Events.Count > 0) actor.Ids.Add(command.SourceId, 1, command.OccurredAt);
        actors[code] = actor;
    }

    private void Fold(string stream, HallEvent @event, DateTimeOffset occurredAt) => projection.Apply(
        new()
        {
            Position = new(0, ++sequence),
            Stream = stream,
            Version = 1,
            Kind = "",
            OccurredAt = occurredAt.ToUniversalTime(),
            RecordedAt = Clock,
            Actor = "test",
            SourceId = "",
            Payload = [],
            Hash = [],
        }, @event);
}
