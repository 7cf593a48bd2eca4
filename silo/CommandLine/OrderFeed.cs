using Grpc.Core;
using OpsCenter.V1;

namespace OpsCenter.Silo.CommandLine;

/// <summary>The city platform's side of the stream.</summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class OrderFeed(OrderIngest.OrderIngestClient client, string district, Action<OrderReceipt>? received = null)
    : IngestFeed<OrderRecord, OrderBatch, OrderReceipt>
{
    /// <summary>Sums over all receipts so far.</summary>
    public OrderReceipt Totals { get; } = new();

    protected override AsyncDuplexStreamingCall<OrderBatch, OrderReceipt> Open(CancellationToken cancellation) => client.StreamOrders(cancellationToken: cancellation);

    protected override OrderBatch Batch(long number, IReadOnlyList<OrderRecord> items) => new() { Batch = number, District = district, Orders = { items } };

    protected override (long Batch, IEnumerable<FactNote> Notes) Read(OrderReceipt receipt) => (receipt.Batch, receipt.Notes);

    protected override void Received(OrderReceipt receipt)
    {
        Totals.Accepted += receipt.Accepted;
        Totals.Repeats += receipt.Repeats;
        Totals.Quarantined += receipt.Quarantined;
        Totals.Rejected += receipt.Rejected;
        Totals.Retry += receipt.Retry;
        received?.Invoke(receipt);
    }
}
