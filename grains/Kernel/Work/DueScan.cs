using Microsoft.Extensions.Logging;

namespace OpsCenter.Kernel;

/// <summary>
/// Looks again and again at what is due in a district. It keeps nothing that must last: a look that is lost or doubled does no harm. Key:
/// the district.
/// </summary>
[Alias("opscenter.kernel.IDueScan")]
public interface IDueScan : IGrainWithStringKey
{
    /// <summary>
    /// Looks when the last look is long enough ago, and does not wait for the end of it. Every silo calls it at its start and from then
    /// on at the interval of its subject, for every district: as long as one silo lives, everything due is found.
    /// </summary>
    Task StartAsync();

    /// <summary>Looks now; returns how much came of it. For tests and operators.</summary>
    Task<int> LookAsync();
}

/// <summary>One look at a time. Those that are derived from it are reentrant: who calls meanwhile gets the next look.</summary>
/// <param name="every">Time between two looks, by the machine; less is passed over, for several silos call.</param>
/// <param name="clock">What is due by then.</param>
/// <param name="time">The machine's.</param>
internal abstract class DueScanGrain(TimeSpan every, DistrictClock clock, TimeProvider time, ILogger log) : Grain, IDueScan
{
    private long? lastLook;
    private Task<int> looking = Task.FromResult(0);

    protected DistrictCode District => new(this.GetPrimaryKeyString());

    protected DistrictClock Clock => clock;

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    public Task StartAsync()
    {
        if (looking.IsCompleted && (lastLook is not { } last || time.GetElapsedTime(last) >= every)) _ = TryAsync();
        return Task.CompletedTask;
    }

    public async Task<int> LookAsync()
    {
        while (!looking.IsCompleted) await Task.WhenAny(looking);
        lastLook = time.GetTimestamp();
        return await (looking = LookOnceAsync(clock.GetUtcNow()));
    }

    /// <summary>One look, at that moment.</summary>
    protected abstract Task<int> LookOnceAsync(DateTimeOffset now);

    private async Task TryAsync()
    {
        try
        {
            await LookAsync();
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "{Scan} could not look at all of district {District}; the next look makes up for it.", GetType().Name,
                District);
        }
    }
}
