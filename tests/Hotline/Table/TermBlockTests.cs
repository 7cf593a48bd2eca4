using CsCheck;
using OpsCenter.Silo.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline.Table;

public sealed class TermBlockTests
{
    /// <summary>Terms of some orders; few different ones, so that orders share them, and the ends of the range among them.</summary>
    private static readonly Gen<uint[][]> Orders = Gen.OneOf(Gen.UInt[0, 40], Gen.UInt[uint.MaxValue - 40, uint.MaxValue], Gen.UInt)
        .Array[0, 60].Select(terms => terms.Distinct().Order().ToArray()).Array[0, 300];

    [Fact]
    public void Every_term_of_every_order_is_found_and_nothing_else() => Orders.Sample(
        orders =>
        {
            var buckets = TermBlock.Build(orders);
            foreach (var term in orders.SelectMany(terms => terms).Append(7u).Append(0u).Append(uint.MaxValue).Distinct())
            {
                var expected = Enumerable.Range(0, orders.Length).Where(place => orders[place].Contains(term));
                Assert.Equal(expected, TermBlock.Find(buckets[TermBlock.BucketOf(term)], term));
            }
        },
        iter: 100);

    [Fact]
    public void Packed_terms_come_back() => Orders.Sample(orders =>
    {
        foreach (var terms in orders) Assert.Equal(terms, Packed.Terms(Packed.Terms(terms)));
    });
}
