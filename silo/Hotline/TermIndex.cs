using System.Data.Common;
using System.Runtime.CompilerServices;

namespace OpsCenter.Silo.Hotline;

/// <summary>Which terms to look for, and among which orders.</summary>
/// <param name="Terms">See <see cref="OrderTerms"/>.</param>
/// <param name="All">An order must have all of them; false: at least one.</param>
/// <param name="IsRising">Whether ids rise or fall.</param>
/// <param name="Low">Ids from here on,</param>
/// <param name="High">below here.</param>
internal sealed record TermSearch(DistrictCode District, uint[] Terms, bool All, bool IsRising, long Low, long High);

/// <summary>
/// The index of terms: orders wait in <c>order_pending</c> until there are enough of them for a <see cref="TermBlock"/>. What it finds
/// are candidates: of an order that was changed since, the old terms are still there.
/// </summary>
internal sealed class TermIndex(OrderDialect dialect)
{
    private const int FirstBlocks = 4, MaxBlocks = 256;

    /// <summary>Ids of candidates, in order, each once, block after block: who has found enough stops, and the rest is not read.</summary>
    public async IAsyncEnumerable<long> FindAsync(
        DbTransaction transaction, TermSearch search, [EnumeratorCancellation] CancellationToken cancellation)
    {
        HashSet<long> seen = [];
        List<long> found = await PendingAsync(transaction, search, cancellation);
        var blocks = await BlocksAsync(transaction, search, cancellation);
        for (var (next, size) = (0, FirstBlocks); ; size = Math.Min(4 * size, MaxBlocks))
        {
            // An id is out when no block that is still to come can have one in front of it.
            var front = next < blocks.Count ? blocks[next].Front : long.MaxValue;
            found.Sort();
            var ready = found.FindIndex(id => id > front) is var end and >= 0 ? end : found.Count;
            foreach (var id in found.Take(ready))
                if (seen.Add(id)) yield return search.IsRising ? id : ~id;
            found.RemoveRange(0, ready);
            if (next == blocks.Count) break;
            var some = blocks.Slice(next, Math.Min(size, blocks.Count - next));
            next += some.Count;
            found.AddRange(await InBlocksAsync(transaction, search, some, cancellation));
        }
    }

    /// <summary>Makes blocks of what waits, as long as there is enough of it.</summary>
    /// <param name="transaction">Of the writer.</param>
    /// <param name="district">Whose.</param>
    /// <param name="store">Writes a block's buckets.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task SealAsync(
        DbTransaction transaction, DistrictCode district, Func<long, byte[][], Task> store, CancellationToken cancellation)
    {
        while (true)
        {
            var waiting = await dialect.ReadAsync(
                transaction, "SELECT count(*) FROM order_pending WHERE district = @district", row => row.GetInt64(0), cancellation,
                ("@district", district.Value));
            if (waiting[0] < TermBlock.Size) return;
            var orders = await dialect.ReadAsync(
                transaction, $"SELECT id, terms FROM order_pending WHERE district = @district ORDER BY id LIMIT {TermBlock.Size}",
                row => (Id: row.GetInt64(0), Terms: Packed.Terms(row.GetFieldValue<byte[]>(1))), cancellation,
                ("@district", district.Value));
            var ids = orders.Select(order => order.Id).ToArray();
            var block = (await dialect.ReadAsync(
                transaction, "SELECT coalesce(max(block), 0) + 1 FROM order_block WHERE district = @district", row => row.GetInt64(0),
                cancellation,
                ("@district", district.Value)))[0];
            await dialect.ExecuteAsync(
                transaction, "INSERT INTO order_block (district, block, low, high, ids) VALUES (@district, @block, @low, @high, @ids)",
                cancellation,
                ("@district", district.Value), ("@block", block), ("@low", ids[0]), ("@high", ids[^1]), ("@ids", Packed.Ids(ids)));
            await store(block, TermBlock.Build([.. orders.Select(order => order.Terms)]));
            await dialect.ExecuteAsync(
                transaction, "DELETE FROM order_pending WHERE district = @district AND id <= @last", cancellation,
                ("@district", district.Value), ("@last", ids[^1]));
        }
    }

    // Ids are turned round (~) where they fall, so that all below here rises.
    private async Task<List<long>> PendingAsync(DbTransaction transaction, TermSearch search, CancellationToken cancellation)
    {
        var orders = await dialect.ReadAsync(
            transaction, "SELECT id, terms FROM order_pending WHERE district = @district AND id >= @low AND id < @high",
            row => (Id: row.GetInt64(0), Fits: Fits(search, Packed.Terms(row.GetFieldValue<byte[]>(1)))), cancellation,
            ("@district", search.District.Value), ("@low", search.Low), ("@high", search.High));
        return [.. orders.Where(order => order.Fits).Select(order => search.IsRising ? order.Id : ~order.Id)];
    }

    private static bool Fits(TermSearch search, uint[] terms)
    {
        foreach (var term in search.Terms)
            if (Array.BinarySearch(terms, term) >= 0 != search.All) return !search.All;
        return search.All;
    }

    private async Task<List<(long Block, long Front)>> BlocksAsync(
        DbTransaction transaction, TermSearch search, CancellationToken cancellation)
    {
        var blocks = await dialect.ReadAsync(
            transaction, "SELECT block, low, high FROM order_block WHERE district = @district AND high >= @low AND low < @high",
            row => (Block: row.GetInt64(0), Front: search.IsRising ? row.GetInt64(1) : ~row.GetInt64(2)), cancellation,
            ("@district", search.District.Value), ("@low", search.Low), ("@high", search.High));
        blocks.Sort((one, other) => one.Front.CompareTo(other.Front));
        return blocks;
    }

    private async Task<List<long>> InBlocksAsync(
        DbTransaction transaction, TermSearch search, List<(long Block, long Front)> blocks, CancellationToken cancellation)
    {
        var postings = await dialect.ReadAsync(
            transaction,
            $"SELECT block, bucket, postings FROM order_posting WHERE district = @district "
                + $"AND {dialect.IsAny("bucket", "@buckets")} AND {dialect.IsAny("block", "@blocks")}",
            row => (Block: row.GetInt64(0), Bucket: row.GetInt32(1), Postings: row.GetFieldValue<byte[]>(2)), cancellation,
            ("@district", search.District.Value), ("@buckets", dialect.Many<int>([.. search.Terms.Select(TermBlock.BucketOf).Distinct()])),
            ("@blocks", dialect.Many<long>([.. blocks.Select(block => block.Block)])));
        Dictionary<long, int[]> places = [];
        foreach (var block in postings.GroupBy(posting => posting.Block))
        {
            var buckets = block.ToDictionary(posting => posting.Bucket, posting => posting.Postings);
            if (PlacesOf(search, buckets) is { Length: > 0 } some) places[block.Key] = some;
        }
        if (places.Count == 0) return [];
        var ids = await dialect.ReadAsync(
            transaction, $"SELECT block, ids FROM order_block WHERE district = @district AND {dialect.IsAny("block", "@blocks")}",
            row => (Block: row.GetInt64(0), Ids: Packed.Ids(row.GetFieldValue<byte[]>(1))), cancellation,
            ("@district", search.District.Value), ("@blocks", dialect.Many<long>(places.Keys)));
        return [.. ids
            .SelectMany(block => places[block.Block].Select(place => block.Ids[place]))
            .Where(id => id >= search.Low && id < search.High)
            .Select(id => search.IsRising ? id : ~id)];
    }

    private static int[] PlacesOf(TermSearch search, Dictionary<int, byte[]> buckets)
    {
        var lists = search.Terms.Select(term => TermBlock.Find(buckets.GetValueOrDefault(TermBlock.BucketOf(term)), term));
        if (!search.All) return [.. lists.SelectMany(places => places).Distinct()];
        HashSet<int>? common = null;
        foreach (var places in lists.OrderBy(places => places.Length))
        {
            if (common is null) common = [.. places];
            else common.IntersectWith(places);
            if (common.Count == 0) break;
        }
        return [.. common ?? []];
    }
}
