using System.Globalization;
using Grpc.Core;
using OpsCenter.Calendar;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Files;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Kernel;
using OpsCenter.V1;

namespace OpsCenter.Gateway.Calendar;

/// <summary>The working calendar (工作日历) of a district; see <c>calendar.proto</c>.</summary>
public sealed class CalendarService(IClusterClient cluster, IEnumerable<IOpenDeadlines> deadlines, DistrictClock clock)
    : Calendars.CalendarsBase
{
    public override async Task<DecreeCalendarResponse> DecreeCalendar(DecreeCalendarRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var (calendar, rules, known) = (
            cluster.GetGrain<ICalendar>(CalendarKeys.Calendar(district)), new CalendarDecider(), await CommittedAsync(cluster, district));
        // Also when no day changes: the papers may be others.
        var check = DefinitionCheck.Of(
            calendar, rules, rules.Initial, (CalendarYear year) => new DecreeYear(year), year => CalendarChanges.Describe(known, year)) with
        {
            HasEditions = true,
        };
        var (decreed, changes, _) = await check.RunAsync(
            CalendarFile.Read(request.Content), request.DryRun, context.Caller().Name, clock.GetUtcNow());
        return new()
        {
            Year = decreed.Year,
            Changes = { changes },
            OpenOrders = (await Task.WhenAll(deadlines.Select(some => some.CountAsync(district)))).Sum(),
        };
    }

    public override async Task<CalendarInfo> GetCalendar(GetCalendarRequest request, ServerCallContext context)
    {
        var year = YearOf(request);
        var calendar = await CommittedAsync(cluster, request.District.ToDistrict());
        var shipped = StatutoryYears.Load();
        var info = new CalendarInfo
        {
            Year = year,
            Today = Text(LocalTime.DateOf(clock.GetUtcNow())),
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
                info.Days.Add(new CalendarDayInfo { Date = Text(date), Work = (DayWork)((int)work + 1), Name = name });
        }
        return info;
    }

    public override async Task<DefinitionFile> GetCalendarFile(GetCalendarRequest request, ServerCallContext context)
    {
        var district = request.District.ToDistrict();
        var year = YearOf(request);
        return CalendarFile.Write(district, year, await CommittedAsync(cluster, district));
    }

    /// <summary>As committed, not as a silo knows it: what was decreed is seen by the next question.</summary>
    internal static async Task<WorkingCalendar> CommittedAsync(IClusterClient cluster, DistrictCode district) =>
        (await cluster.GetGrain<ICalendar>(CalendarKeys.Calendar(district)).CalendarAsync(-1) ?? DistrictCalendar.Shipped).Days;

    private int YearOf(GetCalendarRequest request)
    {
        var year = request.Year == 0 ? LocalTime.DateOf(clock.GetUtcNow()).Year : request.Year;
        return year is >= WorkingCalendar.FirstYear and <= WorkingCalendar.LastYear
            ? year
            : throw Failure.Invalid((
                "year",
                $"年份须在 {WorkingCalendar.FirstYear} 至 {WorkingCalendar.LastYear} 之间"
                + $" / The year must be {WorkingCalendar.FirstYear}-{WorkingCalendar.LastYear}"));
    }

    /// <summary>What its own year's decree calls it, else a neighbour's.</summary>
    private static string NameOf(WorkingCalendar calendar, DateOnly date) =>
        new[] { date.Year, date.Year + 1, date.Year - 1 }
            .SelectMany(year => calendar.Decrees.GetValueOrDefault(year)?.Days.Where(day => day.Date == date).Select(day => day.Name) ?? [])
            .FirstOrDefault() ?? "";

    private static IEnumerable<DateOnly> DaysOf(int year)
    {
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1)) yield return date;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
