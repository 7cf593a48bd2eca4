using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// Records of the platform's orders on their way to the orders. Of two records of one order the later one counts, in the batch as in the
/// stream.
/// </summary>
public sealed class OrderIntake(IngestServices services, IRulebooks rulebooks, OrderPrivacy privacy)
    : IngestPipeline<OrderRecord, OrderCommand, Rulebook>(services)
{
    /// <inheritdoc/>
    protected override bool IsSequenceKept => true;

    /// <inheritdoc/>
    protected override bool IsNewestHeld => true;

    /// <inheritdoc/>
    protected override bool IsPersonal => true;

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<OrderReceipt> TakeAsync(OrderBatch batch, string sender) =>
        Receipt(batch.Batch, await TakeAsync(Target(batch), batch.Orders, sender));

    /// <summary>Completes when all records are on their way, in the order of the batch; the inner task is the receipt.</summary>
    public async ValueTask<Task<OrderReceipt>> BeginAsync(OrderBatch batch, string sender)
    {
        var outcome = await BeginAsync(Target(batch), batch.Orders, sender);
        return ReceiptAsync();

        async Task<OrderReceipt> ReceiptAsync() => Receipt(batch.Batch, await outcome);
    }

    protected override string IdOf(OrderRecord record) => record.Number;

    protected override void Identify(OrderRecord record, string id) => record.Number = id;

    /// <summary>The hotline's description.</summary>
    protected override async ValueTask<(Rulebook? Terms, FactProblem? Problem)> OpenAsync(IngestTarget target)
    {
        if (!Territory.IsPlace(target.District.Value))
            return (null, new("unknown_district", "缺少区划代码，或代码不合规 / district is needed, as a proper code", CanBeMended: false));
        var book = await rulebooks.FreshAsync(target.District);
        if (book.Definition is null) book = await NewerAsync(book) ?? book;
        return book.Definition is not null
            ? (book, null)
            : (null, new(
                "unknown_hotline", $"尚未配置 {target.District} 的热线 / The hotline of {target.District} has not been described yet",
                CanBeMended: false));
    }

    /// <summary>Somebody may just have described a department.</summary>
    protected override async ValueTask<Rulebook?> NewerAsync(Rulebook terms, FactProblem problem) =>
        problem.Code == "unknown_department" ? await NewerAsync(terms) : null;

    protected override FactProblem? Read(OrderRecord record, IngestTarget target, Rulebook terms, out RecordCommands<OrderCommand> read)
    {
        read = default;
        if (OrderRecordReader.Check(record, terms, Services.Clock.GetUtcNow()) is { } problem) return problem;
        read = new(HotlineKeys.Order(target.District, record.Number), OrderRecordReader.Commands(record, terms, privacy));
        return null;
    }

    /// <summary>A record tells all that its platform knows of an order, again and again: what brings nothing new is a repeat.</summary>
    protected override bool IsRepeat(Answer answer) => answer.Events == 0;

    protected override IActor<OrderCommand> ActorOf(string key) => Services.Cluster.GetGrain<IOrder>(key);

    protected override string QuarantineOf(IngestTarget target) => IQuarantine.Key(target.District, IQuarantine.Orders);

    protected override OrderRecord Shown(OrderRecord record) => OrderMask.Of(record);

    private Task<Rulebook?> NewerAsync(Rulebook book) =>
        Services.Cluster.GetGrain<IHotline>(HotlineKeys.Hotline(book.District)).RulebookAsync(book.Version);

    private static IngestTarget Target(OrderBatch batch) => new(new(batch.District), "");

    /// <param name="batch">Number of the batch; 0: a single record was mended.</param>
    /// <param name="totals">What became of its records.</param>
    internal static OrderReceipt Receipt(long batch, BatchOutcome totals) => new()
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
