using System.Collections.Concurrent;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// The rounds that this process's filings and forms go by, so that thousands of clerks who send on the same day do not all ask the one
/// round. Safe for all threads.
/// </summary>
public interface IRounds
{
    /// <summary>A round as it was a few seconds ago at most.</summary>
    /// <param name="key">See <see cref="FilingKeys.Round"/>.</param>
    /// <exception cref="RetryException">It cannot be asked now.</exception>
    ValueTask<RoundState> FreshAsync(string key);
}

internal sealed class Rounds(IGrainFactory grains, TimeProvider time, IndicatorOptions rules) : IRounds
{
    /// <summary>More are never kept: those of a province for a year.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, CachedCopy<RoundState>> copies = [];

    public ValueTask<RoundState> FreshAsync(string key)
    {
        if (copies.Count > Most) copies.Clear();
        return copies.GetOrAdd(key, round => new(round, RoundState.Closed, _ => grains.GetGrain<IRound>(round).GetAsync(), time))
            .FreshAsync(rules.BookFor);
    }
}
