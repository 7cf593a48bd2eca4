using OpsCenter.Gateway.Hall;
using OpsCenter.Gateway.Platform.Files;
using Xunit;

namespace OpsCenter.Tests.Files;

public sealed class WorkbookTests
{
    [Theory]
    [InlineData("_xD842__xDFB7_野家", "𠮷野家")]
    [InlineData("_x005F_x000D_", "_x000D_")]
    [InlineData("a_x000A_b", "a\nb")]
    [InlineData("_x0000__x001b_", "_x0000__x001b_")]
    [InlineData("_xD842_ alone", "\uFFFD alone")]
    [InlineData("_x12_ _xZZZZ_ _x", "_x12_ _xZZZZ_ _x")]
    public void Characters_that_are_written_out_are_read(string written, string meant)
    {
        using var workbook = Workbook.Open(Books.Raw([("S", Books.Rows([written]))]), new());
        Assert.Equal(meant, Assert.Single(workbook.Rows("S")).Cells.Single().Text);
    }

    [Fact]
    public void A_workbook_and_a_text_of_the_same_hall_say_the_same()
    {
        var reading = HallDefinitionFile.Read("hall.xlsx", Books.Hall());
        Assert.Empty(reading.Errors);
        Assert.Equal(
            Samples.Hall().Windows.Select(window => window.ToString()), reading.Definition!.Windows.Select(window => window.ToString()));
        Assert.Equal(5, reading.Definition.OpeningHours.Count);
    }

    [Fact]
    public void Errors_name_the_cell()
    {
        var reading = HallDefinitionFile.Read("hall.xlsx", Books.Hall(
            ("窗口", Books.Rows(["代码", "名称", "区域", "业务"], ["W01", "1号窗口", "GR", "SB、QX"], [], ["W02", "", "FX", "QY"])),
            ("开放时间", Books.Rows(["星期", "开始", "结束"], ["周一", "12:00", "09:00"]))));
        Assert.Equal(["窗口!D2", "窗口!C4", "窗口!B4", "开放时间!C2"], reading.Errors.Select(error => error.Place));
    }

    [Fact]
    public void Numbers_times_and_shared_texts_are_what_a_person_sees()
    {
        const string styles = """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="000"/>
            <numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; hh:mm:ss"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>
            """;
        const string shared = """
            <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>社会</t></r><r><t>保险</t></r><rPh sb="0" eb="1"><t>shebao</t></rPh></si></sst>
            """;
        using var workbook = Workbook.Open(
            Books.Raw(
                [("表", Books.Rows([
                    "<c r=\"{0}\"><v>1</v></c>", "<c r=\"{0}\"><v>1.5</v></c>", "<c r=\"{0}\" s=\"1\"><v>7</v></c>",
                    "<c r=\"{0}\" s=\"2\"><v>46349.375</v></c>",
                    "<c r=\"{0}\" s=\"3\"><v>0.60416666666666663</v></c>", "<c r=\"{0}\" t=\"s\"><v>0</v></c>",
                    "<c r=\"{0}\" t=\"b\"><v>1</v></c>",
                    "<c r=\"{0}\" t=\"e\"><v>#N/A</v></c>", "<c r=\"{0}\"><f>1+1</f></c>"]))],
                ("xl/styles.xml", styles), ("xl/sharedStrings.xml", shared)),
            new());
        Assert.Equal(
            ["1", "1.5", "007", "2026-11-23 09:00:00", "14:30:00", "社会保险", "TRUE", "#N/A", "公式未计算"],
            Assert.Single(workbook.Rows("表")).Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Cells_merged_downwards_hold_for_every_row_and_others_are_refused()
    {
        var windows = Books.Rows(
            ["代码", "名称", "区域", "业务"], ["W01", "1号窗口", "GR", "SB"], ["W02", "2号窗口", "", "SB"], ["W03", "3号窗口", "FR", "QY"]);
        var down = HallDefinitionFile.Read(
            "hall.xlsx", Books.Hall(("窗口", windows + "<mergeCells><mergeCell ref=\"C2:C3\"/></mergeCells>")));
        Assert.Empty(down.Errors);
        Assert.Equal("GR", down.Definition!.Windows[1].Zone);
        var across = HallDefinitionFile.Read(
            "hall.xlsx", Books.Hall(("窗口", windows.Replace("2号窗口", "二") + "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>")));
        Assert.Equal("窗口!A2:B2", across.Errors[0].Place);
    }

    [Fact]
    public void A_code_that_became_a_date_is_an_error()
    {
        const string styles =
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf "
                + "numFmtId=\"14\"/></cellXfs></styleSheet>";
        var hall = Books.Raw(
            [("区域", Books.Rows(["代码", "名称"], ["<c r=\"{0}\" s=\"0\"><v>46024</v></c>", "一区"]))], ("xl/styles.xml", styles));
        Assert.Contains(
            HallDefinitionFile.Read("hall.xlsx", hall).Errors, error => error.Place == "区域!A2" && error.Message.Contains("日期 2026-01-02"));
    }

    [Fact]
    public void A_day_in_a_workbook_is_read_as_one_in_a_text()
    {
        const string styles =
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf "
                + "numFmtId=\"22\"/></cellXfs></styleSheet>";
        var book = Books.Raw(
            [("流水", Books.Rows(
                ["十一月二十三日"],
                ["票号", "业务", "取号时间"],
                ["<c r=\"{0}\"><v>1</v></c>", "SB", "<c r=\"{0}\" s=\"0\"><v>46349.375</v></c>"],
                ["A 2", "SB", "2026-11-23 09:00"],
                ["A3", "<c r=\"{0}\" t=\"e\"><v>#REF!</v></c>", "2026-11-23 09:00"]))],
            ("xl/styles.xml", styles));
        var mapping = Samples.Mapping("facts: [{kind: 取号, at: 取号时间, ticket: 票号, queue: 业务}]");
        var rows = HallFactFile.Read(mapping, "day.xlsx", book).ToList();
        Assert.Equal("1", Assert.Single(rows[0].Items).Ticket);
        Assert.Equal(new DateTime(2026, 11, 23, 1, 0, 0), rows[0].Items[0].OccurredAt.ToDateTime());
        Assert.Equal(["流水!A4", "流水!B5"], rows.SelectMany(row => row.Refusals).Select(refusal => refusal.Place));
    }
}
