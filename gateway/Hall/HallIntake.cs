using System.Collections.Concurrent;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.V1;
using Fact = OpsCenter.V1.HallFact;
using HallDefinition = OpsCenter.Hall.HallDefinition;

namespace OpsCenter.Gateway.Hall;

/// <summary>Facts of a hall on their way to its windows and queues.</summary>
public sealed class HallIntake(IngestServices services) : IngestPipeline<Fact, HallCommand, HallDefinition>(services)
{
    private static readonly TimeSpan TrustHall = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (HallDefinition Definition, long AskedAt)> knownHalls = new();

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<HallReceipt> TakeAsync(HallBatch batch, string sender) =>
        Receipt(batch.Batch, await TakeAsync(Target(batch), batch.Facts, sender));

    /// <summary>Completes when the batch is on its way; the inner task is its receipt.</summary>
    public async ValueTask<Task<HallReceipt>> BeginAsync(HallBatch batch, string sender)
    {
        var outcome = await BeginAsync(Target(batch), batch.Facts, sender);
        return ReceiptAsync();

        async Task<HallReceipt> ReceiptAsync() => Receipt(batch.Batch, await outcome);
    }

    protected override string IdOf(Fact record) => record.Id;

    protected override void Identify(Fact record, string id) => record.Id = id;

    /// <summary>Whether the hall is there; asked again now and then, and always before a refusal.</summary>
    protected override async ValueTask<(HallDefinition? Terms, FactProblem? Problem)> OpenAsync(IngestTarget target)
    {
        var key = HallKeys.Hall(target.District, target.Name);
        if (knownHalls.TryGetValue(key, out var known) && Services.Clock.GetElapsedTime(known.AskedAt) < TrustHall)
            return (known.Definition, null);
        var askedAt = Services.Clock.GetTimestamp();
        if (!Territory.IsPlace(target.District.Value) || !Codes.IsCode(target.Name))
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

    /// <summary>Without a time that JSON cannot express; the reason tells of it.</summary>
    protected override Fact Shown(Fact record)
    {
        if (HallFactReader.HasTime(record)) return record;
        var copy = record.Clone();
        copy.OccurredAt = null;
        return copy;
    }

    private static IngestTarget Target(HallBatch batch) => new(new(batch.District), batch.Hall);

    /// <param name="batch">Number of the batch; 0: a single record was mended.</param>
    /// <param name="totals">What became of its records.</param>
    internal static HallReceipt Receipt(long batch, BatchOutcome totals) => new()
    {
        Batch = batch,
        Accepted = totals.Accepted,
        Repeats = totals.Repeats,
        Quarantined = totals.Quarantined,
        Rejected = totals.Rejected,
        Retry = totals.Retry,
        Notes = { totals.Notes },
    };
}
