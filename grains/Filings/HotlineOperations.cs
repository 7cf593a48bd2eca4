using OpsCenter.Hotline;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// What the hotline knows of a town: 工单按时办结率 of its department in a period's months, as the wall has it (按期办结 / 到期应办结). Of this year and
/// the last.
/// </summary>
internal sealed class HotlineOperations(IGrainFactory grains, IRulebooks rulebooks) : IOperations
{
    public async ValueTask<decimal?> FigureAsync(DistrictCode district, string figure, PlaceCode place, Period period)
    {
        if (figure != "hotline.on_time_rate" || (await rulebooks.FreshAsync(district)).TownOf(place) is not { } town) return null;
        var asked = await grains.GetGrain<IReadSide>(district.Value)
            .QueryAsync(new DepartmentRatesQuery(town.Code, period.Start, period.End), Freshness.AsRead);
        return asked is { ToClose: > 0 } rates ? decimal.Round(100m * rates.ClosedInTime / rates.ToClose, 2) : null;
    }
}
