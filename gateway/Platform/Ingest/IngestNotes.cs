using OpsCenter.Kernel;
using OpsCenter.V1;
using Prometheus;

namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>What became of the records of one batch: what a receipt says, and what is counted. Safe for all threads.</summary>
/// <param name="records">How many there are; those without a note are accepted.</param>
/// <param name="idOf">The id of a record by its place in the batch.</param>
public sealed class IngestNotes(int records, Func<int, string> idOf)
{
    private static readonly Counter Records = Metrics.CreateCounter(
        "opscenter_ingest_records_total", "Records taken in, by what became of them", "outcome");
    private static readonly Counter.Child
        AcceptedRecords = Records.WithLabels("accepted"), RepeatedRecords = Records.WithLabels("repeated"),
        QuarantinedRecords = Records.WithLabels("quarantined"), RejectedRecords = Records.WithLabels("rejected"),
        RetryRecords = Records.WithLabels("retry");

    private readonly Lock gate = new();
    private readonly List<FactNote> notes = [];

    public void Repeated(int index) => Add(index, FactOutcome.Repeated, "", "");

    public void Quarantined(int index, string code, string message) => Add(index, FactOutcome.Quarantined, code, message);

    public void Rejected(int index, string code, string message) => Add(index, FactOutcome.Rejected, code, message);

    public void Retry(int index, string code, string message) => Add(index, FactOutcome.Retry, code, message);

    /// <summary>Nothing is known to be durable; the sender is asked to send it again.</summary>
    public void Unavailable(int index, Exception failure, ILogger log)
    {
        if (failure is not (RetryException or TimeoutException or OrleansException))
            log.LogError(failure, "A record could not be handed to its actor; its sender is asked to send it again.");
        Retry(index, "unavailable", UnavailableMessage);
    }

    public const string UnavailableMessage = "系统暂时无法保存，请稍后重发 / Cannot be stored just now; send it again later";

    /// <summary>The sums and the notes of what was not counted, in the order of the batch; once all is done.</summary>
    public BatchOutcome Close()
    {
        lock (gate)
        {
            int Of(FactOutcome outcome) => notes.Count(note => note.Outcome == outcome);
            var totals = new BatchOutcome(
                records - notes.Count, Of(FactOutcome.Repeated), Of(FactOutcome.Quarantined), Of(FactOutcome.Rejected),
                Of(FactOutcome.Retry),
                [.. notes.Where(note => note.Outcome != FactOutcome.Repeated).OrderBy(note => note.Index)]);
            AcceptedRecords.Inc(totals.Accepted);
            RepeatedRecords.Inc(totals.Repeats);
            QuarantinedRecords.Inc(totals.Quarantined);
            RejectedRecords.Inc(totals.Rejected);
            RetryRecords.Inc(totals.Retry);
            return totals;
        }
    }

    /// <summary>A batch with too many records: one note for all, a receipt must not be larger than what it answers.</summary>
    public static BatchOutcome TooLarge(int records, int most)
    {
        RejectedRecords.Inc(records);
        return new(0, 0, 0, records, 0,
        [
            new()
            {
                Outcome = FactOutcome.Rejected,
                Code = "batch_too_large",
                Message = $"一批最多 {most} 条，整批未收 / A batch has at most {most} records; none of it was taken",
            },
        ]);
    }

    private void Add(int index, FactOutcome outcome, string code, string message)
    {
        var note = new FactNote { Index = index, Id = idOf(index), Outcome = outcome, Code = code, Message = message };
        lock (gate) notes.Add(note);
    }
}

/// <summary>The numbers of a receipt.</summary>
public sealed record BatchOutcome(int Accepted, int Repeats, int Quarantined, int Rejected, int Retry, IReadOnlyList<FactNote> Notes);
