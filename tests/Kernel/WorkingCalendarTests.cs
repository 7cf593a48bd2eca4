using System.Globalization;
using System.Text;
using CsCheck;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Kernel;

/// <summary>
/// The working calendar against facts that do not come from its files: the law on holidays, the moon, and plain counting.
/// </summary>
public sealed class WorkingCalendarTests
{
    private const int First = 2017, Last = 2026;

    private static readonly WorkingCalendar Calendar = StatutoryYears.Load();

    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Long[At("2016-12-01 00:00").UtcTicks / 10,
            At("2026-12-31 23:59").UtcTicks / 10].Select(micros => new DateTimeOffset(micros * 10, TimeSpan.Zero));

    private static readonly Gen<double> Days =
        Gen.OneOf(Gen.Int[1, 60].Select(days => (double)days), Gen.Int[1, 99].Select(halves => halves / 2.0), Gen.Double[0.001, 60]);

    public static TheoryData<int> Years => [.. Enumerable.Range(First, Last - First + 1)];

    private static DateTimeOffset At(string local) => LocalTime.At(
        DateOnly.ParseExact(local[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly.ParseExact(local[11..], "HH:mm", CultureInfo.InvariantCulture));

    [Fact]
    public void All_published_years_are_there() => Assert.Equal(Enumerable.Range(First, Last - First + 1), Calendar.Decrees.Keys);

    [Theory, MemberData(nameof(Years))]
    public void Each_day_of_the_decree_is_as_decreed(int year)
    {
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(SharedData.PathOrSkip($"holidays/{year}.json")));
        var days = file.RootElement.GetProperty("days").EnumerateArray().ToArray();
        Assert.NotEmpty(days);
        foreach (var day in days)
        {
            var date = DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture);
            Assert.Equal(day.GetProperty("isOffDay").GetBoolean() ? WorkShare.None : WorkShare.Whole, Calendar.ShareOf(date));
        }
        var decreed = days.Select(day => DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture)).ToHashSet();
        // What no decree names (that of the next year may reach into December) is Monday to Friday.
        foreach (var date in DaysOf(year).Where(date => !decreed.Contains(date) && date < new DateOnly(year, 12, 28)))
            Assert.Equal(date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, !Calendar.IsWorkingDay(date));
    }

    /// <summary>
    /// 全国年节及纪念日放假办法: 11 days a year, 13 from 2025; make-up days cancel the rest out, so a year has that many working days less than
    /// Mondays to Fridays. In 2020 the Spring Festival was lengthened by two working days (国办发明电〔2020〕1号).
    /// </summary>
    [Theory, MemberData(nameof(Years))]
    public void A_year_has_the_working_days_of_the_law(int year)
    {
        var weekdays = DaysOf(year).Count(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        var working = DaysOf(year).Count(Calendar.IsWorkingDay);
        Assert.Equal(weekdays - (year >= 2025 ? 13 : 11) - (year == 2020 ? 2 : 0), working);
        Assert.Equal(working, Calendar.Between(LocalTime.StartOf(new(year, 1, 1)), LocalTime.StartOf(new(year + 1, 1, 1))), 9);
    }

    [Theory, MemberData(nameof(Years))]
    public void The_holidays_of_the_law_are_off(int year)
    {
        // 清明 by the formula of the solar terms of this century; the festivals by the moon.
        var qingming = new DateOnly(year, 4, (int)(year % 100 * 0.2422 + 4.81) - year % 100 / 4);
        var newYear = Lunar(year, 1, 1);
        DateOnly[] holidays =
        [
            new(year, 1, 1), newYear, newYear.AddDays(1), newYear.AddDays(2), qingming, new(year, 5, 1), Lunar(year, 5, 5),
            Lunar(year, 8, 15),
            new(year, 10, 1), new(year, 10, 2), new(year, 10, 3),
            .. year >= 2025 ? new DateOnly[] { newYear.AddDays(-1), new(year, 5, 2) } : [],
        ];
        Assert.All(holidays, date => Assert.False(Calendar.IsWorkingDay(date), $"{date:yyyy-MM-dd}"));
    }

    [Theory]
    // 2024-02-09 was 除夕 and a working day; the Sunday after the festival was one too.
    [InlineData("2024-02-09 10:00", 1, "2024-02-18 17:30")]
    [InlineData("2024-02-09 10:00", 2, "2024-02-19 17:30")]
    [InlineData("2024-02-17 10:00", 1, "2024-02-18 17:30")]
    // The week of the National Day, and the Saturday that makes up for it.
    [InlineData("2026-09-30 10:00", 1, "2026-10-08 17:30")]
    [InlineData("2026-09-30 10:00", 3, "2026-10-10 17:30")]
    [InlineData("2026-09-30 10:00", 10, "2026-10-20 17:30")]
    // The day of the event does not count, whatever the hour; a weekend does not either.
    [InlineData("2026-11-23 00:00", 1, "2026-11-24 17:30")]
    [InlineData("2026-11-23 23:59", 1, "2026-11-24 17:30")]
    [InlineData("2026-11-27 16:00", 1, "2026-11-30 17:30")]
    [InlineData("2026-11-28 16:00", 1, "2026-11-30 17:30")]
    [InlineData("2026-11-23 09:00", 0.5, "2026-11-24 12:00")]
    [InlineData("2026-11-23 09:00", 1.5, "2026-11-25 12:00")]
    // The first of January: in the decree of its own year; the last of December 2022: in that of the next.
    [InlineData("2025-12-31 09:00", 1, "2026-01-04 17:30")]
    [InlineData("2022-12-30 09:00", 1, "2023-01-03 17:30")]
    public void A_period_ends_with_the_office_hours_of_its_last_working_day(string from, double days, string due) =>
        Assert.Equal(At(due), Calendar.Due(At(from), days));

    [Theory]
    // Friday 17:00 to Monday 9:00: half an hour of the afternoon's three, half an hour of the morning's three and a half.
    [InlineData("2026-11-27 17:00", "2026-11-30 09:00", 0.5 / 3 / 2 + 0.5 / 3.5 / 2)]
    [InlineData("2026-11-23 12:00", "2026-11-23 14:30", 0)]
    [InlineData("2026-11-23 00:00", "2026-11-24 00:00", 1)]
    [InlineData("2026-11-28 00:00", "2026-11-30 00:00", 0)]
    [InlineData("2026-10-01 08:30", "2026-10-08 08:30", 0)]
    [InlineData("2026-10-10 08:30", "2026-10-10 17:30", 1)]
    public void Working_time_passes_in_office_hours(string from, string to, double days) =>
        Assert.Equal(days, Calendar.Between(At(from), At(to)), 9);

    [Fact]
    public void Working_time_is_what_plain_counting_finds() => Gen.Select(Moment, Gen.Int[0, 60 * 24 * 60]).Sample((from, minutes) =>
    {
        var to = from.AddMinutes(minutes);
        Assert.Equal(Counted(Calendar, from, to), Calendar.Between(from, to), 6);
    });

    [Fact]
    public void A_period_is_due_where_plain_counting_ends() => Gen.Select(Moment, Gen.Int[1, 80]).Sample((from, halves) =>
    {
        var (date, left) = (LocalTime.DateOf(from), halves / 2.0);
        while (left > 0)
        {
            date = date.AddDays(1);
            left -= Calendar.IsWorkingDay(date) ? 1 : 0;
        }
        Assert.Equal(LocalTime.At(date, left < 0 ? new(12, 0) : new(17, 30)), Calendar.Due(from, halves / 2.0));
    });

    [Fact]
    public void What_is_added_lies_between() => Gen.Select(Moment, Days).Sample((from, days) =>
    {
        Assert.Equal(days, Calendar.Between(from, Calendar.Add(from, days)), 1e-6);
        Assert.Equal(days, Calendar.Between(Calendar.Add(from, -days), from), 1e-6);
        Assert.Equal(-days, Calendar.Between(Calendar.Add(from, days), from), 1e-6);
        Assert.Equal(from, Calendar.Add(from, 0));
    });

    [Fact]
    public void Later_stays_later_and_longer_stays_longer() => Gen.Select(Moment, Moment, Days, Days).Sample((one, other, days, more) =>
    {
        var (early, late) = one < other ? (one, other) : (other, one);
        Assert.True(Calendar.Add(early, days) <= Calendar.Add(late, days));
        Assert.True(Calendar.Due(early, days) <= Calendar.Due(late, days));
        Assert.True(Calendar.Add(early, days) <= Calendar.Add(early, days + more));
        Assert.True(Calendar.Due(early, days) <= Calendar.Due(early, days + more));
        Assert.True(Calendar.Add(early, days) > early);
        Assert.True(Calendar.Due(early, days) > LocalTime.StartOf(LocalTime.DateOf(early).AddDays(1)));
        Assert.Equal(Calendar.Between(early, late), Calendar.Between(early, other) + Calendar.Between(other, late), 1e-6);
    });

    [Fact]
    public void Of_half_days_only_that_half_counts()
    {
        var calendar =
            Calendar.With(
                [Year(2026,
                    """{"name": "半日", "date": "2026-11-24", "isOffDay": false, "half": "morning"}, {"name": "半日", "date": "2026-11-26", "isOffDay": false, "half": "afternoon"}""")]);
        Assert.Equal(0.5, calendar.Between(At("2026-11-24 00:00"), At("2026-11-25 00:00")));
        Assert.Equal(0, calendar.Between(At("2026-11-24 12:00"), At("2026-11-25 00:00")));
        Assert.Equal(0, calendar.Between(At("2026-11-26 00:00"), At("2026-11-26 14:30")));
        Assert.Equal(At("2026-11-24 12:00"), calendar.Due(At("2026-11-23 09:00"), 0.5));
        Assert.Equal(At("2026-11-25 12:00"), calendar.Due(At("2026-11-23 09:00"), 1));
        Assert.Equal(At("2026-11-26 17:30"), calendar.Due(At("2026-11-23 09:00"), 2));
        Assert.True(calendar.IsWorkingDay(new(2026, 11, 24)));
        // The same decree has no other days, and so the year has none.
        Assert.True(calendar.IsWorkingDay(new(2026, 10, 1)));
        Assert.False(Calendar.IsWorkingDay(new(2026, 10, 1)));
    }

    [Fact]
    public void A_late_decree_makes_another_calendar_and_leaves_the_old_one()
    {
        var due = Calendar.Due(At("2027-01-29 09:00"), 5);
        Assert.Equal(At("2027-02-05 17:30"), due);
        var decreed =
            Calendar.With(
                [Year(2027,
                    """{"name": "春节", "date": "2027-02-01", "isOffDay": true}, {"name": "春节", "date": "2027-02-06", "isOffDay": false}""")]);
        Assert.Equal(At("2027-02-06 17:30"), decreed.Due(At("2027-01-29 09:00"), 5));
        Assert.Equal(due, Calendar.Due(At("2027-01-29 09:00"), 5));
        // A second paper on the same year replaces the first.
        Assert.Equal(due, decreed.With([Year(2027, "")]).Due(At("2027-01-29 09:00"), 5));
    }

    [Fact]
    public void On_the_days_of_a_year_its_own_decree_has_the_last_word()
    {
        var of2030 = Year(2030, """{"name": "元旦", "date": "2030-12-31", "isOffDay": false}""");
        var of2031 =
            Year(2031,
                """{"name": "元旦", "date": "2030-12-30", "isOffDay": true}, {"name": "元旦", "date": "2030-12-31", "isOffDay": true}""");
        foreach (var calendar in new[] { Calendar.With([of2030, of2031]), Calendar.With([of2031]).With([of2030]) })
        {
            Assert.True(calendar.IsWorkingDay(new(2030, 12, 31)));
            Assert.False(calendar.IsWorkingDay(new(2030, 12, 30)));
        }
    }

    [Theory]
    [InlineData("[]", "year")]
    [InlineData("""{"year": 2026}""", "days")]
    [InlineData("""{"year": 1999, "days": []}""", "1999")]
    [InlineData("""{"year": 2026, "days": [{"date": "2026-13-01", "isOffDay": true}]}""", "2026-13-01")]
    [InlineData("""{"year": 2026, "days": [{"date": "2029-01-01", "isOffDay": true}]}""", "2029-01-01")]
    [InlineData("""{"year": 2026, "days": [{"date": "2026-01-01"}]}""", "days")]
    [InlineData("""{"year": 2026, "days": [{"date": "2026-01-01", "isOffDay": false, "half": "noon"}]}""", "noon")]
    [InlineData("""{"year": 2026, "days": [{"date": "2026-01-01", "isOffDay": true}, {"date": "2026-01-01", "isOffDay": false}]}""",
        "2026-01-01")]
    public void What_is_no_calendar_is_refused_with_what_is_wrong(string json, string named)
    {
        var refused = Assert.Throws<FormatException>(() => CalendarYear.Parse(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(named, refused.Message);
        Assert.Contains(" / ", refused.Message);
    }

    [Theory]
    [InlineData("10wd", "2026-12-07 17:30")]
    [InlineData("0.5wd", "2026-11-24 12:00")]
    [InlineData("2h", "2026-11-23 20:00")]
    [InlineData("36h", "2026-11-25 06:00")]
    public void A_limit_is_in_working_days_or_in_hours(string text, string due)
    {
        var limit = Limit.Parse(text);
        Assert.Equal(text, limit.ToString());
        Assert.Equal(At(due), limit.Due(At("2026-11-23 18:00"), Calendar));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wd")]
    [InlineData("0wd")]
    [InlineData("-1wd")]
    [InlineData("10d")]
    [InlineData("1,5wd")]
    [InlineData("100000h")]
    [InlineData("NaNh")]
    public void What_is_no_limit_is_refused(string text) =>
        Assert.Contains(" / ", Assert.Throws<FormatException>(() => Limit.Parse(text)).Message);

    private static CalendarYear Year(int year, string days) =>
        CalendarYear.Parse(Encoding.UTF8.GetBytes($$"""{"year": {{year}}, "papers": ["试"], "days": [{{days}}]}"""));

    private static IEnumerable<DateOnly> DaysOf(int year)
    {
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1)) yield return date;
    }

    private static DateOnly Lunar(int year, int month, int day)
    {
        var moon = new ChineseLunisolarCalendar();
        var leap = moon.GetLeapMonth(year);
        return DateOnly.FromDateTime(moon.ToDateTime(year, leap > 0 && leap <= month ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>Half day by half day.</summary>
    private static double Counted(WorkingCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var counted = 0.0;
        for (var date = LocalTime.DateOf(from); date <= LocalTime.DateOf(to); date = date.AddDays(1))
        {
            var share = calendar.ShareOf(date);
            if (share is WorkShare.Whole or WorkShare.Morning)
                counted += Part(LocalTime.At(date, new(8, 30)), LocalTime.At(date, new(12, 0)));
            if (share is WorkShare.Whole or WorkShare.Afternoon)
                counted += Part(LocalTime.At(date, new(14, 30)), LocalTime.At(date, new(17, 30)));
        }
        return counted;

        double Part(DateTimeOffset begins, DateTimeOffset ends)
        {
            var (start, end) = (from > begins ? from : begins, to < ends ? to : ends);
            return end > start ? (end - start) / (ends - begins) / 2 : 0;
        }
    }
}
