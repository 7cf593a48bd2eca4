using System.Text;
using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Import;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Files;

public sealed class HallFactFileTests
{
    private const string Visits = """
        facts:
          - {kind: 取号, id: "{票号}-taken", at: 取号时间, ticket: 票号, queue: 业务}
          - {kind: 呼叫, at: 呼叫时间, ticket: 票号, window: 窗口}
          - {kind: 评价, at: 呼叫时间, when: {column: 评价, not_equals: ""}, ticket: 票号, window: 窗口, rating: {column: 评价, map: {满意: 4}}}
        """;

    private const string Heading = "票号,业务,窗口,取号时间,呼叫时间,评价\n";

    [Fact]
    public void An_event_a_row_in_the_words_of_the_hall()
    {
        var rows = Samples.ReadCsv(Samples.SampleMapping("queue-events.yaml"), """
            排队叫号流水,,,,,,,,,,
            流水号, 时 间 ,事件,票号,业务编码,窗口号,工号,转往业务,转往窗口,评价,原因,预约号
            1,2026/11/23 9:00:01,取号,A001,SB,,,,,,,
            2,2026-11-23 09:05:00,窗口登录,,,W01,S01,,,,,
            3,２０２６-11-23 09:05:09,呼叫,A001,,W01,,,,,,
            4,2026-11-23 09:20:00,评价,A001,,W01,,,,非常满意,,
            5,2026-11-23 09:21:00,暂停,,,W01,,,,,"午休, 12 点回",
            6,2026-11-23 09:21:30,广播,,,,,,,,,
            """);
        Assert.All(rows, row => Assert.Empty(row.Refusals));
        var facts = rows.SelectMany(row => row.Items).ToList();
        Assert.Equal(
            [HallFactKind.TicketTaken, HallFactKind.StaffLoggedIn, HallFactKind.TicketCalled, HallFactKind.ServiceRated,
                HallFactKind.ServicePaused],
            facts.Select(fact => fact.Kind));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 0, 1, TimeSpan.FromHours(8)), facts[0].OccurredAt.ToDateTimeOffset());
        Assert.Equal(("1", "A001", "SB"), (facts[0].Id, facts[0].Ticket, facts[0].Queue));
        Assert.Equal(5, facts[3].Rating);
        Assert.Equal("午休, 12 点回", facts[4].Reason);
        Assert.Empty(rows[^1].Items);
    }

    [Fact]
    public void A_visit_a_row_gives_the_facts_whose_times_are_there()
    {
        var rows = Samples.ReadCsv(Samples.Mapping(Visits), Heading + """
            A001,SB,W01,2026-11-23 09:00:00,2026-11-23 09:05:00,满意
            A002,SB,,2026-11-23 09:01:00,,
            """);
        Assert.Equal([3, 1], rows.Select(row => row.Items.Count));
        Assert.Equal("A001-taken", rows[0].Items[0].Id);
        Assert.StartsWith("file-", rows[0].Items[1].Id);
    }

    [Fact]
    public void Bad_rows_are_refused_with_row_and_column_and_reading_goes_on()
    {
        var rows = Samples.ReadCsv(Samples.Mapping(Visits), Heading + """
            A 1,SB,W01,2026-11-23 09:00:00,2026-11-23 09:05:00,满意
            A2,SB,W01,今天,2026-11-23 09:05:00,满意度高
            A3,,W01,2026-11-23 09:00:00,,
            A4,SB,W01,,,
            A5,SB,,2026-11-23 09:00:00,2026-11-23 09:05:00,
            A6,SB,W01,2026-11-23 09:00:00,,
            """);
        string[][] expected =
        [
            ["第 2 行 票号 列", "第 2 行 票号 列", "第 2 行 票号 列"],
            ["第 3 行 取号时间 列", "第 3 行 评价 列"],
            ["第 4 行 业务 列"],
            ["第 5 行"],
            ["第 6 行 窗口 列"],
            [],
        ];
        Assert.Equal(expected, rows.Select(row => row.Refusals.Select(refusal => refusal.Place).ToArray()));
        Assert.Contains("是否应为“满意”", rows[1].Refusals[1].Message);
        Assert.All(rows.SkipLast(1), row => Assert.Empty(row.Items));
        Assert.Single(rows[^1].Items);
    }

    [Fact]
    public void Ids_are_the_same_whenever_the_file_is_read_and_never_too_long()
    {
        var mapping = Samples.Mapping(Visits.Replace("{票号}-taken", "{票号}-{业务}-{窗口}-{at:yyyyMMddHHmmss}-taken"));
        var text = Heading + "A001," + new string('B', 32) + "," + new string('C', 32) + ",2026-11-23 09:00:00,2026-11-23 09:05:00,满意\n";
        var once = Samples.ReadCsv(mapping, text).SelectMany(row => row.Items).ToList();
        var again = Samples.ReadCsv(mapping, "\uFEFF" + text.Replace("\n", "\r\n")).SelectMany(row => row.Items).ToList();
        Assert.Equal(once, again);
        Assert.All(once, fact => Assert.InRange(fact.Id.Length, 1, 64));
        Assert.Equal(3, once.Select(fact => fact.Id).Distinct().Count());
        var other = Samples.ReadCsv(mapping, text.Replace("A001", "A002")).SelectMany(row => row.Items);
        Assert.Empty(once.Select(fact => fact.Id).Intersect(other.Select(fact => fact.Id)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("GB18030")]
    public void Encodings_are_found_out(string name)
    {
        var encoding = TextFile.Named(name);
        var bytes = encoding.GetPreamble()
            .Concat(encoding.GetBytes(Heading.Replace("\n", "\r\n") + "甲001,社保,窗口一,2026-11-23 09:00:00,,\r\n")).ToArray();
        var row = Assert.Single(HallFactFile.Read(Samples.Mapping(Visits), "day.csv", new MemoryStream(bytes)));
        Assert.Equal("甲001", Assert.Single(row.Items).Ticket);
    }

    [Fact]
    public void A_wrong_encoding_refuses_the_rows_that_cannot_be_read()
    {
        var gb = TextFile.Gb18030.GetBytes("甲001");
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Heading), .. gb,
            .. Encoding.UTF8.GetBytes(",SB,,2026-11-23 09:00:00,,\nA2,SB,,2026-11-23 09:00:00,,\n")];
        var rows = HallFactFile.Read(Samples.Mapping("encoding: utf-8\n" + Visits), "day.csv", new MemoryStream(bytes)).ToList();
        Assert.Equal("第 2 行 票号 列", Assert.Single(rows[0].Refusals).Place);
        Assert.Single(rows[1].Items);
    }

    [Fact]
    public void Missing_columns_are_told_with_what_is_near()
    {
        var row = Assert.Single(Samples.ReadCsv(Samples.Mapping(Visits), "票号,业务,窗口,取号时刻,呼叫时间,评价\nA001,SB,,2026-11-23 09:00:00,,\n"));
        Assert.Contains("“取号时间”列，是否应为“取号时刻”", Assert.Single(row.Refusals).Message);
    }

    [Theory]
    [InlineData("2026-11-23T01:00:00Z")]
    [InlineData("2026-11-23T09:00:00+08:00")]
    [InlineData("2026年11月23日 9:00:00")]
    [InlineData("20261123090000")]
    [InlineData("2026-11-23 09:00:00.000")]
    [InlineData("1795395600")]
    public void Times_are_read_in_many_forms(string text)
    {
        var mapping = Samples.Mapping("time_formats: [unix_seconds, yyyyMMddHHmmss]\n" + Visits);
        if (text.Length == 14) mapping = Samples.Mapping(Visits);
        var row = Assert.Single(Samples.ReadCsv(mapping, Heading + $"A001,SB,,{text},,\n"));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero), Assert.Single(row.Items).OccurredAt.ToDateTimeOffset());
    }

    [Fact]
    public void Times_before_the_arrival_belong_to_the_next_day_or_are_refused()
    {
        var mapping = Samples.Mapping(Visits.Replace("at: 呼叫时间, ticket", "at: {column: 呼叫时间, after: 取号时间, slack_seconds: 2}, ticket"));
        var rows = Samples.ReadCsv(mapping, Heading + """
            A1,SB,W01,2026-11-23 23:55:00,2026-11-23 00:05:00,
            A2,SB,W01,2026-11-23 23:55:00,2026-11-23 23:54:59,
            A3,SB,W01,2026-11-23 23:55:00,2026-11-23 23:50:00,
            """);
        Assert.Equal(new DateTime(2026, 11, 23, 16, 5, 0), rows[0].Items[1].OccurredAt.ToDateTime());
        Assert.Equal(rows[1].Items[0].OccurredAt, rows[1].Items[1].OccurredAt);
        Assert.Equal("第 4 行 呼叫时间 列", Assert.Single(rows[2].Refusals).Place);
    }

    [Fact]
    public void Refused_rows_are_written_so_that_no_spreadsheet_runs_them()
    {
        var rows = Samples.ReadCsv(
            Samples.Mapping(Visits), Heading + "\"=HYPERLINK(\"\"http://x\"\")\",SB,W01,2026-11-23 09:00:00,,\n-5,SB,W01,昨天,,\n");
        using var written = new MemoryStream();
        var report = new ImportReport();
        using (var file = new RefusedRowsFile(written))
        {
            foreach (var row in rows)
            {
                report.Count(row);
                file.Write(row);
            }
        }

        var lines = Encoding.UTF8.GetString(written.ToArray()).Split("\r\n");
        Assert.StartsWith("\uFEFF行号 row,原因 reason,票号,业务", lines[0]);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",SB,", lines[1]);
        Assert.Contains(",-5,SB,", lines[2]);
        Assert.Equal((2, 2, 0), (report.Rows, report.RefusedRows, report.Records));
    }

    [Fact]
    public void The_service_log_gives_the_facts_of_all_its_customers()
    {
        using var file = File.OpenRead(SharedData.PathOrSkip("service-log/1999-08-01_20.csv"));
        var rows = HallFactFile.Read(Samples.SampleMapping("service-log.yaml"), "log.csv", file).ToList();
        Assert.Empty(rows.SelectMany(row => row.Refusals));
        var facts = rows.SelectMany(row => row.Items).ToList();
        Assert.Equal(27_297, facts.Count(fact => fact.Kind == HallFactKind.TicketTaken));
        Assert.Equal(20_882, facts.Count(fact => fact.Kind == HallFactKind.ServiceCompleted));
        Assert.Equal(6_415, facts.Count(fact => fact.Kind == HallFactKind.TicketWithdrawn));
        Assert.Equal(facts.Count, facts.Select(fact => fact.Id).Distinct().Count());
        Assert.Equal(27_297, facts.Where(fact => fact.Kind == HallFactKind.TicketTaken).Select(fact => fact.Ticket).Distinct().Count());
        foreach (var row in rows)
            Assert.All(row.Items, fact => Assert.True(fact.OccurredAt >= row.Items[0].OccurredAt, row.Cells[0]));
    }

    [Fact]
    public void The_sample_of_the_service_log_fits_its_mapping()
    {
        using var file = File.OpenRead(SampleFiles.PathOf("service-log-sample.csv"));
        var rows = HallFactFile.Read(Samples.SampleMapping("service-log.yaml"), "service-log-sample.csv", file).ToList();
        Assert.Equal(400, rows.Count);
        Assert.All(rows, row => Assert.Empty(row.Refusals));
    }

    [Fact]
    public void The_sample_mapping_of_visits_reads_a_visit()
    {
        var rows = Samples.ReadCsv(Samples.SampleMapping("visits.yaml"), """
            票号,业务,窗口,取号时间,呼叫时间,受理时间,办结时间,离开时间,评价
            A001,SB,W01,2026-11-23 09:00:00,2026-11-23 09:05:00,2026-11-23 09:05:30,2026-11-23 09:15:00,,非常满意
            A002,SB,,2026-11-23 09:00:00,,,,2026-11-23 09:30:00,未评价
            """);
        Assert.All(rows, row => Assert.Empty(row.Refusals));
        Assert.Equal([5, 2], rows.Select(row => row.Items.Count));
        Assert.Equal("20261123-A001-rated", rows[0].Items[4].Id);
        Assert.Equal(HallFactKind.TicketWithdrawn, rows[1].Items[1].Kind);
    }

    [Fact]
    public void A_long_file_is_never_whole_in_memory()
    {
        const string row = "A001,SB,W01,2026-11-23 09:00:00,2026-11-23 09:05:00,满意\n";
        var file = new EndlessCsv(Heading, row, 100_000);
        var rows = 0;
        foreach (var read in HallFactFile.Read(Samples.Mapping(Visits), "day.csv", file))
        {
            Assert.Equal(3, read.Items.Count);
            Assert.InRange(file.Given - ++rows * Encoding.UTF8.GetByteCount(row), 0, 2 << 20);
        }

        Assert.Equal(100_000, rows);
    }
}
