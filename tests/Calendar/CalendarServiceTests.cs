using System.Net;
using Google.Protobuf;
using Grpc.Core;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Setup;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Calendar;

/// <summary>The working calendar through the public door, in a product whose hotline is not described yet.</summary>
public sealed class CalendarServiceTests(EmptyProduct product) : IClassFixture<EmptyProduct>
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
        const string Before = "\"days\": [", Worked = """{"name": "元旦", "date": "2031-01-04", "isOffDay": false},""";
        var decree = template.Content.ToStringUtf8().Replace(Before, Before + Worked, StringComparison.Ordinal);
        var request = new DecreeCalendarRequest { District = District, Content = ByteString.CopyFromUtf8(decree), DryRun = true };
        var seen = await bureau.DecreeCalendarAsync(request);
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
        var request = new GetCalendarRequest { District = District, Year = year };
        var told = (StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(told, await HotlineGateway.RefusedAsync(async () => await bureau.GetCalendarAsync(request)));
        Assert.Equal(told, await HotlineGateway.RefusedAsync(async () => await bureau.GetCalendarFileAsync(request)));
    }

    [Fact]
    public async Task A_decree_tells_what_it_changes()
    {
        const string Elsewhere = "440298";
        var bureau = new Calendars.CalendarsClient((await product.VisitorAsync("operator", Elsewhere)).Channel);
        var decree = new DecreeCalendarRequest
        {
            District = Elsewhere,
            DryRun = true,
            Content = ByteString.CopyFromUtf8("""
                {"year": 2031, "papers": ["国办发明电〔2030〕9号"], "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": true}]}
                """),
        };
        Assert.Equal(["2031-01-01（周三，元旦）由上班改为休息"], (await bureau.DecreeCalendarAsync(decree)).Changes);
        decree.DryRun = false;
        Assert.Equal(["2031-01-01（周三，元旦）由上班改为休息"], (await bureau.DecreeCalendarAsync(decree)).Changes);
        var again = await bureau.DecreeCalendarAsync(decree);
        Assert.Equal((2031, 0), (again.Year, again.Changes.Count));
        decree.Content = ByteString.CopyFromUtf8("""{"year": 2031, "days": [{"date": "1.1.2031", "isOffDay": true}]}""");
        Assert.Equal(
            (StatusCode.InvalidArgument, "INVALID_ARGUMENT"),
            await HotlineGateway.RefusedAsync(async () => await bureau.DecreeCalendarAsync(decree)));
    }

    /// <summary>Scripts of other systems know these addresses.</summary>
    [Fact]
    public async Task The_addresses_are_those_of_the_time_when_the_hotline_kept_it()
    {
        const string Elsewhere = "440296";
        using var http = new HttpClient { BaseAddress = product.Http };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await product.TokenAsync("script", "operator", Elsewhere));
        var file = Convert.ToBase64String("""{"year": 2033, "days": [{"date": "2033-01-03", "isOffDay": true}]}"""u8);
        using var body = new StringContent($$"""{"content": "{{file}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var decreed = await http.PostAsync(new Uri($"/v1/districts/{Elsewhere}/hotline:decree", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.OK, decreed.StatusCode);
        Assert.Contains("2033-01-03", await GetAsync("calendar?year=2033"));
        Assert.Contains("工作日历-2033.json", await GetAsync("calendar:file?year=2033"));

        Task<string> GetAsync(string path) => http.GetStringAsync(new Uri($"/v1/districts/{Elsewhere}/{path}", UriKind.Relative));
    }

    [Fact]
    public async Task A_calendar_is_decreed_by_the_verb()
    {
        const string Elsewhere = "440297";
        var token = await product.TokenAsync("decreer", "operator", Elsewhere);
        var bureau = new Calendars.CalendarsClient(product.Open(token));
        var folder = Directory.CreateTempSubdirectory("verbs");
        try
        {
            const string Decree = """{"year": 2032, "papers": ["国办发明电"], "days": [{"date": "2032-01-01", "isOffDay": true}]}""";
            var file = Write("2032.json", Decree);
            var seen = new DecreeCalendarRequest { District = Elsewhere, DryRun = true, Content = ByteString.CopyFromUtf8(Decree) };
            Assert.Equal(0, await RunAsync(file, "--check"));
            Assert.Single((await bureau.DecreeCalendarAsync(seen)).Changes);
            Assert.Equal(0, await RunAsync(file));
            Assert.Empty((await bureau.DecreeCalendarAsync(seen)).Changes);
            Assert.Equal(1, await RunAsync(Write("wrong.json", "[]")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task<int> RunAsync(string file, params string[] more) => OpsCenterCommandLine.RunAsync(
            ["calendar", file, "--server", product.Address, "--token", token, "--district", Elsewhere, .. more]);

        string Write(string name, string text)
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, text);
            return path;
        }
    }

    private async Task<Calendars.CalendarsClient> ClientAsync(string role) => new((await product.VisitorAsync(role)).Channel);

    private static (DayWork, string) Day(CalendarInfo year, string date) =>
        year.Days.Where(day => day.Date == date).Select(day => (day.Work, day.Name)).Single();
}
