namespace OpsCenter.Kernel;

/// <summary>For how long to wait after failures in a row: twice as long each time, up to a limit.</summary>
/// <param name="First">After the first failure; more than zero.</param>
/// <param name="Longest">No pause is longer; at least <paramref name="First"/>.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The pause after so many failures in a row; 0 counts as 1.</summary>
    public TimeSpan After(int failures) =>
        TimeSpan.FromTicks((long)Math.Min(First.Ticks * Math.Pow(2, Math.Max(failures - 1, 0)), Longest.Ticks));

    /// <summary>The same, shortened at random by up to a half, so that not all who failed together come back together.</summary>
    /// <param name="random">Safe for all threads that call.</param>
    public TimeSpan After(int failures, Random random) => After(failures) * (1 - (random.NextDouble() / 2));
}
