namespace OpsCenter.Gateway.Platform.Ingest;

/// <summary>How records are taken in: configuration, section <c>Ingest</c>.</summary>
public sealed record IngestOptions
{
    /// <summary>
    /// Calls to the actors of one subject that have no answer yet, of all senders together, where calls must be in sequence (orders). Who
    /// sends more waits: more of them take in a large file faster and need more memory.
    /// </summary>
    public int CallsUnderWay { get; init; } = 2048;

    /// <exception cref="ArgumentException">A setting is wrong; the sentence names it.</exception>
    public IngestOptions Validated() => CallsUnderWay is >= 1 and <= 100_000
        ? this
        : throw new ArgumentException($"Ingest:CallsUnderWay must be 1-100,000, not {CallsUnderWay}.");
}
