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
        return new(
            "WJ",
            "武江区政务服务中心",
            [new(Personal, "个人业务服务区"), new(Legal, "法人业务服务区")],
            [
                new("SB", "社会保险", Personal, "A", 20, "PS", 3.7),
                new("YB", "医疗保障", Personal, "B", 17, "PS", 3.0),
                new("BDC", "不动产登记", Personal, "C", 11, "NE", 3.5),
                new("GJJ", "住房公积金", Personal, "D", 7, "PS", 3.7),
                new("HJ", "公安户政", Personal, "E", 14, "PS", 3.2),
                new("MZ", "民政事务", Personal, "F", 5, "NW", 4.6),
                new("QY", "企业开办", Legal, "G", 10, "NW", 7.0),
                new("SW", "税务", Legal, "H", 11, "PS", 5.4),
                new("GC", "工程建设项目审批", Legal, "J", 2, "PE", 4.2),
                new("TZ", "行政许可综合受理", Legal, "K", 3, "NE", 3.6),
            ],
            [
                .. desks.Select((queues, i) => new PlannedWindow(
                    Code("W", i),
                    string.Create(CultureInfo.InvariantCulture, $"{i + 1}号窗口"),
                    i < 18 ? Personal : Legal,
                    queues,
                    Code("S", i),
                    paces[i % paces.Length])),
            ],
            [.. names.Select((name, i) => new PlannedStaff(Code("S", i), name))],
            hours ?? HallHours.Shaoguan);
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
        return new(
            string.Create(CultureInfo.InvariantCulture, $"SYN{windows}"),
            "合成大厅 Synthetic hall",
            [new(Personal, "个人业务服务区"), new(Legal, "法人业务服务区")],
            [.. Enumerable.Range(0, queues).Select(i => new PlannedQueue(Queue(i), $"业务 {i + 1}", Zone(i), Letters(i), 1, "PS", 0.3))],
            [
                .. Enumerable.Range(0, windows).Select(i => new PlannedWindow(
                    Code("W", i),
                    string.Create(CultureInfo.InvariantCulture, $"{i + 1}号窗口"),
                    Zone(i % queues),
                    [.. new[] { Queue(i % queues), Queue((i % queues + i / queues % 2) % queues) }.Distinct()],
                    Code("S", i))),
            ],
            [.. Enumerable.Range(0, windows).Select(i => new PlannedStaff(Code("S", i), string.Create(CultureInfo.InvariantCulture, $"示例员工{i + 1}")))],
            HallHours.Daily(new(8, 0), new(20, 0)));
    }

    private static string Code(string prefix, int place) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{place + 1:00}");

    /// <summary>A … Z, AA, AB …</summary>
    private static string Letters(int place) =>
        place < 26 ? ((char)('A' + place)).ToString() : Letters(place / 26 - 1) + (char)('A' + place % 26);
}
