using Google.Protobuf.WellKnownTypes;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Browser;

/// <summary>The 12345 wall in a real browser, served and fed by the real process: every number on the page is what was sent.</summary>
[Collection(HotlineSite.Collection)]
public sealed class HotlineWallTests(HotlineSite site)
{
    private const string District = "440204";
    private static readonly HashSet<string> NoNumbers = ["name", "date", "data_time", "link"];

    [Fact]
    public async Task Two_years_of_orders_stand_on_the_page_as_they_were_sent()
    {
        var door = await HotlineTestClient.OpenAsync(site.Process, District);
        var hotline = await door.Operator.GetHotlineAsync(new() { District = District });
        await using var browser = await WallBrowser.OpenAsync();
        await browser.SignInAsWallAsync(site.Process, $"wall/{District}/hotline");

        // Few calls a day up to this month's, then as many as a district has; the platform tells what it knew some hours ago, and then what
        // it knows now.
        var now = TestDay.Now;
        var (today, lately) = (LocalTime.DateOf(now), LocalTime.DateOf(now).AddDays(-10));
        var orders = SimulatedHotline.Orders(District, new(today.Year - 1, 1, 1), lately.AddDays(-1), perDay: 3, seed: 31)
            .Concat(SimulatedHotline.Orders(District, lately, today, perDay: 60, seed: 32)).ToArray();
        var before = orders.Where(order => order.ReceivedAt <= now.AddHours(-3)).Select(order => order.ToMessage(now.AddHours(-3)))
            .ToArray();
        var sent = orders.Where(order => order.ReceivedAt <= now).Select(order => order.ToMessage(now)).ToArray();
        var first = await door.FeedAsync(before);
        Assert.Equal((before.Length, 0L, 0L, 0L), (first.Accepted, first.Repeats, first.Quarantined, first.Rejected));
        var second = await door.FeedAsync(sent);
        var news = sent.Length - before.Intersect(sent).Count();
        Assert.Equal((news, sent.Length - news, 0L, 0L), (second.Accepted, second.Repeats, second.Quarantined, second.Rejected));

        // One calls now, so that the clock of the data is ours.
        var call = orders[^1].ToCall();
        call.ReceivedAt = TestDay.Now.ToTimestamp();
        call.Number = "GD-NOW";
        await door.FeedAsync([call]);
        var totals = new HotlineTotals([.. sent, call], hotline);
        await Eventually.Passes(async () => Compare(totals, await browser.NumbersAsync()));

        // Of what is sent again nothing counts again.
        Assert.Equal(sent.Length, (await door.FeedAsync(sent)).Repeats);
        await Eventually.Passes(async () => Compare(totals, await browser.NumbersAsync()));
        Assert.Empty(browser.Errors);
        var text = await browser.Page.ContentAsync();
        Assert.All(sent, order => Assert.DoesNotContain(order.CallerPhone, text));
    }

    /// <summary>
    /// Nothing on the page is not counted, and all that is counted stands there but for what a wall of this size has no room for.
    /// </summary>
    private static void Compare(HotlineTotals totals, Dictionary<string, string> page)
    {
        var expected = totals.At(TestDay.Now);
        var differences =
            page.Where(number => !NoNumbers.Contains(number.Key) && expected.GetValueOrDefault(number.Key, "nothing") != number.Value)
            .Select(number => $"{number.Key}: {number.Value}, not {expected.GetValueOrDefault(number.Key, "nothing")}")
            .Concat(expected.Keys.Where(key => !page.ContainsKey(key) && !MayBeLeftOut(key)).Select(key => $"{key}: is not on the page"));
        Assert.Empty(differences);
        Assert.NotEqual("0", page["counts.received_today"]);
        Assert.NotEqual("0", page["counts.unclaimed"]);
    }

    private static bool MayBeLeftOut(string metric) => metric.StartsWith("rising.", StringComparison.Ordinal)
        || metric.StartsWith("month.", StringComparison.Ordinal)
        || (metric.StartsWith("department.", StringComparison.Ordinal) && metric.EndsWith("_rate", StringComparison.Ordinal));
}
