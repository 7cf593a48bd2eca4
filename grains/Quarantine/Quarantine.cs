using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OpsCenter.Kernel;

namespace OpsCenter.Quarantine;

/// <summary>A record of a source that could not be counted, as it came, with the reason.</summary>
/// <param name="Id">The source's id of the record.</param>
/// <param name="Record">The record as the source sent it, JSON of the public contract.</param>
/// <param name="Code">Why it was not counted: stable code.</param>
/// <param name="Message">Why: a sentence.</param>
/// <param name="Sender">Who sent it.</param>
[GenerateSerializer, Immutable, Alias("opscenter.quarantine.QuarantinedRecord")]
public sealed record QuarantinedRecord(
    [property: Id(0)] string Id, [property: Id(1)] string Record, [property: Id(2)] string Code, [property: Id(3)] string Message,
    [property: Id(4)] string Sender, [property: Id(5)] DateTimeOffset ReceivedAt);

[GenerateSerializer, Immutable, Alias("opscenter.quarantine.QuarantineEvent")]
public abstract record QuarantineEvent;

[GenerateSerializer, Immutable, Alias("opscenter.quarantine.RecordQuarantined")]
public sealed record RecordQuarantined([property: Id(0)] QuarantinedRecord Record) : QuarantineEvent;

/// <summary>A newer record of the same id came, which could not be counted either; it stands in the place of the older.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.quarantine.RecordReplaced")]
public sealed record RecordReplaced([property: Id(0)] QuarantinedRecord Record) : QuarantineEvent;

/// <summary>It left quarantine: mended and counted, or dismissed with a reason.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.quarantine.RecordReleased")]
public sealed record RecordReleased([property: Id(0)] string Id, [property: Id(1)] bool WasMended, [property: Id(2)] string Reason)
    : QuarantineEvent;

[GenerateSerializer, Immutable, Alias("opscenter.quarantine.QuarantineCommand")]
public abstract record QuarantineCommand;

/// <summary>Keep it.</summary>
/// <param name="Replaces">Of one id the newest counts: what differs from the record that is kept takes its place. Else the first is
/// kept.</param>
[GenerateSerializer, Immutable, Alias("opscenter.quarantine.Hold")]
public sealed record Hold([property: Id(0)] QuarantinedRecord Record, [property: Id(1)] bool Replaces = false) : QuarantineCommand;

/// <summary>Let it go.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.quarantine.Release")]
public sealed record Release([property: Id(0)] string Id, [property: Id(1)] bool WasMended, [property: Id(2)] string Reason)
    : QuarantineCommand;

/// <param name="Open">What is kept, by the source's id.</param>
public sealed record QuarantineState(ImmutableSortedDictionary<string, QuarantinedRecord> Open);

/// <summary>The rules of a quarantine (隔离区): one entry an id, and a bound, beyond which the source must keep what it has.</summary>
public sealed class QuarantineDecider : IDecider<QuarantineState, QuarantineCommand, QuarantineEvent>
{
    /// <summary>
    /// Entries kept at most; more bad records than a hall has visitors in a week mean that the source itself must be mended.
    /// </summary>
    public const int Capacity = 10_000;

    public QuarantineState Initial { get; } = new(ImmutableSortedDictionary.Create<string, QuarantinedRecord>(StringComparer.Ordinal));

    public Decision<QuarantineEvent> Decide(QuarantineState state, QuarantineCommand command, DecisionContext context) => command switch
    {
        Hold hold when state.Open.TryGetValue(hold.Record.Id, out var kept) =>
            hold.Replaces && (kept.Record, kept.Code) != (hold.Record.Record, hold.Record.Code)
                ? new RecordReplaced(hold.Record)
                : Decision<QuarantineEvent>.Nothing,
        Hold when state.Open.Count >= Capacity => Refusal.TooMany(
            "quarantine_full", $"隔离区已满（{Capacity} 条），请先处理", $"The quarantine is full ({Capacity} records); deal with them first"),
        Hold hold => new RecordQuarantined(hold.Record),
        Release release when !state.Open.ContainsKey(release.Id) => Refusal.NotFound(
            "not_in_quarantine", $"隔离区中没有记录 {release.Id}", $"No record {release.Id} is in quarantine"),
        Release release => new RecordReleased(release.Id, release.WasMended, release.Reason),
        _ => throw new InvalidOperationException($"A quarantine does not know {command.GetType().Name}."),
    };

    public QuarantineState Evolve(QuarantineState state, QuarantineEvent @event, DateTimeOffset occurredAt) => @event switch
    {
        RecordQuarantined quarantined => new(state.Open.SetItem(quarantined.Record.Id, quarantined.Record)),
        RecordReplaced replaced => new(state.Open.SetItem(replaced.Record.Id, replaced.Record)),
        RecordReleased released => new(state.Open.Remove(released.Id)),
        _ => state,
    };
}

/// <summary>The quarantine of a hall, <c>440203/quarantine/H1</c>, or of a district's orders, <c>440203/quarantine/orders</c>.</summary>
[Alias("opscenter.quarantine.IQuarantine")]
public interface IQuarantine : IActor<QuarantineCommand>
{
    /// <summary>Name of the orders' quarantine; no hall may have this code.</summary>
    const string Orders = "orders";

    static string Key(DistrictCode district, string name) => $"{district}/quarantine/{name}";

    /// <summary>Those of some ids that are in it.</summary>
    Task<IReadOnlyList<string>> AmongAsync(IReadOnlyCollection<string> ids);

    /// <summary>Entries with an id behind <paramref name="after"/>, and how many there are in all.</summary>
    Task<(IReadOnlyList<QuarantinedRecord> Records, int Total)> ListAsync(string after, int limit);

    Task<QuarantinedRecord?> FindAsync(string id);
}

internal sealed class QuarantineGrain(ActorServices services)
    : Actor<QuarantineState, QuarantineCommand, QuarantineEvent>(services, new QuarantineDecider()), IQuarantine
{
    protected override string KindName => "quarantine";
    protected override JsonTypeInfo<QuarantineState> StateJson => QuarantineJson.Default.QuarantineState;

    public async Task<(IReadOnlyList<QuarantinedRecord> Records, int Total)> ListAsync(string after, int limit)
    {
        var (state, _) = await CommittedAsync();
        return ([.. state.Open.Where(entry => string.CompareOrdinal(entry.Key, after) > 0).Take(limit).Select(entry => entry.Value)],
            state.Open.Count);
    }

    public async Task<IReadOnlyList<string>> AmongAsync(IReadOnlyCollection<string> ids)
    {
        var (state, _) = await CommittedAsync();
        return state.Open.Count == 0 ? [] : [.. ids.Where(state.Open.ContainsKey)];
    }

    public async Task<QuarantinedRecord?> FindAsync(string id)
    {
        var (state, _) = await CommittedAsync();
        return state.Open.GetValueOrDefault(id);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordQuarantined))]
[JsonSerializable(typeof(RecordReplaced))]
[JsonSerializable(typeof(RecordReleased))]
[JsonSerializable(typeof(QuarantineState))]
public sealed partial class QuarantineJson : JsonSerializerContext
{
    public static EventCatalogue AddTo(EventCatalogue catalogue) => catalogue
        .Add("quarantine.record-quarantined", () => Default.RecordQuarantined)
        .Add("quarantine.record-replaced", () => Default.RecordReplaced)
        .Add("quarantine.record-released", () => Default.RecordReleased);
}
