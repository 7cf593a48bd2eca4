namespace OpsCenter.Hall;

/// <summary>One step of a ticket's visit. Places are codes of queues or windows.</summary>
/// <param name="At">Microseconds since 1970 (UTC).</param>
/// <param name="Kind">What happened.</param>
/// <param name="Place">The queue or window where it happened.</param>
/// <param name="To">The queue a transfer goes to.</param>
/// <param name="Rating">1-5.</param>
internal readonly record struct Step(long At, StepKind Kind, string Place, string To, int Rating);

/// <summary>In the order of a visit, which also orders steps of the same moment.</summary>
internal enum StepKind : byte { Taken, Called, Recalled, Started, Missed, Voided, Withdrawn, Transferred, Completed, Rated }

internal enum VisitState : byte { Unknown, Waiting, Called, Serving, Served, Abandoned }

/// <summary>
/// A ticket's visit: its steps in the order in which they happened, however they arrived. Everything counted of a ticket
/// is read off the ordered steps, so late and out-of-order facts lead to the same sums.
/// </summary>
internal sealed class Visit
{
    private Step[] steps = [];

    public ReadOnlySpan<Step> Steps => steps;

    public void Add(Step step)
    {
        var place = steps.Length;
        while (place > 0 && steps[place - 1].At > step.At) place--;
        var grown = new Step[steps.Length + 1];
        steps.AsSpan(0, place).CopyTo(grown);
        grown[place] = step;
        steps.AsSpan(place).CopyTo(grown.AsSpan(place + 1));
        steps = grown;
        var first = place;
        while (first > 0 && steps[first - 1].At == step.At) first--;
        if (first < place) Order(steps.AsSpan(first, place - first + 1));
    }

    /// <summary>
    /// Steps of the same moment, in the order of a visit; where the ticket was transferred in that moment, what happened at
    /// another window came after it. The order of arrival does not matter.
    /// </summary>
    private static void Order(Span<Step> moment)
    {
        string? left = null;
        foreach (ref readonly var step in moment)
            if (step.Kind == StepKind.Transferred && (left is null || string.CompareOrdinal(step.Place, left) < 0)) left = step.Place;
        moment.Sort((one, other) =>
            AfterTransfer(one, left).CompareTo(AfterTransfer(other, left)) is var phase and not 0 ? phase
            : one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind)
            : string.CompareOrdinal(one.Place, other.Place) is var place and not 0 ? place
            : one.Rating.CompareTo(other.Rating));
    }

    private static bool AfterTransfer(in Step step, string? left) => left is not null && step.Kind != StepKind.Taken && step.Place != left;

    /// <summary>What the steps so far say.</summary>
    public VisitSummary Read()
    {
        var visit = new VisitSummary();
        foreach (ref readonly var step in steps.AsSpan())
        {
            switch (step.Kind)
            {
                case StepKind.Taken:
                    (visit.TakenIn, visit.TakenAt, visit.Queue, visit.Since, visit.State) = (step.Place, step.At, step.Place, step.At, VisitState.Waiting);
                    break;
                case StepKind.Called:
                    if (visit.FirstCallAt == 0) visit.FirstCallAt = step.At;
                    (visit.Window, visit.Since, visit.State) = (step.Place, step.At, VisitState.Called);
                    break;
                case StepKind.Recalled:
                    if (visit.State is VisitState.Unknown or VisitState.Waiting or VisitState.Abandoned)
                        (visit.Window, visit.Since, visit.State) = (step.Place, step.At, VisitState.Called);
                    break;
                case StepKind.Started:
                    (visit.Window, visit.Since, visit.StartedAt, visit.State) = (step.Place, step.At, step.At, VisitState.Serving);
                    break;
                case StepKind.Completed:
                    visit.EndService(step.At, step.Place);
                    (visit.Window, visit.Since, visit.CompletedAt, visit.State) = (step.Place, step.At, step.At, VisitState.Served);
                    break;
                case StepKind.Transferred:
                    visit.EndService(step.At, step.Place);
                    (visit.Queue, visit.Window, visit.Since, visit.State) = (step.To, null, step.At, VisitState.Waiting);
                    break;
                case StepKind.Missed or StepKind.Voided or StepKind.Withdrawn when visit.State != VisitState.Served:
                    visit.EndService(step.At, step.Place);
                    (visit.Since, visit.State) = (step.At, VisitState.Abandoned);
                    break;
                case StepKind.Rated:
                    visit.Rating = step.Rating;
                    break;
            }
        }
        return visit;
    }
}

/// <summary>What a visit comes to. Times are microseconds since 1970; 0: not happened.</summary>
internal struct VisitSummary
{
    public VisitState State;

    /// <summary>The queue where the ticket was taken.</summary>
    public string? TakenIn;

    /// <summary>The queue where it is now.</summary>
    public string? Queue;
    public string? Window;

    /// <summary>Since when it is in this state.</summary>
    public long Since;
    public long TakenAt, FirstCallAt, StartedAt, CompletedAt;
    public int Rating;

    /// <summary>Ended services: most visits have one; each transfer may add one.</summary>
    public ServiceSpan First, Second;
    public List<ServiceSpan>? More;

    public void EndService(long at, string window)
    {
        if (StartedAt == 0) return;
        var span = new ServiceSpan(window, at - StartedAt);
        if (First.Window is null) First = span;
        else if (Second.Window is null) Second = span;
        else (More ??= []).Add(span);
        StartedAt = 0;
    }
}

/// <summary>One service at a window; microseconds.</summary>
internal readonly record struct ServiceSpan(string? Window, long Length);
