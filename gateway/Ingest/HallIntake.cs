using System.Collections.Concurrent;
using Google.Protobuf;
using OpsCenter.Gateway.Files;
using OpsCenter.Gateway.Identity;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;
using Prometheus;
using Fact = OpsCenter.V1.HallFact;

namespace OpsCenter.Gateway.Ingest;

/// <summary>Takes batches of a hall's facts to their actors and says what became of each.</summary>
public sealed class HallIntake(IClusterClient cluster, TimeProvider time, ILogger<HallIntake> log)
{
    /// <summary>Facts in one batch.</summary>
    public const int LargestBatch = 1000;

    private static readonly TimeSpan TrustHall = TimeSpan.FromSeconds(30);
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);
    private static readonly Counter Records = Metrics.CreateCounter(
        "opscenter_ingest_records_total", "Records taken in, by what became of them", "outcome");
    private static readonly Counter.Child
        AcceptedRecords = Records.WithLabels("accepted"), RepeatedRecords = Records.WithLabels("repeated"),
        QuarantinedRecords = Records.WithLabels("quarantined"), RejectedRecords = Records.WithLabels("rejected"), RetryRecords = Records.WithLabels("retry");

    private readonly ConcurrentDictionary<string, DateTimeOffset> knownHalls = new();

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<HallReceipt> TakeAsync(HallBatch batch, string sender)
    {
        var notes = new List<FactNote>();
        if (batch.Facts.Count > LargestBatch) return TooLarge(batch);
        if (await HallProblemAsync(batch) is { } problem)
            Reject(batch, notes, problem.CanBeMended ? FactOutcome.Retry : FactOutcome.Rejected, problem.Code, problem.Message);
        else
            await DeliverAsync(batch, sender, notes);
        return Receipt(batch, notes);
    }

    private async Task DeliverAsync(HallBatch batch, string sender, List<FactNote> notes)
    {
        var toWindows = new Dictionary<string, Delivery>();
        var toQueues = new Dictionary<string, Delivery>();
        var held = new List<(int Index, string Code, string Message)>();
        for (var index = 0; index < batch.Facts.Count; index++)
        {
            if (HallFactReader.Read(batch.Facts[index], out var read) is { } problem)
            {
                if (problem.CanBeMended) held.Add((index, problem.Code, problem.Message));
                else notes.Add(Note(batch, index, FactOutcome.Rejected, problem.Code, problem.Message));
                continue;
            }
            var targets = read.IsWindow ? toWindows : toQueues;
            if (!targets.TryGetValue(read.Code, out var delivery)) targets[read.Code] = delivery = new();
            delivery.Indexes.Add(index);
            delivery.Commands.Add(read.Command);
        }

        var (district, hall) = (batch.District, batch.Hall);
        foreach (var (code, delivery) in toWindows)
            delivery.Send(cluster.GetGrain<IWindow>(HallKeys.Window(district, hall, code)), sender);
        foreach (var (code, delivery) in toQueues)
            delivery.Send(cluster.GetGrain<IQueue>(HallKeys.Queue(district, hall, code)), sender);
        foreach (var delivery in toWindows.Values.Concat(toQueues.Values))
        {
            try
            {
                var answers = await delivery.Answers;
                for (var i = 0; i < answers.Length; i++)
                {
                    if (answers[i].Outcome == Outcome.Repeated) notes.Add(Note(batch, delivery.Indexes[i], FactOutcome.Repeated, "", ""));
                    else if (answers[i].Refusal is { } refusal) held.Add((delivery.Indexes[i], refusal.Code, refusal.Message));
                }
            }
            catch (Exception failure)
            {
                // The other deliveries have their own answers; the sender is asked to send these facts again.
                foreach (var index in delivery.Indexes) notes.Add(Note(batch, index, FactOutcome.Retry, "unavailable", Unavailable(failure)));
            }
        }
        if (held.Count > 0) await HoldAsync(batch, sender, held, notes);
    }

    private async Task HoldAsync(HallBatch batch, string sender, List<(int Index, string Code, string Message)> held, List<FactNote> notes)
    {
        var now = time.GetUtcNow();
        // With the source's id: what was released does not come back when the source repeats itself.
        var commands = held
            .Select(entry => new Command<QuarantineCommand>(
                batch.Facts[entry.Index].Id, now, new Hold(new(batch.Facts[entry.Index].Id, Written(batch.Facts[entry.Index]), entry.Code, entry.Message, sender, now))))
            .ToArray();
        try
        {
            var answers = await cluster.GetGrain<IQuarantine>($"{batch.District}/quarantine/{batch.Hall}").Handle(commands, sender);
            for (var i = 0; i < held.Count; i++)
                notes.Add(answers[i].Refusal is { } refusal
                    ? Note(batch, held[i].Index, FactOutcome.Retry, refusal.Code, refusal.Message)
                    : Note(batch, held[i].Index, FactOutcome.Quarantined, held[i].Code, held[i].Message));
        }
        catch (Exception failure)
        {
            foreach (var (index, _, _) in held) notes.Add(Note(batch, index, FactOutcome.Retry, "unavailable", Unavailable(failure)));
        }
    }

    /// <summary>Whether the hall is there; asked again now and then, and always before a refusal.</summary>
    private async Task<FactProblem?> HallProblemAsync(HallBatch batch)
    {
        var key = HallKeys.Hall(batch.District, batch.Hall);
        var now = time.GetUtcNow();
        if (knownHalls.TryGetValue(key, out var until) && now < until) return null;
        if (!Places.IsPlace(batch.District) || !Codes.IsCode(batch.Hall))
            return new("unknown_hall", "缺少区划或大厅编码，或编码不合规 / district and hall are needed, as proper codes", CanBeMended: false);
        try
        {
            var (definition, _) = await cluster.GetGrain<IHall>(key).GetAsync();
            if (definition is null)
                return new("unknown_hall", $"尚未配置大厅 {batch.Hall} / Hall {batch.Hall} has not been described yet", CanBeMended: false);
        }
        catch (Exception failure)
        {
            return new("unavailable", Unavailable(failure));
        }
        knownHalls[key] = now + TrustHall;
        return null;
    }

    private static void Reject(HallBatch batch, List<FactNote> notes, FactOutcome outcome, string code, string message)
    {
        for (var index = 0; index < batch.Facts.Count; index++) notes.Add(Note(batch, index, outcome, code, message));
    }

    private string Unavailable(Exception failure)
    {
        if (failure is not (RetryException or TimeoutException or OrleansException))
            log.LogError(failure, "Facts could not be handed to their actor; their sender is asked to send them again.");
        return "系统暂时无法保存，请稍后重发 / Cannot be stored just now; send it again later";
    }

    /// <summary>The record as quarantine keeps it; a time that JSON cannot express is left out, the reason tells of it.</summary>
    private static string Written(Fact fact)
    {
        if (HallFactReader.HasTime(fact)) return Json.Format(fact);
        var copy = fact.Clone();
        copy.OccurredAt = null;
        return Json.Format(copy);
    }

    /// <summary>One note for all: a receipt must not be larger than what it answers.</summary>
    private static HallReceipt TooLarge(HallBatch batch)
    {
        RejectedRecords.Inc(batch.Facts.Count);
        return new()
        {
            Batch = batch.Batch,
            Rejected = batch.Facts.Count,
            Notes =
            {
                new FactNote
                {
                    Outcome = FactOutcome.Rejected,
                    Code = "batch_too_large",
                    Message = $"一批最多 {LargestBatch} 条，整批未收 / A batch has at most {LargestBatch} facts; none of it was taken",
                },
            },
        };
    }

    private static FactNote Note(HallBatch batch, int index, FactOutcome outcome, string code, string message) =>
        new() { Index = index, Id = batch.Facts[index].Id, Outcome = outcome, Code = code, Message = message };

    private static HallReceipt Receipt(HallBatch batch, List<FactNote> notes)
    {
        var receipt = new HallReceipt { Batch = batch.Batch };
        foreach (var note in notes.OrderBy(note => note.Index))
        {
            switch (note.Outcome)
            {
                case FactOutcome.Repeated: receipt.Repeats++; continue;
                case FactOutcome.Quarantined: receipt.Quarantined++; break;
                case FactOutcome.Rejected: receipt.Rejected++; break;
                case FactOutcome.Retry: receipt.Retry++; break;
            }
            receipt.Notes.Add(note);
        }
        receipt.Accepted = batch.Facts.Count - notes.Count;
        AcceptedRecords.Inc(receipt.Accepted);
        RepeatedRecords.Inc(receipt.Repeats);
        QuarantinedRecords.Inc(receipt.Quarantined);
        RejectedRecords.Inc(receipt.Rejected);
        RetryRecords.Inc(receipt.Retry);
        return receipt;
    }

    /// <summary>What goes to one actor.</summary>
    private sealed class Delivery
    {
        public List<int> Indexes { get; } = [];
        public List<Command<HallCommand>> Commands { get; } = [];
        public Task<Answer[]> Answers { get; private set; } = Task.FromResult<Answer[]>([]);

        public void Send(IActor<HallCommand> actor, string sender) => Answers = actor.Handle([.. Commands], sender);
    }
}
