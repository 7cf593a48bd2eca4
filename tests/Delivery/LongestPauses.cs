namespace OpsCenter.Tests.Delivery;

/// <summary>Chance that shortens no pause.</summary>
internal sealed class LongestPauses : Random
{
    public override double NextDouble() => 0;
}
