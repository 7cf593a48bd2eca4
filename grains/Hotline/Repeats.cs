using System.Collections.Immutable;

namespace OpsCenter.Hotline;

/// <summary>An order that may be the same matter, to be confirmed by a person.</summary>
/// <param name="Order">The order to merge into: open, and not merged itself.</param>
/// <param name="Reason">Why, in one Chinese sentence.</param>
public sealed record Repeat(OrderRow Order, string Reason);

/// <summary>
/// Finds repeats (重复件, 一事多投; DOMAIN, section 1 [C]): the same hash of the phone, topic of the third level and place (at most
/// 200 m away, or the same address where a point is missing) within 30 days; or a near-identical text, whoever called.
/// </summary>
public static class Repeats
{
    /// <summary>How far apart two calls on the same matter may be.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>How far apart two points of the same place may be, metres.</summary>
    public const double NearMetres = 200;

    private const int TopicLevels = 3;

    /// <summary>The orders that this one may be merged into, likeliest first; none when it is merged already.</summary>
    /// <param name="order">The order that may be a repeat.</param>
    /// <param name="candidates">Orders of the district. Where one is merged, its parent is proposed, when that is among them too.</param>
    public static ImmutableArray<Repeat> Find(OrderRow order, IEnumerable<OrderRow> candidates)
    {
        if (order.Parent.Length > 0) return [];
        var rows = candidates.Where(row => row.Number != order.Number && row.District == order.District).DistinctBy(row => row.Number)
            .ToDictionary(row => row.Number);
        var likenesses =
            from row in rows.Values
            let likeness = Likeness.Of(order, row)
            where likeness is not null
            let target = TargetOf(row, rows, order.Number)
            where target is not null
            orderby likeness.Rank, likeness.Distance, likeness.Apart, row.Number
            select (Target: target, Reason: target.Number == row.Number ? likeness.Reason : $"与已并入该单的 {row.Number} 相比：{likeness.Reason}");
        return [.. likenesses.DistinctBy(found => found.Target.Number).Select(found => new Repeat(found.Target, found.Reason))];
    }

    /// <summary>The end of the chain of parents; null when it is not at hand, not open, or the order itself.</summary>
    private static OrderRow? TargetOf(OrderRow row, Dictionary<string, OrderRow> rows, string self)
    {
        for (var steps = 0; row.Parent.Length > 0; steps++)
        {
            if (row.Parent == self || steps == rows.Count || !rows.TryGetValue(row.Parent, out var parent)) return null;
            row = parent;
        }
        return row.IsOpen ? row : null;
    }

    /// <param name="Rank">0: same matter and same text, 1: same matter, 2: same text.</param>
    /// <param name="Distance">Within a rank: metres (an equal address: 0), or bits.</param>
    /// <param name="Apart">Time between the calls.</param>
    private sealed record Likeness(int Rank, double Distance, TimeSpan Apart, string Reason)
    {
        public static Likeness? Of(OrderRow order, OrderRow other)
        {
            var apart = (order.ReceivedAt - other.ReceivedAt).Duration();
            if (apart > Within) return null;
            var bits = TextFingerprint.Distance(order.Fingerprint, other.Fingerprint);
            var isSameText = bits <= TextFingerprint.NearlyIdentical;
            var text = bits == 0 ? "内容相同" : "内容几乎相同";
            if (IsSameCaller(order, other) && IsSameTopic(order.Topic, other.Topic) && PlaceOf(order, other) is var (metres, place))
                return new(isSameText ? 0 : 1, metres, apart,
                    $"同一来电、同一事项（{order.Topic.Split('/')[^1]}）、{place}" + (isSameText ? $"，{text}" : ""));
            return isSameText ? new(2, bits, apart, text) : null;
        }

        private static bool IsSameCaller(OrderRow order, OrderRow other) =>
            order.PhoneHash.Length > 0 && order.PhoneHash == other.PhoneHash;

        /// <summary>The same to the third level, where both go as deep; a topic that goes less deep is equal to itself alone.</summary>
        private static bool IsSameTopic(string topic, string other) =>
            topic.Length > 0 && topic.Split('/').Take(TopicLevels).SequenceEqual(other.Split('/').Take(TopicLevels));

        private static (double Metres, string Reason)? PlaceOf(OrderRow order, OrderRow other)
        {
            if (order.Point is { } here && other.Point is { } there)
                return here.MetresTo(there) is var metres and <= NearMetres ? (metres, $"相距 {metres:0} 米") : null;
            return order.Address.Length > 0 && Normalise(order.Address) == Normalise(other.Address) ? (0, "同一地址") : null;
        }

        private static string Normalise(string address) => string.Concat(address.Where(char.IsLetterOrDigit));
    }
}
