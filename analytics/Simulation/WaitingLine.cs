namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// Tickets in the order in which they joined. Whoever leaves from the middle stays in the line as an entry whose
/// epoch is no longer the ticket's, and is passed over at the head.
/// </summary>
internal sealed class WaitingLine
{
    private readonly Queue<(int Ticket, int Epoch, long Joined)> line = new();

    public void Join(int ticket, int epoch, long joined) => line.Enqueue((ticket, epoch, joined));

    /// <summary>The first that still waits, without taking it; false when nobody does.</summary>
    public bool TryHead(TicketBook tickets, out int ticket, out long joined)
    {
        while (line.TryPeek(out var head))
        {
            if (tickets[head.Ticket].Epoch == head.Epoch)
            {
                (ticket, _, joined) = head;
                return true;
            }

            line.Dequeue();
        }

        (ticket, joined) = (-1, long.MaxValue);
        return false;
    }

    public void Take() => line.Dequeue();
}

/// <summary>A visit under way.</summary>
internal struct VisitingTicket
{
    public string Number;
    public int Queue;

    /// <summary>Counts up whenever the ticket joins a line or leaves it; what was planned for an earlier epoch is void.</summary>
    public int Epoch;

    /// <summary>Whether it waits for one given window.</summary>
    public bool Directed;
    public bool Transferred;
}

/// <summary>The tickets of the day, by place.</summary>
internal sealed class TicketBook
{
    private VisitingTicket[] tickets = new VisitingTicket[256];
    private int count;

    public ref VisitingTicket this[int place] => ref tickets[place];

    public int Add(string number, int queue)
    {
        if (count == tickets.Length) Array.Resize(ref tickets, count * 2);
        tickets[count] = new() { Number = number, Queue = queue };
        return count++;
    }
}
