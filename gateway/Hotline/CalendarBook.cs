using System.Globalization;
using Google.Protobuf;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Hotline;

/// <summary>The working calendar (工作日历) of a district, to look at and to take along.</summary>
public sealed class CalendarBook(IClusterClient cluster, OrderScopes scopes, DistrictClock clock)
{
    private const string Note =
        "这是法定节假日（全国年节及纪念日放假办法）。请按国务院办公厅当年的通知补上连休的日子（isOffDay 为 true）和调休上班的日子（isOffDay 为 false），在 papers 写上通知的文号或网址，再上传。";

    public async Task<CalendarInfo> GetAsync(GetCalendarRequest request, Caller caller)
    {
        var (calendar, year) = await OfAsync(request, caller);
        var shipped = StatutoryYears.Load();
        var info = new CalendarInfo
        {
            Year = year,
            Today = LocalTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Years =
            {
                calendar.Decrees.Values.Select(known => new CalendarYearInfo
                {
                    Year = known.Year,
                    Papers = { known.Papers },
                    BuiltIn = ReferenceEquals(shipped.Decrees.GetValueOrDefault(known.Year), known),
                }),
            },
        };
        foreach (var date in DaysOf(year))
        {
            var work = calendar.ShareOf(date);
            info.WorkingDays += work switch { WorkShare.None => 0, WorkShare.Whole => 1, _ => 0.5 };
            var name = NameOf(calendar, date);
            if (name.Length > 0 || work != WorkingCalendar.MondayToFriday.ShareOf(date))
                info.Days.Add(new CalendarDayInfo { Date = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Work = (DayWork)((int)work + 1), Name = name });
        }
        return info;
    }

    public async Task<DefinitionFile> FileAsync(GetCalendarRequest request, Caller caller)
    {
        var (calendar, year) = await OfAsync(request, caller);
        return File(request.District, year, calendar);
    }

    /// <summary>A year as it is decreed, or what the law says of it.</summary>
    internal static DefinitionFile File(string district, int year, WorkingCalendar calendar)
    {
        var content = calendar.Decrees.GetValueOrDefault(year) is { } known ? known.ToJson()
            : year >= StatutoryHolidays.FirstYear ? StatutoryHolidays.Of(year).ToJson(Note)
            : new CalendarYear(year, [], []).ToJson(Note);
        return new() { FileName = string.Create(CultureInfo.InvariantCulture, $"{district}-工作日历-{year}.json"), Content = UnsafeByteOperations.UnsafeWrap(content) };
    }

    private async Task<(WorkingCalendar Calendar, int Year)> OfAsync(GetCalendarRequest request, Caller caller)
    {
        await scopes.RequireAsync(caller, request.District);
        var year = request.Year == 0 ? LocalTime.DateOf(clock.GetUtcNow()).Year : request.Year;
        if (year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear)
            throw Failure.Invalid((
                "year", $"年份须在 {WorkingCalendar.FirstYear} 至 {WorkingCalendar.LastYear} 之间 / The year must be {WorkingCalendar.FirstYear}-{WorkingCalendar.LastYear}"));
        return ((await RulebookAsync(cluster, request.District)).Calendar, year);
    }

    /// <summary>As committed.</summary>
    internal static async Task<Rulebook> RulebookAsync(IClusterClient cluster, string district) =>
        await cluster.GetGrain<IHotline>(HotlineKeys.Hotline(district)).RulebookAsync(-1) ?? Rulebook.Empty(district);

    /// <summary>What its own year's decree calls it, else a neighbour's.</summary>
    private static string NameOf(WorkingCalendar calendar, DateOnly date) =>
        new[] { date.Year, date.Year + 1, date.Year - 1 }
            .SelectMany(year => calendar.Decrees.GetValueOrDefault(year)?.Days.Where(day => day.Date == date).Select(day => day.Name) ?? [])
            .FirstOrDefault() ?? "";

    private static IEnumerable<DateOnly> DaysOf(int year)
    {
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1)) yield return date;
    }
}
