using System.Text.Json;
using OpsCenter.Calendar;
using OpsCenter.Hotline;
using OpsCenter.Kernel;
using OpsCenter.Tests.Hall;
using Xunit;

namespace OpsCenter.Tests.Hotline;

using HotlineStory = Story<HotlineState, HotlineCommand, HotlineEvent>;

public sealed class HotlineDeciderTests
{
    private static readonly DistrictCalendar NoDecrees = new(0, []);

    private static readonly DateTimeOffset Now = LocalTime.At(new(2026, 11, 23), new(9, 0));

    private static HotlineStory Hotline() => new(new HotlineDecider(), "440203/hotline/main", Now);

    private static Precedent Ruled(int version, bool isRevoked = false) =>
        new()
        {
            Topic = SampleHotline.Noise,
            PlaceKind = SampleHotline.Estate,
            Version = version,
            Department = new("ZJJ"),
            Clause = "2.4",
            Reason = "装修活动由住建部门监管",
            Order = "GD1",
            RuledAt = Now,
            RuledBy = "chair",
            IsRevoked = isRevoked,
        };

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
        Assert.Equal(["CGJ", "GAJ", "ZJJ"], story.State.KnownDepartments.Select(code => code.Value));
        Assert.Equal(["ZJJ"], HotlineDecider.RulebookOf(new("440203"), story.State, NoDecrees).Dissolved.Select(code => code.Value));

        story.When(Now, new DefineHotline(SampleHotline.Of(SampleHotline.Housing)));
        Assert.Equal(["CGJ", "GAJ"], HotlineDecider.RulebookOf(new("440203"), story.State, NoDecrees).Dissolved.Select(code => code.Value));
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
        var (story, calendar) = (Hotline(), Decreed((2026, Now)));
        Assert.Null(HotlineDecider.RecomputeOf(story.State, NoDecrees));
        Assert.Equal(new PendingRecompute(1, Now, "2026 年工作日安排有更新（国办发明电）", 1), HotlineDecider.RecomputeOf(story.State, calendar));

        story.When(Now, new ConfirmRecomputed(1, 1)).Then(new OrdersRecomputed(1, 1))
            .When(Now, new ConfirmRecomputed(1, 1)).Then();
        Assert.Null(HotlineDecider.RecomputeOf(story.State, calendar));
    }

    [Fact]
    public void A_decree_during_the_recomputing_of_another_needs_one_of_its_own()
    {
        var (story, calendar) = (Hotline(), Decreed((2026, Now), (2027, Now.AddHours(1))));
        Assert.Equal(
            new PendingRecompute(2, Now.AddHours(1), "2026 年工作日安排有更新（国办发明电）；2027 年工作日安排有更新（国办发明电）", 2),
            HotlineDecider.RecomputeOf(story.State, calendar));
        story.When(Now, new ConfirmRecomputed(1, 1)).Then(new OrdersRecomputed(1, 1));
        Assert.Equal(
            new PendingRecompute(2, Now.AddHours(1), "2027 年工作日安排有更新（国办发明电）", 2), HotlineDecider.RecomputeOf(story.State, calendar));
        story.When(Now, new ConfirmRecomputed(2, 2)).Then(new OrdersRecomputed(2, 2))
            // One that comes late takes nothing back.
            .When(Now, new ConfirmRecomputed(1, 1)).Then();
        Assert.Null(HotlineDecider.RecomputeOf(story.State, calendar));
    }

    [Fact]
    public void What_was_decreed_while_the_hotline_kept_the_calendar_is_followed_still()
    {
        var story = Hotline().Given(Now, new CalendarDecreed(SampleHotline.Year(2026)));
        Assert.Equal(new PendingRecompute(1, Now, "2026 年工作日安排有更新（国办发明电）"), HotlineDecider.RecomputeOf(story.State, NoDecrees));
        // With a decree that the calendar has got since, together.
        var later = HotlineDecider.RecomputeOf(story.State, Decreed((2027, Now.AddHours(1))));
        Assert.Equal(
            new PendingRecompute(2, Now.AddHours(1), "2026 年工作日安排有更新（国办发明电）；2027 年工作日安排有更新（国办发明电）", 1), later);
        story.When(Now, new ConfirmRecomputed(1, 0)).Then(new OrdersRecomputed(1, 0))
            .When(Now, new ConfirmRecomputed(1, 0)).Then();
        Assert.Null(HotlineDecider.RecomputeOf(story.State, NoDecrees));
        Assert.NotNull(HotlineDecider.RecomputeOf(story.State, Decreed((2027, Now))));
    }

    [Fact]
    public void What_the_calendar_has_taken_over_is_no_news_to_orders()
    {
        var calendar = new DistrictCalendar(0, [new(SampleHotline.Year(2026), 0, Now)]);
        Assert.Null(HotlineDecider.RecomputeOf(Hotline().State, calendar));
    }

    [Fact]
    public void The_rulebooks_version_counts_what_is_in_it()
    {
        var story = Hotline().When(Now, new DefineHotline(SampleHotline.Definition)).When(Now, new ConfirmHotlineApplied(1));
        Assert.Equal(1, HotlineDecider.RulebookOf(new("440203"), story.State, NoDecrees).Version);
        story.When(Now, new NotePrecedent(Ruled(1))).When(Now, new ConfirmRecomputed(3, 1));
        Assert.Equal((3, 1), (HotlineDecider.VersionOf(story.State, Decreed((2027, Now))), story.State.DefinitionVersion));
        // While the hotline kept the calendar a decree counted no less.
        var before = Hotline().Given(Now, new CalendarDecreed(SampleHotline.Year(2027)));
        Assert.Equal(1, HotlineDecider.VersionOf(before.State, NoDecrees));
    }

    /// <summary>A snapshot of the time when the hotline kept the calendar.</summary>
    [Fact]
    public void A_snapshot_that_still_has_decrees_is_read()
    {
        const string Snapshot = """
            {"definitionVersion":2,"appliedVersion":2,"knownDepartments":["ZJJ"],"precedents":[],
             "decrees":[{"year":2026,"papers":["国办发明电"],"days":[{"date":"2026-11-27","work":"None","name":"补假"}]}],"version":3,
             "recompute":{"rulebook":3,"since":"2026-11-23T01:00:00+00:00","reason":"2026 年工作日安排有更新"}}
            """;
        var state = JsonSerializer.Deserialize(Snapshot, HotlineJson.Default.HotlineState)!;
        Assert.Equal((2, 3, 0), (state.DefinitionVersion, state.Version, state.RecomputedCalendar));
        Assert.Equal(new PendingRecompute(3, Now, "2026 年工作日安排有更新"), HotlineDecider.RecomputeOf(state, NoDecrees));
    }

    /// <summary>A calendar with these decrees, one after the other.</summary>
    private static DistrictCalendar Decreed(params (int Year, DateTimeOffset At)[] years) =>
        new(years.Length, [.. years.Select((decreed, i) => new DecreedYear(SampleHotline.Year(decreed.Year), i + 1, decreed.At))]);
}
