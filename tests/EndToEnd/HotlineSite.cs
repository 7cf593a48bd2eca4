using Xunit;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>One process on SQLite for the tests of the hotline; each has a district of its own in it.</summary>
public sealed class HotlineSite : IAsyncLifetime
{
    public const string Collection = "hotline site";

    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-hotline-").FullName;

    public OpsCenterProcess Process { get; private set; } = null!;

    /// <summary>Towns of 武江; here they lie beside each other, a square each.</summary>
    public static readonly string[] Towns = ["440203001", "440203002", "440203100", "440203101", "440203102", "440203103", "440203104"];

    // A ruling is in force for the next order at once; the wall's account sees two districts, and has a map of one.
    public async ValueTask InitializeAsync()
    {
        var map = Path.Combine(folder, "towns.geojson");
        var squares = Towns.Select((town, at) =>
            $$$"""{"type":"Feature","properties":{"adcode":"{{{town}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{at}}},0],[{{{at
                + 1}}},0],[{{{at + 1}}},1],[{{{at}}},1],[{{{at}}},0]]]}}""");
        await File.WriteAllTextAsync(map, $$$"""{"type":"FeatureCollection","features":[{{{string.Join(',', squares)}}}]}""");
        Process = await OpsCenterProcess.StartAsync(
            $"--Storage:DataFolder={folder}", "--Hotline:RulebookFor=00:00:00", "--Identity:Districts:0=440203",
            "--Identity:Districts:1=440204",
            "--Filings:Boundaries:0:District=440203", $"--Filings:Boundaries:0:File={map}", "--Filings:Boundaries:0:Code=adcode");
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

[CollectionDefinition(HotlineSite.Collection)]
public sealed class HotlineSiteCollection : ICollectionFixture<HotlineSite>;
