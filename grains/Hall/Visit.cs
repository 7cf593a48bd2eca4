namespace OpsCenter.Hall;

/// <summary>One step of a ticket's visit. Places are codes of queues or windows.</summary>
/// <param name="At">Microseconds since 1970 (UTC).</param>
/// <param name="Kind">What happened.</param>
/// <param name="Place">The queue or window where it happened.</param>
/// <param name="To">The queue a transfer goes to.</param>
/// <param name="Rating">1-5.</param>
internal readonly record struct Step(long At, StepKind Kind, string Place, string To, int Rating) : IComparable<Step>
{
    /// <summary>A total order, so that steps of one moment stand in the same order however they came.</summary>
    public int CompareTo(Step other) =>
        At != other.At ? At.CompareTo(other.At)
        : Kind != other.Kind ? Kind.CompareTo(other.Kind)
        : string.CompareOrdinal(Place, other.Place) is var place and not 0 ? place
        : string.CompareOrdinal(To, other.To) is var to and not 0 ? to
        : Rating.CompareTo(other.Rating);
}

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
        while (place > 0 && steps[place - 1].CompareTo(step) > 0) place--;
        var grown = new Step[steps.Length + 1];
        steps.AsSpan(0, place).CopyTo(grown);
        grown[place] = step;
        steps.AsSpan(place).CopyTo(grown.AsSpan(place + 1));
        steps = grown;
    }

    /// <summary>What the steps so far say.</summary>
    public VisitSummary Read()
    {
        var visit = new VisitSummary();
        for (var first = 0; first < steps.Length;)
        {
            var next = first + 1;
            while (next < steps.Length && steps[next].At == steps[first].At) next++;
            var moment = steps.AsSpan(first, next - first);
            if (moment.Length > 1 && Array.FindIndex(steps, first, moment.Length, step => step.Kind == StepKind.Transferred) is var transfer
                and >= 0)
                moment = AroundTransfer(moment, steps[transfer].Place, visit.State == VisitState.Serving);
            foreach (ref readonly var step in moment) visit.Take(step);
            first = next;
        }
        return visit;
    }

    /// <summary>
    /// A moment with a transfer in it: who was being served is transferred first; else what happened at the window of the
    /// transfer led to it, and what happened elsewhere followed.
    /// </summary>
    private static Step[] AroundTransfer(ReadOnlySpan<Step> moment, string place, bool isServing)
    {
        var ordered = moment.ToArray();
        Array.Sort(ordered, (one, other) => IsAfter(one).CompareTo(IsAfter(other)) is var phase and not 0 ? phase : one.CompareTo(other));
        return ordered;

        bool IsAfter(in Step step) => step.Kind is not (StepKind.Taken or StepKind.Transferred) && (isServing || step.Place != place);
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

    /// <summary>What a further step makes of it.</summary>
    public void Take(in Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Taken:
                (TakenIn, TakenAt, Queue, Since, State) = (step.Place, step.At, step.Place, step.At, VisitState.Waiting);
                break;
            case StepKind.Called:
                if (FirstCallAt == 0) FirstCallAt = step.At;
                (Window, Since, State) = (step.Place, step.At, VisitState.Called);
                break;
            case StepKind.Recalled:
                if (State is VisitState.Unknown or VisitState.Waiting or VisitState.Abandoned)
                    (Window, Since, State) = (step.Place, step.At, VisitState.Called);
                break;
            case StepKind.Started:
                (Window, Since, StartedAt, State) = (step.Place, step.At, step.At, VisitState.Serving);
                break;
            case StepKind.Completed:
                EndService(step.At, step.Place);
                (Window, Since, CompletedAt, State) = (step.Place, step.At, step.At, VisitState.Served);
                break;
            case StepKind.Transferred:
                EndService(step.At, step.Place);
                (Queue, Window, Since, State) = (step.To, null, step.At, VisitState.Waiting);
                break;
            case StepKind.Missed or StepKind.Voided or StepKind.Withdrawn when State != VisitState.Served:
                EndService(step.At, step.Place);
                (Since, State) = (step.At, VisitState.Abandoned);
                break;
            case StepKind.Rated:
                Rating = step.Rating;
                break;
        }
    }

    private void EndService(long at, string window)
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
