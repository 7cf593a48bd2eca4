using OpsCenter.Kernel;
using OpsCenter.Notices;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Notices;

public sealed class NoticeDeciderTests
{
    private const string Clerk = "lg-clerk";
    private static readonly DateTimeOffset Now = At(12, 10, 9);

    private static readonly ReminderStep
        First = new(ReminderStage.First, Due), Second = new(ReminderStage.Second, Due), DueDay = new(ReminderStage.DueDay, Due),
        OtherFirst = new(ReminderStage.First, Due.AddDays(3));

    private static Outbox Story(NoticeOptions? rules = null) => new(rules ?? Rules);

    private static Remind Remind(params ReminderStep[] steps) => new(Clerk, [.. steps], []);

    private static ReportSent Sent(long number, params ReminderStep[] steps) => new(number, NoticeChannel.Sms, [.. steps], 1, "m1");

    private static ReportFailure Failed(long number, int @try, bool refused = false, bool last = false, TimeSpan? after = null) =>
        new()
        {
            Number = number,
            Try = @try,
            Channel = NoticeChannel.Sms,
            Reason = "busy",
            IsRefused = refused,
            IsLast = last,
            RetryAfter = after,
        };

    [Fact]
    public void A_step_is_queued_once_and_sent_once()
    {
        var story = Story();
        Is(story.When(Now, Remind(Second)), new NoticeQueued(1, Clerk, [Second]));
        Is(story.When(Now, Remind(Second)));
        Is(story.When(Now, Sent(1, Second)), new NoticeSent(1, NoticeChannel.Sms, [Second], 1, "m1"));
        Is(story.When(Now, Sent(1, Second)));
        Is(story.When(Now, Remind(Second)));
        // Nor is one that it goes beyond.
        Is(story.When(Now, Remind(First)));
        Is(story.When(Now, Remind(OtherFirst)), new NoticeQueued(2, Clerk, [OtherFirst]));
        Assert.Equal([NoticeStatus.Sent], story.State.Past.Select(notice => notice.Status));
    }

    [Fact]
    public void What_waits_is_one_notice_that_says_what_is_true()
    {
        var story = Story();
        story.When(Now, Remind(First, OtherFirst));
        Is(story.When(Now, Remind(Second, OtherFirst)), new NoticeChanged(1, [OtherFirst, Second], [Second]));
        Is(story.When(Now, Remind(Second)), new NoticeChanged(1, [Second], []));
        Is(story.When(Now, Remind()), new NoticeDropped(1, "已不再需要催报", false));
        // It was never sent, so it is when it is true again.
        Is(story.When(Now, Remind(Second)), new NoticeQueued(2, Clerk, [Second]));
    }

    [Fact]
    public void What_is_held_back_is_neither_queued_nor_lost()
    {
        var story = Story();
        Is(story.When(Now, new Remind(Clerk, [], [Second])));
        story.When(Now, Remind(Second));
        Is(story.When(Now, new Remind(Clerk, [], [Second])));
        Assert.Single(story.State.Queued);
    }

    [Fact]
    public void What_was_sent_while_it_was_dropped_or_changed_was_sent()
    {
        var story = Story();
        story.When(Now, Remind(Second)).When(Now, Remind());
        Is(story.When(Now, Sent(1, Second)), new NoticeSent(1, NoticeChannel.Sms, [Second], 1, "m1"));
        Is(story.When(Now, Remind(Second)));
        Is(story.When(Now, Sent(1, Second)));
        story.When(Now, Remind(OtherFirst)).When(Now, Remind(OtherFirst, DueDay)).When(Now, Sent(2, OtherFirst));
        Assert.Equal([DueDay], Assert.Single(story.State.Queued).Value.Steps);
    }

    [Fact]
    public void A_failure_is_tried_again_later_and_later_and_is_a_dead_letter_in_the_end()
    {
        var story = Story(Rules with { Tries = 3 });
        story.When(Now, Remind(Second));
        Is(story.When(Now, Failed(1, 0)), new NoticeFailed(1, NoticeChannel.Sms, "busy", false, Now.AddSeconds(30)));
        // The same report again.
        Is(story.When(Now, Failed(1, 0)));
        Is(story.When(Now, Failed(1, 1, after: TimeSpan.FromMinutes(5))),
            new NoticeFailed(1, NoticeChannel.Sms, "busy", false, Now.AddMinutes(5)));
        Is(story.When(Now, Failed(1, 2)), new NoticeDied(1, NoticeChannel.Sms, "busy"));
        Assert.Empty(story.State.Queued);
        // A dead letter counts as told: a person brings it back.
        Is(story.When(Now, Remind(Second)));
        Is(story.When(Now, new ResendNotice(1)), new NoticeResent(1));
        Assert.Equal((0, NoticeStatus.Queued), (story.State.Queued[1].Tries, story.State.Queued[1].Status));
        story.When(Now, new ResendNotice(1)).ThenRefused("not_dead");
        story.When(Now, new ResendNotice(2)).ThenRefused("unknown_notice");
    }

    [Fact]
    public void An_address_that_is_refused_gives_way_to_the_next_at_once()
    {
        var story = Story();
        story.When(Now, Remind(Second));
        Is(story.When(Now, Failed(1, 0, refused: true)), new NoticeFailed(1, NoticeChannel.Sms, "busy", true, Now));
        Assert.Equal([NoticeChannel.Sms], story.State.Queued[1].Refused);
        Is(story.When(Now, Failed(1, 1, refused: true, last: true)), new NoticeDied(1, NoticeChannel.Sms, "busy"));
    }

    [Fact]
    public void A_dead_letter_is_not_resent_beside_a_newer_notice()
    {
        var story = Story();
        story.When(Now, Remind(Second)).When(Now, Failed(1, 0, refused: true, last: true)).When(Now, Remind(DueDay))
            .When(Now, new ResendNotice(1)).ThenRefused("newer_waits");
        story.When(Now, new DropNotice(1, "")).ThenRefused("no_reason");
        Is(story.When(Now, new DropNotice(1, "已电话告知")), new NoticeDropped(1, "已电话告知", true));
        story.When(Now, new DropNotice(1, "已电话告知")).ThenRefused("unknown_notice");
    }

    [Fact]
    public void A_dead_letter_that_is_resent_goes_with_what_waits()
    {
        var story = Story();
        story.When(Now, Remind(Second)).When(Now, Failed(1, 0, refused: true, last: true)).When(Now, Remind(Second, OtherFirst));
        Is(story.When(Now, new ResendNotice(1)), new NoticeDropped(1, "并入第 2 号重发", true),
            new NoticeChanged(2, [OtherFirst, Second], [Second]));
        Is(story.When(Now, Remind(Second, OtherFirst)));
    }

    [Fact]
    public void Pauses_double_up_to_the_longest()
    {
        Assert.Equal([30, 60, 120], Enumerable.Range(1, 3).Select(failures => Rules.PauseAfter(failures).TotalSeconds));
        Assert.Equal(Rules.LongestPause, Rules.PauseAfter(1000));
        // A channel that is away for a day does not make dead letters.
        Assert.True(Enumerable.Range(1, Rules.Tries - 1).Sum(failures => Rules.PauseAfter(failures).TotalHours) > 24);
    }

    private static void Is(Outbox outbox, params NoticeEvent[] facts) => outbox.Then(facts);

    private sealed class Outbox(NoticeOptions rules)
    {
        private static readonly EventCatalogue Catalogue = NoticesJson.AddTo(new());
        private readonly NoticeDecider decider = new(rules);
        private Decision<NoticeEvent> last;

        public OutboxState State { get; private set; } = new();

        public Outbox When(DateTimeOffset at, NoticeCommand command)
        {
            last = decider.Decide(State, command, new(StreamId.Parse(NoticeKeys.Outbox(new(District), Clerk)), at, at));
            foreach (var fact in last.Events) State = decider.Evolve(State, fact, at);
            return this;
        }

        /// <summary>As the journal has them: records that hold arrays are not equal by what is in these.</summary>
        public void Then(params NoticeEvent[] facts)
        {
            Assert.Null(last.Refusal);
            Assert.Equal(facts.Select(Written), last.Events.Select(Written));
        }

        public void ThenRefused(string code)
        {
            Assert.Equal(code, last.Refusal?.Code);
            Assert.Contains(" / ", last.Refusal!.Message);
        }

        private static string Written(NoticeEvent fact) => Catalogue.Write(fact) is var (kind, payload)
            ? $"{kind} {System.Text.Encoding.UTF8.GetString(payload)}"
            : "";
    }
}
