namespace OpsCenter.Silo.Journal;

/// <summary>How the writer behaves; the defaults fit both databases.</summary>
public sealed record JournalWriterOptions
{
    /// <summary>
    /// Rows per transaction at most (a single larger call still goes as one). More would make every caller wait for the slowest.
    /// </summary>
    public int RowsPerTransaction { get; init; } = 5_000;

    /// <summary>Rows that may wait in the queue; callers beyond it wait, in order, for a place.</summary>
    public int RowsWaiting { get; init; } = 100_000;

    /// <summary>How long the rows of one transaction are tried again while the journal is away, before their callers are told.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause between two tries; doubles up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);
}
