namespace OpsCenter.Kernel;

/// <summary>
/// Where a row stands in the order in which readers see the journal. On PostgreSQL the transaction's id comes first,
/// because the positions of concurrent commits do not appear in order; on SQLite, with its single writer, it is 0.
/// </summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.JournalPosition")]
public readonly record struct JournalPosition([property: Id(0)] long Transaction, [property: Id(1)] long Sequence)
    : IComparable<JournalPosition>
{
    /// <summary>Before the first row.</summary>
    public static readonly JournalPosition Start = new(0, 0);

    /// <summary>
    /// How much of the way between two others lies before this one, 0 to 1, by what the database counts: transactions, or rows.
    /// </summary>
    public double ShareOfWay(JournalPosition from, JournalPosition to)
    {
        var (done, whole) = to.Transaction > 0 ? (Transaction - from.Transaction, to.Transaction - from.Transaction)
            : (Sequence - from.Sequence, to.Sequence - from.Sequence);
        return whole <= 0 ? 0 : Math.Clamp((double)done / whole, 0, 1);
    }

    public int CompareTo(JournalPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Sequence.CompareTo(other.Sequence);
}

/// <summary>An event that waits for its commit.</summary>
public readonly record struct PendingRow
{
    /// <summary>The actor's <see cref="StreamId"/> as text.</summary>
    public required string Stream { get; init; }

    /// <summary>1 for the first event of the stream, then without gaps.</summary>
    public required long Version { get; init; }

    /// <summary>First part of the stream.</summary>
    public required DistrictCode District { get; init; }

    /// <summary>Stable name of the event, e.g. <c>hall.ticket-called</c>; never the name of a type.</summary>
    public required string Kind { get; init; }

    /// <summary>When it happened, by the source's clock (UTC).</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the actor decided it, by ours (UTC).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who caused it: the account's name.</summary>
    public required string Actor { get; init; }

    /// <summary>The id that the source gave the command; empty when there was none.</summary>
    public required string SourceId { get; init; }

    /// <summary>The event as UTF-8 JSON.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>SHA-256 over the hash of the row before and this row, 32 bytes (see <see cref="HashChain"/>).</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A committed event.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.kernel.JournalRow")]
public sealed record JournalRow
{
    [Id(0)] public required JournalPosition Position { get; init; }

    [Id(1)] public required string Stream { get; init; }

    [Id(2)] public required long Version { get; init; }

    [Id(3)] public required string Kind { get; init; }

    [Id(4)] public required DateTimeOffset OccurredAt { get; init; }

    [Id(5)] public required DateTimeOffset RecordedAt { get; init; }

    [Id(6)] public required string Actor { get; init; }

    [Id(7)] public required string SourceId { get; init; }

    [Id(8)] public required byte[] Payload { get; init; }

    [Id(9)] public required byte[] Hash { get; init; }
}

/// <summary>Takes events from the actors of this silo and makes them durable.</summary>
public interface IJournal
{
    /// <summary>
    /// Completes when the rows are durable. Rows of one handle are committed in the order of the calls; when one call
    /// fails, every later call on the same handle fails too.
    /// </summary>
    /// <exception cref="StreamConflictException">Somebody else has written to the stream: load it again.</exception>
    /// <exception cref="JournalUnavailableException">Not durable, or not known to be: load the stream again, ask the caller to
    /// retry.</exception>
    Task AppendAsync(JournalHandle handle, IReadOnlyList<PendingRow> rows);
}

/// <summary>One activation's right to append to its stream; it is void after the first failure.</summary>
public sealed class JournalHandle
{
    /// <summary>The failure that made it void, or null.</summary>
    public Exception? Failure { get; private set; }

    public void Fail(Exception failure) => Failure ??= failure;
}

/// <summary>Reads committed events.</summary>
public interface IJournalReader
{
    /// <summary>Events of a stream with a greater version, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<JournalRow>> ReadStreamAsync(string stream, long afterVersion, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Events of a district behind <paramref name="after"/>, in order, at most <paramref name="limit"/>. Never skips a row
    /// that commits later: rows appear only when everything before them is decided.
    /// </summary>
    Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// The last row of a district that is committed, whether <see cref="ReadDistrictAsync"/> gives it already or not: who has read as far
    /// has read all that was acknowledged before this call. <see cref="JournalPosition.Start"/>: there is none.
    /// </summary>
    Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default);

    /// <summary>The districts that have events.</summary>
    Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default);
}

/// <summary>The part that differs between databases.</summary>
public interface IJournalStore : IJournalReader
{
    /// <summary>Writes all rows in one transaction, or none. Called by one writer at a time.</summary>
    /// <exception cref="StreamConflictException">Some (stream, version) are taken; names the streams. Nothing was written.</exception>
    /// <exception cref="JournalUnavailableException">The database could not be reached or answered with a passing fault; whether the rows
    /// were written may be unknown.</exception>
    /// <exception cref="JournalFullException">No space is left. Nothing was written.</exception>
    Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default);
}

/// <summary>Another activation has written to these streams.</summary>
public sealed class StreamConflictException(IReadOnlyCollection<string> streams)
    : Exception($"Somebody else has written to {string.Join(", ", streams)}.")
{
    public IReadOnlyCollection<string> Streams { get; } = streams;
}

/// <summary>The journal cannot be written now; what was asked for is not known to be durable.</summary>
public class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The disk of the journal is full.</summary>
public sealed class JournalFullException(string message, Exception? inner = null) : JournalUnavailableException(message, inner);
