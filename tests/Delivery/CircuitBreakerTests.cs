using CsCheck;
using OpsCenter.Gateway.Platform.Delivery;
using Xunit;

namespace OpsCenter.Tests.Delivery;

/// <summary>When a destination is left alone.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1), First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(5);
    private static readonly CircuitBreakerOptions Options = new() { Failures = 3, Pause = new(First, Longest) };

    private readonly CircuitBreaker breaker = new(Options, new LongestPauses());

    [Fact]
    public void One_message_without_an_answer_opens_nothing_however_often()
    {
        for (var attempt = 0; attempt < 10; attempt++) Assert.False(breaker.Unanswered("one", Now, null));
        Assert.True(breaker.IsClosed(Now));
    }

    [Fact]
    public void When_several_get_no_answer_it_opens_until_one_does()
    {
        Assert.False(breaker.Unanswered("one", Now, null));
        Assert.False(breaker.Unanswered("two", Now, null));
        Assert.True(breaker.IsClosed(Now));
        Assert.True(breaker.Unanswered("three", Now, null));
        Assert.False(breaker.IsClosed(Now));
        // Was on its way with the others: it makes the pause no longer.
        Assert.False(breaker.Unanswered("four", Now, null));
        var then = Now + First;
        Assert.True(breaker.IsClosed(then));
        // It is said once that the destination is away, for however long.
        Assert.False(breaker.Unanswered("one", then, null));
        Assert.False(breaker.IsClosed(then + (2 * First) - Tick));
        Assert.True(breaker.IsClosed(then += 2 * First));
        Assert.True(breaker.Answered());
        Assert.False(breaker.Answered());
        breaker.Unanswered("one", then, null);
        Assert.True(breaker.IsClosed(then));
    }

    [Fact]
    public void An_answer_closes_it_at_once()
    {
        foreach (var key in new[] { "one", "two", "three" }) breaker.Unanswered(key, Now, null);
        Assert.True(breaker.Answered());
        Assert.True(breaker.IsClosed(Now));
    }

    [Fact]
    public void A_destination_that_wants_to_be_left_alone_is_but_not_for_ever()
    {
        Assert.True(breaker.Unanswered("one", Now, TimeSpan.FromMinutes(2)));
        // What was on its way may still be answered: the request stands.
        Assert.True(breaker.Answered());
        Assert.False(breaker.IsClosed(Now + TimeSpan.FromMinutes(2) - Tick));
        Assert.True(breaker.IsClosed(Now + TimeSpan.FromMinutes(2)));
        breaker.Unanswered("two", Now, TimeSpan.FromDays(365));
        Assert.False(breaker.IsClosed(Now + CircuitBreaker.MaxRetryAfter - Tick));
        Assert.True(breaker.IsClosed(Now + CircuitBreaker.MaxRetryAfter));
    }

    [Fact]
    public void A_limit_that_is_used_up_is_waited_for_and_is_no_failure()
    {
        breaker.Rest(Now, TimeSpan.FromSeconds(40));
        breaker.Rest(Now, TimeSpan.FromSeconds(20));
        Assert.False(breaker.IsClosed(Now + TimeSpan.FromSeconds(40) - Tick));
        Assert.True(breaker.IsClosed(Now + TimeSpan.FromSeconds(40)));
        Assert.False(breaker.Answered());
    }

    /// <summary>Whatever happens: it opens for a reason only, for the shortest pause at least, for the longest wish at most.</summary>
    [Fact]
    public void It_is_never_open_for_ever_and_never_open_without_a_reason() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 400]).List[1, 80].Sample(steps =>
        {
            var random = new CircuitBreaker(Options, new Random(steps.Count));
            var (now, since, isAsked) = (Now, new HashSet<int>(), false);
            foreach (var (message, what, seconds) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                if (!random.IsClosed(now)) continue;
                switch (what)
                {
                    case 0:
                        random.Answered();
                        since.Clear();
                        break;
                    case 1:
                        random.Rest(now, TimeSpan.FromSeconds(seconds));
                        break;
                    default:
                        isAsked = what == 4;
                        random.Unanswered($"{message}", now, isAsked ? TimeSpan.FromSeconds(seconds) : null);
                        since.Add(message);
                        break;
                }
                var opens = what switch { 0 => false, 1 => seconds > 0, _ => isAsked || since.Count >= Options.Failures };
                if (random.IsClosed(now) == opens) return false;
                if (what >= 2 && opens && random.IsClosed(now + (First / 2) - Tick)) return false;
                if (!random.IsClosed(now + CircuitBreaker.MaxRetryAfter)) return false;
            }
            return true;
        });
}
