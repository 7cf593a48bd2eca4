using OpsCenter.Hotline;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// What the hotline knows of a town: 工单按时办结率 of the orders that its department had to close in a period, by the same rule as the wall's
/// (按期办结 / 到期应办结).
/// </summary>
internal sealed class HotlineOperations(IOrderTable table, IGrainFactory grains, IRulebooks rulebooks) : IOperations
{
    private const int Page = 200, MostOrders = 5000;

    /// <summary>An order that was to be closed in a period came in at most so long before.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(120);

    public async ValueTask<decimal?> FigureAsync(string district, string figure, string place, Period period)
    {
        if (figure != "hotline.on_time_rate" || (await rulebooks.FreshAsync(district)).TownOf(place) is not { } town) return null;
        var (from, to) = (LocalTime.StartOf(period.Start), LocalTime.StartOf(period.End.AddDays(1)));
        var (due, inTime, seen) = (0, 0, 0);
        var query = new OrderQuery { District = district, Department = town.Code, ReceivedFrom = from - Longest, ReceivedTo = to, Sort = OrderSort.Newest, PageSize = Page };
        do
        {
            var page = await table.ListAsync(query);
            foreach (var row in page.Rows.Where(row => row.Lead == town.Code))
            {
                if (await OfAsync(district, row, from, to) is not { } closedInTime) continue;
                due++;
                if (closedInTime) inTime++;
            }
            (query, seen) = (query with { PageToken = page.NextPage }, seen + page.Rows.Length);
        }
        while (query.PageToken.Length > 0 && seen < MostOrders);
        return due == 0 ? null : decimal.Round(100m * inTime / due, 2);
    }

    /// <summary>Null: it was not to be closed in the period.</summary>
    private async Task<bool?> OfAsync(string district, OrderRow row, DateTimeOffset from, DateTimeOffset to)
    {
        // Of one that is still open only the deadline counts, once it has passed.
        if (row.ClosedAt is null) return row.DueAt is { } open && open >= from && open < to && row.Mark >= ClockMark.Yellow ? false : null;
        if (ClosedOrder.Of(await grains.GetGrain<IOrder>(HotlineKeys.Order(district, row.Number)).GetAsync()) is not { } closed) return null;
        var counted = closed.MissedDueAt ?? closed.HandledAt;
        return counted >= from && counted < to ? closed.MissedDueAt is null : null;
    }
}
