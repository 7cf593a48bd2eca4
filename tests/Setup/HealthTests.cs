using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Kernel;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Setup;

/// <summary>What whoever watches over the product hears: well, or what is wanting, in a sentence.</summary>
public sealed class HealthTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    [Fact]
    public async Task An_event_that_cannot_be_counted_is_said()
    {
        using var client = new HttpClient();
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri(product.Http, "/healthz"), TestContext.Current.CancellationToken));
        // Instruments count from the first time that somebody collects them.
        client.DefaultRequestHeaders.Authorization = new("Bearer", await product.TokenAsync("prometheus", "collector", "*"));
        await client.GetStringAsync(new Uri(product.Http, "/metrics"), TestContext.Current.CancellationToken);
        var at = TestDay.Now;
        await product.Services.GetRequiredService<IJournal>().AppendAsync(
            new(), [new()
            {
                Stream = $"{HotlineInstallation.District}/order/BROKEN", Version = 1, District = new(HotlineInstallation.District),
                Kind = "hotline.order-received", OccurredAt = at, RecordedAt = at, Actor = "test", SourceId = "",
                Payload = "[]"u8.ToArray(), Hash = HashChain.Start,
            }]);
        await SaidAsync();
        var metrics = await client.GetStringAsync(new Uri(product.Http, "/metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("opscenter_projector_skipped_events{projection=\"hotline\"} 1", metrics);
        Assert.Contains("opscenter_projector_skipped_events{projection=\"orders\"} 1", metrics);
        Assert.All(
            (string[])["opscenter_projector_lag", "opscenter_orders_index_page", "opscenter_orders_indexed_events",
                "opscenter_orders_index_behind"],
            name => Assert.Contains($"# TYPE {name} ", metrics));

        // Whoever lists orders hears of it too, and a start makes nobody forget.
        await product.RestartAsync();
        await SaidAsync();
        var desk = new V1.Hotline.HotlineClient((await product.VisitorAsync("operator")).Channel);
        var list = await desk.ListOrdersAsync(new() { District = HotlineInstallation.District });
        Assert.Equal(new V1.Reading { Progress = 1, LeftOut = 1 }, list.Reading);

        Task SaidAsync() => Eventually.Passes(async () => Assert.Equal(
            """
            Degraded
            440203 hotline：1 条记录未计入，见运行日志 / 440203 hotline: 1 events left out, see the log
            440203 orders：1 条记录未计入，见运行日志 / 440203 orders: 1 events left out, see the log
            """,
            await client.GetStringAsync(new Uri(product.Http, "/healthz"), TestContext.Current.CancellationToken)));
    }
}
