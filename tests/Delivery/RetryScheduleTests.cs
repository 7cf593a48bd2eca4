using CsCheck;
using OpsCenter.Gateway.Platform.Delivery;
using Xunit;

namespace OpsCenter.Tests.Delivery;

/// <summary>When messages are tried again.</summary>
public sealed class RetryScheduleTests
{
    private const string One = "GD1/1", Two = "GD2/1";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1), First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(5);
    private static readonly RetryOptions Options = new() { Pause = new(First, Longest), Refusals = 5, PutOffFor = TimeSpan.FromDays(1) };

    private readonly RetrySchedule<string> schedule = new(Options, new LongestPauses());

    [Fact]
    public void One_that_fails_pauses_twice_as_long_each_time_and_others_go_on()
    {
        var (now, failures) = (Now, 0);
        for (var pause = First; pause < Longest; pause *= 2)
        {
            Assert.Equal(++failures, schedule.Failed(One, now));
            Assert.False(schedule.IsDue(One, now + pause - Tick));
            Assert.True(schedule.IsDue(One, now += pause));
            Assert.True(schedule.IsDue(Two, now));
        }
        for (var more = 0; more < 100; more++) schedule.Failed(One, now);
        Assert.False(schedule.IsDue(One, now + Longest - Tick));
        Assert.True(schedule.IsDue(One, now + Longest));
    }

    [Fact]
    public void What_is_refused_too_often_is_put_off_for_a_day_and_then_tried_once_a_day()
    {
        var now = Now;
        for (var refusal = 1; refusal < Options.Refusals; refusal++)
        {
            Assert.False(schedule.Refused(One, now));
            Assert.True(schedule.IsDue(One, now += Longest));
        }
        for (var day = 0; day < 3; day++)
        {
            Assert.True(schedule.Refused(One, now));
            Assert.False(schedule.IsDue(One, now + TimeSpan.FromDays(1) - Tick));
            Assert.True(schedule.IsDue(One, now += TimeSpan.FromDays(1)));
        }
    }

    [Fact]
    public void What_was_sent_is_not_sent_again_when_that_cannot_be_recorded()
    {
        schedule.Sent(One, "message", SendAnswer.Sent("m1"));
        Assert.Equal([new("message", SendAnswer.Sent("m1"))], schedule.Unrecorded(Now));
        schedule.Failed(One, Now);
        Assert.Empty(schedule.Unrecorded(Now));
        Assert.Single(schedule.Unrecorded(Now + First));
        // Not even when nothing says any more that it is owed.
        schedule.Keep(new HashSet<string>());
        Assert.Equal((false, false, 1), (schedule.IsDue(One, Now), schedule.IsDue(One, Now + Longest), schedule.Waiting));
        schedule.Done(One);
        Assert.Equal((true, 0, 0), (schedule.IsDue(One, Now), schedule.Unrecorded(Now + Longest).Count, schedule.Waiting));
    }

    [Fact]
    public void What_waits_is_bounded_and_forgotten_when_it_is_not_owed_any_more()
    {
        for (var i = 0; i < RetrySchedule<string>.MaxWaiting; i++) schedule.Refused($"R{i}/1", Now);
        Assert.False(schedule.IsDue(One, Now));
        schedule.Keep(new HashSet<string> { "R7/1", "R8/2", One });
        Assert.Equal((1, true), (schedule.Waiting, schedule.IsDue(One, Now)));
        schedule.Clear();
        Assert.Equal((0, true), (schedule.Waiting, schedule.IsDue("R7/1", Now)));
    }

    /// <summary>Whatever happens, everything is tried again in the end, and nothing at once.</summary>
    [Fact]
    public void Nothing_waits_for_ever_and_nothing_is_hammered() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 400]).List[1, 60].Sample(steps =>
        {
            var random = new RetrySchedule<int>(Options, new Random(steps.Count));
            var now = Now;
            foreach (var (message, what, seconds) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                var key = $"GD{message}/1";
                if (!random.IsDue(key, now)) continue;
                switch (what)
                {
                    case 0:
                        random.Sent(key, message, SendAnswer.Sent());
                        random.Done(key);
                        break;
                    case 1:
                        random.Refused(key, now);
                        break;
                    case 2:
                        random.PutOff(key, now);
                        break;
                    default:
                        random.Failed(key, now);
                        break;
                }
                if (what > 0 && random.IsDue(key, now + (First / 2) - Tick)) return false;
            }
            return Enumerable.Range(0, 6).All(message => random.IsDue($"GD{message}/1", now + Options.PutOffFor));
        });
}
