using CsCheck;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Hotline;

public sealed class HotlineDefinitionFileTests
{
    [Fact]
    public void The_sample_passes_its_own_check()
    {
        var reading = HotlineFiles.Sample();
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        var hotline = reading.Definition!;
        Assert.Equal("武江区12345政务服务便民热线", hotline.Name);
        Assert.Equal(
            ["440203001", "440203002", "440203100", "440203101", "440203102", "440203103", "440203104"],
            hotline.Departments.Select(department => department.Town.Value).Where(town => town.Length > 0));
        var limits = Assert.Single(hotline.Limits);
        Assert.Equal(
            [new(OrderType.Inquiry, default, Limit.Parse("2wd")), new(null, default, Limit.Parse("10wd"))], limits.Handling);
        Assert.Equal((Limit.Parse("2h"), Limit.Parse("3wd"), 10.0), (limits.UrgentClaim, limits.Adjudication, limits.MostDelayDays));
    }

    /// <summary>装修噪音, 物业收费, 非市政道路乱停放: several departments have a word to say, so that somebody must rule.</summary>
    [Theory]
    [InlineData("楼上装修，电钻噪音扰民", "GAJ ZJJ")]
    [InlineData("小区物业费乱收费", "SJJ ZJJ")]
    [InlineData("背街小巷车辆乱停放，人行道停车", "CGJ GAJ XHJD")]
    public void What_is_disputed_has_several_departments(string text, string departments) => Assert.Subset(
        HotlineFiles.Sample().Definition!.Departments
            .Where(department => department.Duties.Any(duty => duty.Keywords.Any(text.Contains)))
            .Select(department => department.Code.Value).ToHashSet(),
        departments.Split(' ').ToHashSet());

    /// <summary>The first levels of the topics in DOMAIN, as the taxonomy of messages names them.</summary>
    [Theory]
    [InlineData("城乡建设/住房保障与房地产/物业服务", "ZJJ")]
    [InlineData("环境保护/环境污染/噪音污染", "CGJ GAJ HBJ")]
    [InlineData("环境保护/环境污染/大气污染", "CGJ HBJ")]
    [InlineData("政法/交通管理/交通安全管理", "CGJ GAJ")]
    [InlineData("劳动和社会保障/工资福利/工资发放", "RSJ")]
    [InlineData("商贸旅游/市场监管/物价监督", "SJJ")]
    [InlineData("劳动和社会保障/城镇职工社会保险/职工医疗保险", "YBJ")]
    [InlineData("教育文体/教育收费/乱收费", "JYJ")]
    [InlineData("卫生计生/医政监管/非法行医", "WJJ")]
    [InlineData("城乡建设/城市建设和市政管理/自来水供应", "GSGS")]
    [InlineData("城乡建设/城市建设和市政管理/电力供应", "GDJ")]
    [InlineData("纪检监察/干部作风/官僚主义", "JWJ")]
    public void Every_topic_of_the_domain_is_somebodys(string topic, string departments) => Assert.Equal(
        departments.Split(' '),
        HotlineFiles.Sample().Definition!.Departments
            .Where(department => department.Duties
                .Any(duty => duty.Topics.Any(beginning => $"{topic}/".StartsWith($"{beginning}/", StringComparison.Ordinal))))
            .Select(department => department.Code.Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_error_is_told_at_once_with_its_place()
    {
        var reading = HotlineFiles.Read("""
            name: ""
            place_kinds: [住宅小区, 住宅小区, 甲@乙]
            limits:
              - from: 2026-13-01
              - from: 2026-01-01
                claim: 一天
                most_callbacks: 0
                handling:
                  - {type: 抱怨, limit: 10wd}
                  - {place: "440204", limit: 10wd}
                  - {type: 咨询, limit: 2wd}
              - from: 2026/1/1
            departments:
              - {code: centre, name: 中心}
              - code: ZJJ
                name: 区住建局
                aliases: [住建]
                town: "440204001"
                duties:
                  - {clause: 1.1, text: 物业服务, topics: [城乡建设//物业], place_kinds: [住宅小去], keywords: [物业]}
                  - {clause: 1.1, text: "", keywords: [x]}
                  - {text: 无条款号, keywords: [y], keyword: [z]}
              - {code: ZJJ, name: 重复, aliases: [住建]}
              - {code: "a b", name: 区住建局}
            """);
        Assert.Null(reading.Definition);
        string[] expected =
        [
            "第 1 行第 7 列 (name)",
            "第 2 行第 21 列 (place_kinds[2])",
            "第 2 行第 27 列 (place_kinds[3])",
            "第 4 行第 11 列 (limits[1].from)",
            "第 6 行第 12 列 (limits[2].claim)",
            "第 7 行第 21 列 (limits[2].most_callbacks)",
            "第 9 行第 16 列 (limits[2].handling[1].type)",
            "第 10 行第 17 列 (limits[2].handling[2].place)",
            "第 11 行第 27 列 (limits[2].handling[3].limit)",
            "第 12 行第 11 列 (limits[3].from)",
            "第 14 行第 12 列 (departments[1].code)",
            "第 18 行第 11 列 (departments[2].town)",
            "第 20 行第 44 列 (departments[2].duties[1].topics[1])",
            "第 20 行第 69 列 (departments[2].duties[1].place_kinds[1])",
            "第 21 行第 18 列 (departments[2].duties[2].clause)",
            "第 21 行第 29 列 (departments[2].duties[2].text)",
            "第 22 行第 9 列 (departments[2].duties[3].clause)",
            "第 22 行第 37 列 (departments[2].duties[3])",
            "第 23 行第 12 列 (departments[3].code)",
            "第 23 行第 37 列 (departments[3].aliases[1])",
            "第 24 行第 12 列 (departments[4].code)",
            "第 24 行第 25 列 (departments[4].name)",
        ];
        Assert.Equal(expected, reading.Errors.Select(error => error.Place).OrderBy(PlaceOf));
        Assert.Contains("是否应为“住宅小区”", reading.Errors.Single(error => error.Place.Contains("duties[1].place_kinds")).Message);
        Assert.All(reading.Errors, error => Assert.Contains(" / ", error.Message));

        static (int Line, int Column) PlaceOf(string place) => place.Split(' ') is [_, var line, _, var column, ..]
            ? (int.Parse(line), int.Parse(column))
            : default;
    }

    [Fact]
    public void A_workbook_says_the_same_as_yaml()
    {
        var reading = HotlineDefinitionFile.Read("hotline.xlsx", HotlineFiles.Book(), new(HotlineFiles.District));
        Assert.Empty(reading.Errors);
        Assert.Empty(reading.Warnings);
        Assert.Empty(HotlineDefinitionChanges.Describe(HotlineFiles.Definition(), reading.Definition!));
        Assert.Empty(HotlineDefinitionChanges.Describe(reading.Definition, HotlineFiles.Definition()));
    }

    [Fact]
    public void Errors_of_a_workbook_name_sheet_row_and_column()
    {
        var book = HotlineFiles.Book(
            ("单位", [["代码", "名称", "镇街"], ["ZJJ", "区住建局", "龙归"]]),
            ("职责", [["单位", "条款", "内容"], ["ZJJ", "1.1", "物业服务"], ["CGJ", "1.1", "市容"]]),
            ("时限", [["生效日期", "环节", "时限"], ["2026-01-01", "签收", "1天"], ["2026-01-01", "等待", "1wd"]]));
        var reading = HotlineDefinitionFile.Read("hotline.xlsx", book, new(HotlineFiles.District));
        Assert.Equal(["单位!C2", "时限!B3", "时限!C2", "职责!A3"], reading.Errors.Select(error => error.Place).Order(StringComparer.Ordinal));
        Assert.Equal(["职责!B2", "职责!B3"], reading.Warnings.Select(warning => warning.Place).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("topics: [政法/交通管理], place_kinds: [市政道路]", "topics: [城乡建设/物业], place_kinds: [住宅小区]", "departments[2].duties[1].topics[1]",
        "ZJJ")]
    [InlineData("topics: [政法/交通管理], place_kinds: [市政道路], keywords: [停车]", "topics: [], keywords: []", "departments[2].duties[1].clause",
        "关键词")]
    [InlineData("- {limit: 10wd}", "- {limit: 10wd}\n      - {limit: 5wd}", "handling[3].limit", "不会用到")]
    public void What_looks_like_a_mistake_is_a_warning(string from, string to, string place, string word)
    {
        var reading = HotlineFiles.Read(HotlineFiles.Yaml.Replace(from, to));
        Assert.NotNull(reading.Definition);
        var warning = Assert.Single(reading.Warnings);
        Assert.Contains(place, warning.Place);
        Assert.Contains(word, warning.Message);
    }

    [Fact]
    public void Limits_that_are_not_given_are_as_usual()
    {
        var set = Assert.Single(HotlineFiles.Definition().Limits);
        Assert.Equal(new DateOnly(2026, 1, 1), set.From);
        Assert.Equal(new LimitSet { From = set.From, Handling = set.Handling }, set);
        var without =
            HotlineFiles.Read(
                "name: 示例\nplace_kinds: []\ndepartments: [{code: A, name: 甲, duties: [{clause: 1, text: 甲, keywords: [甲]}]}]");
        Assert.Empty(without.Errors);
        Assert.Contains("时限", Assert.Single(without.Warnings).Message);
        Assert.Equal(Limit.Parse("10wd"), Assert.Single(without.Definition!.Limits).Handling[^1].Limit);
    }

    [Theory]
    [InlineData("10wd", "10wd")]
    [InlineData("10 个工作日", "10wd")]
    [InlineData("０．５工作日", "0.5wd")]
    [InlineData("2小时", "2h")]
    [InlineData("2H", "2h")]
    public void Limits_are_read_as_people_write_them(string written, string limit) => Assert.Equal(
        Limit.Parse(limit),
        Assert.Single(HotlineFiles.Definition(HotlineFiles.Yaml.Replace("claim: 1wd", $"claim: {written}")).Limits).Claim);

    [Fact]
    public void Changes_are_told_in_sentences()
    {
        var old = HotlineFiles.Definition();
        var changed = HotlineFiles.Definition(HotlineFiles.Yaml
            .Replace("name: 区公安分局", "name: 公安武江分局")
            .Replace("text: 道路停车", "text: 道路停车秩序")
            .Replace(
                "  - code: ZJJ\n    name: 区住建局\n    aliases: [住建]\n    duties:\n      - {clause: 1.1, text: 物业服务, topics: [城乡建设/物业], "
                    + "place_kinds: [住宅小区], keywords: [物业]}\n",
                "  - {code: LGZ, name: 龙归镇, town: \"440203102\", duties: [{clause: 9.1, text: 属地, keywords: [村道]}]}\n")
            .Replace("place_kinds: [住宅小区, 市政道路]", "place_kinds: [市政道路, 农村]")
            .Replace("limit: 10wd", "limit: 15wd").Replace("claim: 1wd", "claim: 4h"));
        string[] expected =
        [
            "新增场所 农村",
            "取消场所 住宅小区",
            "新增单位 LGZ“龙归镇”，1 条职责",
            "单位 GAJ 由“区公安分局”改名为“公安武江分局”，修改职责条款 2.1",
            "撤销单位 ZJJ“区住建局”，其未办结的工单退回派单台",
            "2026-01-01 起的办结时限由“咨询 2 个工作日、其他 10 个工作日”改为“咨询 2 个工作日、其他 15 个工作日”",
            "2026-01-01 起的签收由 1 个工作日改为 4 小时",
        ];
        Assert.Equal(expected, HotlineDefinitionChanges.Describe(old, changed));
        Assert.Equal(["新建热线“示例热线”：2 个单位、2 条职责、2 种场所、1 组时限"], HotlineDefinitionChanges.Describe(null, old));
        Assert.Empty(HotlineDefinitionChanges.Describe(old, HotlineFiles.Definition()));
        Assert.Equal(["单位的顺序有变"],
            HotlineDefinitionChanges.Describe(old, old with { Departments = [old.Departments[1], old.Departments[0]] }));
    }

    [Theory]
    [InlineData("hotline.xlsx")]
    [InlineData("hotline.yaml")]
    public void Garbage_gives_an_answer(string name) => Gen.Byte.Array[0, 500].Sample(
        bytes => HotlineDefinitionFile.Read(name, new MemoryStream(bytes), new(HotlineFiles.District))
            is { Definition: null, Errors.Count: > 0 },
        iter: 500, seed: "0000000000001", threads: 1);

    [Fact]
    public void More_than_the_limits_is_refused()
    {
        var many = string.Concat(Enumerable.Range(0, 501).Select(i => $"\n  - {{code: D{i}, name: 单位{i}}}"));
        Assert.Contains("503", Assert.Single(HotlineFiles.Read(HotlineFiles.Yaml + many).Errors).Message);
        Assert.Contains("2 MiB", Assert.Single(HotlineFiles.Read("# " + new string('x', 2 << 20)).Errors).Message);
        Assert.Contains(".yaml 或 .xlsx",
            Assert.Single(HotlineDefinitionFile.Read("hotline.csv", new MemoryStream([1]), new(HotlineFiles.District)).Errors).Message);
    }
}
