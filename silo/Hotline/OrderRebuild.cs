using OpsCenter.Hotline;
using OpsCenter.Silo.Journal;

namespace OpsCenter.Silo.Hotline;

/// <summary>
/// Throws rows away and folds the whole journal again. It may run beside silos that share the database: the indexer of a
/// district then finds that its rows have changed, and goes on from where the table stands, as this does when the indexer was
/// faster. Until it is done, lists show what has been folded so far.
/// </summary>
internal sealed class OrderRebuild(IOpenableStore journal, IOrderTable table, EventCatalogue catalogue)
{
    private const int PageSize = 4000;

    /// <param name="district">Null: all of them.</param>
    /// <param name="read">Told of each district, how many events have been read, and how many there were when it began.</param>
    /// <param name="cancellation">Stops it; whoever indexes the district goes on from there.</param>
    /// <returns>Events read.</returns>
    public async Task<long> RunAsync(DistrictCode? district, Action<string, long, long> read, CancellationToken cancellation)
    {
        var districts = district is { } wanted ? [wanted] : await journal.ListDistrictsAsync(cancellation);
        await table.ClearAsync(district, cancellation);
        var sum = 0L;
        foreach (var one in districts) sum += await FoldAsync(one, read, cancellation);
        return sum;
    }

    private async Task<long> FoldAsync(DistrictCode district, Action<string, long, long> read, CancellationToken cancellation)
    {
        var total = await journal.CountAsync(district, cancellation);
        var index = new OrderIndex(journal, catalogue, table, district);
        var sum = 0L;
        while (true)
        {
            try
            {
                var rows = await index.AdvanceAsync(PageSize, cancellation);
                sum += rows;
                read(district.Value, sum, total);
                if (rows < PageSize) return sum;
            }
            catch (OrderTableConflictException)
            {
                // A running indexer has written the district meanwhile; what it has done need not be done again.
            }
        }
    }
}
