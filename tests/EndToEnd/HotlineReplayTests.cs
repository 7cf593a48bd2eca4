using System.Globalization;
using Microsoft.VisualBasic.FileIO;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>
/// Real messages of citizens, sent as orders with the mappings that ship: the wall of their time says what the files say.
/// </summary>
[Collection(HotlineSite.Collection)]
public sealed class HotlineReplayTests(HotlineSite site)
{
    [Fact]
    public async Task Years_of_messages_come_to_what_the_file_says()
    {
        const string district = "440205";
        var file = SharedData.PathOrSkip("citizen-messages/messages.csv");
        var messages = Read(file).Select(row => (At: Moment(row["at"]), Topic: TopicOf("messages.yaml", row["title"]))).ToArray();
        var door = await HotlineTestClient.OpenAsync(site.Process, district);
        await SendAsync(door, "messages.yaml", file, messages.Length);

        var newest = messages.Max(message => message.At);
        // The clock of the data goes on while the test runs: in the hour behind the same moment of the last year nobody wrote.
        Assert.DoesNotContain(messages,
            message => message.At >= newest.AddYears(-1).AddMinutes(-1) && message.At < newest.AddYears(-1).AddHours(1));
        await Eventually.Passes(async () =>
        {
            var wall = await door.WallAsync();
            Assert.Equal($"{newest:yyyy-MM-dd}", wall.Date);
            Assert.Equal(
                (messages.Count(message => message.At.Year == newest.Year),
                    messages.Count(message => message.At.Year == newest.Year - 1 && message.At < newest.AddYears(-1)),
                    messages.Count(message => message.At.Date == newest.Date)),
                (wall.Counts.ReceivedThisYear, wall.Counts.ReceivedLastYear, wall.Counts.ReceivedToday));
            // Nobody has answered: all of them wait, those of years that the wall compares with no more too.
            Assert.Equal((messages.Length, messages.Length, 0), (wall.Counts.Open, wall.Counts.AwaitingDispatch, wall.Year.Closed));
            CheckMonths(messages.Select(message => message.At), newest.Year, wall);
            CheckDays(messages.Select(message => message.At), [], wall);
            Assert.Equal(
                messages.Where(message => message.At.Year == newest.Year).GroupBy(message => message.Topic.Split('/')[0])
                    .Select(topic => (topic.Key, topic.Count())).Order(),
                wall.Topics.Where(topic => topic.ReceivedThisYear > 0).Select(topic => (topic.Code, topic.ReceivedThisYear)).Order());
            Assert.Equal(messages.Length, wall.Topics.Sum(topic => topic.Open));
        });
    }

    [Fact]
    public async Task Answered_messages_are_closed_when_they_were_answered()
    {
        const string district = "440206";
        var file = SharedData.PathOrSkip("citizen-messages/answered.csv");
        var messages = Read(file).Select(row => (At: Moment(row["at"]), AnsweredAt: Moment(row["replied_at"]))).ToArray();
        var door = await HotlineTestClient.OpenAsync(site.Process, district);
        await SendAsync(door, "answered.yaml", file, messages.Length);

        var newest = messages.Max(message => message.AnsweredAt);
        var calendar = StatutoryYears.Load();
        var closings = messages.Select(message =>
        {
            // Of what kind they were is not said: 10 working days.
            var due = calendar.Due(new(message.At, LocalTime.Offset), 10).ToOffset(LocalTime.Offset).DateTime;
            return (IsInTime: message.AnsweredAt < due, CountsOn: message.AnsweredAt < due ? message.AnsweredAt : due);
        }).ToArray();
        await Eventually.Passes(async () =>
        {
            var wall = await door.WallAsync();
            Assert.Equal($"{newest:yyyy-MM-dd}", wall.Date);
            Assert.Equal((0, messages.Count(message => message.At.Year == newest.Year)), (wall.Counts.Open, wall.Counts.ReceivedThisYear));
            CheckMonths(messages.Select(message => message.At), newest.Year, wall);
            CheckDays(messages.Select(message => message.At), messages.Select(message => message.AnsweredAt), wall);
            foreach (var (rates, isIn) in new (HotlineRates, Func<DateTime, bool>)[]
            {
                (wall.Year, at => at.Year == newest.Year),
                (wall.LastYear, at => at.Year == newest.Year - 1 && at.Date <= newest.Date.AddYears(-1)),
                (wall.Month, at => at.Year == newest.Year && at.Month == newest.Month),
            })
            {
                Assert.Equal(
                    (messages.Count(message => isIn(message.AnsweredAt)), closings.Count(closing => isIn(closing.CountsOn)),
                        closings.Count(closing => closing.IsInTime && isIn(closing.CountsOn))),
                    (rates.Closed, rates.ToClose, rates.ClosedInTime));
            }
            Assert.Equal(wall.Year.Closed, wall.Departments.Sum(department => department.Rates?.Closed ?? 0));
        });
        Assert.Equal(messages.Length, (await door.ListAsync()).Count(order => order.Stage == OrderStage.OrderClosed));
    }

    private static async Task SendAsync(HotlineTestClient door, string mapping, string file, int count)
    {
        await using var words = File.OpenRead(SampleFiles.PathOf("mappings", mapping));
        await using var content = File.OpenRead(file);
        var rows = OrderFile.Read(OrderMappingFile.Read(words).Mapping!, Path.GetFileName(file), content, TestDay.Now).ToArray();
        Assert.DoesNotContain(rows, row => row.IsRefused);
        var receipts = await door.FeedAsync(rows.SelectMany(row => row.Items));
        Assert.Equal((count, 0L, 0L, 0L), (receipts.Accepted, receipts.Repeats, receipts.Quarantined, receipts.Rejected));
    }

    private static void CheckMonths(IEnumerable<DateTime> received, int year, HotlineTheme wall)
    {
        int Of(int year, int month) => received.Count(at => at.Year == year && at.Month == month);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(month => (month, Of(year, month), Of(year - 1, month))),
            wall.Months.Select(month => (month.Month, month.Received, month.ReceivedLastYear)));
    }

    private static void CheckDays(IEnumerable<DateTime> received, IEnumerable<DateTime> closed, HotlineTheme wall)
    {
        Assert.Equal(30, wall.Days.Count);
        Assert.All(wall.Days, day => Assert.Equal(
            (received.Count(at => $"{at:yyyy-MM-dd}" == day.Date), closed.Count(at => $"{at:yyyy-MM-dd}" == day.Date)),
            (day.Received, day.Closed)));
    }

    /// <summary>The first word of the mapping's list that the title holds.</summary>
    private static string TopicOf(string mapping, string title) =>
        TopicWords(mapping).FirstOrDefault(topic => title.Contains(topic.Word, StringComparison.Ordinal)).Topic ?? "";

    private static IEnumerable<(string Word, string Topic)> TopicWords(string mapping) =>
        from line in File.ReadLines(SampleFiles.PathOf("mappings", mapping)).SkipWhile(line => line.Trim() != "topics:").Skip(1)
        .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))
        let parts = line.Split(": ", 2, StringSplitOptions.TrimEntries)
        select (parts[0], parts[1]);

    /// <summary>Local time.</summary>
    private static DateTime Moment(string text) => DateTime.ParseExact(text, "s", CultureInfo.InvariantCulture);

    private static IEnumerable<Dictionary<string, string>> Read(string file)
    {
        using var reader = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var columns = reader.ReadFields()!;
        while (reader.ReadFields() is { } fields) yield return columns.Zip(fields).ToDictionary(cell => cell.First, cell => cell.Second);
    }
}
