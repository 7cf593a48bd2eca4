using OpsCenter.Kernel;

namespace OpsCenter.Tests.Journal;

/// <summary>The real store behind a bad line.</summary>
internal abstract class StoreBehind(IJournalStore store) : IJournalStore
{
    protected IJournalStore Store => store;

    public virtual Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default) =>
        store.WriteAsync(rows, cancellation);

    public Task<IReadOnlyList<JournalRow>> ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation = default) =>
        store.ReadStreamAsync(stream, afterVersion, limit, cancellation);

    public Task<IReadOnlyList<JournalRow>> ReadDistrictAsync(
        DistrictCode district, JournalPosition after, int limit, CancellationToken cancellation = default) =>
        store.ReadDistrictAsync(district, after, limit, cancellation);

    public Task<JournalPosition> HeadAsync(DistrictCode district, CancellationToken cancellation = default) =>
        store.HeadAsync(district, cancellation);

    public Task<IReadOnlyList<DistrictCode>> ListDistrictsAsync(CancellationToken cancellation = default) =>
        store.ListDistrictsAsync(cancellation);
}

/// <summary>Notes how many rows each transaction held.</summary>
internal sealed class CountingStore(IJournalStore store) : StoreBehind(store)
{
    public List<int> Batches { get; } = [];

    public override Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default)
    {
        Batches.Add(rows.Length);
        return base.WriteAsync(rows, cancellation);
    }
}

/// <summary>Commits and loses the answer, or loses the request while somebody else commits.</summary>
internal sealed class AnswerLosingStore(IJournalStore store) : StoreBehind(store)
{
    private bool lost;

    public int LoseNext { get; set; }

    public int FailNext { get; set; }

    public int Repeats { get; private set; }

    public Func<Task>? Meanwhile { get; init; }

    public override async Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default)
    {
        if (FailNext-- > 0)
        {
            await Meanwhile!();
            throw new JournalUnavailableException("The request was lost.");
        }
        if (lost)
            Repeats++;
        lost = false;
        await base.WriteAsync(rows, cancellation);
        if (LoseNext-- > 0)
        {
            lost = true;
            throw new JournalUnavailableException("The answer was lost.");
        }
    }
}
