using OpsCenter.Hall;
using Xunit;

namespace OpsCenter.Tests.Hall;

using QueueStory = Story<QueueState, HallCommand, HallEvent>;

public sealed class QueueDeciderTests
{
    private static readonly DateTimeOffset Now = HallTime.At(new(2026, 11, 23), new(17, 0));

    private static DateTimeOffset At(int hour, int minute = 0) => HallTime.At(new(2026, 11, 23), new(hour, minute));

    private static QueueStory Queue() => new(new QueueDecider(new()), "440203/queue/H1/SB", Now);

    private static QueueStory OpenQueue() => Queue().Given(At(8), new Opened(1, []));

    [Fact]
    public void A_queue_outside_the_hall_takes_nothing() =>
        Queue().When(At(9), new ReportEvent(new TicketTaken("A1"))).ThenRefused("unknown_queue");

    [Fact]
    public void A_queue_opens_once_and_closes_once()
    {
        var story = Queue().When(At(8), new Open(1, ["SB"]));
        Assert.True(story.State.IsOpen);
        story.When(At(8), new Open(2, ["SB"])).Then()
            .When(At(8), new Close(3)).Then(new Closed(3))
            .When(At(8), new Close(4)).Then()
            .When(At(9), new ReportEvent(new TicketTaken("A1"))).ThenRefused("unknown_queue");
    }

    [Fact]
    public void A_number_is_given_once_a_day() => OpenQueue()
        .When(At(9), new ReportEvent(new TicketTaken("A1"))).Then(new TicketTaken("A1"))
        .When(At(9, 1), new ReportEvent(new TicketTaken("A2"))).Then(new TicketTaken("A2"))
        .When(At(9, 2), new ReportEvent(new TicketTaken("A1"))).ThenRefused("already_taken")
        .When(At(9).AddDays(-1), new ReportEvent(new TicketTaken("A1"))).Then(new TicketTaken("A1"));

    [Fact]
    public void Who_waits_may_leave_and_appointments_are_noted() => OpenQueue()
        .When(At(8), new ReportEvent(new AppointmentMade("Y1"))).Then(new AppointmentMade("Y1"))
        .When(At(9), new ReportEvent(new TicketMissed("A1"))).Then(new TicketMissed("A1"))
        .When(At(9), new ReportEvent(new TicketVoided("A2"))).Then(new TicketVoided("A2"))
        .When(At(9), new ReportEvent(new TicketWithdrawn("A3", "等太久"))).Then(new TicketWithdrawn("A3", "等太久"));

    [Fact]
    public void The_bounds_of_time_are_those_of_the_hall() => OpenQueue()
        .When(Now.AddMinutes(6), new ReportEvent(new TicketTaken("A1"))).ThenRefused("in_the_future")
        .When(Now.AddDays(-11), new ReportEvent(new TicketTaken("A1"))).ThenRefused("too_late");

    [Fact]
    public void Numbers_older_than_any_fact_that_is_taken_are_forgotten()
    {
        var story = OpenQueue();
        for (var day = -40; day <= 0; day++) story.Given(At(9).AddDays(day), new TicketTaken("A1"));
        Assert.InRange(story.State.Taken.Count, 11, 13);
    }
}
