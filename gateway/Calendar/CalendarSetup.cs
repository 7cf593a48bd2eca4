using System.Globalization;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Setup;
using OpsCenter.Kernel;

namespace OpsCenter.Gateway.Calendar;

/// <summary>The working calendar, on the way from an empty product to one that works.</summary>
public sealed class CalendarSetup(IClusterClient cluster, DistrictClock clock) : ISetupStep
{
    /// <summary>The decree on the next year comes in autumn; from this month on it is missed, since limits reach into that year.</summary>
    private const int NextYearFromMonth = 11;

    public SetupAbout About { get; } = new(
        "calendar", 30, "工作日历", "国务院办公厅每年公布的放假和调休；时限、催报都按工作日计算。", Permission.ReadOrders, Permission.DefineHotline)
    {
        Page = district => $"/calendar/{district}",
        Templates =
        [
            new("calendar-template.json", async district =>
            {
                var calendar = await CalendarService.CommittedAsync(cluster, district);
                // The first year from now on that is not known.
                var year = LocalTime.DateOf(clock.GetUtcNow()).Year;
                while (calendar.Decrees.ContainsKey(year) && year < WorkingCalendar.LastYear) year++;
                return CalendarFile.Write(district, year, calendar).Content.ToByteArray();
            }),
        ],
    };

    public async Task<SetupStanding> StandAsync(DistrictCode district)
    {
        var calendar = await CalendarService.CommittedAsync(cluster, district);
        return Stand(calendar, LocalTime.DateOf(clock.GetUtcNow()));
    }

    /// <summary>How far a calendar reaches on a day.</summary>
    internal static SetupStanding Stand(WorkingCalendar calendar, DateOnly today)
    {
        bool Knows(int year) => calendar.Decrees.ContainsKey(year);
        if (!Knows(today.Year))
            return new(V1.SetupState.SetupPartly, SummaryOf(calendar),
                string.Create(CultureInfo.InvariantCulture, $"{today.Year} 年的放假安排还没有登记"));
        var next = today.Year + 1;
        return SetupStanding.Of(
            SummaryOf(calendar),
            today.Month >= NextYearFromMonth && next <= WorkingCalendar.LastYear && !Knows(next)
                ? string.Create(CultureInfo.InvariantCulture, $"{next} 年的放假安排公布后请登记")
                : "");
    }

    /// <summary>The years that are known, those that follow each other together: 2017–2026.</summary>
    private static string SummaryOf(WorkingCalendar calendar)
    {
        var years = calendar.Decrees.Keys.ToArray();
        var begins = years.Where(year => !calendar.Decrees.ContainsKey(year - 1)).ToArray();
        var ends = years.Where(year => !calendar.Decrees.ContainsKey(year + 1));
        return $"{string.Join("、", begins.Zip(ends, (first, last) => first == last ? $"{first}" : $"{first}–{last}"))} 年";
    }
}
