using System.Numerics;
using OpsCenter.Hotline;

namespace OpsCenter.Silo.Hotline;

/// <summary>Which orders are candidates for the same matter; what is decided of them is <c>Repeats</c>' to say.</summary>
internal static class SimilarOrders
{
    /// <summary>Half the side of the box around an order, in metres: a little more than a repeat may be away.</summary>
    private const double Reach = 250;

    private const double MetresPerDegree = 111_195;

    private const int MaxBits = 3;

    public static bool Might(OrderRow order, OrderRow other) =>
        other.Number != order.Number && (IsSameCaller(order, other) || IsSameMatterNearby(order, other) || IsSameText(order, other));

    /// <summary>Degrees that enclose all that is near a point.</summary>
    public static (double South, double West, double North, double East) BoxAround(GeoPoint point)
    {
        var latitude = Reach / MetresPerDegree;
        // Meridians run together towards the poles; there the box is as wide as at 85°.
        var longitude = latitude / Math.Cos(Math.Clamp(Math.Abs(point.Latitude), 0, 85) * Math.PI / 180);
        return (point.Latitude - latitude, point.Longitude - longitude, point.Latitude + latitude, point.Longitude + longitude);
    }

    private static bool IsSameCaller(OrderRow order, OrderRow other) => order.PhoneHash.Length > 0 && order.PhoneHash == other.PhoneHash;

    private static bool IsSameMatterNearby(OrderRow order, OrderRow other) =>
        order.Topic.Length > 0 && order.Topic == other.Topic && (IsSameAddress(order, other) || IsInBox(order, other));

    private static bool IsSameAddress(OrderRow order, OrderRow other) => order.Address.Length > 0 && order.Address == other.Address;

    private static bool IsInBox(OrderRow order, OrderRow other)
    {
        if (order.Point is not { } here || other.Point is not { } there) return false;
        var (south, west, north, east) = BoxAround(here);
        return there.Latitude >= south && there.Latitude <= north && there.Longitude >= west && there.Longitude <= east;
    }

    private static bool IsSameText(OrderRow order, OrderRow other) =>
        order.Fingerprint != 0 && other.Fingerprint != 0 && BitOperations.PopCount(order.Fingerprint ^ other.Fingerprint) <= MaxBits;
}
