using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Screens;
using OpsCenter.Kernel;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Storage;
using Orleans.Storage;
using Xunit;

namespace OpsCenter.Tests.Demo;

/// <summary>The read side told in a few lines: every row of the journal, one after the other, into every projection.</summary>
internal static class PlainFold
{
    private const int PageSize = 5000;

    /// <summary>The themes of a data folder are, byte for byte, what the plain fold of its journal gives.</summary>
    /// <param name="folder">A product's data folder that no process has.</param>
    /// <param name="district">Whose themes.</param>
    /// <param name="withoutCheckpoint">Projections whose checkpoints are lost first.</param>
    /// <returns>The themes that were compared.</returns>
    public static async Task<IReadOnlyList<string>> CheckAsync(string folder, string district, params string[] withoutCheckpoint)
    {
        var clock = new StoppedClock();
        using var host = StorageSilo.Build(new() { DataFolder = folder }, silo =>
        {
            silo.Services.AddSingleton<DistrictClock>(clock);
            silo.Services.AddOpsCenterActors(Subjects.Actors, silo.Configuration);
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var services = host.Services;
            var readSide = services.GetRequiredService<IGrainFactory>().GetGrain<IReadSide>(district);
            foreach (var projection in withoutCheckpoint)
                await ForgetAsync(services, $"kernel.projection.{projection}", readSide.GetGrainId());
            var (projections, last) = await FoldAsync(services, district);
            clock.Now = last.RecordedAt.AddSeconds(1);
            var encoder = new ThemeEncoder(TestThemes.Codec, clock);
            List<string> compared = [];
            foreach (var (name, projection) in projections)
            {
                Assert.Equal(projection.Themes, await readSide.ThemesAsync(name));
                foreach (var theme in projection.Themes)
                {
                    var shown = (await readSide.WatchAsync(theme, "", 0, TimeSpan.Zero))!;
                    var plain = projection.Render(theme, clock.Now)!;
                    Assert.Equal(default, shown.Reading with { Projection = null!, Progress = 0 });
                    Assert.Equal(encoder.Snapshot(shown with { Times = plain.Times, Theme = plain.Theme }).Bytes.ToArray(),
                        encoder.Snapshot(shown).Bytes.ToArray());
                    compared.Add(theme);
                }
            }
            return compared;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<(IReadOnlyList<(string Name, IProjection Projection)> Projections, JournalRow Last)> FoldAsync(
        IServiceProvider services, string district)
    {
        var (reader, catalogue) = (services.GetRequiredService<IJournalReader>(), services.GetRequiredService<EventCatalogue>());
        var projections = services.GetServices<IProjectionFactory>()
            .Select(factory => (factory.Name, Projection: factory.Create(new(district)))).ToArray();
        var last = default(JournalRow);
        while (await reader.ReadDistrictAsync(new(district), last?.Position ?? JournalPosition.Start, PageSize) is { Count: > 0 } page)
        {
            foreach (var row in page)
                if (catalogue.Read(row.Kind, row.Payload) is { } @event)
                    foreach (var (_, projection) in projections) projection.Apply(row, @event);
            last = page[^1];
        }
        return (projections, last!);
    }

    private static async Task ForgetAsync(IServiceProvider services, string name, GrainId owner)
    {
        var storage = services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);
        var stored = new GrainState<Snapshot>(new());
        await storage.ReadStateAsync(name, owner, stored);
        Assert.True(stored.RecordExists, $"{name} has no checkpoint.");
        await storage.ClearStateAsync(name, owner, stored);
    }

    private sealed class StoppedClock() : DistrictClock(TimeProvider.System)
    {
        public DateTimeOffset Now { get; set; }

        public override ClockReading Read() => new(Now, 1, ClockPhase.Steady, null);
    }
}
