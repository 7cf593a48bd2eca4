using Google.Protobuf.Reflection;
using Grpc.Core;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Quarantine;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>A page of a quarantine.</summary>
/// <param name="Records">Each with when and why it was held, as people may see it.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">Token of the next page; empty: this was the last.</param>
public sealed record HeldPage<TRecord>(IReadOnlyList<(QuarantinedRecord Entry, TRecord Record)> Records, int Total, string Next);

/// <summary>
/// What people do with the records that were held, whichever subject's: they look through them, mend and send them again, or dismiss them.
/// Who may, and what of it stands in the audit trail, the methods of the contract say.
/// </summary>
public abstract partial class IngestPipeline<TRecord, TCommand, TTerms>
{
    private const int MaxPage = 500, MaxReason = 200;

    private static readonly TRecord Nothing = new();

    /// <summary>
    /// Whether records hold what is personal: then they are kept sealed, and what is seen of them is <see cref="Shown"/>. Who mends one
    /// says what is different, for nobody sees the whole; else the whole record.
    /// </summary>
    protected virtual bool IsPersonal => false;

    /// <summary>What of a quarantine people see: at most 500 records behind one, as many when nothing is said.</summary>
    public async Task<HeldPage<TRecord>> ListHeldAsync(IngestTarget target, int pageSize, string after)
    {
        var size = pageSize is > 0 and <= MaxPage ? pageSize : MaxPage;
        var (entries, total) = await Quarantine(target).ListAsync(after, size);
        return new(
            [.. entries.Select(entry => (entry, KeptRecord<TRecord>.Read(entry.Record).Shown))], total,
            entries.Count == size ? entries[^1].Id : "");
    }

    /// <summary>Takes a record again; when it comes right now, it leaves the quarantine.</summary>
    /// <param name="target">Whose quarantine.</param>
    /// <param name="id">Of the record.</param>
    /// <param name="wish">The mended record, or what is different (see <see cref="IsPersonal"/>); null: nothing is.</param>
    /// <param name="caller">Who mends it.</param>
    /// <exception cref="RpcException">NOT_FOUND: it is not in quarantine.</exception>
    public async Task<BatchOutcome> ResubmitAsync(IngestTarget target, string id, TRecord? wish, string caller)
    {
        var entry = await Quarantine(target).FindAsync(id) ?? throw Failure.Of(
            StatusCode.NotFound, "not_in_quarantine", $"隔离区中没有记录 {id} / No record {id} is in quarantine");
        var mended = wish?.Clone() ?? new();
        if (IsPersonal)
            mended = Changed(services.Seals.Open<TRecord>(target.District, id, KeptRecord<TRecord>.Read(entry.Record).Sealed), mended);
        // The id stays: what was counted meanwhile by a repeat of the source is not counted again.
        Identify(mended, id);
        return await await BeginAsync(target, [mended], caller, isMended: true);
    }

    /// <summary>Lets a record go that shall not be counted.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: no reason; NOT_FOUND.</exception>
    public async Task DismissAsync(IngestTarget target, string id, string reason, string caller)
    {
        if (reason.Length is 0 or > MaxReason)
            throw Failure.Invalid(("reason", $"请写明原因（1–{MaxReason} 字） / A reason of 1-{MaxReason} characters is needed"));
        var release = new Release(id, WasMended: false, TextMask.Of(reason, ""));
        var answers = await Quarantine(target).Handle([new("", services.Clock.GetUtcNow(), release)], caller);
        if (answers[0].Refusal is { } refusal) throw Failure.Refused(refusal);
    }

    /// <summary>The quarantine's key.</summary>
    protected virtual string QuarantineOf(IngestTarget target) => IQuarantine.Key(target.District, target.Name);

    /// <summary>Gives a record its id, see <see cref="IdOf"/>.</summary>
    protected abstract void Identify(TRecord record, string id);

    /// <summary>A record as people see it in quarantine, and as JSON can hold it: masked, and without times that there are not.</summary>
    protected virtual TRecord Shown(TRecord record) => record;

    /// <summary>The record as quarantine keeps it.</summary>
    private HeldRecord Held(IngestTarget target, int index, TRecord record, string code, string message)
    {
        var id = IdOf(record);
        var kept = new KeptRecord<TRecord>(Shown(record), IsPersonal ? services.Seals.Seal(target.District, id, record) : "");
        // What was released does not come back when the source repeats itself; where the newest counts, one that says something else does.
        var source = IsNewestHeld ? $"{id}/{services.Seals.Digest(target.District, id, record)}" : id;
        return new(index, id, source, kept.Write(), code, message);
    }

    private IQuarantine Quarantine(IngestTarget target) => services.Cluster.GetGrain<IQuarantine>(QuarantineOf(target));

    /// <summary>Fields that are set take the place of those that are there.</summary>
    private static TRecord Changed(TRecord record, TRecord changes)
    {
        foreach (var field in record.Descriptor.Fields.InDeclarationOrder())
            if (IsSet(field, changes)) field.Accessor.Clear(record);
        record.MergeFrom(changes);
        return record;
    }

    private static bool IsSet(FieldDescriptor field, TRecord record) => field.HasPresence
        ? field.Accessor.HasValue(record)
        : !Equals(field.Accessor.GetValue(record), field.Accessor.GetValue(Nothing));
}
