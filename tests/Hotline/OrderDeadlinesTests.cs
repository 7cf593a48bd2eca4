using OpsCenter.Hotline;
using OpsCenter.Kernel;
using Xunit;
using static OpsCenter.Tests.Hotline.OrderLife;

namespace OpsCenter.Tests.Hotline;

/// <summary>When a limit warns, is due, turns red, and when the order goes on by itself.</summary>
public sealed class OrderDeadlinesTests
{
    [Theory]
    // One working day before, two after.
    [InlineData("10wd", "2026-12-07 17:30", "2026-12-08 17:30", "2026-12-10 17:30", "2027-01-05 17:30")]
    [InlineData("2wd", "2026-11-25 17:30", "2026-11-26 17:30", "2026-11-30 17:30", "2026-12-02 17:30")]
    // Not longer than the warning: the last quarter.
    [InlineData("1wd", "2026-11-25 16:00", "2026-11-25 17:30", "2026-11-27 17:30", "2026-11-27 17:30")]
    [InlineData("0.5wd", "2026-11-25 11:07", "2026-11-25 12:00", "2026-11-27 12:00", "2026-11-26 12:00")]
    // In hours of the clock.
    [InlineData("2h", "2026-11-24 10:30", "2026-11-24 11:00", "2026-11-24 13:00", "2026-11-24 15:00")]
    [InlineData("48h", "2026-11-25 21:00", "2026-11-26 09:00", "2026-11-28 09:00", "2026-11-30 09:00")]
    public void A_claim_warns_is_due_turns_red_and_is_deemed_made(string limit, string warn, string due, string red, string ends)
    {
        var deadline = new OrderDeadlines(new() { From = new(2026, 1, 1), Claim = Limit.Parse(limit) },
            StatutoryYears.Load()).Claim(At("2026-11-24 09:00"), urgent: false);
        Assert.Equal((At(due), At(red), (DateTimeOffset?)At(ends)), (deadline.DueAt, deadline.RedAt, deadline.EndsAt));
        Assert.InRange(deadline.WarnAt, At(warn), At(warn).AddMinutes(1));
        Assert.Equal(($"{limit} 2026-01-01", 0.0, null), (deadline.Rule, deadline.ExtraDays, deadline.CountsFrom));
    }

    [Fact]
    public void Only_claims_judgements_and_adjudications_end_by_themselves()
    {
        var (deadlines, at) = (new OrderDeadlines(new(), StatutoryYears.Load()), At("2026-11-24 09:00"));
        Assert.All(
            new[]
            {
                deadlines.Acceptance(at), deadlines.Dispatch(at, false), deadlines.Review(at), deadlines.Callback(at),
                deadlines.Reopened(at), deadlines.Assist(at),
                deadlines.Handling(new(), at),
            },
            deadline => Assert.Null(deadline.EndsAt));
        Assert.All(new[] { deadlines.Judgement(at), deadlines.Adjudication(at) },
            deadline => Assert.Equal(deadline.RedAt, deadline.EndsAt));
    }

    [Fact]
    public void Marks_follow_one_another()
    {
        var deadline = new Deadline
        {
            WarnAt = At("2026-11-24 09:00"),
            DueAt = At("2026-11-24 10:00"),
            RedAt = At("2026-11-24 11:00"),
            Rule = "4h 2026-01-01",
        };
        Assert.Equal(
            [ClockMark.None, ClockMark.Warning, ClockMark.Warning, ClockMark.Yellow, ClockMark.Red],
            new[] { "08:59", "09:00", "09:59", "10:00", "11:00" }.Select(time => deadline.MarkAt(At($"2026-11-24 {time}"))));
        Assert.Equal(
            [deadline.WarnAt, deadline.DueAt, deadline.RedAt, null],
            new[] { ClockMark.None, ClockMark.Warning, ClockMark.Yellow, ClockMark.Red }.Select(deadline.NextAfter));
    }
}
