namespace OpsCenter.Silo.Journal;

/// <summary>
/// First in, first out, many callers and one taker, who takes whatever is waiting. A caller that finds the queue full waits
/// in line: its call keeps its place (the order of one handle must not change) but is handed over only when there is room.
/// </summary>
internal sealed class AppendQueue(int capacity)
{
    private readonly Lock gate = new();
    private readonly Queue<PendingAppend> queue = new();
    private readonly Queue<PendingAppend> line = new();
    private readonly SemaphoreSlim filled = new(0);
    private int rows;
    private bool takerWaits;
    private bool closed;

    /// <summary>Rows taken in and not yet taken out.</summary>
    public int Rows => Volatile.Read(ref rows);

    /// <summary>False when the queue has been closed.</summary>
    public bool TryEnqueue(PendingAppend append)
    {
        lock (gate)
        {
            if (closed)
                return false;
            if (line.Count > 0 || (rows > 0 && rows + append.Rows.Count > capacity))
                line.Enqueue(append);
            else
                Admit(append);
            if (!takerWaits)
                return true;
            takerWaits = false;
        }
        filled.Release();
        return true;
    }

    /// <summary>
    /// Moves what waits to <paramref name="batch"/>, at least one call and else at most so many rows; waits for the first. False: closed
    /// and empty.
    /// </summary>
    public bool Take(List<PendingAppend> batch, int mostRows)
    {
        while (true)
        {
            lock (gate)
            {
                var taken = 0;
                while (queue.TryPeek(out var next) && (taken == 0 || taken + next.Rows.Count <= mostRows))
                {
                    batch.Add(queue.Dequeue());
                    taken += next.Rows.Count;
                    rows -= next.Rows.Count;
                    AdmitLine();
                }
                if (taken > 0)
                    return true;
                if (closed)
                    return false;
                takerWaits = true;
            }
            filled.Wait();
        }
    }

    /// <summary>Everything that waits now, without waiting for more.</summary>
    public List<PendingAppend> Drain()
    {
        lock (gate)
        {
            var all = new List<PendingAppend>(queue.Count + line.Count);
            all.AddRange(queue);
            all.AddRange(line);
            queue.Clear();
            line.Clear();
            rows = 0;
            return all;
        }
    }

    /// <summary>No more calls; what is in the queue can still be taken.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            if (!takerWaits)
                return;
            takerWaits = false;
        }
        filled.Release();
    }

    private void Admit(PendingAppend append)
    {
        queue.Enqueue(append);
        rows += append.Rows.Count;
    }

    private void AdmitLine()
    {
        while (line.TryPeek(out var next) && (rows == 0 || rows + next.Rows.Count <= capacity))
            Admit(line.Dequeue());
    }
}
