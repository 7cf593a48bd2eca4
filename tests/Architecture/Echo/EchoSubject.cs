using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OpsCenter.Kernel;

namespace OpsCenter.Tests.Architecture.Echo;

/// <summary>The smallest subject there can be: it repeats what was said. All of it lives in this assembly.</summary>
public sealed class EchoSubject : Subject
{
    public const string Projection = "echo";

    public override void Build(SubjectBuilder subject)
    {
        subject.Options<EchoOptions>("Echo", options => options.Validated());
        subject.Events.Add("echo.said", () => EchoJson.Default.Said);
        subject.Projection<EchoProjectionFactory>();
        subject.DueScan<IEchoScan, EchoOptions>(options => options.ScanEvery);
    }
}

/// <summary>Configuration, section <c>Echo</c>.</summary>
public sealed record EchoOptions
{
    /// <summary>Longest text that is repeated, in characters.</summary>
    public int MaxText { get; init; } = 10;

    /// <summary>Time between two looks.</summary>
    public TimeSpan ScanEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    public EchoOptions Validated() => MaxText is >= 1 and <= 100
        ? this
        : throw new ArgumentException($"Echo:MaxText must be 1-100, not {MaxText}.");
}

[GenerateSerializer, Immutable]
public sealed record Say([property: Id(0)] string Text);

[GenerateSerializer, Immutable]
public sealed record Said([property: Id(0)] string Text);

public sealed record EchoState(string Last);

public sealed class EchoDecider : IDecider<EchoState, Say, Said, EchoOptions>
{
    public EchoState Initial { get; } = new("");

    public Decision<Said> Decide(EchoState state, Say command, EchoOptions terms, DecisionContext context) =>
        command.Text.Length > terms.MaxText ? Refusal.Invalid("too_long", $"最多 {terms.MaxText} 字", $"At most {terms.MaxText} characters")
            : new Said(command.Text);

    public EchoState Evolve(EchoState state, Said said, DateTimeOffset occurredAt) => new(said.Text);
}

public interface IEcho : IActor<Say>;

internal sealed class EchoGrain(ActorServices services, EchoOptions options)
    : Actor<EchoState, Say, Said, EchoOptions>(services, new EchoDecider()), IEcho
{
    protected override string KindName => "echo";
    protected override JsonTypeInfo<EchoState> StateJson => EchoJson.Default.EchoState;

    protected override ValueTask<EchoOptions> TermsAsync(Command<Say>[] commands) => new(options);
}

/// <summary>What was said last, and how often anything was.</summary>
[GenerateSerializer, Immutable]
public sealed record EchoTheme([property: Id(0)] string Last, [property: Id(1)] int Count) : Theme;

internal sealed class EchoProjectionFactory : IProjectionFactory
{
    public string Name => EchoSubject.Projection;
    public int Schema => 1;
    public IReadOnlyList<Type> Reads { get; } = [typeof(Said)];

    public IProjection Create(DistrictCode district) => new EchoProjection();
}

internal sealed class EchoProjection : IProjection
{
    private EchoTheme theme = new("", 0);

    public IEnumerable<string> Themes => theme.Count > 0 ? ["echo/wall"] : [];

    public void Apply(JournalRow row, object @event) => theme = new(((Said)@event).Text, theme.Count + 1);

    public ThemeView? Render(string theme, DateTimeOffset now) => new(this.theme, new(now, now, now, IsStale: false));

    public ThemeDelta? Difference(Theme before, Theme after) => null;

    public object? Answer(IQuery query, DateTimeOffset now) => throw new ArgumentException("Nothing is asked of an echo.");

    public void Save(BinaryWriter writer)
    {
        writer.Write(theme.Last);
        writer.Write(theme.Count);
    }

    public void Load(BinaryReader reader) => theme = new(reader.ReadString(), reader.ReadInt32());
}

/// <summary>Says itself, once, that it has looked.</summary>
public interface IEchoScan : IDueScan;

[Orleans.Concurrency.Reentrant]
internal sealed class EchoScanGrain(EchoOptions options, DistrictClock clock, TimeProvider time, ILogger<EchoScanGrain> log)
    : DueScanGrain(options.ScanEvery / 2, clock, time, log), IEchoScan
{
    protected override async Task<int> LookOnceAsync(DateTimeOffset now) =>
        (await GrainFactory.GetGrain<IEcho>($"{District}/echo/scan").Handle([new("looked", now, new Say("looked"))], "scan"))[0].Events;
}

[JsonSerializable(typeof(Said))]
[JsonSerializable(typeof(EchoState))]
internal sealed partial class EchoJson : JsonSerializerContext;
