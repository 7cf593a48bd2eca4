using OpsCenter.Analytics.Simulation;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Hall;
using Xunit;

namespace OpsCenter.Tests.Files;

public sealed class HallDefinitionFileTests
{
    [Fact]
    public void The_sample_is_the_hall_that_the_simulator_plans()
    {
        using var file = File.OpenRead(SampleFiles.PathOf("wujiang-hall.yaml"));
        var reading = HallDefinitionFile.Read("wujiang-hall.yaml", file);
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        var (hall, plan) = (reading.Definition!, HallPlans.Wujiang());
        Assert.Equal(plan.Name, hall.Name);
        Assert.Equal(plan.Zones.Select(zone => (zone.Code, zone.Name)), hall.Zones.Select(zone => (zone.Code, zone.Name)));
        Assert.Equal(
            plan.Queues.Select(queue => (queue.Code, queue.Name, queue.Zone)),
            hall.Queues.Select(queue => (queue.Code, queue.Name, queue.Zone)));
        Assert.Equal(
            plan.Windows.Select(window => $"{window.Code} {window.Name} {window.Zone} {string.Join(',', window.Queues)}"),
            hall.Windows.Select(window => $"{window.Code} {window.Name} {window.Zone} {string.Join(',', window.Queues)}"));
        Assert.Equal(plan.Staff.Select(person => (person.Code, person.Name)), hall.Staff.Select(person => (person.Code, person.Name)));
        Assert.Equal(
            plan.Hours.Sessions.Select(session => (session.Day, session.Opens, session.Closes)).Order(),
            hall.OpeningHours.Select(span => (span.Weekday, span.Opens, span.Closes)).Order());
    }

    [Theory]
    [InlineData("hall.yaml")]
    [InlineData("hall.xlsx")]
    public void What_is_written_is_read_again(string name)
    {
        using var file = File.OpenRead(SampleFiles.PathOf("wujiang-hall.yaml"));
        var hall = HallDefinitionFile.Read("wujiang-hall.yaml", file).Definition! with
        {
            Name = "=1+1 \"引号\": #井号, 逗号",
            Staff = [new("001", "null"), new("12345678901234567890", "- 破折"), new("E5", "'单引号"), new("1e5", "~"), new("-", "是: 否")],
        };
        using var written = new MemoryStream();
        if (name.EndsWith("xlsx", StringComparison.Ordinal)) HallDefinitionFile.WriteXlsx(hall, written);
        else HallDefinitionFile.WriteYaml(hall, written);
        written.Position = 0;
        var reading = HallDefinitionFile.Read(name, written);
        Assert.Empty(reading.Errors);
        Assert.Empty(HallDefinitionChanges.Describe(hall, reading.Definition!));
        Assert.Equal(hall.Staff, reading.Definition!.Staff);
        Assert.Equal(hall.Windows.SelectMany(window => window.Queues), reading.Definition.Windows.SelectMany(window => window.Queues));
    }

    [Fact]
    public void Every_error_is_told_at_once_with_its_place()
    {
        var reading = Samples.ReadYaml("""
            name: ""
            zones:
              - {code: GR, name: 个人业务服务区}
              - {code: GR, name: 又一个}
            queues:
              - {code: SB, name: 社会保险, zone: GB}
              - {code: QY, name: 企业开办, zone: GR}
            windows:
              - {code: "W 01", name: 1号窗口, zone: GR, queues: [SB, SBX]}
            staff:
              - {code: S01}
            opening_hours:
              - {days: 周一, opens: "12:00", closes: "09:00"}
              - {days: 周八, opens: "09:00", closes: "10:00"}
              - {days: 周二, spans: [09:00-12:00, 11:30-13:00]}
            """);
        Assert.Null(reading.Definition);
        string[] expected =
        [
            "第 1 行第 7 列 (name)",
            "第 4 行第 12 列 (zones[2].code)",
            "第 9 行第 12 列 (windows[1].code)",
            "第 6 行第 34 列 (queues[1].zone)",
            "第 9 行第 55 列 (windows[1].queues[2])",
            "第 11 行第 5 列 (staff[1].name)",
            "第 7 行第 12 列 (queues[2].code)",
            "第 13 行第 40 列 (opening_hours[1].closes)",
            "第 14 行第 12 列 (opening_hours[2].days)",
            "第 15 行第 23 列 (opening_hours[3].spans)",
        ];
        Assert.Equal(expected.Order(), reading.Errors.Select(error => error.Place).Order());
        Assert.Contains("是否应为“GR”", reading.Errors.Single(error => error.Place.Contains("queues[1].zone")).Message);
        Assert.Contains("是否应为“SB”", reading.Errors.Single(error => error.Place.Contains("windows[1].queues[2]")).Message);
        Assert.All(reading.Errors, error => Assert.Contains(" / ", error.Message));
    }

    [Fact]
    public void Chinese_keys_full_width_signs_and_names_for_codes_are_understood()
    {
        var reading = Samples.ReadYaml("""
            大厅: 示例大厅
            区域: [{代码: ＧＲ, 名称: 个人业务服务区}]
            业务: [{代码: 1, 名称: 社保, 区域: 个人业务服务区}]
            窗口: [{代码: 01, 名称: 一号, 区域: GR, 业务: 1}]
            人员: []
            开放时间:
              - {星期: 周一至周五, 时段: ０９：００－１２：００、14:30-17:30}
              - {星期: [周六, Sun], 开始: 9:00, 结束: "12:00"}
            """);
        Assert.Empty(reading.Errors);
        var hall = reading.Definition!;
        Assert.Equal(new Zone("GR", "个人业务服务区"), hall.Zones[0]);
        Assert.Equal(new Queue("1", "社保", "GR"), hall.Queues[0]);
        Assert.Equal("01", hall.Windows[0].Code);
        Assert.Equal(12, hall.OpeningHours.Count);
        Assert.Equal(new OpeningHours(DayOfWeek.Sunday, new(9, 0), new(12, 0)), hall.OpeningHours[^1]);
    }

    [Fact]
    public void A_window_that_serves_another_zone_is_a_warning()
    {
        var reading = Samples.ReadYaml(Samples.Yaml.Replace("queues: [SB]", "queues: [SB, QY]"));
        Assert.NotNull(reading.Definition);
        Assert.Equal("第 9 行第 52 列 (windows[1].queues[2])", Assert.Single(reading.Warnings).Place);
    }

    [Fact]
    public void A_queue_that_no_window_serves_is_an_error() =>
        Assert.Contains("没有窗口办理", Assert.Single(Samples.ReadYaml(Samples.Yaml.Replace("queues: [QY]", "queues: [SB]")).Errors).Message);

    [Theory]
    [InlineData("zonez: []", "zones")]
    [InlineData("name: 再来一次", "两次")]
    public void Keys_that_are_wrong_are_told(string line, string word) =>
        Assert.Contains(word, Assert.Single(Samples.ReadYaml(Samples.Yaml + "\n" + line).Errors).Message);

    [Fact]
    public void More_than_the_limits_is_refused()
    {
        var staff = string.Concat(Enumerable.Range(0, 5_001).Select(i => $"\n  - {{code: S{i}, name: 示例}}"));
        Assert.Contains(
            "5001", Assert.Single(Samples.ReadYaml(Samples.Yaml.Replace("\n  - {code: S01, name: 示例·甲}", staff)).Errors).Message);
        var wrong = Samples.ReadYaml(Samples.Yaml + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"\nx{i}: 1")));
        Assert.Equal(FileError.MaxTold + 1, wrong.Errors.Count);
        Assert.Contains("1 MiB", Assert.Single(Samples.ReadYaml("# " + new string('x', 1 << 20)).Errors).Message);
    }

    [Fact]
    public void Changes_are_told_in_sentences()
    {
        var old = Samples.Hall();
        var changed = old with
        {
            Windows =
            [
                old.Windows[0] with { Queues = ["SB", "QY"] },
                new("A12", "12号窗口", "GR", ["SB"]),
                old.Windows[1] with { Zone = "GR" },
            ],
            Staff = [],
            OpeningHours = [.. old.OpeningHours.Where(span => span.Weekday != DayOfWeek.Friday)],
        };
        string[] expected =
        [
            "窗口 W01 增加业务 企业开办（QY）",
            "新增窗口 A12（个人业务服务区）",
            "窗口 W02 由法人业务服务区移到个人业务服务区",
            "撤销人员 S01“示例·甲”",
            "周五开放时间由“09:00-12:00、14:30-17:30”改为“不开放”",
        ];
        Assert.Equal(expected, HallDefinitionChanges.Describe(old, changed));
        Assert.Equal(["新建大厅“示例大厅”：2 个区域、2 项业务、2 个窗口、1 名人员"], HallDefinitionChanges.Describe(null, old));
        Assert.Empty(HallDefinitionChanges.Describe(old, Samples.Hall()));
        Assert.Equal(["窗口的顺序有变"], HallDefinitionChanges.Describe(old, old with { Windows = [old.Windows[1], old.Windows[0]] }));
    }
}
