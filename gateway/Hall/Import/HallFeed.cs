using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hall;

/// <summary>A queue system's side of the public ingest stream.</summary>
/// <param name="client">The way to the gateway.</param>
/// <param name="district">District code.</param>
/// <param name="hall">Hall code.</param>
/// <param name="received">Hears of every receipt; one call at a time.</param>
public sealed class HallFeed(V1.Ingest.IngestClient client, string district, string hall, Action<IngestReceipt>? received = null)
    : Feed<HallFact, HallBatch, HallReceipt>(
        cancellation => client.StreamHall(cancellationToken: cancellation),
        (number, facts) => new() { Batch = number, District = district, Hall = hall, Facts = { facts } }, ReceiptOf, received)
{
    private static IngestReceipt ReceiptOf(HallReceipt receipt) =>
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
