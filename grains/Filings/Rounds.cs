using System.Collections.Concurrent;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// The rounds that this silo's filings go by, so that thousands of clerks who send on the same day do not all ask the one round. Safe for all threads.
/// </summary>
internal sealed class Rounds(IGrainFactory grains, TimeProvider time)
{
    /// <summary>How late a moved due date may be noticed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    /// <summary>More are never asked about at once: those of a province for a year.</summary>
    private const int Most = 50_000;

    private readonly ConcurrentDictionary<string, Asked> asked = [];

    /// <summary>A round as it was a few seconds ago at most.</summary>
    /// <exception cref="RetryException">It cannot be asked now.</exception>
    public ValueTask<RoundState> FreshAsync(string key)
    {
        if (asked.TryGetValue(key, out var known) && !known.Answer.IsFaulted && time.GetElapsedTime(known.At) < Fresh) return new(known.Answer);
        if (asked.Count > Most) asked.Clear();
        // Off the caller's turn: whoever comes meanwhile waits for the same answer, and no actor may hold it up.
        var asking = new Asked(time.GetTimestamp(), Task.Run(() => AskAsync(key)));
        asked[key] = asking;
        return new(asking.Answer);
    }

    private async Task<RoundState> AskAsync(string key)
    {
        try
        {
            return await grains.GetGrain<IRound>(key).GetAsync();
        }
        catch (Exception failure) when (failure is not RetryException)
        {
            throw new RetryException($"{key}: {failure.Message}");
        }
    }

    private sealed record Asked(long At, Task<RoundState> Answer);
}
