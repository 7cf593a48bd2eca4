namespace OpsCenter.Analytics.Simulation;

/// <summary>A lognormal distribution of durations.</summary>
/// <param name="Mu">Mean of the logarithm of the seconds.</param>
/// <param name="Sigma">Standard deviation of the logarithm of the seconds; not negative.</param>
public readonly record struct LogNormal(double Mu, double Sigma)
{
    /// <summary>Mean, seconds.</summary>
    public double Mean => Math.Exp(Mu + Sigma * Sigma / 2);

    /// <summary>Median, seconds.</summary>
    public double Median => Math.Exp(Mu);

    /// <summary>Every duration times <paramref name="factor"/>.</summary>
    public LogNormal Scaled(double factor) => this with { Mu = Mu + Math.Log(factor) };
}
