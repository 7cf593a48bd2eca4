using System.Numerics;

namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// The simulator's own source of chance: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64.
/// Written out here because <see cref="Random"/> promises the same sequence for a seed only within one version
/// of .NET, and a simulated day has to be the same next year. Not thread-safe.
/// </summary>
internal sealed class SimulationRandom
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;
    private double spareNormal = double.NaN;

    public SimulationRandom(ulong seed)
    {
        a = Mix(ref seed);
        b = Mix(ref seed);
        c = Mix(ref seed);
        d = Mix(ref seed);
    }

    /// <summary>A stream of its own for each hall and day under one seed.</summary>
    public static SimulationRandom For(string hall, DateOnly date, ulong seed)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var character in hall) hash = (hash ^ character) * 1099511628211UL;
        hash = (hash ^ (ulong)date.DayNumber) * 1099511628211UL;
        return new SimulationRandom(hash ^ BitOperations.RotateLeft(seed * 0x9E3779B97F4A7C15UL, 17));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (0, 1]: safe under a logarithm.</summary>
    public double UniformAboveZero() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));

    public double Uniform(double from, double to) => from + (to - from) * Uniform();

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => probability > 0 && Uniform() < probability;

    public int Below(int limit) => (int)(Uniform() * limit);

    public double Exponential(double mean) => -mean * Math.Log(UniformAboveZero());

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double Normal()
    {
        if (!double.IsNaN(spareNormal))
        {
            var spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = 2 * Uniform() - 1;
            y = 2 * Uniform() - 1;
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);
        var factor = Math.Sqrt(-2 * Math.Log(square) / square);
        spareNormal = y * factor;
        return x * factor;
    }

    public double Draw(LogNormal distribution) => Math.Exp(distribution.Mu + distribution.Sigma * Normal());

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
