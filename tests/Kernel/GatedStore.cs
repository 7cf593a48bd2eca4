using OpsCenter.Kernel;
using OpsCenter.Tests.Journal;

namespace OpsCenter.Tests.Kernel;

/// <summary>The real store behind a gate: a test holds writes back, lets them through one by one, or lets them fail.</summary>
internal sealed class GatedStore(IJournalStore store) : StoreBehind(store), IJournalReader
{
    private readonly SemaphoreSlim passes = new(0);
    private readonly Lock counting = new();
    private volatile bool isHeld;
    private int writes, waiting;

    /// <summary>What happens to a write instead of going through; null: nothing. Called with the real write.</summary>
    public Func<Func<Task>, Task>? Fate { get; set; }

    /// <summary>Transactions that have begun.</summary>
    public int Writes => writes;

    /// <summary>Writes at the gate now.</summary>
    public int Waiting => waiting;

    /// <summary>The version behind which a stream was last read.</summary>
    public long LastReadAfter { get; private set; }

    public void Hold() => isHeld = true;

    public void LetOneThrough() => passes.Release();

    public void Open()
    {
        isHeld = false;
        passes.Release(1000);
    }

    public override async Task WriteAsync(ReadOnlyMemory<PendingRow> rows, CancellationToken cancellation = default)
    {
        lock (counting) writes++;
        if (isHeld)
        {
            Interlocked.Increment(ref waiting);
            await passes.WaitAsync(cancellation);
            Interlocked.Decrement(ref waiting);
        }
        if (Fate is { } fate) await fate(() => base.WriteAsync(rows, cancellation));
        else await base.WriteAsync(rows, cancellation);
    }

    Task<IReadOnlyList<JournalRow>> IJournalReader.ReadStreamAsync(
        string stream, long afterVersion, int limit, CancellationToken cancellation)
    {
        LastReadAfter = afterVersion;
        return ReadStreamAsync(stream, afterVersion, limit, cancellation);
    }
}
