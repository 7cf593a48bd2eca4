using System.Text.Json;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Places;

/// <summary>A district's places as they lie, from GeoJSON (RFC 7946), made small for screens.</summary>
public static class BoundaryFile
{
    /// <summary>The longer side of a map: finer than the pixels of a wall.</summary>
    public const int Side = 4096;

    /// <summary>What has fewer has no area.</summary>
    private const int Corners = 3;

    private const long MaxBytes = 32 << 20;

    /// <summary>Across and along a place, where a name may stand is tried at this many points.</summary>
    private const int Tried = 32;

    /// <exception cref="ArgumentException">The file cannot be used; the sentence says why.</exception>
    public static GetBoundariesResponse Read(BoundarySource source)
    {
        if (new FileInfo(source.File).Length > MaxBytes) throw Wrong(source, "is larger than 32 MiB");
        List<(string Code, List<(double X, double Y)[]> Rings)> places = [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(source.File));
            foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
                places.Add((CodeOf(source, feature), RingsOf(source, feature.GetProperty("geometry"))));
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException)
        {
            throw Wrong(source, $"is no GeoJSON FeatureCollection of polygons ({broken.Message})");
        }
        if (places.Count == 0) throw Wrong(source, "has no features");
        if (places.FirstOrDefault(place => !place.Rings.Any(ring => ring.Length >= Corners)) is { Code: { } code })
            throw Wrong(source, $"has a feature without an area: '{code}'");
        return Drawn(places);
    }

    private static string CodeOf(BoundarySource source, JsonElement feature)
    {
        var code = feature.GetProperty("properties").TryGetProperty(source.Code, out var property) ? property.ToString() : "";
        if (code.Length is < 6 or > 12 || !code.All(char.IsAsciiDigit))
            throw Wrong(source, $"has a feature whose property '{source.Code}' is no place's code: '{code}'");
        // A town's code of twelve digits ends with those of no village.
        return code.Length == 12 && code.EndsWith("000", StringComparison.Ordinal) ? code[..9] : code;
    }

    private static List<(double X, double Y)[]> RingsOf(BoundarySource source, JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() switch
        {
            "Polygon" => [coordinates],
            "MultiPolygon" => coordinates.EnumerateArray().ToArray(),
            var other => throw Wrong(source, $"has a feature that is neither a Polygon nor a MultiPolygon but '{other}'"),
        };
        return [.. polygons.SelectMany(polygon => polygon.EnumerateArray())
            .Select(ring => ring.EnumerateArray().Select(point => PointOf(source, point)).ToArray())];
    }

    private static (double X, double Y) PointOf(BoundarySource source, JsonElement point)
    {
        var (longitude, latitude) = (point[0].GetDouble(), point[1].GetDouble());
        return Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 85
            ? (longitude, latitude)
            : throw Wrong(source, $"has a point that is not in degrees of longitude and latitude: {longitude}, {latitude}");
    }

    /// <summary>Of something as small as a district a degree of longitude is everywhere as long as in its middle.</summary>
    private static GetBoundariesResponse Drawn(List<(string Code, List<(double X, double Y)[]> Rings)> places)
    {
        var points = places.SelectMany(place => place.Rings).SelectMany(ring => ring).ToArray();
        var (west, east, south, north) =
            (points.Min(point => point.X), points.Max(point => point.X), points.Min(point => point.Y), points.Max(point => point.Y));
        var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
        var scale = Side / Math.Max(Math.Max((east - west) * narrow, north - south), 1e-9);
        (int X, int Y) Place((double X, double Y) point) =>
            ((int)Math.Round((point.X - west) * narrow * scale), (int)Math.Round((north - point.Y) * scale));

        var (width, height) = Place((east, south));
        var map = new GetBoundariesResponse { Width = width, Height = height };
        foreach (var (code, rings) in places)
        {
            (int X, int Y)[][] drawn = [.. rings.Select(ring => Shortened(ring.Select(Place))).Where(ring => ring.Length >= Corners)];
            if (drawn.Length == 0) continue;
            var (x, y, room) = LabelOf(drawn);
            map.Places.Add(new PlaceBoundary { Code = code, Rings = { drawn.Select(Message) }, LabelX = x, LabelY = y, LabelRoom = room });
        }
        return map;
    }

    /// <summary>Without points that fall on the one before, and without the last, which is the first.</summary>
    private static (int X, int Y)[] Shortened(IEnumerable<(int X, int Y)> ring)
    {
        List<(int X, int Y)> kept = [];
        foreach (var point in ring)
            if (kept.Count == 0 || kept[^1] != point) kept.Add(point);
        if (kept.Count > 1 && kept[^1] == kept[0]) kept.RemoveAt(kept.Count - 1);
        return [.. kept];
    }

    private static BoundaryRing Message((int X, int Y)[] ring)
    {
        var message = new BoundaryRing();
        var before = (X: 0, Y: 0);
        foreach (var point in ring)
        {
            message.Points.Add(point.X - before.X);
            message.Points.Add(point.Y - before.Y);
            before = point;
        }
        return message;
    }

    /// <summary>Of the points that are tried the one inside that is furthest from the border.</summary>
    private static (int X, int Y, int Room) LabelOf((int X, int Y)[][] rings)
    {
        var points = rings.SelectMany(ring => ring).ToArray();
        var (west, east, north, south) =
            (points.Min(point => point.X), points.Max(point => point.X), points.Min(point => point.Y), points.Max(point => point.Y));
        var best = (X: points[0].X, Y: points[0].Y, Room: 0d);
        for (var across = 1; across < Tried; across++)
            for (var along = 1; along < Tried; along++)
            {
                var (x, y) = (west + (east - west) * across / Tried, north + (south - north) * along / Tried);
                if (IsInside(rings, x, y) && RoomAt(rings, x, y) is var room && room > best.Room) best = (x, y, room);
            }
        return (best.X, best.Y, (int)best.Room);
    }

    private static bool IsInside((int X, int Y)[][] rings, int x, int y)
    {
        var inside = false;
        foreach (var (a, b) in Edges(rings))
            if (a.Y > y != b.Y > y && x < (double)(b.X - a.X) * (y - a.Y) / (b.Y - a.Y) + a.X) inside = !inside;
        return inside;
    }

    private static double RoomAt((int X, int Y)[][] rings, int x, int y)
    {
        var least = double.MaxValue;
        foreach (var (a, b) in Edges(rings))
        {
            double dx = b.X - a.X, dy = b.Y - a.Y;
            var at = Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / Math.Max(dx * dx + dy * dy, 1), 0, 1);
            least = Math.Min(least, Math.Pow(a.X + at * dx - x, 2) + Math.Pow(a.Y + at * dy - y, 2));
        }
        return Math.Sqrt(least);
    }

    private static IEnumerable<((int X, int Y) A, (int X, int Y) B)> Edges((int X, int Y)[][] rings)
    {
        foreach (var ring in rings)
            for (var index = 0; index < ring.Length; index++) yield return (ring[index], ring[(index + 1) % ring.Length]);
    }

    private static ArgumentException Wrong(BoundarySource source, string why) =>
        new($"Filings:Boundaries: the file '{source.File}' {why}.");
}
