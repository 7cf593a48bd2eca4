namespace OpsCenter.Analytics.Simulation;

/// <summary>What will happen to a window or a ticket.</summary>
internal enum Turn : byte
{
    LogIn,
    Leave,
    Ready,
    CallStep,
    End,
    Rate,
    PauseDue,
    Resume,
    GiveUp,
}

/// <summary>Something due at a moment of the day.</summary>
/// <param name="At">Milliseconds since local midnight.</param>
/// <param name="Order">Breaks ties: what was planned first happens first, so that a run is the same everywhere.</param>
/// <param name="Turn">What is due.</param>
/// <param name="Subject">Place of the window or ticket.</param>
/// <param name="Epoch">What the subject's own count must still be, or the turn is void.</param>
internal readonly record struct DueTurn(long At, long Order, Turn Turn, int Subject, int Epoch);

/// <summary>Binary heap of what is due, earliest first.</summary>
internal sealed class EventHeap
{
    private DueTurn[] heap = new DueTurn[256];
    private int count;
    private long order;

    /// <summary>When the earliest is due; <see cref="long.MaxValue"/> when nothing is.</summary>
    public long NextAt => count == 0 ? long.MaxValue : heap[0].At;

    public void Add(long at, Turn turn, int subject, int epoch = 0)
    {
        if (count == heap.Length) Array.Resize(ref heap, count * 2);
        var added = new DueTurn(at, order++, turn, subject, epoch);
        var place = count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!Before(added, heap[parent])) break;
            heap[place] = heap[parent];
            place = parent;
        }

        heap[place] = added;
    }

    public DueTurn Take()
    {
        var first = heap[0];
        var last = heap[--count];
        var place = 0;
        while (true)
        {
            var child = place * 2 + 1;
            if (child >= count) break;
            if (child + 1 < count && Before(heap[child + 1], heap[child])) child++;
            if (!Before(heap[child], last)) break;
            heap[place] = heap[child];
            place = child;
        }

        heap[place] = last;
        return first;
    }

    private static bool Before(in DueTurn one, in DueTurn other) =>
        one.At < other.At || (one.At == other.At && one.Order < other.Order);
}
