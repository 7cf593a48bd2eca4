using OpsCenter.Gateway.Filings;
using OpsCenter.Indicators;
using Xunit;

namespace OpsCenter.Tests.Filings;

/// <summary>Values as people write them.</summary>
public sealed class CellReadingTests
{
    [Theory]
    [InlineData("1234.5", "万元", "1234.5")]
    [InlineData(" １２３４．５ ", "万元", "1234.5")]
    [InlineData("1,234,567", "元", "1234567")]
    [InlineData("3.2万", "元", "32000")]
    [InlineData("3.2万", "万元", "3.2")]
    [InlineData("3.2万元", "万元", "3.2")]
    [InlineData("318.9亿", "万元", "3189000")]
    [InlineData("2103人", "人", "2103")]
    [InlineData("-5", "亩", "-5")]
    [InlineData("1.2E+3", "亩", "1200")]
    [InlineData("", "亩", "")]
    public void Are_understood(string typed, string unit, string value)
    {
        var (number, text, wrong) = CellReading.Read(new() { Code = "JC01", Name = "指标", Unit = unit }, typed);
        Assert.Null(wrong);
        Assert.Equal((value, ""), (CellReading.Text(number), text));
    }

    [Theory]
    [InlineData("两千", "元", "不是数字")]
    [InlineData("12,34", "元", "千分位")]
    [InlineData("1.2.3", "元", "不是数字")]
    [InlineData("50%", "元", "百分号")]
    [InlineData("5亩", "元", "单位应为元")]
    [InlineData("99999999999999999999999999999999999999999", "元", "不是数字")]
    [InlineData("9999999999999999999999999亿", "元", "超出")]
    [InlineData("=1+1", "元", "不是数字")]
    public void Or_refused_with_a_reason(string typed, string unit, string why) =>
        Assert.Contains(why, CellReading.Read(new() { Code = "JC01", Name = "指标", Unit = unit }, typed).Wrong);

    [Fact]
    public void A_share_may_bear_its_mark_and_a_text_is_a_text()
    {
        Assert.Equal(62.5m, CellReading.Read(new() { Code = "JC15", Unit = "%", Kind = ValueKind.Percent }, "62.5％").Number);
        Assert.Equal("=无", CellReading.Read(new() { Code = "BZ01", Kind = ValueKind.Text }, " =无 ").Text);
    }
}
