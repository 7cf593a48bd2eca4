using OpsCenter.V1;

namespace OpsCenter.Gateway.Platform.Import;

/// <summary>What a receipt says, whichever subject it is of.</summary>
public sealed record IngestReceipt
{
    public required long Batch { get; init; }

    public required int Accepted { get; init; }

    public required int Repeats { get; init; }

    public required int Quarantined { get; init; }

    public required int Rejected { get; init; }

    public required int Retry { get; init; }

    public required IReadOnlyList<FactNote> Notes { get; init; }
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
