using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Hall;
using Xunit;

namespace OpsCenter.Tests.Hotline;

using HotlineStory = Story<HotlineState, HotlineCommand, HotlineEvent>;

public sealed class HotlineDeciderTests
{
    private static readonly DateTimeOffset Now = LocalTime.At(new(2026, 11, 23), new(9, 0));

    private static HotlineStory Hotline() => new(new HotlineDecider(), "440203/hotline/main", Now);

    private static Precedent Ruled(int version, bool isRevoked = false) =>
        new(SampleHotline.Noise, SampleHotline.Estate, version, "ZJJ", "2.4", "装修活动由住建部门监管", "GD1", Now, "chair", isRevoked);

    [Fact]
    public void Every_description_is_a_version_and_is_applied_once()
    {
        var (first, second) = (SampleHotline.Of(SampleHotline.Housing), SampleHotline.Of(SampleHotline.Management));
        Hotline().When(Now, new DefineHotline(first)).Then(new HotlineDefined(first))
            .When(Now, new ConfirmHotlineApplied(2)).Then()
            .When(Now, new ConfirmHotlineApplied(1)).Then(new HotlineApplied(1))
            .When(Now, new ConfirmHotlineApplied(1)).Then()
            .When(Now, new DefineHotline(second)).Then(new HotlineDefined(second))
            .When(Now, new ConfirmHotlineApplied(1)).Then()
            .When(Now, new ConfirmHotlineApplied(2)).Then(new HotlineApplied(2));
    }

    [Fact]
    public void A_department_that_has_gone_stays_known_as_dissolved_until_it_comes_back()
    {
        var story = Hotline().When(Now, new DefineHotline(SampleHotline.Of(SampleHotline.Housing, SampleHotline.Police)))
            .When(Now, new DefineHotline(SampleHotline.Of(SampleHotline.Management, SampleHotline.Police)));
        Assert.Equal(["CGJ", "GAJ", "ZJJ"], story.State.KnownDepartments);
        Assert.Equal(["ZJJ"], HotlineDecider.RulebookOf("440203", story.State).Dissolved);

        story.When(Now, new DefineHotline(SampleHotline.Of(SampleHotline.Housing)));
        Assert.Equal(["CGJ", "GAJ"], HotlineDecider.RulebookOf("440203", story.State).Dissolved);
    }

    [Fact]
    public void A_description_that_no_order_could_live_with_is_refused() => Hotline()
        .When(Now, new DefineHotline(SampleHotline.Of(SampleHotline.Housing, SampleHotline.Housing))).ThenRefused("duplicate_department")
        .When(Now, new DefineHotline(SampleHotline.Definition with { Limits = [] })).ThenRefused("no_limits");

    [Fact]
    public void Of_a_precedent_the_newest_version_counts_in_whatever_order_news_comes()
    {
        var story = Hotline()
            .When(Now, new NotePrecedent(Ruled(2))).Then(new PrecedentNoted(Ruled(2)))
            .When(Now, new NotePrecedent(Ruled(1))).Then()
            .When(Now, new NotePrecedent(Ruled(2))).Then()
            .When(Now, new NotePrecedent(Ruled(2, isRevoked: true))).Then(new PrecedentNoted(Ruled(2, isRevoked: true)))
            .When(Now, new NotePrecedent(Ruled(2))).Then();
        Assert.Equal([Ruled(2, isRevoked: true)], story.State.Precedents);

        story.When(Now, new NotePrecedent(Ruled(3))).Then(new PrecedentNoted(Ruled(3)));
        Assert.Equal([Ruled(3)], story.State.Precedents);
    }

    [Fact]
    public void A_decree_lets_open_orders_be_recomputed_once()
    {
        var year = SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None));
        var story = Hotline().When(Now, new DecreeCalendar(year)).Then(new CalendarDecreed(year));
        Assert.Equal(new PendingRecompute(1, Now, "2026 年工作日安排有更新（国办发明电）"), story.State.Recompute);

        story.When(Now, new DecreeCalendar(SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None)))).Then()
            .When(Now, new ConfirmRecomputed(1)).Then(new OrdersRecomputed(1))
            .When(Now, new ConfirmRecomputed(1)).Then();
        Assert.Null(story.State.Recompute);
    }

    [Fact]
    public void A_decree_during_the_recomputing_of_another_needs_one_of_its_own()
    {
        var (first, second) = (SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None)), SampleHotline.Year(2027, (new(2027, 1, 4), WorkShare.None)));
        var story = Hotline().When(Now, new DecreeCalendar(first)).When(Now, new DecreeCalendar(second)).Then(new CalendarDecreed(second))
            .When(Now, new ConfirmRecomputed(1)).Then();
        Assert.Equal("2026 年工作日安排有更新（国办发明电）；2027 年工作日安排有更新（国办发明电）", story.State.Recompute?.Reason);
        story.When(Now, new ConfirmRecomputed(2)).Then(new OrdersRecomputed(2));
    }

    [Fact]
    public void A_later_decree_on_a_year_takes_the_place_of_the_earlier()
    {
        var (first, second) = (SampleHotline.Year(2026, (new(2026, 11, 27), WorkShare.None)), SampleHotline.Year(2026, (new(2026, 11, 26), WorkShare.None)));
        var story = Hotline().When(Now, new DecreeCalendar(SampleHotline.Year(2027))).When(Now, new DecreeCalendar(first)).When(Now, new DecreeCalendar(second));
        var book = HotlineDecider.RulebookOf("440203", story.State);
        Assert.Equal([2026, 2027], book.Decrees.Select(year => year.Year));
        Assert.True(book.Calendar.IsWorkingDay(new(2026, 11, 27)));
        Assert.False(book.Calendar.IsWorkingDay(new(2026, 11, 26)));
    }

    [Fact]
    public void The_rulebooks_version_counts_what_is_in_it()
    {
        var story = Hotline().When(Now, new DefineHotline(SampleHotline.Definition)).When(Now, new ConfirmHotlineApplied(1));
        Assert.Equal(1, story.State.Version);
        story.When(Now, new NotePrecedent(Ruled(1))).When(Now, new DecreeCalendar(SampleHotline.Year(2027))).When(Now, new ConfirmRecomputed(3));
        Assert.Equal((3, 1), (HotlineDecider.RulebookOf("440203", story.State).Version, story.State.DefinitionVersion));
    }
}
