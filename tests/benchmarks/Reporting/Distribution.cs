namespace OpsCenter.Benchmarks.Reporting;

/// <summary>Durations in milliseconds, to read percentiles from. One thread adds at a time.</summary>
internal sealed class Distribution
{
    private readonly List<float> values = [];
    private bool isSorted = true;

    public int Count => values.Count;

    public void Add(TimeSpan duration)
    {
        values.Add((float)duration.TotalMilliseconds);
        isSorted = false;
    }

    public void Add(Distribution other)
    {
        values.AddRange(other.values);
        isSorted = false;
    }

    /// <param name="share">0-1: 0.99 is the 99th percentile, 1 the greatest.</param>
    /// <returns>Milliseconds; NaN when there is nothing.</returns>
    public double At(double share)
    {
        if (values.Count == 0) return double.NaN;
        if (!isSorted) values.Sort();
        isSorted = true;
        return values[Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1)];
    }
}
