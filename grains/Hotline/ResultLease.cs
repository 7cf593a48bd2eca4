namespace OpsCenter.Hotline;

/// <summary>
/// Who of the cluster's gateways sends a district's results to the platform; key: the district, or <c>notices/district</c> for its reminders. The lease lives in memory only: when
/// it is lost with its silo, two may send for as long as one sending takes, and the platform tells the repeats by their keys.
/// </summary>
public interface IResultLease : IGrainWithStringKey
{
    /// <summary>Takes the lease, or prolongs it, when nobody else holds it.</summary>
    /// <param name="holder">Who asks; no two are called alike.</param>
    /// <param name="period">For how long, from now.</param>
    /// <returns>Whether the asker holds it now.</returns>
    Task<bool> HoldAsync(string holder, TimeSpan period);

    /// <summary>Another may have it at once. Of somebody who does not hold it: nothing.</summary>
    Task ReleaseAsync(string holder);
}

internal sealed class ResultLeaseGrain(TimeProvider time) : Grain, IResultLease
{
    private string? heldBy;
    private long heldSince;
    private TimeSpan heldFor;

    public Task<bool> HoldAsync(string holder, TimeSpan period)
    {
        // By the steady clock: one that is put right must not give the lease away.
        if (heldBy is not null && heldBy != holder && time.GetElapsedTime(heldSince) < heldFor) return Task.FromResult(false);
        (heldBy, heldSince, heldFor) = (holder, time.GetTimestamp(), period);
        return Task.FromResult(true);
    }

    public Task ReleaseAsync(string holder)
    {
        if (heldBy == holder) heldBy = null;
        return Task.CompletedTask;
    }
}
