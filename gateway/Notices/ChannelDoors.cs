namespace OpsCenter.Gateway.Notices;

/// <summary>
/// Which channels take anything now: one that does not answer is left alone for longer and longer, so that what waits for it neither knocks all the
/// time nor uses up its tries. Kept in memory. For all threads.
/// </summary>
public sealed class ChannelDoors(TimeSpan firstPause)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10), MostWish = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTimeOffset Until, int Times)> shut = [];

    public bool IsOpen(string door, DateTimeOffset now)
    {
        lock (gate) return !shut.TryGetValue(door, out var state) || now >= state.Until;
    }

    /// <summary>It has answered.</summary>
    /// <returns>Whether it had been shut.</returns>
    public bool Answered(string door)
    {
        lock (gate) return shut.Remove(door);
    }

    /// <summary>It has not, or wants to be left alone.</summary>
    /// <returns>Whether it is the first time since it last answered.</returns>
    public bool Unanswered(string door, DateTimeOffset now, TimeSpan? wish)
    {
        lock (gate)
        {
            var state = shut.GetValueOrDefault(door);
            // Those that were on their way together count as one.
            var times = now >= state.Until ? state.Times + 1 : state.Times;
            var pause = firstPause * Math.Pow(2, Math.Min(times - 1, 20));
            if (pause > LongestPause) pause = LongestPause;
            if (wish is { } wanted && wanted > pause) pause = wanted < MostWish ? wanted : MostWish;
            shut[door] = (now + pause > state.Until ? now + pause : state.Until, times);
            return state.Times == 0;
        }
    }

    /// <summary>Its limit is used up for so long; that is no failure.</summary>
    public void Rest(string door, DateTimeOffset now, TimeSpan pause)
    {
        lock (gate) shut[door] = (now + pause, shut.GetValueOrDefault(door).Times);
    }
}
