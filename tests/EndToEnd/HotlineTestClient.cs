using Google.Protobuf;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// One district's hotline of a running OpsCenter, through the public door: as the city's platform, its operator and its screens.
/// </summary>
public sealed class HotlineTestClient
{
    private const string Sample = "wujiang-hotline.yaml", SampleDistrict = "440203";

    private HotlineTestClient(OpsCenterProcess process, string district, string source, string manager)
    {
        (District, Source, Manager) = (district, source, manager);
        Platform = new(process.Open(source));
        Operator = new(process.Open(manager));
        Screens = new(process.Open(manager));
    }

    public string District { get; }

    /// <summary>Bearer token of the city's platform.</summary>
    public string Source { get; }

    /// <summary>Bearer token of the operator.</summary>
    public string Manager { get; }

    public OrderIngest.OrderIngestClient Platform { get; }

    public V1.Hotline.HotlineClient Operator { get; }

    public Screens.ScreensClient Screens { get; }

    /// <summary>Describes the district's hotline as the sample describes that of 武江区.</summary>
    public static async Task<HotlineTestClient> OpenAsync(OpsCenterProcess process, string district)
    {
        var door = new HotlineTestClient(process, district, await process.TokenAsync("source", district),
            await process.TokenAsync("operator", district));
        var sample = await File.ReadAllTextAsync(SampleFiles.PathOf(Sample));
        await door.Operator.DefineHotlineAsync(new()
        {
            District = district,
            FileName = Sample,
            Content = ByteString.CopyFromUtf8(sample.Replace(SampleDistrict, district)),
        });
        return door;
    }

    /// <summary>The same hotline through another process of the same installation.</summary>
    public HotlineTestClient At(OpsCenterProcess process) => new(process, District, Source, Manager);

    /// <summary>Sends everything as the platform does; returns the sums of the receipts.</summary>
    public async Task<IngestTotals> FeedAsync(IEnumerable<OrderRecord> orders)
    {
        var feed = new OrderFeed(Platform, District);
        await feed.SendAsync(orders, CancellationToken.None);
        return feed.Totals;
    }

    /// <summary>The wall as a screen gets it that is switched on now.</summary>
    public async Task<HotlineTheme> WallAsync()
    {
        using var call = Screens.Watch(new() { Theme = $"{District}/hotline/wall" }, deadline: DateTime.UtcNow + Eventually.Bound);
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            if (call.ResponseStream.Current.Hotline is { } wall) return wall;
        throw new InvalidOperationException("The stream has ended without a wall.");
    }

    /// <summary>Every order of the list, page by page.</summary>
    public async Task<IReadOnlyList<OrderSummary>> ListAsync()
    {
        var orders = new List<OrderSummary>();
        var page = new ListOrdersResponse();
        do
        {
            page = await Operator.ListOrdersAsync(
                new() { District = District, Sort = "oldest", PageSize = 200, PageToken = page.NextPageToken });
            orders.AddRange(page.Orders);
        }
        while (page.NextPageToken.Length > 0);
        return orders;
    }
}
