using System.IO.Compression;
using System.Text;
using CsCheck;
using OpsCenter.Gateway.Hall;
using Xunit;

namespace OpsCenter.Tests.Files;

/// <summary>Files that are broken or meant to break something: always an answer, never an exception, never much memory.</summary>
public sealed class HostileFilesTests
{
    private const string Taken = "facts: [{kind: 取号, at: 取号时间, ticket: 票号, queue: 业务}]";
    private const string Heading = "票号,业务,取号时间\n";
    private const string Good = "A1,SB,2026-11-23 09:00:00\n";

    [Fact]
    public void A_truncated_workbook_is_refused_wherever_it_ends()
    {
        var whole = Books.Hall().ToArray();
        for (var length = 1; length < whole.Length; length += 37)
        {
            var reading = HallDefinitionFile.Read("hall.xlsx", new MemoryStream(whole[..length]));
            Assert.Null(reading.Definition);
            Assert.NotEmpty(reading.Errors);
        }
    }

    [Fact]
    public void Changed_bytes_give_an_answer()
    {
        var whole = Books.Hall().ToArray();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).List[1, 5].Sample(
            changes =>
            {
                var bytes = whole.ToArray();
                foreach (var (at, value) in changes) bytes[at] = value;
                var reading = HallDefinitionFile.Read("hall.xlsx", new MemoryStream(bytes));
                return reading.Definition is null == reading.Errors.Count > 0;
            },
            iter: 1_000, seed: "0000000000001", threads: 1);
    }

    [Theory]
    [InlineData("hall.xlsx", "0000000000001")]
    [InlineData("hall.yaml", "0000000000001")]
    [InlineData("hall.yaml", "d43sEYqfGpl9")] // The scanner of YamlDotNet lost itself.
    public void Garbage_gives_an_answer(string name, string seed) => Gen.Byte.Array[0, 500].Sample(
        bytes => HallDefinitionFile.Read(name, new MemoryStream(bytes)) is { Definition: null, Errors.Count: > 0 },
        iter: 2_000, seed: seed, threads: 1);

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var bomb = Books.Hall(("窗口", $"<sheetData>{new string(' ', 100 << 20)}</sheetData>"));
        Assert.InRange(bomb.Length, 1, HallDefinitionFile.MaxBytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("32 MiB", Assert.Single(HallDefinitionFile.Read("hall.xlsx", bomb).Errors).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    [Fact]
    public void A_lone_far_cell_costs_nothing()
    {
        var far = Books.Hall(("窗口", "<sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(HallDefinitionFile.Read("hall.xlsx", far).Errors, error => error.Place == "窗口!1048576");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_cell_of_ten_megabytes_is_refused_by_its_name()
    {
        var huge = Books.Hall(("窗口", Books.Rows(["代码", "名称", "区域", "业务"], [new string('x', 10 << 20)])));
        Assert.Equal("窗口!A2", Assert.Single(HallDefinitionFile.Read("hall.xlsx", huge).Errors).Place);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst>&b;</sst>")]
    [InlineData("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst/>")]
    [InlineData("<sst><si><t>unclosed")]
    public void Entities_and_broken_xml_are_refused(string shared) =>
        Assert.Single(
            HallDefinitionFile.Read("hall.xlsx", Books.Raw([("大厅", Books.Rows(["名称"]))], ("xl/sharedStrings.xml", shared))).Errors);

    [Fact]
    public void Macros_and_other_formats_are_named()
    {
        Assert.Contains("宏", Refused("hall.xlsx", Books.Raw([("大厅", Books.Rows(["名称"]))], ("xl/vbaProject.bin", "x"))));
        Assert.Contains("密码", Refused("hall.xlsx", new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0])));
        Assert.Contains(".yaml 或 .xlsx", Refused("hall.xls", new MemoryStream([1])));
        Assert.Contains("空的", Refused("hall.yaml", new MemoryStream()));
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true)) archive.CreateEntry("a.txt");
        zip.Position = 0;
        Assert.Contains("工作簿", Refused("hall.xlsx", zip));
    }

    [Fact]
    public void Rows_out_of_order_are_refused() => Assert.Contains(
        HallDefinitionFile.Read("hall.xlsx",
            Books.Hall(("窗口",
                "<sheetData><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData>"))).Errors,
        error => error.Place.StartsWith("窗口", StringComparison.Ordinal));

    [Theory]
    [InlineData("a: &a [x]\nb: [*a, *a, *a]", "第 1 行第 4 列")]
    [InlineData("name: *bomb", "第 1 行第 7 列")]
    [InlineData("name: \"open", "第 1 行第 7 列")]
    public void Yaml_that_is_wrong_or_a_bomb_is_refused_at_its_place(string text, string place) =>
        Assert.Equal(place, Assert.Single(Samples.ReadYaml(text).Errors).Place);

    [Fact]
    public void Yaml_nested_without_end_is_refused()
    {
        Assert.Contains("层次过深", Assert.Single(Samples.ReadYaml("zones: " + new string('[', 100_000)).Errors).Message);
        Assert.Contains(
            "层次过深",
            Assert.Single(
                Samples.ReadYaml(string.Concat(Enumerable.Range(0, 500).Select(i => new string(' ', i) + "a:\n"))).Errors).Message);
    }

    [Fact]
    public void A_cell_of_ten_megabytes_costs_only_its_own_row()
    {
        foreach (var huge in new[] { new string('x', 10 << 20), "\"" + new string('x', 10 << 20) + "\"" })
        {
            var rows = Samples.ReadCsv(Samples.Mapping(Taken), Heading + Good + huge + ",SB,2026-11-23 09:00:00\n" + Good);
            Assert.Equal([1, 0, 1], rows.Select(row => row.Items.Count));
            Assert.Equal("第 3 行", Assert.Single(rows[1].Refusals).Place);
            Assert.Equal(4, rows[2].Number);
        }
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_only_its_own_line()
    {
        var rows = Samples.ReadCsv(Samples.Mapping(Taken), Heading + "\"A0,SB,2026-11-23 09:00:00\r\n" + Good + Good);
        Assert.Equal([0, 1, 1], rows.Select(row => row.Items.Count));
        Assert.Contains("引号", Assert.Single(rows[0].Refusals).Message);
        Assert.Equal([2L, 3, 4], rows.Select(row => row.Number));
    }

    [Fact]
    public void Quotes_line_breaks_and_ends_of_lines_are_read_as_written()
    {
        var mapping = Samples.Mapping("facts: [{kind: 退办, at: 取号时间, ticket: 票号, queue: 业务, reason: 原因}]");
        var rows = Samples.ReadCsv(
            mapping,
            "\uFEFF票号,业务,取号时间,原因\r\nA1,SB,2026-11-23 09:00:00,\"他说\"\"算了\"\"\r\n，走了\"\r\rA2,SB,2026-11-23 "
                + "09:00:00,a\"b\n\nA3,\"S\"B,2026-11-23 09:00:00,\"\"");
        Assert.Equal(["他说\"算了\"\r\n，走了", "a\"b", ""], rows.Select(row => Assert.Single(row.Items).Reason));
        Assert.Equal("SB", rows[2].Items[0].Queue);
        Assert.Equal([2L, 5, 7], rows.Select(row => row.Number));
    }

    [Fact]
    public void Formulas_in_cells_are_no_codes_and_are_refused()
    {
        var row = Assert.Single(Samples.ReadCsv(Samples.Mapping(Taken), Heading + "=cmd|' /C calc'!A0,SB,2026-11-23 09:00:00\n"));
        Assert.Equal("第 2 行 票号 列", Assert.Single(row.Refusals).Place);
    }

    [Fact]
    public void Garbage_days_give_rows_and_no_exception()
    {
        var mapping = Samples.Mapping(Taken);
        Gen.Select(Gen.Byte.Array[0, 3_000], Gen.Bool).Sample(
            (bytes, headed) =>
            {
                byte[] all = headed ? [.. Encoding.UTF8.GetBytes(Heading), .. bytes] : bytes;
                return HallFactFile.Read(mapping, "day.csv", new MemoryStream(all)).All(row => row.IsRefused || row.Items.Count > 0)
                    && HallFactFile.Read(mapping, "day.xlsx", new MemoryStream(all)).All(row => row.IsRefused);
            },
            iter: 1_000, seed: "0000000000001", threads: 1);
    }

    [Fact]
    public void A_mapping_that_is_wrong_is_told_by_line_and_key()
    {
        var errors = FactMappingFile.Read(Samples.Stream("""
            encoding: klingon
            utc_ofset: "+08:00"
            facts:
              - {kind: 取号, ticket: 票号}
              - {kind: 办结, at: 时间, ticket: "{票号", window: {column: 窗口, map: windows}}
              - {kind: 评价, at: {column: 时间, slack_seconds: x}, ticket: 票号, window: 窗口, rating: 评价}
            """)).Errors;
        string[] expected =
        [
            "第 1 行第 11 列 (encoding)", "第 2 行第 1 列", "第 4 行第 5 列 (facts[1])", "第 4 行第 5 列 (facts[1])", "第 5 行第 32 列 (facts[2].ticket)",
            "第 5 行第 65 列 (facts[2].window.map)", "第 6 行第 48 列 (facts[3].at.slack_seconds)",
        ];
        Assert.Equal(expected.Order(), errors.Select(error => error.Place).Order());
    }

    private static string Refused(string name, Stream content) => Assert.Single(HallDefinitionFile.Read(name, content).Errors).Message;
}
