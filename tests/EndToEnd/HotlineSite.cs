using Xunit;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>One process on SQLite for the tests of the hotline; each has a district of its own in it.</summary>
public sealed class HotlineSite : IAsyncLifetime
{
    public const string Collection = "hotline site";

    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-hotline-").FullName;

    public OpsCenterProcess Process { get; private set; } = null!;

    // A ruling is in force for the next order at once; the wall's account sees two districts.
    public async ValueTask InitializeAsync() => Process = await OpsCenterProcess.StartAsync(
        $"--Storage:DataFolder={folder}", "--Hotline:RulebookFor=00:00:00", "--Identity:Districts:0=440203", "--Identity:Districts:1=440204");

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

[CollectionDefinition(HotlineSite.Collection)]
public sealed class HotlineSiteCollection : ICollectionFixture<HotlineSite>;
