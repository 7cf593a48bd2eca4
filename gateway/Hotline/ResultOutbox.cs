using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Prometheus;

namespace OpsCenter.Gateway.Hotline;

/// <summary>
/// A district's results on their way to the platform. What is owed stands in the table of orders, and an order owes its result until it has
/// been told that the platform has it.
/// </summary>
public sealed class ResultOutbox(
    DistrictCode district, IClusterClient cluster, ResultSender sender, ResultOptions options, DistrictClock clock, ILogger log)
    : IOutbox<OwedResult>
{
    /// <summary>Results of one look, beside those that wait.</summary>
    private const int Page = 200;

    private const string Caller = "hotline.results";

    private static readonly Gauge Owed =
        Metrics.CreateGauge("opscenter_hotline_results_owed", "Results that the platform does not have yet", "district");
    private static readonly Counter Tries = Metrics.CreateCounter(
        "opscenter_hotline_results_total",
        "Tries to deliver a result, by what became of them; put_off: refused too often, tried again after a day", "outcome");
    private static readonly Counter.Child
        DeliveredTries = Tries.WithLabels("delivered"), RefusedTries = Tries.WithLabels("refused"),
        PutOffTries = Tries.WithLabels("put_off"),
        UnansweredTries = Tries.WithLabels("unanswered"), FailedTries = Tries.WithLabels("failed");

    public string Name => "results";

    public DistrictCode District => district;

    public bool SchedulesRetries => false;

    /// <summary>The oldest first, in one page: what waits for another attempt is in it.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OwedResult>> OwedAsync(int waiting)
    {
        var owed = await cluster.GetGrain<IOrderIndexer>(district.Value).OwedAsync(Page + waiting);
        Owed.WithLabels(district.Value).Set(owed.Total);
        yield return owed.First;
    }

    public string KeyOf(OwedResult message) => $"{message.Number}/{message.Result}";

    public string? DestinationOf(OwedResult message) => sender.Platform;

    public async Task<SendAnswer> SendAsync(OwedResult message)
    {
        var answer = await sender.SendAsync(district, message);
        if (answer.Outcome == SendOutcome.Sent) DeliveredTries.Inc();
        return answer;
    }

    public async Task SentAsync(OwedResult message, SendAnswer answer)
    {
        var command = new Command<OrderCommand>("", clock.GetUtcNow(), new ConfirmDelivery(message.Result));
        var answers = await cluster.GetGrain<IOrder>(HotlineKeys.Order(district, message.Number)).Handle([command], Caller);
        if (answers[0].Refusal is { } refusal) throw new InvalidOperationException($"{message.Number}: {refusal.Message}");
    }

    public Task FailedAsync(OwedResult message, SendAnswer answer, bool isPutOff)
    {
        (isPutOff ? PutOffTries : answer.Outcome == SendOutcome.Refused ? RefusedTries : UnansweredTries).Inc();
        if (answer.Outcome == SendOutcome.Unsendable)
            log.LogError(
                "Result {Result} of order {Order} in {District} cannot be sent, it is put off: {Reason}",
                message.Result, message.Number, district, answer.Detail);
        else if (isPutOff)
            log.LogWarning(
                "{Platform} has refused result {Result} of order {Order} in {District} ({Reason}); it is put off for {Pause}.",
                sender.Platform, message.Result, message.Number, district, answer.Detail, options.PutOffFor);
        return Task.CompletedTask;
    }

    public void Faulted(OwedResult message) => FailedTries.Inc();

    public void Stopped() => Owed.RemoveLabelled(district.Value);
}
