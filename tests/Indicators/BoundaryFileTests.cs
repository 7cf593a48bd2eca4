using System.Globalization;
using OpsCenter.Gateway.Filings;
using OpsCenter.Gateway.Places;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Indicators;

/// <summary>Maps of a district's places: what is in the file is what is drawn, north up, each name within its place.</summary>
public sealed class BoundaryFileTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.geojson");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Places_lie_as_they_lie()
    {
        // West of each other, the first with a hole, the second twice as high to the south; at the equator a degree is as long everywhere.
        var map = Read(Collection(
            Feature("440203001", "Polygon", "[[[0,0],[1,0],[1,1],[0,1],[0,0]],[[0.4,0.4],[0.6,0.4],[0.6,0.6],[0.4,0.6],[0.4,0.4]]]"),
            Feature("440203100000", "MultiPolygon", "[[[[1,-1],[2,-1],[2,1],[1,1],[1,-1]]]]")));
        Assert.Equal((BoundaryFile.Side, BoundaryFile.Side), (map.Width, map.Height));
        Assert.Equal(["440203001", "440203100"], map.Places.Select(place => place.Code));
        var (first, second) = (map.Places[0], map.Places[1]);
        Assert.Equal([(0, 2048), (2048, 2048), (2048, 0), (0, 0)], Points(first.Rings[0]));
        Assert.Equal(2, first.Rings.Count);
        Assert.Equal([(2048, 4096), (4096, 4096), (4096, 0), (2048, 0)], Points(Assert.Single(second.Rings)));
        Assert.InRange(second.LabelX, 3000, 3150);
        Assert.InRange(second.LabelRoom, 950, 1024);
        // Not in the hole.
        Assert.False(first.LabelX is > 819 and < 1229 && first.LabelY is > 819 and < 1229);
    }

    [Fact]
    public void A_name_stands_within_its_place_even_where_the_middle_does_not()
    {
        var place = Assert.Single(
            Read(Collection(
                Feature("440203001", "Polygon", "[[[0,0],[3,0],[3,3],[2.4,3],[2.4,0.6],[0.6,0.6],[0.6,3],[0,3],[0,0]]]"))).Places);
        Assert.True(place.LabelRoom > 300);
        Assert.True(place.LabelY > 3277 || place.LabelX < 820 || place.LabelX > 3277);
    }

    [Theory]
    [InlineData("[]", "FeatureCollection")]
    [InlineData("{\"features\":[]}", "no features")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":\"440203001\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}",
        "neither a Polygon")]
    [InlineData("{\"features\":[{\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}]}", "property 'code'")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":440203},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[500000,2700000]]]}}]}", "degrees")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":440203},\"geometry\":null}]}", "FeatureCollection")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":440203},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]}}]}",
        "without an area")]
    [InlineData("{\"features\":[{\"properties\":{\"code\":440203},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[113.5]]]}}]}",
        "FeatureCollection")]
    public void What_is_no_map_is_refused_in_a_sentence(string content, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => Read(content)).Message);

    [Fact]
    public void A_file_that_is_not_there_is_named_before_anything_starts() =>
        Assert.Contains(file,
            Assert.Throws<ArgumentException>(
                () => new FilingExportOptions { Boundaries = [new() { District = "440203", File = file }] }.Validated()).Message);

    /// <summary>The outline of 武江区 as it is published.</summary>
    [Fact]
    public void A_published_outline_is_read()
    {
        var path = SharedData.PathOrSkip("places/geo/440203.geojson");
        var map = BoundaryFile.Read(new() { District = "440203", File = path, Code = "adcode" });
        var place = Assert.Single(map.Places);
        Assert.Equal("440203", place.Code);
        Assert.True(Math.Max(map.Width, map.Height) == BoundaryFile.Side && place.LabelRoom > 200);
        Assert.All(place.Rings.SelectMany(Points),
            point => Assert.True(point.X >= 0 && point.X <= map.Width && point.Y >= 0 && point.Y <= map.Height));
    }

    private GetBoundariesResponse Read(string content)
    {
        File.WriteAllText(file, content);
        return BoundaryFile.Read(new() { District = "440203", File = file });
    }

    private static string Collection(params string[] features) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"FeatureCollection\",\"features\":[{string.Join(',', features)}]}}");

    private static string Feature(string code, string type, string coordinates) =>
        $"{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{code}\"}},\"geometry\":{{\"type\":\"{type}\",\"coordinates\":{coordinates}}}}}";

    private static (int X, int Y)[] Points(BoundaryRing ring)
    {
        var at = (X: 0, Y: 0);
        return [.. ring.Points.Chunk(2).Select(step => at = (at.X + step[0], at.Y + step[1]))];
    }
}
