using OpsCenter.Kernel;

namespace OpsCenter.Indicators;

/// <summary>What a district asks: <c>440203/indicators/book</c>.</summary>
[Alias("opscenter.indicators.IIndicators")]
public interface IIndicators : IActor<IndicatorCommand>
{
    /// <summary>All editions with their version, when that is newer than the asker's; else null.</summary>
    Task<IndicatorsState?> EditionsAsync(long newerThan);
}

/// <summary>The books of all districts, one copy a silo; safe for all threads.</summary>
public interface IIndicatorBooks
{
    /// <summary>One that was the newest a few seconds ago at most.</summary>
    /// <exception cref="RetryException">It cannot be asked now.</exception>
    ValueTask<IndicatorBook> FreshAsync(DistrictCode district);
}

/// <summary>Keys of the indicators' actors.</summary>
public static class IndicatorKeys
{
    public static string Book(DistrictCode district) => $"{district}/indicators/book";
}
