using System.IO.Compression;
using System.Text;
using OpsCenter.Calendar;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.Hotline;
using OpsCenter.Tests.Hotline;
using OpsCenter.V1;
using Xunit;
using OrderType = OpsCenter.V1.OrderType;

namespace OpsCenter.Tests.Files;

public sealed class OrderFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 3, 0, 0, TimeSpan.Zero);

    private const string Yaml = """
        maps:
          types: {投诉类: 投诉, 其他: ""}
        when: {column: 状态, not_equals: 作废}
        order:
          number: 编号
          received_at: 来电时间
          type: {column: 类型, map: types}
          topic: {column: 标题, contains: {噪音: 环境保护/噪音, 噪: 环境保护, 物业: 城乡建设/物业}, otherwise: ""}
          title: 标题
          content: "{标题}。{内容}"
          latitude: 纬度
          longitude: 经度
          urgent: 紧急
          solved: 解决
          department: 单位
          closed_at: {column: 办结时间, after: 来电时间}
        """;

    private const string Heading = "编号,来电时间,类型,标题,内容,纬度,经度,紧急,解决,单位,办结时间,状态\n";

    private static OrderMapping Mapping(string yaml)
    {
        var reading = OrderMappingFile.Read(Samples.Stream(yaml));
        Assert.Empty(reading.Errors);
        return reading.Mapping!;
    }

    private static OrderMapping SampleMapping(string name)
    {
        using var file = File.OpenRead(SampleFiles.PathOf("mappings", name));
        var reading = OrderMappingFile.Read(file);
        Assert.Empty(reading.Errors);
        return reading.Mapping!;
    }

    private static ImportKind[] Kinds { get; } = [new FactImportKind(), new OrderImportKind()];

    private static List<ImportRow<OrderRecord>> Read(string rows, string yaml = Yaml) =>
        [.. OrderFile.Read(Mapping(yaml), "orders.csv", Samples.Stream(Heading + rows), Now)];

    [Fact]
    public void An_order_a_row_in_the_words_of_the_platform()
    {
        var record =
            Assert.Single(
                Assert.Single(Read("GD1,2026-11-20 09:30:00,投诉类,夜间 噪音,\"楼上\n装修\",24.8,113.6,是,否,区住建局,2026-11-23 10:00,已办结")).Items);
        Assert.Equal(
            new OrderRecord
            {
                Number = "GD1",
                ReceivedAt = At(2026, 11, 20, 1, 30),
                Type = OrderType.Complaint,
                Topic = "环境保护/噪音",
                Title = "夜间 噪音",
                Content = "夜间 噪音。楼上\n装修",
                Location = new() { Latitude = 24.8, Longitude = 113.6 },
                Urgent = true,
                Solved = false,
                Department = "区住建局",
                ClosedAt = At(2026, 11, 23, 2, 0),
            },
            record);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var record = Assert.Single(Assert.Single(Read("GD1,2026-11-20 09:30:00,其他,噪,,0,0,,,,,")).Items);
        Assert.Equal((OrderType.Unspecified, "环境保护", false, false), (record.Type, record.Topic, record.Urgent, record.HasSolved));
        Assert.Null(record.Location);
        Assert.Null(record.ClosedAt);
    }

    [Fact]
    public void Rows_that_hold_no_order_are_passed_over()
    {
        var row = Assert.Single(Read("GD1,2026-11-20 09:30:00,,测试,,,,,,,,作废"));
        Assert.Equal((0, false), (row.Count, row.IsRefused));
    }

    [Theory]
    [InlineData(",2026-11-20 09:30:00,,标题,,,,,,,,", "第 2 行 编号 列", "缺少工单编号")]
    [InlineData("GD 1,2026-11-20 09:30:00,,标题,,,,,,,,", "第 2 行 编号 列", "只能用 1 至 40 个字母")]
    [InlineData("GD1,,,标题,,,,,,,,", "第 2 行 来电时间 列", "缺少时间")]
    [InlineData("GD1,昨天,,标题,,,,,,,,", "第 2 行 来电时间 列", "看不懂时间")]
    [InlineData("GD1,2026-11-20 09:30:00,表扬,标题,,,,,,,,", "第 2 行 类型 列", "映射的 map 中没有“表扬”")]
    [InlineData("GD1,2026-11-20 09:30:00,,标题,,东经,113,,,,,", "第 2 行 纬度 列", "应为度数")]
    [InlineData("GD1,2026-11-20 09:30:00,,标题,,,,马上,,,,", "第 2 行 紧急 列", "应为是或否")]
    [InlineData("GD1,2026-11-20 09:30:00,,标题,,,,,,,2026-11-20 09:29:00,", "第 2 行 办结时间 列", "早于来电时间")]
    public void A_bad_row_is_refused_with_its_place_and_reason(string row, string place, string reason)
    {
        var rows = Read($"{row}\nGD2,2026-11-20 09:30:00,,好的,,,,,,,,\n");
        Assert.Contains(rows[0].Refusals,
            refusal => refusal.Place == place && refusal.Message.Contains(reason) && refusal.Message.Contains(" / "));
        Assert.Equal((0, 1), (rows[0].Count, rows[1].Count));
    }

    [Fact]
    public void A_title_that_is_too_long_goes_on_in_the_text()
    {
        var record = Assert.Single(Assert.Single(Read(
            $"GD1,2026-11-20 09:30:00,,{new string('题', 300)},,,,,,,,",
            Yaml.Replace("  content: \"{标题}。{内容}\"\n", "  content: 内容\n"))).Items);
        Assert.Equal(200, record.Title.Length);
        Assert.StartsWith(new string('题', 300), record.Content);
        Assert.Null(OrderRecordReader.Check(record, SampleHotline.Book(), Now));
    }

    [Theory]
    [InlineData("P1Y", "2025-02-28T00:00:00", "2026-02-28T00:00:00")]
    [InlineData("P1Y", "2024-02-29T08:00:00", "2025-02-28T08:00:00")]
    [InlineData("-P30D", "2026-11-24T00:00:00", "2026-10-25T00:00:00")]
    [InlineData("P1M2DT3H4M5S", "2026-01-31T00:00:00", "2026-03-02T03:04:05")]
    [InlineData("P2W", "2026-11-01T00:00:00", "2026-11-15T00:00:00")]
    public void Times_are_moved(string shift, string from, string to) => Assert.Equal(
        DateTimeOffset.Parse(to + "+08:00"), TimeShift.Parse(shift)!.Apply(DateTimeOffset.Parse(from + "+08:00")));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("1Y")]
    [InlineData("P1000Y")]
    [InlineData("oldest = now")]
    public void What_is_no_shift_is_none(string text) => Assert.Null(TimeShift.Parse(text));

    [Fact]
    public void An_old_file_is_replayed_as_of_now_with_its_times_of_day()
    {
        var rows = Read(
            "GD1,2019-03-01 09:30:00,,一,,,,,,,,\nGD2,2019-03-02 18:00:00,,二,,,,,,,2019-03-09 10:00:00,\n", "shift: newest = now\n" + Yaml);
        // The newest, 10:00 local, comes to this morning; it is 11:00 now.
        Assert.Equal(At(2026, 11, 24, 2, 0), rows[1].Items[0].ClosedAt);
        Assert.Equal([At(2026, 11, 16, 1, 30), At(2026, 11, 17, 10, 0)], rows.Select(row => row.Items[0].ReceivedAt));
    }

    [Fact]
    public void A_packed_file_reads_like_the_plain_one()
    {
        var text = Heading + "GD1,2026-11-20 09:30:00,,标题,,,,,,,,\n";
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        packed.Position = 0;
        Assert.Equal("GD1", Assert.Single(Assert.Single(OrderFile.Read(Mapping(Yaml), "orders.csv.gz", packed, Now)).Items).Number);

        var broken = OrderFile.Read(Mapping(Yaml), "orders.csv.gz", new MemoryStream(packed.ToArray()[..^12]), Now).ToList();
        Assert.All(broken, row => Assert.True(row.IsRefused || row.Items[0].Number == "GD1"));
        var nonsense = Assert.Single(OrderFile.Read(Mapping(Yaml), "orders.csv.gz", Samples.Stream(text), Now));
        Assert.Contains("压缩文件已损坏", Assert.Single(nonsense.Refusals).Message);
        Assert.Contains("不认识", Assert.Single(Assert.Single(OrderFile.Read(Mapping(Yaml), "orders.xlsx.gz", packed, Now)).Refusals).Message);
    }

    [Fact]
    public void A_workbook_reads_like_a_CSV()
    {
        using var book = Books.Raw([("工单", Books.Rows(["编号", "来电时间", "标题"], ["GD1", "2026-11-20 09:30:00", "路灯不亮"]))]);
        var mapping = Mapping("order: {number: 编号, received_at: 来电时间, title: 标题}");
        var record = Assert.Single(Assert.Single(OrderFile.Read(mapping, "orders.xlsx", book, Now)).Items);
        Assert.Equal(("GD1", "路灯不亮", At(2026, 11, 20, 1, 30)), (record.Number, record.Title, record.ReceivedAt));
    }

    [Theory]
    [InlineData("order: {number: a, title: b}", "received_at")]
    [InlineData("order: {received_at: a, title: b}", "number")]
    [InlineData("order: {number: a, received_at: b}", "title")]
    [InlineData("order: {number: a, received_at: b, title: c, latitude: d}", "longitude")]
    [InlineData("order: {number: a, received_at: b, title: c, claimed_at: d}", "department")]
    [InlineData("order: {number: a, received_at: b, titel: c}", "title")]
    [InlineData("{shift: soon, order: {number: a, received_at: b, title: c}}", "shift")]
    [InlineData("order: {number: a, received_at: b, title: {column: c, map: {x: y}, contains: {x: y}}}", "contains")]
    [InlineData("encoding: utf-8", "facts")]
    public void A_wrong_mapping_is_told_with_its_place(string yaml, string says)
    {
        var errors = MappingFile.Read(Samples.Stream(yaml), Kinds).Errors;
        Assert.Contains(errors, error => error.Place.Length > 0 && error.Message.Contains(says));
    }

    [Fact]
    public void The_top_key_tells_what_rows_hold()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(SampleFiles.PathOf("mappings", "messages.yaml"))!))
        {
            using var content = File.OpenRead(file);
            var reading = MappingFile.Read(content, Kinds);
            Assert.Empty(reading.Errors);
            Assert.True(reading.Import is FileImport<OrderRecord> != reading.Import is FileImport<HallFact>, file);
        }
    }

    [Fact]
    public void The_sample_of_the_platform_goes_through_whole()
    {
        using var file = File.OpenRead(SampleFiles.PathOf("orders-sample.csv"));
        var rows = OrderFile.Read(SampleMapping("12345-platform.yaml"), "orders-sample.csv", file, Now).ToList();
        var records = rows.SelectMany(row => row.Items).ToList();
        Assert.Equal((20, 0, 19), (rows.Count, rows.Count(row => row.IsRefused), records.Count));
        var book = new Rulebook(new(HotlineFiles.District), 1, HotlineFiles.Sample().Definition!, [], [], DistrictCalendar.Shipped);
        Assert.All(records, record => Assert.Null(OrderRecordReader.Check(record, book, Now)));
        Assert.Equal((11, 2, 1),
            (records.Count(record => record.ClosedAt is not null),
                records.Count(record => record.Department.Length == 0 && !record.ToBeAccepted),
                records.Count(record => record.ToBeAccepted)));
        Assert.Equal("SG2026030001", records[7].EarlierNumber);
    }

    [Theory]
    [InlineData("citizen-messages/messages.csv", "messages.yaml", 4326, 0)]
    [InlineData("citizen-messages/answered.csv", "answered.yaml", 1661, 1661)]
    [InlineData("requests/requests-2026-05-30.csv.gz", "requests.yaml", 10_000, null)]
    public void The_real_files_go_through_whole(string path, string mapping, int orders, int? closed)
    {
        using var file = File.OpenRead(SharedData.PathOrSkip(path));
        var rows = OrderFile.Read(SampleMapping(mapping), Path.GetFileName(path), file, Now).ToList();
        Assert.Empty(rows.SelectMany(row => row.Refusals));
        var records = rows.SelectMany(row => row.Items).ToList();
        Assert.Equal(orders, records.Count);
        if (closed is { } expected) Assert.Equal(expected, records.Count(record => record.ClosedAt is not null));
        var book = new Rulebook(new(HotlineFiles.District), 1, HotlineFiles.Sample().Definition!, [], [], DistrictCalendar.Shipped);
        Assert.Empty(records.Select(record => OrderRecordReader.Check(record, book, Now))
            .OfType<OpsCenter.Gateway.Platform.Ingest.FactProblem>());
    }

    private static Google.Protobuf.WellKnownTypes.Timestamp At(int year, int month, int day, int hour, int minute) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(new(year, month, day, hour, minute, 0, TimeSpan.Zero));
}
