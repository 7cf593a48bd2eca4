using OpsCenter.Gateway.Identity;
using OpsCenter.Gateway.Ingest;
using OpsCenter.Gateway.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>Takes batches of the platform's orders to their actors and says what became of each.</summary>
public sealed class OrderIntake(
    IClusterClient cluster, IRulebooks rulebooks, OrderPrivacy privacy, RecordHolder holder, DistrictClock clock, ILogger<OrderIntake> log)
{
    /// <summary>Records in one batch.</summary>
    public const int LargestBatch = 1000;

    /// <summary>Calls to orders that have no answer yet, of all senders together.</summary>
    private readonly SemaphoreSlim underWay = new(2048);

    /// <summary>The last call to each order that has one under way; no more than <see cref="underWay"/> lets in.</summary>
    private readonly Dictionary<string, Task> lastCalls = [];

    /// <summary>Completes after the commit of everything that the receipt calls accepted, repeated or quarantined.</summary>
    public async Task<OrderReceipt> TakeAsync(OrderBatch batch, string sender) => await await BeginAsync(batch, sender);

    /// <summary>
    /// Completes when all records are on their way, in the order of the batch: of two records of one order the later one counts, in
    /// the batch as in the stream. The inner task is the receipt, after the commit of what it counts.
    /// </summary>
    public async ValueTask<Task<OrderReceipt>> BeginAsync(OrderBatch batch, string sender)
    {
        if (batch.Orders.Count > LargestBatch) return Task.FromResult(Receipt(batch, IngestNotes.TooLarge(batch.Orders.Count, LargestBatch)));
        var notes = new IngestNotes(batch.Orders.Count, index => batch.Orders[index].Number);
        if (await BookAsync(batch, notes) is not { } book) return Task.FromResult(Receipt(batch, notes.Close()));
        var (calls, held) = (new List<Call>(batch.Orders.Count), new List<HeldRecord>());
        for (var index = 0; index < batch.Orders.Count; index++)
        {
            var record = batch.Orders[index];
            var problem = OrderRecordReader.Check(record, book, clock.GetUtcNow());
            // Somebody may just have described it.
            if (problem is { Code: "unknown_department" } && await NewerAsync(book) is { } newer)
                problem = OrderRecordReader.Check(record, book = newer, clock.GetUtcNow());
            if (problem is { CanBeMended: true }) held.Add(Held(batch, index, problem.Code, problem.Message));
            else if (problem is not null) notes.Rejected(index, problem.Code, problem.Message);
            else calls.Add(await SendAsync(batch.District, index, record, book, sender));
        }
        return FinishAsync(batch, calls, held, sender, notes);
    }

    private async Task<Call> SendAsync(string district, int index, OrderRecord record, Rulebook book, string sender)
    {
        var commands = OrderRecordReader.Commands(record, book, privacy);
        await underWay.WaitAsync();
        return new(index, AskAsync(HotlineKeys.Order(district, record.Number), commands, sender));
    }

    /// <summary>One call to an order at a time: between two that are under way together, Orleans promises no sequence.</summary>
    private async Task<Answer[]> AskAsync(string order, Command<OrderCommand>[] commands, string sender)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (lastCalls)
        {
            before = lastCalls.GetValueOrDefault(order);
            lastCalls[order] = answered.Task;
        }
        try
        {
            if (before is not null) await before;
            return await cluster.GetGrain<IOrder>(order).Handle(commands, sender);
        }
        finally
        {
            lock (lastCalls)
                if (lastCalls[order] == answered.Task) lastCalls.Remove(order);
            answered.SetResult();
            underWay.Release();
        }
    }

    private async Task<OrderReceipt> FinishAsync(OrderBatch batch, List<Call> calls, List<HeldRecord> held, string sender, IngestNotes notes)
    {
        var good = new List<string>(calls.Count);
        foreach (var call in calls)
        {
            try
            {
                var answers = await call.Answers;
                if (Array.Find(answers, answer => answer.Refusal is not null) is { Refusal: { } refusal })
                {
                    held.Add(Held(batch, call.Index, refusal.Code, refusal.Message));
                    continue;
                }
                good.Add(batch.Orders[call.Index].Number);
                if (Array.TrueForAll(answers, answer => answer.Events == 0)) notes.Repeated(call.Index);
            }
            catch (Exception failure)
            {
                notes.Unavailable(call.Index, failure, log);
            }
        }
        await holder.HoldAsync(IQuarantine.Key(batch.District, IQuarantine.Orders), held, replaces: true, sender, notes);
        await ReleaseAsync(batch.District, [.. good.Except(held.Select(entry => entry.Id))], sender);
        return Receipt(batch, notes.Close());
    }

    /// <summary>An order that was in quarantine and has come right now, from its source or mended by a person, is there no longer.</summary>
    private async Task ReleaseAsync(string district, string[] numbers, string sender)
    {
        if (numbers.Length == 0) return;
        try
        {
            var quarantine = cluster.GetGrain<IQuarantine>(IQuarantine.Key(district, IQuarantine.Orders));
            var mended = await quarantine.AmongAsync(numbers);
            if (mended.Count == 0) return;
            var now = clock.GetUtcNow();
            await quarantine.Handle([.. mended.Select(id => new Command<QuarantineCommand>("", now, new Release(id, WasMended: true, "")))], sender);
        }
        catch (Exception failure)
        {
            // What was taken in stays taken in; the entry is let go when the order comes next, or by a person.
            log.LogWarning(failure, "Orders that have come right could not be let go from quarantine.");
        }
    }

    /// <summary>The hotline's description; null: there is none, or it cannot be asked, and the notes say so.</summary>
    private async Task<Rulebook?> BookAsync(OrderBatch batch, IngestNotes notes)
    {
        Action<int> note = index => notes.Rejected(
            index, "unknown_hotline", $"尚未配置 {batch.District} 的热线 / The hotline of {batch.District} has not been described yet");
        if (!Territory.IsPlace(batch.District))
            note = index => notes.Rejected(index, "unknown_district", "缺少区划代码，或代码不合规 / district is needed, as a proper code");
        else
        {
            try
            {
                var book = await rulebooks.FreshAsync(batch.District);
                if (book.Definition is null) book = await NewerAsync(book) ?? book;
                if (book.Definition is not null) return book;
            }
            catch (Exception failure)
            {
                note = index => notes.Unavailable(index, failure, log);
            }
        }
        for (var index = 0; index < batch.Orders.Count; index++) note(index);
        return null;
    }

    private Task<Rulebook?> NewerAsync(Rulebook book) => cluster.GetGrain<IHotline>(HotlineKeys.Hotline(book.District)).RulebookAsync(book.Version);

    private HeldRecord Held(OrderBatch batch, int index, string code, string message)
    {
        var record = batch.Orders[index];
        // What was released does not come back when the source repeats itself; a record that says something else does.
        return new(
            index, record.Number, $"{record.Number}/{privacy.RecordDigest(batch.District, record)}", KeptOrder.Of(batch.District, record, privacy).Write(), code, message);
    }

    private static OrderReceipt Receipt(OrderBatch batch, BatchOutcome totals) => new()
    {
        Batch = batch.Batch,
        Accepted = totals.Accepted,
        Repeats = totals.Repeats,
        Quarantined = totals.Quarantined,
        Rejected = totals.Rejected,
        Retry = totals.Retry,
        Notes = { totals.Notes },
    };

    /// <summary>A record on its way.</summary>
    private readonly record struct Call(int Index, Task<Answer[]> Answers);
}
