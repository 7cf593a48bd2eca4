using CsCheck;
using OpsCenter.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>What holds on the 12345 wall and on the desks after any history.</summary>
public sealed class HotlineBoardLawsTests
{
    private const int Histories = 100;

    [Fact]
    public void Wall_and_desks_show_what_the_facts_come_to_at_any_moment() => BoardHistory.Any.Sample(
        history =>
        {
            var (stage, random) = (new BoardStage().Define(), new Random(history.Seed));
            history.Play(stage, now =>
            {
                if (random.Next(20) == 0) Check(stage, now.AddMinutes(random.Next(3) * random.NextDouble() * 3000));
            });
            var last = stage.Journal.Max(recorded => recorded.RecordedAt);
            foreach (var days in (double[])[0, random.NextDouble() * 3, random.NextDouble() * 60, random.NextDouble() * 800])
                Check(stage, last.AddDays(days));
            // A clock that was put back is no reason for other numbers.
            Check(stage, last.AddHours(1));
        },
        iter: Histories);

    [Fact]
    public void What_was_saved_goes_on_as_if_nothing_had_been() => BoardHistory.Any.Sample(
        history =>
        {
            var (stage, reloaded, random) = (new BoardStage().Define(), new BoardStage().Define(), new Random(history.Seed));
            history.Play(stage);
            var now = stage.Journal.Max(recorded => recorded.RecordedAt);
            foreach (var recorded in stage.Journal)
            {
                reloaded.Record(recorded);
                if (random.Next(30) == 0) reloaded.Reload();
                if (random.Next(30) == 0) reloaded.WallAt(recorded.RecordedAt);
            }
            var later = now.AddDays(random.NextDouble() * 30);
            Assert.Equal(stage.ViewAt(later), reloaded.Reload().ViewAt(later));
            Assert.Equal(stage.Themes.Order(), reloaded.Themes.Order());
            foreach (var desk in stage.Themes.Where(theme => theme != BoardStage.Wall))
                Assert.Equal(stage.DeskAt(desk, later), reloaded.DeskAt(desk, later));
        },
        iter: Histories);

    [Fact]
    public void The_order_of_facts_of_different_orders_does_not_matter() => BoardHistory.Any.Sample(
        history =>
        {
            var (stage, shuffled, random) = (new BoardStage().Define(), new BoardStage(), new Random(history.Seed));
            history.Play(stage);
            var ways = stage.Journal.GroupBy(recorded => recorded.Number).Select(way => new Queue<Recorded>(way)).ToList();
            while (ways.Count > 0)
            {
                var way = ways[random.Next(ways.Count)];
                shuffled.Record(way.Dequeue());
                if (way.Count == 0) ways.Remove(way);
            }
            var now = stage.Journal.Max(recorded => recorded.RecordedAt).AddHours(random.Next(100));
            Assert.Equal(stage.ViewAt(now), shuffled.Define().ViewAt(now));
        },
        iter: Histories);

    [Fact]
    public void Steps_lead_from_one_picture_to_the_next() => BoardHistory.Any.Sample(
        history =>
        {
            var stage = new BoardStage().Define();
            HotlineWallTheme? shown = null;
            history.Play(stage, now =>
            {
                var next = stage.WallAt(now);
                if (shown is not null && shown != next)
                {
                    var delta = stage.Difference(shown, next);
                    if (shown.Date == next.Date) Assert.NotNull(delta);
                    if (delta is not null) Assert.Equal(next, Apply(shown, delta));
                }
                shown = next;
            });
        },
        iter: Histories);

    private static void Check(BoardStage stage, DateTimeOffset now)
    {
        var view = stage.ViewAt(now);
        var naive = new NaiveBoard(stage.Journal, BoardStage.Definition(), view.Times.SourceTime, view.Times.DataTime!.Value);
        var wall = naive.Wall();
        // One by one, so that a failure says what is wrong.
        var shown = (HotlineWallTheme)view.Theme;
        foreach (var property in typeof(HotlineWallTheme).GetProperties())
        {
            var (expected, actual) = (property.GetValue(wall), property.GetValue(shown));
            Assert.True(Equals(expected, actual),
                $"{property.Name} at {view.Times.SourceTime:u}:\nexpected {Text(expected)}\nshown    {Text(actual)}");
        }
        Assert.Equal(wall, shown);
        foreach (var code in (string[])["centre", .. BoardStage.Definition().Departments.Select(department => department.Code.Value)])
            Assert.Equal(naive.Desk(code), stage.DeskAt($"hotline/desk/{code}", now));
    }

    private static string Text(object? value) =>
        value is System.Collections.IEnumerable rows and not string ? string.Join("\n         ", rows.Cast<object>()) : $"{value}";

    /// <summary>The rule of <c>HotlineDelta</c> in the public contract, as a browser follows it.</summary>
    private static HotlineWallTheme Apply(HotlineWallTheme wall, HotlineDelta delta) => wall with
    {
        Counts = delta.Counts ?? wall.Counts,
        Year = delta.Year ?? wall.Year,
        LastYear = delta.LastYear ?? wall.LastYear,
        Month = delta.Month ?? wall.Month,
        Types = delta.Types ?? wall.Types,
        Topics = delta.Topics ?? wall.Topics,
        Towns = delta.Towns ?? wall.Towns,
        Departments = delta.Departments ?? wall.Departments,
        Days = delta.Days ?? wall.Days,
        Hours = delta.Hours ?? wall.Hours,
        Months = delta.Months ?? wall.Months,
        Rising = delta.Rising ?? wall.Rising,
        Oldest = delta.Oldest ?? wall.Oldest,
        Unclaimed = delta.Unclaimed ?? wall.Unclaimed,
    };
}
