using OpsCenter.Gateway.Calendar;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Calendar;

public sealed class CalendarChangesTests
{
    private static readonly CalendarYear Decree = new(
        2027, ["国办发明电"],
        [
            new(new(2027, 1, 1), WorkShare.None, "元旦"), new(new(2027, 1, 2), WorkShare.Whole, "元旦"),
            new(new(2027, 1, 4), WorkShare.Morning, ""),
            new(new(2026, 12, 31), WorkShare.None, "元旦"), new(new(2027, 1, 3), WorkShare.None, "元旦"),
        ]);

    [Fact]
    public void Days_whose_work_changes_are_told_in_order() => Assert.Equal(
        [
            "2026-12-31（周四，元旦）由上班改为休息",
            "2027-01-01（周五，元旦）由上班改为休息",
            "2027-01-02（周六，元旦）由休息改为上班",
            "2027-01-04（周一）由上班改为上午上班",
        ],
        CalendarChanges.Describe(WorkingCalendar.MondayToFriday, Decree));

    [Fact]
    public void What_a_replaced_decree_gave_is_taken_back()
    {
        var known = WorkingCalendar.MondayToFriday.With([Decree]);
        Assert.Empty(CalendarChanges.Describe(known, Decree));
        Assert.Equal(
            ["2026-12-31（周四）由休息改为上班", "2027-01-04（周一）由上午上班改为上班"],
            CalendarChanges.Describe(known, Decree with { Days = [Decree.Days[0], Decree.Days[1]] }));
    }
}
