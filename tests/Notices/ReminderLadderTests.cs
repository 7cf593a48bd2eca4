using OpsCenter.Filings;
using OpsCenter.Notices;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;

namespace OpsCenter.Tests.Notices;

public sealed class ReminderLadderTests
{
    [Theory]
    [InlineData(8, 8, 59, null)]
    [InlineData(8, 9, 0, ReminderStage.First)]
    [InlineData(10, 8, 59, ReminderStage.First)]
    [InlineData(10, 9, 0, ReminderStage.Second)]
    [InlineData(11, 8, 59, ReminderStage.Second)]
    [InlineData(11, 9, 0, ReminderStage.DueDay)]
    [InlineData(11, 17, 29, ReminderStage.DueDay)]
    [InlineData(11, 17, 30, ReminderStage.Overdue)]
    [InlineData(15, 17, 29, ReminderStage.Overdue)]
    [InlineData(15, 17, 30, ReminderStage.Escalated)]
    [InlineData(30, 23, 59, ReminderStage.Escalated)]
    [InlineData(31, 0, 0, null)]
    public void The_stages_count_working_days_from_the_due_date(int day, int hour, int minute, ReminderStage? stage) =>
        Assert.Equal(stage, Step(Owed(Town), At(12, day, hour, minute))?.Stage);

    [Fact]
    public void Holidays_are_no_working_days_and_make_up_days_are()
    {
        // 国庆 2026: off from 1 to 7 October; Saturday, 10 October, is worked.
        var owed = Owed(Town, At(10, 12, 17, 30), since: At(9, 1, 0)) with { LockAt = At(11, 1, 0) };
        Assert.Equal(ReminderStage.First, Step(owed, At(10, 8, 9))?.Stage);
        Assert.Null(Step(owed, At(10, 8, 8, 59)));
        Assert.Equal(ReminderStage.Second, Step(owed, At(10, 10, 9))?.Stage);
    }

    [Fact]
    public void A_due_date_in_the_early_morning_is_overdue_when_it_has_passed_and_never_before()
    {
        var owed = Owed(Town, At(12, 11, 6));
        Assert.Equal(ReminderStage.Second, Step(owed, At(12, 11, 5, 59))?.Stage);
        Assert.Equal(ReminderStage.Overdue, Step(owed, At(12, 11, 6))?.Stage);
    }

    [Fact]
    public void A_return_is_told_at_once_and_the_ladder_goes_on_by_its_own_due_date()
    {
        var returned = Owed(Town, At(12, 16, 17, 30), FilingStage.Returned, At(12, 11, 10));
        Assert.Equal(new ReminderStep(ReminderStage.Returned, At(12, 11, 10)), Step(returned, At(12, 11, 10)));
        Assert.Equal(ReminderStage.Returned, Step(returned, At(12, 15, 8, 59))?.Stage);
        Assert.Equal(new ReminderStep(ReminderStage.Second, At(12, 16, 17, 30)), Step(returned, At(12, 15, 9)));
        Assert.Equal(ReminderStage.Overdue, Step(returned, At(12, 16, 17, 30))?.Stage);
    }

    [Fact]
    public void Fillers_are_reminded_then_leaders_then_the_district()
    {
        Assert.Equal(["lg-clerk"], Told(At(12, 10, 9), Owed(Town)));
        Assert.Equal(["v1-clerk"], Told(At(12, 10, 9), Owed(Village)));
        Assert.Equal(["lg-leader"], Told(At(12, 11, 18), Owed(Town)));
        Assert.Equal(["v1-leader"], Told(At(12, 11, 18), Owed(Village)));
        Assert.Equal(["zsj-leader"], Told(At(12, 16, 9), Owed(Town), Owed(Village)));
    }

    [Fact]
    public void What_the_district_owes_its_department_fills() =>
        Assert.Equal(["tjj-clerk"], Told(At(12, 10, 9), Owed(District, set: "district-monthly")));

    [Fact]
    public void A_place_without_anybody_is_its_towns_to_remind() => Assert.Equal(["lg-clerk"], Told(At(12, 10, 9), Owed(OtherVillage)));

    [Fact]
    public void Who_is_away_has_a_deputy_from_that_day_on()
    {
        var away = Book(TownClerk with { AwayFrom = new(2026, 12, 10), AwayUntil = new(2026, 12, 10) }, TownLeader, TownDeputy);
        Assert.Equal(["lg-clerk"], Told(At(12, 9, 9), away, Owed(Town)));
        Assert.Equal(["lg-deputy"], Told(At(12, 10, 9), away, Owed(Town)));
        Assert.Equal(["lg-clerk"], Told(At(12, 11, 9), away, Owed(Town)));
    }

    [Fact]
    public void Who_cannot_be_reached_counts_as_nobody_and_what_nobody_is_told_of_is_said()
    {
        var mute = Book(TownClerk with { Contacts = [] });
        var plan = Plan(At(12, 10, 9), mute, Owed(Town));
        Assert.Empty(plan.Recipients);
        Assert.Equal([Owed(Town)], plan.Unreached);
    }

    [Fact]
    public void Everything_for_one_person_is_one_reminder_with_the_most_pressing_first()
    {
        var plan = Plan(At(12, 11, 9), Everybody, Owed(OtherVillage), Owed(Town), Owed(Town, At(12, 14, 17, 30), set: "district-monthly"));
        var reminder = Assert.Single(plan.Recipients).Value;
        Assert.Equal([ReminderStage.DueDay, ReminderStage.Second], reminder.Steps.Select(step => step.Step.Stage));
        Assert.Equal([Town, OtherVillage], reminder.Steps[0].Filings.Select(filing => filing.Place.Value));
    }

    [Theory]
    [InlineData(11, 21, 59, false)]
    [InlineData(11, 22, 0, true)]
    [InlineData(14, 7, 59, true)]
    [InlineData(14, 8, 0, false)]
    [InlineData(12, 12, 0, true)]
    public void Quiet_hours_and_days_off_hold_back_what_is_not_urgent(int day, int hour, int minute, bool isHeld)
    {
        Assert.Equal(isHeld, Plan(At(12, day, hour, minute), Everybody, Owed(Town)).Recipients["lg-leader"].Steps[0].IsHeld);
        Assert.False(ReminderLadder.IsHeld(ReminderStage.Overdue, Asked.Calendar, Rules with { Urgent = [ReminderStage.Overdue] },
            At(12, day, hour, minute)));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_named()
    {
        foreach (var (name, rules) in new (string, NoticeOptions)[]
                 {
                     ("FirstDays", Rules with { FirstDays = 1 }), ("SecondDays", Rules with { SecondDays = 0 }),
                     ("EscalateDays", Rules with { EscalateDays = 61 }),
                     ("At", Rules with { At = new(7, 0) }), ("Urgent", Rules with { Urgent = [(ReminderStage)9] }),
                     ("Tries", Rules with { Tries = 0 }),
                     ("LongestPause", Rules with { LongestPause = TimeSpan.FromSeconds(1) }),
                     ("WatchEvery", Rules with { WatchEvery = TimeSpan.Zero }),
                 })
            Assert.StartsWith($"Notices:{name} ", Assert.Throws<ArgumentException>(rules.Validated).Message, StringComparison.Ordinal);
        Assert.Same(Rules, Rules.Validated());
    }

    private static ReminderStep? Step(OwedFiling filing, DateTimeOffset now) => ReminderLadder.StepOf(filing, Asked.Calendar, Rules, now);

    private static ReminderPlan Plan(DateTimeOffset now, AddressBookState people, params OwedFiling[] owed) =>
        ReminderLadder.Plan(owed, Asked, people, Rules, now);

    private static string[] Told(DateTimeOffset now, params OwedFiling[] owed) => Told(now, Everybody, owed);

    private static string[] Told(DateTimeOffset now, AddressBookState people, params OwedFiling[] owed) =>
        [.. Plan(now, people, owed).Recipients.Keys.Order()];
}
