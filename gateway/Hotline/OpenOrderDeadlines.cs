using OpsCenter.Gateway.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The open orders of a district, as the wall counts them: their deadlines follow the calendar.</summary>
internal sealed class OpenOrderDeadlines(IClusterClient cluster) : IOpenDeadlines
{
    public Task<int> CountAsync(DistrictCode district) =>
        cluster.GetGrain<IReadSide>(district.Value).QueryAsync(new OpenOrdersQuery(), Freshness.AsRead);
}
