namespace OpsCenter.Kernel;

/// <summary>
/// Decides which of several gateways does a piece of outward work for a district; key: the district and the name of the work, e.g.
/// <c>440203/results</c>. The lease lives in memory only: when it is lost with its silo, two may send for as long as one attempt takes,
/// and receivers tell repeats by their keys.
/// </summary>
[Alias("opscenter.kernel.ILease")]
public interface ILease : IGrainWithStringKey
{
    /// <summary>Takes the lease, or prolongs it, when nobody else holds it.</summary>
    /// <param name="holder">Who asks; no two have the same name.</param>
    /// <param name="period">For how long, from now.</param>
    /// <returns>Whether the asker holds it now.</returns>
    Task<bool> HoldAsync(string holder, TimeSpan period);

    /// <summary>Another may have it at once. When the asker does not hold it, nothing happens.</summary>
    Task ReleaseAsync(string holder);
}

internal sealed class LeaseGrain(TimeProvider time) : Grain, ILease
{
    private string? heldBy;
    private long heldSince;
    private TimeSpan heldFor;

    public Task<bool> HoldAsync(string holder, TimeSpan period)
    {
        // By the monotonic clock: a correction of the time of day must not give the lease away.
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
