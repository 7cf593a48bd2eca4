using System.Globalization;

namespace OpsCenter.Analytics.Simulation;

/// <summary>Halls to simulate.</summary>
public static class HallPlans
{
    private const string Personal = "GR";
    private const string Legal = "FR";

    /// <summary>
    /// A hall like that of 武江区: 30 windows of general service (综合窗口) in two zones, ten businesses. Zones are
    /// the bureau's; businesses, windows, shares, service scales and people are constructed for the demo, and the
    /// names of the staff are invented.
    /// </summary>
    /// <param name="hours">Opening hours; null: <see cref="HallHours.Shaoguan"/>.</param>
    public static HallPlan Wujiang(HallHours? hours = null)
    {
        string[] personal = ["SB", "YB", "GJJ", "HJ", "MZ"];
        string[] legal = ["QY", "SW", "GC", "TZ"];
        // A desk of each business that asks for a specialist, and desks that serve the whole zone (大综窗).
        string[][] desks =
        [
            ["SB", "YB"], ["SB", "YB"], ["SB"], ["YB"], ["GJJ", "SB"], ["GJJ"], ["HJ"], ["HJ"], ["HJ", "MZ"], ["MZ", "SB"],
            personal, personal, personal, personal, ["BDC"], ["BDC"], ["BDC"], ["BDC"],
            ["QY"], ["QY"], ["QY", "SW"], ["SW"], ["SW"], ["SW"], ["GC", "TZ"], ["TZ", "QY"], legal, legal, legal, legal,
        ];
        string[] names =
        [
            "示例·安一", "示例·柏二", "示例·岑三", "示例·丁四", "示例·鄂五", "示例·樊六", "示例·甘七", "示例·杭八", "示例·吉九", "示例·康十",
            "示例·蓝一", "示例·麦二", "示例·宁三", "示例·欧四", "示例·潘五", "示例·祁六", "示例·冉七", "示例·桑八", "示例·谭九", "示例·温十",
            "示例·席一", "示例·严二", "示例·展三", "示例·艾四", "示例·边五", "示例·池六", "示例·戴七", "示例·方八", "示例·顾九", "示例·贺十",
        ];
        // Clerks are not equally fast: 0.85 to 1.2 of the usual time.
        double[] paces = [1, 0.9, 1.1, 1.05, 0.95, 1.2, 0.85, 1, 1.15, 0.95];
        return new()
        {
            Code = "WJ",
            Name = "武江区政务服务中心",
            Zones = [new(Personal, "个人业务服务区"), new(Legal, "法人业务服务区")],
            Queues = [
                new() { Code = "SB", Name = "社会保险", Zone = Personal, Letter = "A", Share = 20, Business = "PS", ServiceScale = 3.7 },
                new() { Code = "YB", Name = "医疗保障", Zone = Personal, Letter = "B", Share = 17, Business = "PS", ServiceScale = 3.0 },
                new() { Code = "BDC", Name = "不动产登记", Zone = Personal, Letter = "C", Share = 11, Business = "NE", ServiceScale = 3.5 },
                new() { Code = "GJJ", Name = "住房公积金", Zone = Personal, Letter = "D", Share = 7, Business = "PS", ServiceScale = 3.7 },
                new() { Code = "HJ", Name = "公安户政", Zone = Personal, Letter = "E", Share = 14, Business = "PS", ServiceScale = 3.2 },
                new() { Code = "MZ", Name = "民政事务", Zone = Personal, Letter = "F", Share = 5, Business = "NW", ServiceScale = 4.6 },
                new() { Code = "QY", Name = "企业开办", Zone = Legal, Letter = "G", Share = 10, Business = "NW", ServiceScale = 7.0 },
                new() { Code = "SW", Name = "税务", Zone = Legal, Letter = "H", Share = 11, Business = "PS", ServiceScale = 5.4 },
                new() { Code = "GC", Name = "工程建设项目审批", Zone = Legal, Letter = "J", Share = 2, Business = "PE", ServiceScale = 4.2 },
                new() { Code = "TZ", Name = "行政许可综合受理", Zone = Legal, Letter = "K", Share = 3, Business = "NE", ServiceScale = 3.6 },
            ],
            Windows = [
                .. desks.Select((queues, i) => new PlannedWindow
                {
                    Code = Code("W", i), Name = string.Create(CultureInfo.InvariantCulture, $"{i + 1}号窗口"),
                    Zone = i < 18 ? Personal : Legal, Queues = queues, Staff = Code("S", i), Pace = paces[i % paces.Length],
                }),
            ],
            Staff = [.. names.Select((name, i) => new PlannedStaff(Code("S", i), name))],
            Hours = hours ?? HallHours.Shaoguan,
        };
    }

    /// <summary>
    /// A hall for load: open 08:00-20:00 every day, services of about a minute, every window serves one queue or
    /// two. Use with <see cref="HallProfile.Busy"/>.
    /// </summary>
    /// <param name="windows">At least as many as queues, at most 100,000.</param>
    /// <param name="queues">1-1,000.</param>
    public static HallPlan Synthetic(int windows, int queues)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queues, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queues, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, queues);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows, 100_000);
        string Zone(int i) => i % 2 == 0 ? Personal : Legal;
        string Queue(int i) => string.Create(CultureInfo.InvariantCulture, $"Q{i + 1}");
        return new()
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"SYN{windows}"),
            Name = "合成大厅 Synthetic hall",
            Zones = [new(Personal, "个人业务服务区"), new(Legal, "法人业务服务区")],
            Queues = [.. Enumerable.Range(0, queues).Select(i => new PlannedQueue
            {
                Code = Queue(i), Name = $"业务 {i + 1}", Zone = Zone(i), Letter = Letters(i), Share = 1, Business = "PS",
                ServiceScale = 0.3,
            })],
            Windows = [
                .. Enumerable.Range(0, windows).Select(i => new PlannedWindow
                {
                    Code = Code("W", i), Name = string.Create(CultureInfo.InvariantCulture, $"{i + 1}号窗口"), Zone = Zone(i % queues),
                    Queues = [.. new[] { Queue(i % queues), Queue((i % queues + i / queues % 2) % queues) }.Distinct()],
                    Staff = Code("S", i),
                }),
            ],
            Staff = [.. Enumerable.Range(0, windows)
                .Select(i => new PlannedStaff(Code("S", i), string.Create(CultureInfo.InvariantCulture, $"示例员工{i + 1}")))],
            Hours = HallHours.Daily(new(8, 0), new(20, 0)),
        };
    }

    private static string Code(string prefix, int place) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{place + 1:00}");

    /// <summary>A … Z, AA, AB …</summary>
    private static string Letters(int place) =>
        place < 26 ? ((char)('A' + place)).ToString() : Letters(place / 26 - 1) + (char)('A' + place % 26);
}
