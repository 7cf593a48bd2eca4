using System.Text;
using Google.Protobuf;
using OpsCenter.Gateway.Privacy;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Prometheus;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// A district's results on their way to the platform. What is owed stands in the table of orders, and an order owes its result until it
/// has been told that the platform has it; so nothing is lost when this gateway goes down, and another goes on where it stopped.
/// </summary>
/// <param name="holder">By which name this gateway holds the lease.</param>
public sealed class ResultOutbox(
    string district, string holder, IClusterClient cluster, ResultReader reader, ResultWebhook webhook, ResultOptions options, Random random,
    DistrictClock clock, TimeProvider time, ILogger log)
{
    /// <summary>Results of one look.</summary>
    private const int Page = 200;

    private const string Caller = "hotline.results";
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default);
    private static readonly Gauge Owed = Metrics.CreateGauge("opscenter_hotline_results_owed", "Results that the platform does not have yet", "district");
    private static readonly Counter Tries = Metrics.CreateCounter(
        "opscenter_hotline_results_total", "Tries to deliver a result, by what became of them; put_off: refused too often, tried again after a day", "outcome");
    private static readonly Counter.Child
        DeliveredTries = Tries.WithLabels("delivered"), RefusedTries = Tries.WithLabels("refused"), PutOffTries = Tries.WithLabels("put_off"),
        UnansweredTries = Tries.WithLabels("unanswered"), FailedTries = Tries.WithLabels("failed");

    private readonly ResultSchedule schedule = new(options, random);

    private ILease Lease => cluster.GetGrain<ILease>($"{district}/results");

    /// <summary>Looks once at what is owed, and tries what is due.</summary>
    /// <param name="stopping">Nothing more is begun then; what is on its way ends by itself.</param>
    /// <returns>Whether there is more to do at once.</returns>
    public async Task<bool> SendAsync(CancellationToken stopping)
    {
        if (!await HoldAsync())
        {
            // Another sends: what is known here grows old.
            schedule.Clear();
            Owed.RemoveLabelled(district);
            return false;
        }
        // Those that wait must not hide the others behind them.
        var owed = await cluster.GetGrain<IOrderIndexer>(district).OwedAsync(Page + schedule.Waiting);
        Owed.WithLabels(district).Set(owed.Total);
        schedule.Keep(owed.First);
        var now = time.GetUtcNow();
        var due = owed.First.Where(result => schedule.IsDue(result, now)).Take(Page).ToArray();
        var delivered = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce }, async (result, _) =>
        {
            if (stopping.IsCancellationRequested || !schedule.IsOpen(time.GetUtcNow()) || !await HoldAsync()) return;
            if (await TryAsync(result)) Interlocked.Increment(ref delivered);
        });
        return delivered > 0 && due.Length == Page;
    }

    /// <summary>Another gateway may go on.</summary>
    public Task ReleaseAsync()
    {
        Owed.RemoveLabelled(district);
        return Lease.ReleaseAsync(holder);
    }

    /// <summary>Whether this gateway is the one that sends, for long enough to end what it begins now.</summary>
    private Task<bool> HoldAsync() => Lease.HoldAsync(holder, options.Lease);

    /// <summary>Whether the result has arrived and its order knows. A failure is this result's alone.</summary>
    private async Task<bool> TryAsync(OwedResult owed)
    {
        try
        {
            if (!schedule.IsTaken(owed) && !await PostAsync(owed)) return false;
            await ConfirmAsync(owed);
            schedule.Done(owed);
            return true;
        }
        catch (SealException failure)
        {
            PutOffTries.Inc();
            schedule.PutOff(owed, time.GetUtcNow());
            log.LogError("Result {Result} of order {Order} in {District} cannot be sent, it is put off: {Reason}", owed.Result, owed.Number, district, failure.Message);
        }
        catch (Exception failure)
        {
            FailedTries.Inc();
            if (schedule.Unanswered(owed, time.GetUtcNow(), null))
                log.LogWarning(failure, "The orders of {District} cannot be asked for their results now; it is tried again.", district);
        }
        return false;
    }

    /// <summary>Whether the platform has it, and has told so.</summary>
    private async Task<bool> PostAsync(OwedResult owed)
    {
        if (await reader.ReadAsync(district, owed) is not { } result)
        {
            // The table is a moment behind the order.
            schedule.Done(owed);
            return false;
        }
        var answer = await webhook.PostAsync($"{district}/{owed.Number}/{owed.Result}", Encoding.UTF8.GetBytes(Json.Format(result)));
        switch (answer.Outcome)
        {
            case ResultOutcome.Taken:
                DeliveredTries.Inc();
                if (schedule.Taken(owed)) log.LogInformation("{Platform} takes results of {District} again.", options, district);
                return true;
            case ResultOutcome.Refused when schedule.Refused(owed, time.GetUtcNow()):
                PutOffTries.Inc();
                log.LogWarning(
                    "{Platform} has refused result {Result} of order {Order} in {District} ({Reason}); it is put off for {Pause}.",
                    options, owed.Result, owed.Number, district, answer.Detail, options.PutOffFor);
                return false;
            case ResultOutcome.Refused:
                RefusedTries.Inc();
                return false;
            default:
                UnansweredTries.Inc();
                if (schedule.Unanswered(owed, time.GetUtcNow(), answer.RetryAfter))
                    log.LogWarning("{Platform} takes no results of {District} now ({Reason}); it is tried again.", options, district, answer.Detail);
                return false;
        }
    }

    private async Task ConfirmAsync(OwedResult owed)
    {
        var command = new Command<OrderCommand>("", clock.GetUtcNow(), new ConfirmDelivery(owed.Result));
        var answers = await cluster.GetGrain<IOrder>(HotlineKeys.Order(district, owed.Number)).Handle([command], Caller);
        if (answers[0].Refusal is { } refusal) throw new InvalidOperationException($"{owed.Number}: {refusal.Message}");
    }
}
