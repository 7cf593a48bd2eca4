namespace OpsCenter.Analytics.Simulation;

/// <summary>
/// How long people wait before they give up, as a hazard that is constant between edges: of those who still
/// wait, the share <c>Rates[i]</c> leaves per second from <c>Edges[i]</c> on, until the next edge.
/// </summary>
/// <param name="Edges">Seconds waited, ascending, the first is 0.</param>
/// <param name="Rates">Per second, one for each edge, not negative; the last holds for ever.</param>
/// <param name="Scale">Factor on every waiting time: 10 = the same curve ten times as patient.</param>
public sealed record PatienceHazard(IReadOnlyList<double> Edges, IReadOnlyList<double> Rates, double Scale = 1)
{
    /// <summary>Nobody ever gives up.</summary>
    public static PatienceHazard Endless { get; } = new([0], [0]);

    /// <summary>The share of people who would still wait after so many seconds, 0-1.</summary>
    public double Survival(double seconds)
    {
        var hazard = 0.0;
        var waited = seconds / Scale;
        for (var i = 0; i < Edges.Count && waited > Edges[i]; i++)
            hazard += Rates[i] * ((i + 1 < Edges.Count ? Math.Min(waited, Edges[i + 1]) : waited) - Edges[i]);
        return Math.Exp(-hazard);
    }

    /// <summary>
    /// The seconds after which only the share <paramref name="survival"/> (above 0, at most 1) still waits; infinite where more always
    /// stay.
    /// </summary>
    public double Quantile(double survival)
    {
        var left = -Math.Log(survival);
        for (var i = 0; i < Edges.Count; i++)
        {
            var length = i + 1 < Edges.Count ? Edges[i + 1] - Edges[i] : double.PositiveInfinity;
            if (Rates[i] > 0 && left <= Rates[i] * length) return (Edges[i] + left / Rates[i]) * Scale;
            if (double.IsFinite(length)) left -= Rates[i] * length;
        }

        return double.PositiveInfinity;
    }
}
