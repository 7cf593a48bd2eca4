using OpsCenter.Hall;
using Xunit;

namespace OpsCenter.Tests.Hall;

using WindowStory = Story<WindowState, HallCommand, HallEvent>;

public sealed class WindowDeciderTests
{
    private static readonly DateTimeOffset Now = HallTime.At(new(2026, 11, 23), new(17, 0));

    private static DateTimeOffset At(int hour, int minute = 0, int second = 0) => HallTime.At(new(2026, 11, 23), new(hour, minute, second));

    private static WindowStory Window() => new(new WindowDecider(new()), "440203/window/H1/A12", Now);

    private static WindowStory OpenWindow() => Window().Given(At(8), new Opened(1, ["SB", "YB"]));

    private static ReportEvent Report(HallEvent fact) => new(fact);

    [Fact]
    public void A_window_outside_the_hall_takes_nothing() =>
        Window().When(At(9), Report(new TicketCalled("A1"))).ThenRefused("unknown_window");

    [Fact]
    public void A_window_is_opened_once_and_told_again_when_the_queues_change()
    {
        var story = Window().When(At(8), new Open(1, ["SB"]));
        Assert.True(story.State.IsOpen);
        story.When(At(8), new Open(2, ["SB"])).Then();
        story.When(At(8), new Open(3, ["SB", "YB"]));
        Assert.Equal(["SB", "YB"], story.State.HallQueues);
    }

    [Fact]
    public void A_closed_window_takes_nothing_and_closes_once() => OpenWindow()
        .When(At(9), new Close(2)).Then(new Closed(2))
        .When(At(9), new Close(3)).Then()
        .When(At(9), Report(new ServicePaused(null))).ThenRefused("unknown_window");

    [Fact]
    public void A_visit_goes_from_call_to_rating() => OpenWindow()
        .When(At(9), Report(new StaffLoggedIn("S1"))).Then(new StaffLoggedIn("S1"))
        .When(At(9, 1), Report(new TicketCalled("A1"))).Then(new TicketCalled("A1"))
        .When(At(9, 2), Report(new TicketRecalled("A1"))).Then(new TicketRecalled("A1"))
        .When(At(9, 3), Report(new ServiceStarted("A1"))).Then(new ServiceStarted("A1"))
        .When(At(9, 9), Report(new ServiceCompleted("A1"))).Then(new ServiceCompleted("A1"))
        .When(At(9, 10), Report(new ServiceRated("A1", 5))).Then(new ServiceRated("A1", 5))
        .When(At(9, 11), Report(new ServicePaused("茶歇"))).Then(new ServicePaused("茶歇"))
        .When(At(9, 20), Report(new ServiceResumed())).Then(new ServiceResumed())
        .When(At(12), Report(new StaffLoggedOut())).Then(new StaffLoggedOut());

    [Fact]
    public void Facts_may_come_in_any_order() => OpenWindow()
        .When(At(9, 10), Report(new ServiceRated("A1", 5))).Then(new ServiceRated("A1", 5))
        .When(At(9, 9), Report(new ServiceCompleted("A1"))).Then(new ServiceCompleted("A1"))
        .When(At(9, 3), Report(new ServiceStarted("A1"))).Then(new ServiceStarted("A1"))
        .When(At(9, 1), Report(new TicketCalled("A1"))).Then(new TicketCalled("A1"));

    [Fact]
    public void A_service_is_started_once_at_a_time() => OpenWindow()
        .Given(At(9), new ServiceStarted("A1"))
        .When(At(9), Report(new ServiceStarted("A1"))).ThenRefused("already_started");

    [Fact]
    public void A_ticket_that_went_elsewhere_may_come_back_in_whatever_order_it_is_told()
    {
        (int Minute, HallEvent Fact)[] facts = [(0, new ServiceStarted("A1")), (5, new TicketTransferred("A1", "YB", null)),
            (30, new ServiceStarted("A1"))];
        foreach (var order in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            var story = OpenWindow();
            foreach (var i in order) story.When(At(9, facts[i].Minute), Report(facts[i].Fact)).Then(facts[i].Fact);
            Assert.Equal(At(9, 30), story.State.Tickets.Single().Value.Started);
        }
    }

    [Fact]
    public void A_service_is_completed_once() => OpenWindow()
        .Given(At(9), new ServiceStarted("A1"))
        .Given(At(9, 5), new ServiceCompleted("A1"))
        .When(At(9, 6), Report(new ServiceCompleted("A1"))).ThenRefused("already_completed");

    [Fact]
    public void Nothing_starts_after_its_end() => OpenWindow()
        .Given(At(9, 5), new ServiceCompleted("A1"))
        .When(At(9, 6), Report(new ServiceStarted("A1"))).ThenRefused("already_completed");

    [Fact]
    public void Nothing_ends_before_its_start() => OpenWindow()
        .Given(At(9, 5), new ServiceStarted("A1"))
        .When(At(9, 4), Report(new ServiceCompleted("A1"))).ThenRefused("ends_before_start");

    [Fact]
    public void A_service_of_no_length_is_possible() => OpenWindow()
        .Given(At(9, 5), new ServiceStarted("A1"))
        .When(At(9, 5), Report(new ServiceCompleted("A1"))).Then(new ServiceCompleted("A1"));

    [Fact]
    public void One_service_one_rating() => OpenWindow()
        .Given(At(9, 5), new ServiceRated("A1", 4))
        .When(At(9, 6), Report(new ServiceRated("A1", 5))).ThenRefused("already_rated");

    [Fact]
    public void A_ticket_goes_only_to_a_queue_of_the_hall() => OpenWindow()
        .When(At(9), Report(new TicketTransferred("A1", "XX", null))).ThenRefused("unknown_queue")
        .When(At(9), Report(new TicketTransferred("A1", "YB", null))).Then(new TicketTransferred("A1", "YB", null));

    [Fact]
    public void The_same_number_on_another_day_is_another_ticket() => OpenWindow()
        .Given(At(9).AddDays(-1), new ServiceStarted("A1"), new ServiceCompleted("A1"), new ServiceRated("A1", 5))
        .When(At(9), Report(new ServiceStarted("A1"))).Then(new ServiceStarted("A1"))
        .When(At(9, 1), Report(new ServiceCompleted("A1"))).Then(new ServiceCompleted("A1"))
        .When(At(9, 2), Report(new ServiceRated("A1", 1))).Then(new ServiceRated("A1", 1));

    [Fact]
    public void The_clock_of_the_source_may_be_five_minutes_ahead() => OpenWindow()
        .When(Now.AddMinutes(5), Report(new TicketCalled("A1"))).Then(new TicketCalled("A1"))
        .When(Now.AddMinutes(5).AddTicks(10), Report(new TicketCalled("A2"))).ThenRefused("in_the_future");

    [Fact]
    public void A_fact_may_be_ten_days_late() => OpenWindow()
        .When(Now.AddDays(-10), Report(new TicketCalled("A1"))).Then(new TicketCalled("A1"))
        .When(Now.AddDays(-10).AddTicks(-10), Report(new TicketCalled("A2"))).ThenRefused("too_late");

    [Fact]
    public void Tickets_older_than_any_fact_that_is_taken_are_forgotten()
    {
        var story = OpenWindow();
        for (var day = -40; day <= 0; day++) story.Given(At(9).AddDays(day), new ServiceStarted($"A{day}"));
        Assert.InRange(story.State.Tickets.Count, 11, 13);
    }
}
