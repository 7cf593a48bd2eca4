using OpsCenter.V1;

namespace OpsCenter.Gateway.Import;

/// <summary>What a receipt says, whichever subject it is of; see <c>HallReceipt</c> and <c>OrderReceipt</c> in the contract.</summary>
public sealed record IngestReceipt(long Batch, int Accepted, int Repeats, int Quarantined, int Rejected, int Retry, IReadOnlyList<FactNote> Notes)
{
    public static IngestReceipt Of(HallReceipt receipt) =>
        new(receipt.Batch, receipt.Accepted, receipt.Repeats, receipt.Quarantined, receipt.Rejected, receipt.Retry, receipt.Notes);

    public static IngestReceipt Of(OrderReceipt receipt) =>
        new(receipt.Batch, receipt.Accepted, receipt.Repeats, receipt.Quarantined, receipt.Rejected, receipt.Retry, receipt.Notes);
}

/// <summary>Sums over receipts.</summary>
public sealed class IngestTotals
{
    public long Accepted { get; private set; }

    public long Repeats { get; private set; }

    public long Quarantined { get; private set; }

    public long Rejected { get; private set; }

    public long Retry { get; private set; }

    public void Add(IngestReceipt receipt)
    {
        Accepted += receipt.Accepted;
        Repeats += receipt.Repeats;
        Quarantined += receipt.Quarantined;
        Rejected += receipt.Rejected;
        Retry += receipt.Retry;
    }
}
