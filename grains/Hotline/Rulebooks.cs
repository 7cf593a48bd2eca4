using System.Collections.Concurrent;
using OpsCenter.Kernel;

namespace OpsCenter.Hotline;

/// <summary>The rulebooks of all districts, one copy a silo; safe for all threads.</summary>
public interface IRulebooks
{
    /// <summary>
    /// One that was the newest not longer ago than <see cref="HotlineOptions.RulebookFor"/>; where no hotline was known yet, the newest:
    /// who has just described one goes on at once.
    /// </summary>
    /// <exception cref="RetryException">The hotline cannot be asked now.</exception>
    ValueTask<Rulebook> FreshAsync(DistrictCode district);
}

internal sealed class Rulebooks(IGrainFactory grains, TimeProvider time, HotlineOptions rules) : IRulebooks
{
    private readonly ConcurrentDictionary<DistrictCode, CachedCopy<Rulebook>> copies = [];

    public ValueTask<Rulebook> FreshAsync(DistrictCode district)
    {
        var copy = CopyOf(district);
        return copy.FreshAsync(copy.Known.Definition is null ? TimeSpan.Zero : rules.RulebookFor);
    }

    private CachedCopy<Rulebook> CopyOf(DistrictCode district) => copies.GetOrAdd(district, key => new(
        key.Value, Rulebook.Empty(key),
        async known => await grains.GetGrain<IHotline>(HotlineKeys.Hotline(key)).RulebookAsync(known.Version) ?? known, time));
}
