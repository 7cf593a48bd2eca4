using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The city platform's side of the public ingest stream of orders.</summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class OrderFeed(OrderIngest.OrderIngestClient client, string district, Action<IngestReceipt>? received = null)
    : Feed<OrderRecord, OrderBatch, OrderReceipt>(
        cancellation => client.StreamOrders(cancellationToken: cancellation),
        (number, orders) => new() { Batch = number, District = district, Orders = { orders } }, ReceiptOf, received)
{
    private static IngestReceipt ReceiptOf(OrderReceipt receipt) =>
        new()
        {
            Batch = receipt.Batch,
            Accepted = receipt.Accepted,
            Repeats = receipt.Repeats,
            Quarantined = receipt.Quarantined,
            Rejected = receipt.Rejected,
            Retry = receipt.Retry,
            Notes = receipt.Notes,
        };
}
