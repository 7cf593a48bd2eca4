using CsCheck;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Hotline;
using Xunit;

namespace OpsCenter.Tests.Hotline;

/// <summary>When results are tried again.</summary>
public sealed class ResultScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly ResultOptions Options = new();
    private static readonly OwedResult One = new("GD1", 1), Two = new("GD2", 1), Three = new("GD3", 1), Four = new("GD4", 1);

    private readonly ResultSchedule schedule = new(Options, new Longest());

    [Fact]
    public void One_that_fails_pauses_twice_as_long_each_time_and_others_go_on()
    {
        var now = Now;
        for (var pause = Options.FirstPause; pause < Options.LongestPause; pause *= 2)
        {
            schedule.Unanswered(One, now, null);
            Assert.False(schedule.IsDue(One, now + pause - TimeSpan.FromTicks(1)));
            Assert.True(schedule.IsDue(One, now += pause));
            Assert.True(schedule.IsDue(Two, now) && schedule.IsOpen(now));
        }
        for (var more = 0; more < 100; more++) schedule.Unanswered(One, now, null);
        Assert.False(schedule.IsDue(One, now + Options.LongestPause - TimeSpan.FromTicks(1)));
        Assert.True(schedule.IsDue(One, now + Options.LongestPause));
    }

    [Fact]
    public void When_several_get_no_answer_the_door_is_shut_until_somebody_does()
    {
        Assert.False(schedule.Unanswered(One, Now, null));
        Assert.False(schedule.Unanswered(Two, Now, null));
        Assert.True(schedule.IsOpen(Now));
        Assert.True(schedule.Unanswered(Three, Now, null));
        Assert.False(schedule.IsOpen(Now));
        // Was on its way with the others: the pause is no longer for it.
        Assert.False(schedule.Unanswered(Four, Now, null));
        var then = Now + Options.FirstPause;
        Assert.True(schedule.IsOpen(then));
        // It is told once that the platform is away, however long.
        Assert.False(schedule.Unanswered(One, then, null));
        Assert.False(schedule.IsOpen(then + (2 * Options.FirstPause) - TimeSpan.FromTicks(1)));
        then += 2 * Options.FirstPause;
        Assert.True(schedule.Taken(Two));
        schedule.Unanswered(One, then, null);
        Assert.True(schedule.IsOpen(then));
    }

    [Fact]
    public void A_platform_that_wants_to_be_left_alone_is_but_not_for_ever()
    {
        Assert.True(schedule.Unanswered(One, Now, TimeSpan.FromMinutes(2)));
        Assert.False(schedule.IsOpen(Now + TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1)));
        Assert.True(schedule.IsOpen(Now + TimeSpan.FromMinutes(2)));
        schedule.Unanswered(Two, Now, TimeSpan.FromDays(365));
        Assert.True(schedule.IsOpen(Now + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void What_is_refused_too_often_is_put_off_for_a_day_and_then_tried_once_a_day()
    {
        var now = Now;
        for (var refusal = 1; refusal < Options.Refusals; refusal++)
        {
            Assert.False(schedule.Refused(One, now));
            Assert.True(schedule.IsDue(One, now += Options.LongestPause));
        }
        for (var day = 0; day < 3; day++)
        {
            Assert.True(schedule.Refused(One, now));
            Assert.False(schedule.IsDue(One, now + TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)));
            Assert.True(schedule.IsDue(One, now += TimeSpan.FromDays(1)));
        }
        Assert.True(schedule.IsOpen(now));
    }

    [Fact]
    public void What_the_platform_has_is_not_sent_again_when_the_order_cannot_be_told()
    {
        schedule.Taken(One);
        schedule.Unanswered(One, Now, null);
        Assert.True(schedule.IsTaken(One));
        Assert.False(schedule.IsDue(One, Now));
        schedule.Done(One);
        Assert.Equal((false, true, 0), (schedule.IsTaken(One), schedule.IsDue(One, Now), schedule.Waiting));
    }

    [Fact]
    public void What_waits_is_bounded_and_forgotten_when_it_is_not_owed_any_more()
    {
        for (var i = 0; i < ResultSchedule.MostWaiting; i++) schedule.Refused(new($"R{i}", 1), Now);
        Assert.False(schedule.IsDue(One, Now));
        schedule.Keep([new("R7", 1), new("R8", 2), One]);
        Assert.Equal((1, true), (schedule.Waiting, schedule.IsDue(One, Now)));
        schedule.Clear();
        Assert.Equal((0, true), (schedule.Waiting, schedule.IsDue(new("R7", 1), Now)));
    }

    /// <summary>Whatever happens, everything is tried again in the end, and nothing at once.</summary>
    [Fact]
    public void Nothing_waits_for_ever_and_nothing_is_hammered() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 400]).List[1, 60].Sample(steps =>
    {
        var random = new ResultSchedule(Options, new Random(steps.Count));
        var now = Now;
        foreach (var (order, what, seconds) in steps)
        {
            now += TimeSpan.FromSeconds(seconds);
            var result = new OwedResult($"GD{order}", 1);
            if (!random.IsOpen(now) || !random.IsDue(result, now)) continue;
            switch (what)
            {
                case 0:
                    random.Taken(result);
                    random.Done(result);
                    break;
                case 1:
                    random.Refused(result, now);
                    break;
                case 2:
                    random.PutOff(result, now);
                    break;
                default:
                    random.Unanswered(result, now, what == 3 ? null : TimeSpan.FromSeconds(seconds));
                    break;
            }
            if (what > 0 && random.IsDue(result, now + (Options.FirstPause / 2) - TimeSpan.FromTicks(1))) return false;
            if (what <= 1 && !random.IsOpen(now)) return false;
            if (!random.IsOpen(now + TimeSpan.FromHours(1))) return false;
        }
        return Enumerable.Range(0, 6).All(order => random.IsDue(new($"GD{order}", 1), now + Options.PutOffFor));
    });

    /// <summary>Shortens no pause.</summary>
    private sealed class Longest : Random
    {
        public override double NextDouble() => 0;
    }
}
