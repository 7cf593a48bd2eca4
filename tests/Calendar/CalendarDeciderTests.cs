using OpsCenter.Calendar;
using OpsCenter.Kernel;
using OpsCenter.Tests.Hall;
using OpsCenter.Tests.Hotline;
using Xunit;

namespace OpsCenter.Tests.Calendar;

using CalendarStory = Story<CalendarState, CalendarCommand, CalendarEvent>;

public sealed class CalendarDeciderTests
{
    private static readonly DateTimeOffset Now = LocalTime.At(new(2026, 11, 23), new(9, 0)), Before = Now.AddMonths(-3);

    private static readonly CalendarYear Off26 = SampleHotline.Year(2026, (new(2026, 11, 26), WorkShare.None)),
        Off27 = SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None)),
        Next = SampleHotline.Year(2027, (new(2027, 1, 4), WorkShare.None));

    private static CalendarStory Calendar() => new(new CalendarDecider(), CalendarKeys.Calendar(new("440203")), Now);

    [Fact]
    public void What_is_decreed_is_in_force_once()
    {
        var story = Calendar().When(Now, new DecreeYear(Off27)).Then(new YearDecreed(Off27))
            .When(Now, new DecreeYear(SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None)))).Then();
        Assert.Equal([new DecreedYear(Off27, 1, Now)], story.State.Years);
        Assert.Equal(1, story.State.Version);
    }

    [Fact]
    public void A_later_decree_on_a_year_takes_the_place_of_the_earlier()
    {
        var story = Calendar().When(Now, new DecreeYear(Next)).When(Now, new DecreeYear(Off27)).When(Now, new DecreeYear(Off26));
        Assert.Equal([new DecreedYear(Off26, 3, Now), new DecreedYear(Next, 1, Now)], story.State.Years);
        var days = new DistrictCalendar(story.State.Version, story.State.Years).Days;
        Assert.True(days.IsWorkingDay(new(2026, 11, 27)));
        Assert.False(days.IsWorkingDay(new(2026, 11, 26)));
        Assert.False(days.IsWorkingDay(new(2027, 1, 4)));
        // What the product knows stays beside it.
        Assert.False(days.IsWorkingDay(new(2025, 10, 1)));
    }

    [Fact]
    public void What_was_decreed_before_is_taken_over_one_after_the_other_and_each_once()
    {
        TakeOverYear Take(int number, CalendarYear year) => new(year, new(number, 2));
        var story = Calendar()
            .When(Before, Take(2, Next)).Then()
            .When(Before, Take(1, Off27)).Then(new YearDecreed(Off27, new(1, 2)))
            .When(Before, Take(1, Off27)).Then()
            .When(Before, Take(2, Next)).Then(new YearDecreed(Next, new(2, 2)))
            .When(Before, Take(2, Next)).Then();
        Assert.Equal([new DecreedYear(Off27, 0, Before), new DecreedYear(Next, 0, Before)], story.State.Years);
        // It is no news to anybody who followed it then.
        Assert.Equal(0, story.State.Version);

        story.When(Now, new DecreeYear(Off26)).Then(new YearDecreed(Off26)).When(Before, Take(1, Off27)).Then();
        Assert.Equal([new DecreedYear(Off26, 1, Now), new DecreedYear(Next, 0, Before)], story.State.Years);
    }

    [Fact]
    public void What_has_decrees_of_its_own_takes_nothing_over() =>
        Calendar().When(Now, new DecreeYear(Next)).When(Before, new TakeOverYear(Off27, new(1, 1))).Then();
}
