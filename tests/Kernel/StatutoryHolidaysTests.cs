using System.Text;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Kernel;

public sealed class StatutoryHolidaysTests
{
    /// <summary>The decrees since the law of 2024 hold every day that the law gives, under the same name.</summary>
    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    public void What_the_law_gives_stands_in_the_decree(int year)
    {
        var decree = StatutoryYears.Load().Decrees[year].Days.ToDictionary(day => day.Date);
        Assert.All(StatutoryHolidays.Of(year).Days, day =>
        {
            Assert.True(decree.TryGetValue(day.Date, out var decreed), $"{day.Date:yyyy-MM-dd} {day.Name} is not in the decree");
            Assert.Equal(WorkShare.None, decreed.Work);
        });
    }

    /// <summary>Days whose dates are published: of the lunar year and of 清明.</summary>
    [Theory]
    [InlineData(2027, "春节", "2027-02-05 2027-02-06 2027-02-07 2027-02-08")]
    [InlineData(2027, "清明节", "2027-04-05")]
    [InlineData(2027, "端午节", "2027-06-09")]
    [InlineData(2027, "中秋节", "2027-09-15")]
    [InlineData(2028, "春节", "2028-01-25 2028-01-26 2028-01-27 2028-01-28")]
    [InlineData(2028, "清明节", "2028-04-04")]
    // After a leap fifth month.
    [InlineData(2028, "端午节", "2028-05-28")]
    [InlineData(2028, "中秋节", "2028-10-03")]
    public void The_moon_and_the_sun_are_followed(int year, string name, string days) => Assert.Equal(
        days.Split(' '), StatutoryHolidays.Of(year).Days.Where(day => day.Name == name).Select(day => $"{day.Date:yyyy-MM-dd}"));

    [Fact]
    public void Each_year_has_its_days_once_and_all_of_them_in_the_year() => Assert.All(
        Enumerable.Range(StatutoryHolidays.FirstYear, WorkingCalendar.LastYear - StatutoryHolidays.FirstYear + 1),
        year =>
        {
            var days = StatutoryHolidays.Of(year).Days;
            Assert.InRange(days.Length, 12, 13);
            Assert.Equal(days.Select(day => day.Date).Distinct().Order(), days.Select(day => day.Date));
            Assert.All(days, day => Assert.Equal(year, day.Date.Year));
        });

    [Fact]
    public void Every_year_is_read_as_it_is_written()
    {
        foreach (var year in StatutoryYears.Load().Decrees.Values.Append(StatutoryHolidays.Of(2030)).Append(new(2031, [], [])).Append(new(
            2032, ["国办发明电〔2031〕1号 \"引号\"\\"],
            [new(new(2032, 5, 4), WorkShare.Afternoon, "青年节"), new(new(2032, 5, 5), WorkShare.Morning, ""),
                new(new(2032, 5, 8), WorkShare.Whole, "调休")])))
        {
            var read = CalendarYear.Parse(year.ToJson("请补上调休"));
            Assert.Equal((year.Year, year.Papers, year.Days), (read.Year, read.Papers, read.Days), Same);
        }
    }

    private static bool Same(
        (int Year, System.Collections.Immutable.ImmutableArray<string> Papers,
            System.Collections.Immutable.ImmutableArray<CalendarDay> Days) one,
        (int Year, System.Collections.Immutable.ImmutableArray<string> Papers,
            System.Collections.Immutable.ImmutableArray<CalendarDay> Days) other) =>
        one.Year == other.Year && one.Papers.SequenceEqual(other.Papers) && one.Days.SequenceEqual(other.Days);

    [Fact]
    public void A_file_is_readable_to_people() =>
        Assert.Contains("{\"name\": \"春节\", \"date\": \"2027-02-05\", \"isOffDay\": true}",
            Encoding.UTF8.GetString(StatutoryHolidays.Of(2027).ToJson()));
}
