using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Playwright;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hall;
using OpsCenter.Kernel;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;

namespace OpsCenter.Tests.Browser;

/// <summary>
/// One process with a district in each state that walls and pages can be in, made through the public door, and one browser that has a
/// window for each district. A window goes from page to page without loading again, as people do: so the sheets of all pages lie in it at
/// once.
/// </summary>
public sealed class LayoutSite : IAsyncLifetime
{
    /// <summary>
    /// An ordinary one, one where everything is much and long, one that is defined and has nothing yet, one where nothing is defined, one
    /// whose work is done.
    /// </summary>
    public const string Ordinary = "440203", Crowded = "440204", Empty = "440205", Unset = "440206", Calm = "440207";

    /// <summary>Halls of <see cref="Ordinary"/>.</summary>
    public const string OpenHall = "H1", CrowdedHall = "H2", ClosedHall = "H3", EmptyHall = "H4";

    /// <summary>The window of who keeps the accounts, of no district.</summary>
    public const string Administrator = "admin";

    /// <summary>An order and a filing that can be opened.</summary>
    public const string Order = "CROWD-00001", FilingPath = "village-yearly/2040/440203102201";

    private const int Departments = 40, ManyOrders = 10_400;
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-layout-").FullName;
    private readonly Dictionary<string, IPage> windows = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public OpsCenterProcess Process { get; private set; } = null!;

    /// <summary>What went wrong in the pages' own code.</summary>
    public List<string> Errors { get; } = [];

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsThere) return;
        string[] districts = [Ordinary, Crowded, Empty, Unset, Calm];
        var map = Path.Combine(folder, "towns.geojson");
        await File.WriteAllTextAsync(map, Squares());
        Process = await OpsCenterProcess.StartAsync(
        [
            $"--Storage:DataFolder={folder}", "--Hotline:RulebookFor=00:00:00",
            .. districts.Select((district, i) => $"--Identity:Districts:{i}={district}"),
            $"--Filings:Boundaries:0:District={Ordinary}", $"--Filings:Boundaries:0:File={map}", "--Filings:Boundaries:0:Code=adcode",
        ]);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium
            .LaunchAsync(new() { ExecutablePath = Chromium.Find(), Headless = true, Args = Chromium.Arguments });
        foreach (var district in districts)
            windows[district] = await OpenAsync(await Process.NewPersonAsync($"layout-{district}", "operator", district), district);
        windows[""] = await OpenAsync(null, "");
        windows[Administrator] = await OpenAsync(await Process.SignInAsync("admin"), Ordinary);
        await Task.WhenAll(MakeHallsAsync(), MakeHotlinesAsync(), MakeFilingsAsync());
    }

    /// <summary>The window of a district's operator; "": of nobody.</summary>
    public IPage WindowOf(string district) => windows[district];

    public async ValueTask DisposeAsync()
    {
        if (!Chromium.IsThere) return;
        await browser.CloseAsync();
        playwright.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<IPage> OpenAsync(string? session, string district)
    {
        var context = await browser.NewContextAsync(new() { Locale = "zh-CN", TimezoneId = "Asia/Shanghai" });
        context.SetDefaultTimeout(60_000);
        if (session is not null)
            await context.AddCookiesAsync(
                [new() { Name = SessionCookie.Name, Value = session, Url = Process.Http.AbsoluteUri, HttpOnly = true,
                    SameSite = SameSiteAttribute.Strict }]);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => Errors.Add(error);
        await page.GotoAsync(Process.Http.AbsoluteUri + (session is null ? "login" : $"desk/{district}"));
        // Every sheet is loaded before anything is measured.
        if (session is not null) await GoAsync(page, $"filings/{district}", ".shell");
        return page;
    }

    /// <summary>Goes on to another page of the product, as a link does.</summary>
    public static async Task GoAsync(IPage page, string path, string ready)
    {
        await page.EvaluateAsync("path => { history.pushState({ inner: true }, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
            $"/{path}");
        await page.Locator(ready).First.WaitForAsync();
    }

    // Halls: a day half over, the same with sixty windows in four zones, a day that is over, and one that has not had a day.
    private async Task MakeHallsAsync()
    {
        // Open every day, so that the last one was a whole one, whatever day it is.
        var plan = HallPlans.Wujiang(HallHours.Daily(new(8, 30), new(17, 30)));
        await FeedAsync(OpenHall, plan, 500, part: 0.6);
        await FeedAsync(CrowdedHall, Many(plan), 2_600, part: 0.5);
        await FeedAsync(ClosedHall, plan, 300, part: 1);
        await HallTestClient.OpenAsync(Process, EmptyHall, plan);

        async Task FeedAsync(string hall, HallPlan of, double tickets, double part)
        {
            var door = await HallTestClient.OpenAsync(Process, hall, of);
            var facts = HallTestClient.PastDay(of, seed: 31, tickets);
            facts = facts[..(int)(facts.Length * part)];
            await door.FeedAsync(facts);
            var served = facts.Count(fact => fact.Kind == SimulatedFactKind.ServiceCompleted);
            await Eventually.Passes(async () => Assert.Equal(served, (await door.DayAsync(HallTime.DateOf(facts[0].At))).Total.Served));
        }
    }

    /// <summary>Sixty windows in four zones, with names as long as they come.</summary>
    private static HallPlan Many(HallPlan plan)
    {
        string[] zones = ["跨域通办和公共资源交易综合服务区", "不动产登记与住房公积金联合服务区", "工程建设项目审批服务区", "税务和社会保险联合办理服务区"];
        var queues = plan.Queues.Select((queue, i) => queue with { Zone = $"Z{i % zones.Length}", Name = $"{queue.Name}及其他关联事项综合受理" })
            .ToArray();
        var windows = Enumerable.Range(0, 60).Select(i =>
        {
            var zone = $"Z{i % zones.Length}";
            return new PlannedWindow
            {
                Code = $"综合{i + 1:00}",
                Name = $"{i + 1} 号“一窗通办”综合服务窗口",
                Zone = zone,
                Queues = [.. queues.Where(queue => queue.Zone == zone).Select(queue => queue.Code)],
                Staff = $"S{i + 1:00}",
            };
        });
        return plan with
        {
            Name = "武江区政务服务中心暨公共资源交易和公共法律服务综合大厅",
            Zones = [.. zones.Select((name, i) => new PlannedZone($"Z{i}", name))],
            Queues = queues,
            Windows = [.. windows],
            Staff = [.. Enumerable.Range(0, 60).Select(i => new PlannedStaff($"S{i + 1:00}", $"示例·欧阳慧敏{i + 1:00}"))],
        };
    }

    // Hotlines: the sample with some hundred orders, one with forty departments and ten thousand orders, one without, one whose orders are
    // all closed.
    private async Task MakeHotlinesAsync()
    {
        var today = LocalTime.DateOf(TestDay.Now);
        var now = TestDay.Now;
        await FeedAsync(await HotlineTestClient.OpenAsync(Process, Ordinary),
            SimulatedHotline.Orders(Ordinary, today.AddDays(-30), today, 10, seed: 5).Where(order => order.ReceivedAt <= now)
                .Select(order => order.ToMessage(now)));
        await HotlineTestClient.OpenAsync(Process, Empty);
        await FeedAsync(await HotlineTestClient.OpenAsync(Process, Calm),
            SimulatedHotline.Orders(Calm, today.AddDays(-70), today.AddDays(-68), 12, seed: 6).Select(order => order.ToMessage(now))
                .Where(order => order.ClosedAt is not null));
        var crowded = await HotlineTestClient.OpenAsync(Process, Crowded);
        await crowded.Operator
            .DefineHotlineAsync(
                new() { District = Crowded, FileName = "crowded.yaml", Content = ByteString.CopyFromUtf8(CrowdedHotline()) });
        await FeedAsync(crowded, Enumerable.Range(1, ManyOrders).Select(i => CrowdedOrder(i, now)));

        static async Task FeedAsync(HotlineTestClient door, IEnumerable<OrderRecord> orders)
        {
            var totals = await door.FeedAsync(orders);
            Assert.Equal(0, totals.Rejected + totals.Quarantined);
            // By months: of last year the counts have what had come by the same day only.
            await Eventually.Passes(
                async () => Assert.Equal(totals.Accepted,
                    (await door.WallAsync()).Months.Sum(month => month.Received + month.ReceivedLastYear)));
        }
    }

    private static string CrowdedHotline()
    {
        var sample = File.ReadAllText(SampleFiles.PathOf("wujiang-hotline.yaml")).Replace(Ordinary, Crowded);
        var yaml = new StringBuilder(sample[..sample.IndexOf("departments:", StringComparison.Ordinal)].Replace("武江区12345政务服务便民热线",
            "某某市某某区12345政务服务便民热线（含110非警务警情分流）"));
        yaml.AppendLine("departments:");
        for (var i = 1; i <= Departments; i++)
        {
            yaml.AppendLine(CultureInfo.InvariantCulture, $"  - code: D{i:00}")
                .AppendLine(CultureInfo.InvariantCulture, $"    name: 区住房和城乡建设管理局第{i}分局（含下属事业单位和派出机构）").AppendLine("    duties:");
            yaml.AppendLine("      - clause: \"1.1\"")
                .AppendLine("        text: 物业服务活动的监督管理，指导业主大会和业主委员会，查处物业服务人不履行合同、擅自停止服务的行为，以及法律法规规定的其他职责")
                .AppendLine(CultureInfo.InvariantCulture, $"        topics: [城乡建设/住房保障与房地产/物业服务/第{i}类]")
                .AppendLine("        keywords: [物业, 业委会]");
        }
        return yaml.ToString();
    }

    private static OrderRecord CrowdedOrder(int i, DateTimeOffset now)
    {
        // Most are of today, so that five digits stand there too; a tenth lies unclaimed.
        var at = now.AddMinutes(-10 - (i % 997) * (i % 9 == 0 ? 97 : 0.2));
        var order = new OrderRecord
        {
            Number = $"CROWD-{i:00000}",
            ReceivedAt = at.ToTimestamp(),
            Type = (V1.OrderType)(1 + (i % 5)),
            Topic = $"城乡建设/住房保障与房地产/物业服务/第{1 + (i % Departments)}类及其他有关住宅小区公共部位和配套设施的诉求",
            Title = $"碧桂园·山湖城三期紫云苑七栋二单元业主反映地下车库长期积水、电梯停运、物业不作为等多项问题第 {i} 次来电",
            Content = "来电人表示已多次向物业和社区反映，仍未解决，请尽快派人到现场处理。",
            CallerName = "欧阳志强",
            CallerPhone = "13812345678",
            Place = $"{Crowded}00{1 + (i % 2)}",
            Address = "惠民街道工业东路 128 号碧桂园·山湖城三期紫云苑七栋二单元 1203 房",
            Channel = "电话",
            Urgent = i % 50 == 0,
        };
        if (i % 10 == 0) return order;
        (order.Department, order.DispatchedAt) = ($"D{1 + (i % Departments):00}", at.AddMinutes(1).ToTimestamp());
        if (i % 10 == 1) return order;
        order.ClaimedAt = at.AddMinutes(3).ToTimestamp();
        return order;
    }

    // Filings: the sample's rounds, with some sent; twenty-six towns and a dozen sets with long names; definitions without a round.
    private async Task MakeFilingsAsync()
    {
        var (places, indicators) = (await SampleAsync("wujiang-places.csv"), await SampleAsync("wujiang-indicators.yaml"));
        var bureau = await DefineAsync(Ordinary, places, indicators);
        await DefineAsync(Empty, places.Replace(Ordinary, Empty), indicators);
        var (many, sets) = (CrowdedPlaces(), CrowdedSets(indicators));
        var crowded = await DefineAsync(Crowded, many, sets);

        string[] rounds = ["district-quarterly", "town-quarterly", "village-quarterly", "village-yearly"];
        foreach (var set in rounds)
            await OpenAsync(bureau, Ordinary, set, set.EndsWith("yearly", StringComparison.Ordinal) ? "2040" : "2040Q1",
                TimeSpan.FromDays(set[0] == 'v' ? 2 : 9));
        for (var i = 1; i <= CrowdedSetCount;
        i++) await OpenAsync(crowded, Crowded, $"S{i:00}", "2040", i % 3 == 0 ? TimeSpan.FromSeconds(20) : TimeSpan.FromDays(1 + (i % 5)));
        var clerk = new V1.Filings.FilingsClient(Process.Open(await Process.NewPersonAsync("layout-clerk", "clerk", "440203102")));
        foreach (var village in (await bureau.ListFilingsAsync(new() { District = Ordinary, Period = "2040Q1", PageSize = 200 })).Filings
            .Where(filing => filing.Place.StartsWith("440203102", StringComparison.Ordinal) && filing.Place.Length > 9).Take(3))
            await clerk.SaveFilingAsync(new()
            {
                District = Ordinary,
                Set = village.Set,
                Period = "2040Q1",
                Place = village.Place,
                Submit = true,
                Cells = { new CellInput { Indicator = "JC09", Value = "3" }, new CellInput { Indicator = "JC18", Value = "1" } },
            });
        var reminders = new Reminders.RemindersClient(Process.Open(await Process.TokenAsync("operator", Ordinary)));
        foreach (var (place, i) in HotlineSite.Towns.Select((town, i) => (town, i)))
            await reminders.PutPersonAsync(new()
            {
                District = Ordinary,
                Person = new BookPerson
                {
                    Code = $"person-{i}",
                    Name = i == 0 ? "欧阳慧敏·阿卜杜热合曼" : "何晓燕",
                    Place = place,
                    Duties = { BookDuty.Filler, BookDuty.Leader },
                    Contacts = { new BookContact { Way = NoticeWay.WecomApp, Address = $"filler-of-a-town-with-a-long-address-{i}" },
                        new BookContact { Way = NoticeWay.Sms, Address = "13800001234" } },
                },
            });

        async Task<V1.Filings.FilingsClient> DefineAsync(string district, string placesFile, string indicatorsFile)
        {
            var channel = Process.Open(await Process.TokenAsync("operator", district));
            var manager = new V1.Indicators.IndicatorsClient(channel);
            await manager.DefinePlacesAsync(new()
            {
                District = district,
                From = "2023-06-30",
                Source = "统计用区划代码",
                FileName = "places.csv",
                Content = ByteString.CopyFromUtf8(placesFile)
            });
            await manager.DefineIndicatorsAsync(
                new() { District = district, FileName = "indicators.yaml", Content = ByteString.CopyFromUtf8(indicatorsFile) });
            return new(channel);
        }

        static Task OpenAsync(V1.Filings.FilingsClient of, string district, string set, string period, TimeSpan due) =>
            Eventually.Passes(
                async () => await of.OpenRoundAsync(
                    new() { District = district, Set = set, Period = period, DueAt = (TestDay.Now + due).ToTimestamp() }));
    }

    private const int CrowdedSetCount = 12;

    private static string CrowdedPlaces()
    {
        string[] names = ["三江侗族少数民族乡", "中新知识城龙湖街道办事处", "农业高新技术产业示范区", "北江经济开发区管委会"];
        var csv = new StringBuilder("code,name,level,parent\n").AppendLine(CultureInfo.InvariantCulture, $"{Crowded},某某区,county,4402");
        for (var town = 1; town <= 26; town++)
        {
            var code = town <= 2 ? $"{Crowded}00{town}" : $"{Crowded}{100 + town}";
            csv.AppendLine(CultureInfo.InvariantCulture, $"{code},{names[town % 4]}{"甲乙丙丁戊己庚"[town / 4]},town,{Crowded}");
            for (var village = 1; village <= 3; village++)
                csv.AppendLine(CultureInfo.InvariantCulture, $"{code}{200 + village},高质量发展示范片区第{village}联合村民委员会,village,{code}");
        }
        return csv.ToString();
    }

    /// <summary>The sample's indicators with longer names, in a dozen sets of villages and towns.</summary>
    private static string CrowdedSets(string sample)
    {
        string[] names = ["县镇村三级联动高质量发展", "绿美广东生态建设与人居环境", "新型农村集体经济", "典型村培育和帮扶项目"];
        var yaml = new StringBuilder(sample[..(sample.IndexOf("\nsets:", StringComparison.Ordinal) + 1)]).AppendLine("sets:");
        for (var i = 1; i <= CrowdedSetCount; i++)
        {
            var (level, cells) = i % 2 == 0 ? ("town", "QY02, QY03, JC01, JC03, JC10, JC14")
                : ("village", "QY02, JC01, JC02, JC04, JC05, JC06, JC07, JC08, JC12");
            yaml.AppendLine(CultureInfo.InvariantCulture,
                $"  - {{code: S{i:00}, name: {names[i % 4]}第{i}套表, frequency: yearly, levels: [{level}], indicators: [{cells}], "
                    + $"department: NYJ, due: 8wd, lock: 5wd}}");
        }
        return yaml.ToString();
    }

    private static Task<string> SampleAsync(string file) => File.ReadAllTextAsync(SampleFiles.PathOf(file));

    private static string Squares()
    {
        // Four beside each other, in two rows.
        var squares = HotlineSite.Towns.Select((town, i) => (town, x: i % 4, y: i / 4)).Select(of =>
            $$$"""{"type":"Feature","properties":{"adcode":"{{{of.town}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{of.x}}},{{{of.y}}}],[{{{of.x + 1}}},{{{of.y}}}],[{{{of.x + 1}}},{{{of.y + 1}}}],[{{{of.x}}},{{{of.y + 1}}}],[{{{of.x}}},{{{of.y}}}]]]}}""");
        return $$$"""{"type":"FeatureCollection","features":[{{{string.Join(',', squares)}}}]}""";
    }
}
