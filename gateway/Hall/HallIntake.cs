using System.Collections.Concurrent;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;
using Fact = OpsCenter.V1.HallFact;
using HallDefinition = OpsCenter.Hall.HallDefinition;

namespace OpsCenter.Gateway.Hall;

/// <summary>Facts of a hall on their way to its windows and queues.</summary>
public sealed class HallIntake(IngestServices services) : IngestPipeline<Fact, HallCommand, HallDefinition>(services)
{
    private static readonly TimeSpan TrustHall = TimeSpan.FromSeconds(30);
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);

    private readonly ConcurrentDictionary<string, (HallDefinition Definition, long AskedAt)> knownHalls = new();

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<HallReceipt> TakeAsync(HallBatch batch, string sender) =>
        Receipt(batch, await TakeAsync(Target(batch), batch.Facts, sender));

    /// <summary>Completes when the batch is on its way; the inner task is its receipt.</summary>
    public async ValueTask<Task<HallReceipt>> BeginAsync(HallBatch batch, string sender)
    {
        var outcome = await BeginAsync(Target(batch), batch.Facts, sender);
        return ReceiptAsync();

        async Task<HallReceipt> ReceiptAsync() => Receipt(batch, await outcome);
    }

    protected override string IdOf(Fact record) => record.Id;

    /// <summary>Whether the hall is there; asked again now and then, and always before a refusal.</summary>
    protected override async ValueTask<(HallDefinition? Terms, FactProblem? Problem)> OpenAsync(IngestTarget target)
    {
        var key = HallKeys.Hall(target.District, target.Name);
        if (knownHalls.TryGetValue(key, out var known) && Services.Clock.GetElapsedTime(known.AskedAt) < TrustHall)
            return (known.Definition, null);
        var askedAt = Services.Clock.GetTimestamp();
        if (!Territory.IsPlace(target.District) || !Codes.IsCode(target.Name))
            return (null, new("unknown_hall", "缺少区划或大厅编码，或编码不合规 / district and hall are needed, as proper codes", CanBeMended: false));
        var (definition, _) = await Services.Cluster.GetGrain<IHall>(key).GetAsync();
        if (definition is null)
            return (null, new("unknown_hall", $"尚未配置大厅 {target.Name} / Hall {target.Name} has not been described yet", CanBeMended: false));
        knownHalls[key] = (definition, askedAt);
        return (definition, null);
    }

    /// <summary>By its form alone: what may be true of a hall is for its actors to say.</summary>
    protected override FactProblem? Read(Fact record, IngestTarget target, HallDefinition terms, out RecordCommands<HallCommand> read)
    {
        read = default;
        if (HallFactReader.Read(record, out var fact) is { } problem) return problem;
        var key = fact.IsWindow
            ? HallKeys.Window(target.District, target.Name, fact.Code)
            : HallKeys.Queue(target.District, target.Name, fact.Code);
        read = new(key, [fact.Command]);
        return null;
    }

    protected override IActor<HallCommand> ActorOf(string key) =>
        HallKeys.IsWindow(key) ? Services.Cluster.GetGrain<IWindow>(key) : Services.Cluster.GetGrain<IQueue>(key);

    protected override string QuarantineOf(IngestTarget target) => IQuarantine.Key(target.District, target.Name);

    /// <summary>With the source's id: what was released does not come back when the source repeats itself.</summary>
    protected override HeldRecord Held(IngestTarget target, int index, Fact record, string code, string message) =>
        new(index, record.Id, record.Id, Written(record), code, message);

    /// <summary>The record as quarantine keeps it; a time that JSON cannot express is left out, the reason tells of it.</summary>
    private static string Written(Fact fact)
    {
        if (HallFactReader.HasTime(fact)) return Json.Format(fact);
        var copy = fact.Clone();
        copy.OccurredAt = null;
        return Json.Format(copy);
    }

    private static IngestTarget Target(HallBatch batch) => new(batch.District, batch.Hall);

    private static HallReceipt Receipt(HallBatch batch, BatchOutcome totals) => new()
    {
        Batch = batch.Batch,
        Accepted = totals.Accepted,
        Repeats = totals.Repeats,
        Quarantined = totals.Quarantined,
        Rejected = totals.Rejected,
        Retry = totals.Retry,
        Notes = { totals.Notes },
    };
}
