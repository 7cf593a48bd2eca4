using System.Collections.Concurrent;
using Google.Protobuf;
using OpsCenter.Gateway.Ingest;
using OpsCenter.Gateway.Files;
using OpsCenter.Gateway.Identity;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;
using Fact = OpsCenter.V1.HallFact;

namespace OpsCenter.Gateway.Halls;

/// <summary>Takes batches of a hall's facts to their actors and says what became of each.</summary>
public sealed class HallIntake(IClusterClient cluster, RecordHolder holder, DistrictClock clock, ILogger<HallIntake> log)
{
    /// <summary>Facts in one batch.</summary>
    public const int LargestBatch = 1000;

    private static readonly TimeSpan TrustHall = TimeSpan.FromSeconds(30);
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);

    private readonly ConcurrentDictionary<string, DateTimeOffset> knownHalls = new();

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<HallReceipt> TakeAsync(HallBatch batch, string sender)
    {
        if (batch.Facts.Count > LargestBatch) return Receipt(batch, IngestNotes.TooLarge(batch.Facts.Count, LargestBatch));
        var notes = new IngestNotes(batch.Facts.Count, index => batch.Facts[index].Id);
        if (await HallProblemAsync(batch) is { } problem)
        {
            for (var index = 0; index < batch.Facts.Count; index++)
            {
                if (problem.CanBeMended) notes.Retry(index, problem.Code, problem.Message);
                else notes.Rejected(index, problem.Code, problem.Message);
            }
        }
        else
        {
            await DeliverAsync(batch, sender, notes);
        }
        return Receipt(batch, notes.Close());
    }

    private async Task DeliverAsync(HallBatch batch, string sender, IngestNotes notes)
    {
        var toWindows = new Dictionary<string, Delivery>();
        var toQueues = new Dictionary<string, Delivery>();
        var held = new List<HeldRecord>();
        void Hold(int index, string code, string message) =>
            held.Add(new(index, batch.Facts[index].Id, batch.Facts[index].Id, Written(batch.Facts[index]), code, message));
        for (var index = 0; index < batch.Facts.Count; index++)
        {
            if (HallFactReader.Read(batch.Facts[index], out var read) is { } problem)
            {
                if (problem.CanBeMended) Hold(index, problem.Code, problem.Message);
                else notes.Rejected(index, problem.Code, problem.Message);
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
                    if (answers[i].Outcome == Outcome.Repeated) notes.Repeated(delivery.Indexes[i]);
                    else if (answers[i].Refusal is { } refusal) Hold(delivery.Indexes[i], refusal.Code, refusal.Message);
                }
            }
            catch (Exception failure)
            {
                // The other deliveries have their own answers; the sender is asked to send these facts again.
                foreach (var index in delivery.Indexes) notes.Unavailable(index, failure, log);
            }
        }
        // With the source's id: what was released does not come back when the source repeats itself.
        await holder.HoldAsync(IQuarantine.Key(district, hall), held, replaces: false, sender, notes);
    }

    /// <summary>Whether the hall is there; asked again now and then, and always before a refusal.</summary>
    private async Task<FactProblem?> HallProblemAsync(HallBatch batch)
    {
        var key = HallKeys.Hall(batch.District, batch.Hall);
        var now = clock.GetUtcNow();
        if (knownHalls.TryGetValue(key, out var until) && now < until) return null;
        if (!Territory.IsPlace(batch.District) || !Codes.IsCode(batch.Hall))
            return new("unknown_hall", "缺少区划或大厅编码，或编码不合规 / district and hall are needed, as proper codes", CanBeMended: false);
        try
        {
            var (definition, _) = await cluster.GetGrain<IHall>(key).GetAsync();
            if (definition is null)
                return new("unknown_hall", $"尚未配置大厅 {batch.Hall} / Hall {batch.Hall} has not been described yet", CanBeMended: false);
        }
        catch (Exception failure)
        {
            if (failure is not (RetryException or TimeoutException or OrleansException)) log.LogError(failure, "The hall {Hall} could not be asked for.", key);
            return new("unavailable", IngestNotes.UnavailableMessage);
        }
        knownHalls[key] = now + TrustHall;
        return null;
    }

    /// <summary>The record as quarantine keeps it; a time that JSON cannot express is left out, the reason tells of it.</summary>
    private static string Written(Fact fact)
    {
        if (HallFactReader.HasTime(fact)) return Json.Format(fact);
        var copy = fact.Clone();
        copy.OccurredAt = null;
        return Json.Format(copy);
    }

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

    /// <summary>What goes to one actor.</summary>
    private sealed class Delivery
    {
        public List<int> Indexes { get; } = [];
        public List<Command<HallCommand>> Commands { get; } = [];
        public Task<Answer[]> Answers { get; private set; } = Task.FromResult<Answer[]>([]);

        public void Send(IActor<HallCommand> actor, string sender) => Answers = actor.Handle([.. Commands], sender);
    }
}
