using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Kernel;
using Xunit;

namespace OpsCenter.Tests.Delivery;

/// <summary>What a relay sends, when, and what it lets the outbox record.</summary>
public sealed class OutboxRelayTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(1);

    private static readonly DeliveryOptions Options = new()
    {
        Every = First,
        AtOnce = 1,
        Lease = TimeSpan.FromMinutes(1),
        MaxAge = TimeSpan.FromSeconds(5),
        Retries = new() { Pause = new(First, Longest), Refusals = 2, PutOffFor = TimeSpan.FromDays(1) },
        Breaker = new() { Failures = 2, Pause = new(First, Longest) },
    };

    private readonly FakeTimeProvider time = new();
    private readonly LeaseGrain lease;

    public OutboxRelayTests() => lease = new(time);

    private OutboxRelay<string> RelayOf(StandInOutbox outbox) =>
        new(outbox, lease, "one", Options, new LongestPauses(), time, NullLogger.Instance);

    private static Task<bool> LookAsync(OutboxRelay<string> relay) => relay.SendAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task All_that_is_owed_goes_out_in_order_page_by_page_and_is_recorded()
    {
        var outbox = new StandInOutbox(pageSize: 3);
        string[] all = [.. Enumerable.Range(0, 10).Select(number => $"a/{number}")];
        outbox.Owed.AddRange(all);
        var relay = RelayOf(outbox);
        Assert.True(await LookAsync(relay));
        Assert.Equal(all, outbox.Tried);
        Assert.Equal(all, outbox.Recorded);
        Assert.False(await LookAsync(relay));
    }

    [Fact]
    public async Task Without_the_lease_nothing_goes_out_and_what_is_known_is_forgotten()
    {
        var outbox = new StandInOutbox { Owed = { "a/1" }, Answer = _ => SendAnswer.Refused("no") };
        var relay = RelayOf(outbox);
        await LookAsync(relay);
        await LookAsync(relay);
        Assert.Single(outbox.Tried);
        await lease.ReleaseAsync("one");
        await lease.HoldAsync("other", TimeSpan.FromMinutes(1));
        Assert.False(await LookAsync(relay));
        Assert.Single(outbox.Tried);
        // Meanwhile another gateway may have mended it: it begins afresh.
        await lease.ReleaseAsync("other");
        await LookAsync(relay);
        Assert.Equal(2, outbox.Tried.Count);
    }

    [Fact]
    public async Task What_was_sent_is_never_sent_again_however_often_it_cannot_be_recorded()
    {
        var outbox = new StandInOutbox { Owed = { "a/1" } };
        outbox.Recording = _ => throw new InvalidOperationException("The actors are away.");
        var relay = RelayOf(outbox);
        for (var look = 0; look < 10; look++)
        {
            Assert.False(await LookAsync(relay));
            time.Advance(Longest);
        }
        Assert.Equal((1, 10), (outbox.Tried.Count, outbox.FaultedCount));
        outbox.Recording = _ => { };
        Assert.True(await LookAsync(relay));
        Assert.Equal((1, "a/1"), (outbox.Tried.Count, Assert.Single(outbox.Recorded)));
    }

    [Fact]
    public async Task When_the_actors_are_away_the_others_wait_and_no_destination_is_blamed()
    {
        var outbox = new StandInOutbox { Owed = { "a/1", "b/1", "c/1", "d/1", "e/1" } };
        outbox.Recording = _ => throw new InvalidOperationException("The actors are away.");
        var relay = RelayOf(outbox);
        await LookAsync(relay);
        Assert.Equal(3, outbox.Tried.Count);
        outbox.Recording = _ => { };
        time.Advance(First);
        await LookAsync(relay);
        Assert.Equal((5, 5), (outbox.Tried.Count, outbox.Recorded.Count));
    }

    [Fact]
    public async Task A_destination_that_is_away_holds_up_its_own_messages_alone()
    {
        var outbox = new StandInOutbox { Owed = { "a/1", "a/2", "a/3", "a/4", "b/1" } };
        outbox.Answer = message => message[0] == 'a' ? SendAnswer.Unanswered("HTTP 503") : SendAnswer.Sent();
        var relay = RelayOf(outbox);
        await LookAsync(relay);
        Assert.Equal(["a/1", "a/2", "b/1"], outbox.Tried);
        outbox.Answer = _ => SendAnswer.Sent();
        await LookAsync(relay);
        Assert.Equal(3, outbox.Tried.Count);
        time.Advance(First);
        await LookAsync(relay);
        Assert.Empty(outbox.Owed);
    }

    [Fact]
    public async Task What_is_refused_or_cannot_be_sent_is_put_off_and_holds_up_nobody()
    {
        var outbox = new StandInOutbox { Owed = { "a/refused", "a/sealed", "a/good" } };
        outbox.Answer = message => message[2] switch
        {
            'r' => SendAnswer.Refused("HTTP 422"),
            's' => SendAnswer.Unsendable("no key"),
            _ => SendAnswer.Sent(),
        };
        var relay = RelayOf(outbox);
        await LookAsync(relay);
        time.Advance(First);
        await LookAsync(relay);
        Assert.Equal(
            [
                ("a/refused", SendOutcome.Refused, false), ("a/sealed", SendOutcome.Unsendable, true),
                ("a/refused", SendOutcome.Refused, true),
            ],
            outbox.Failures);
        time.Advance(Options.Retries.PutOffFor - First - TimeSpan.FromTicks(1));
        await LookAsync(relay);
        Assert.Equal(4, outbox.Tried.Count);
    }

    [Fact]
    public async Task What_the_outbox_itself_schedules_is_not_held_back_in_memory()
    {
        var outbox = new StandInOutbox(schedulesRetries: true) { Owed = { "a/1" }, Answer = _ => SendAnswer.Refused("invaliduser") };
        var relay = RelayOf(outbox);
        for (var look = 0; look < 3; look++) await LookAsync(relay);
        Assert.Equal((3, 3), (outbox.Tried.Count, outbox.Failures.Count(failure => !failure.IsPutOff)));
    }

    [Fact]
    public async Task What_is_not_owed_any_more_is_neither_recorded_nor_put_off()
    {
        var outbox = new StandInOutbox { Owed = { "a/1" }, Answer = _ => SendAnswer.Obsolete };
        Assert.False(await LookAsync(RelayOf(outbox)));
        Assert.Empty(outbox.Recorded);
        Assert.Empty(outbox.Failures);
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_waited_for_and_nothing_is_recorded()
    {
        var outbox = new StandInOutbox(schedulesRetries: true) { Owed = { "a/1", "a/2" } };
        outbox.Answer = _ => new(SendOutcome.Waits, "used up", TimeSpan.FromSeconds(40));
        var relay = RelayOf(outbox);
        await LookAsync(relay);
        Assert.Equal((1, 0), (outbox.Tried.Count, outbox.Failures.Count));
        outbox.Answer = _ => SendAnswer.Sent();
        time.Advance(TimeSpan.FromSeconds(40));
        await LookAsync(relay);
        Assert.Equal(["a/1", "a/2"], outbox.Recorded);
    }

    [Fact]
    public async Task What_was_read_too_long_ago_is_read_again_before_it_is_sent()
    {
        var outbox = new StandInOutbox { Owed = { "a/1", "a/2" } };
        outbox.Answer = _ =>
        {
            // Slow; meanwhile the other one is settled by itself.
            time.Advance(Options.MaxAge + First);
            lock (outbox.Owed) outbox.Owed.Remove("a/2");
            return SendAnswer.Sent();
        };
        var relay = RelayOf(outbox);
        Assert.True(await LookAsync(relay));
        Assert.False(await LookAsync(relay));
        Assert.Equal(["a/1"], outbox.Tried);
    }

    /// <summary>Whatever goes wrong for a while: in the end all is recorded, and nothing was sent again after it had arrived.</summary>
    [Fact]
    public Task All_arrives_in_the_end_and_nothing_that_arrived_is_sent_again() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 5].List[1, 60], Gen.Bool, Gen.Int).SampleAsync(async (messages, moods, schedules, seed) =>
        {
            var ownTime = new FakeTimeProvider();
            var outbox = new StandInOutbox(schedulesRetries: schedules);
            outbox.Owed.AddRange(Enumerable.Range(0, messages).Select(number => $"{(char)('a' + (number % 3))}/{number}"));
            var (next, arrived) = (0, new List<string>());
            int Mood() => next < moods.Count ? moods[next++] : 0;
            outbox.Answer = message =>
            {
                var answer = Mood() switch
                {
                    1 => SendAnswer.Refused("no"),
                    2 => SendAnswer.Unanswered("HTTP 500"),
                    3 => SendAnswer.Unanswered("HTTP 503", TimeSpan.FromMinutes(2)),
                    4 => throw new InvalidOperationException("The actors are away."),
                    5 => new(SendOutcome.Waits, "used up", TimeSpan.FromMinutes(1)),
                    _ => SendAnswer.Sent(),
                };
                if (answer.Outcome == SendOutcome.Sent) arrived.Add(message);
                return answer;
            };
            outbox.Recording = _ =>
            {
                if (Mood() == 4) throw new InvalidOperationException("The actors are away.");
            };
            var random = new Random(seed);
            var relay = new OutboxRelay<string>(outbox, new LeaseGrain(ownTime), "one", Options, random, ownTime, NullLogger.Instance);
            for (var look = 0; look < 200 && outbox.Owed.Count > 0; look++)
            {
                await relay.SendAsync(CancellationToken.None);
                ownTime.Advance(look < 100 ? TimeSpan.FromMinutes(random.Next(3)) : TimeSpan.FromDays(1));
            }
            Assert.Empty(outbox.Owed);
            Assert.Equal(messages, outbox.Recorded.Distinct().Count());
            Assert.Equal(arrived.Count, arrived.Distinct().Count());
        });
}
