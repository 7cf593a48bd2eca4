using CsCheck;
using OpsCenter.Indicators;
using Xunit;

namespace OpsCenter.Tests.Indicators;

public sealed class PeriodTests
{
    private static readonly Gen<(Frequency Frequency, DateOnly Day)> Days = Gen.Select(
        Gen.Enum<Frequency>(),
        Gen.Int[new DateOnly(2001, 1, 1).DayNumber, new DateOnly(2098, 12, 31).DayNumber].Select(DateOnly.FromDayNumber));

    [Fact]
    public void Every_day_lies_in_the_period_of_its_day_and_periods_follow_each_other_without_gaps() => Days.Sample(given =>
    {
        var period = Period.Of(given.Frequency, given.Day);
        Assert.InRange(given.Day, period.Start, period.End);
        Assert.Equal(period.Start.AddDays(-1), period.Previous.End);
        Assert.Equal(period.Next, Period.Of(given.Frequency, period.End.AddDays(1)));
        Assert.Equal(period.Start.AddYears(-1), period.YearBefore.Start);
        Assert.Equal(period.Start is { Month: 1, Day: 1 }, period.IsFirstOfYear);
    });

    [Fact]
    public void What_is_written_is_read_as_it_was() => Days.Sample(given =>
    {
        var period = Period.Of(given.Frequency, given.Day);
        Assert.Equal(period, Period.Parse(period.ToString()));
    });

    [Theory]
    [InlineData("2026-11", "2026年11月", "2026-11-01", "2026-11-30")]
    [InlineData("2026Q4", "2026年第4季度", "2026-10-01", "2026-12-31")]
    [InlineData("2026H1", "2026年上半年", "2026-01-01", "2026-06-30")]
    [InlineData("2024", "2024年", "2024-01-01", "2024-12-31")]
    public void It_is_named_as_people_name_it(string text, string name, string start, string end)
    {
        var period = Period.Parse(text);
        Assert.Equal((name, start, end), (period.Name, $"{period.Start:yyyy-MM-dd}", $"{period.End:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("2026Q5")]
    [InlineData("2026H0")]
    [InlineData("1999")]
    [InlineData("２０２６")]
    [InlineData("+026")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_period_is_refused_with_an_example(string? text)
    {
        Assert.False(Period.TryParse(text, out _));
        Assert.Contains("2026Q4", Assert.Throws<FormatException>(() => Period.Parse(text!)).Message);
    }
}
