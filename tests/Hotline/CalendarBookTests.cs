using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Tests.Setup;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>The working calendar through the public door, in a product whose hotline is not described yet.</summary>
public sealed class CalendarBookTests(EmptyProduct product) : IClassFixture<EmptyProduct>
{
    private const string District = HotlineInstallation.District;

    [Fact]
    public async Task A_year_that_ships_shows_its_holidays_and_what_is_worked_for_them()
    {
        var year = await (await ClientAsync("leader")).GetCalendarAsync(new() { District = District, Year = 2026 });
        Assert.Equal((2026, 248.0), (year.Year, year.WorkingDays));
        Assert.Equal((DayWork.RestDay, "春节"), Day(year, "2026-02-17"));
        Assert.Equal((DayWork.WorkingDay, "春节"), Day(year, "2026-02-14"));
        Assert.DoesNotContain(year.Days, day => day.Date == "2026-03-02");
        Assert.Equal(Enumerable.Range(2017, 10), year.Years.Select(known => known.Year).Where(known => known <= 2026));
        Assert.All(year.Years.Where(known => known.Year <= 2026), known => Assert.True(known.BuiltIn));
    }

    [Fact]
    public async Task A_decree_changes_its_year_and_comes_back_as_a_file()
    {
        var bureau = await ClientAsync("operator");
        var before = await bureau.GetCalendarAsync(new() { District = District, Year = 2031 });
        Assert.Empty(before.Days);
        Assert.Equal(261, before.WorkingDays);

        var template = await bureau.GetCalendarFileAsync(new() { District = District, Year = 2031 });
        Assert.Contains("请按国务院办公厅", template.Content.ToStringUtf8());
        var decree = template.Content.ToStringUtf8().Replace("\"days\": [", "\"days\": [{\"name\": \"元旦\", \"date\": \"2031-01-04\", \"isOffDay\": false},", StringComparison.Ordinal);
        var seen = await bureau.DecreeCalendarAsync(new() { District = District, Content = ByteString.CopyFromUtf8(decree), DryRun = true });
        Assert.Equal(0, seen.OpenOrders);
        Assert.Contains("2031-01-04（周六，元旦）由休息改为上班", seen.Changes);
        await bureau.DecreeCalendarAsync(new() { District = District, Content = ByteString.CopyFromUtf8(decree) });

        var after = await bureau.GetCalendarAsync(new() { District = District, Year = 2031 });
        Assert.Equal((DayWork.WorkingDay, "元旦"), Day(after, "2031-01-04"));
        Assert.False(after.Years.Single(known => known.Year == 2031).BuiltIn);
        var file = await bureau.GetCalendarFileAsync(new() { District = District, Year = 2031 });
        Assert.Empty((await bureau.DecreeCalendarAsync(new() { District = District, Content = file.Content, DryRun = true })).Changes);
        Assert.DoesNotContain("请按国务院办公厅", file.Content.ToStringUtf8());
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2100)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_year_beyond_the_calendar_is_told(int year)
    {
        var bureau = await ClientAsync("operator");
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await bureau.GetCalendarAsync(new() { District = District, Year = year }))).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await bureau.GetCalendarFileAsync(new() { District = District, Year = year }))).StatusCode);
    }

    [Fact]
    public async Task What_is_not_described_yet_has_no_file_and_an_unknown_form_is_told()
    {
        var bureau = await ClientAsync("operator");
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_HOTLINE"), await HotlineGateway.RefusedAsync(async () => await bureau.GetHotlineFileAsync(new() { District = District })));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_ARGUMENT"), await HotlineGateway.RefusedAsync(async () => await bureau.GetHotlineFileAsync(new() { District = District, Format = "pdf" })));
        var halls = new Halls.HallsClient((await product.VisitorAsync("operator")).Channel);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_HALL"), await HotlineGateway.RefusedAsync(async () => await halls.GetHallFileAsync(new() { District = District, Hall = "H9" })));
    }

    private async Task<V1.Hotline.HotlineClient> ClientAsync(string role) => new((await product.VisitorAsync(role)).Channel);

    private static (DayWork, string) Day(CalendarInfo year, string date) => year.Days.Where(day => day.Date == date).Select(day => (day.Work, day.Name)).Single();
}
