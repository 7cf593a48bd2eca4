using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using OpsCenter.Filings;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using Xunit;
using static OpsCenter.Tests.Notices.SampleNotices;
using StreamId = OpsCenter.Kernel.StreamId;

namespace OpsCenter.Tests.Notices;

/// <summary>
/// What holds of the reminders whatever happens: people send and get back, the product or a channel is away, due dates are moved, people
/// come and go, looks and reports are lost or come twice.
/// </summary>
public sealed class NoticeLawsTests
{
    public enum Act
    {
        Submit, Return, MoveDue, SystemAway, ChannelAway, LoseReport, RepeatReport, Leave, Resend, Rebuild,
    }

    private static readonly Gen<(int Hours, Act What, int Which)> Step =
        Gen.Select(Gen.Int[0, 30], Gen.Enum<Act>(), Gen.Int[0, 3]);

    [Fact]
    public void Each_step_reaches_somebody_once_only_what_is_owed_and_never_in_quiet_hours_and_nothing_true_is_lost() =>
        Step.List[0, 25].Sample(steps =>
        {
            var world = new World();
            foreach (var (hours, what, which) in steps)
            {
                world.Pass(hours);
                world.Do(what, which);
            }
            world.EverythingIsThereAgain();
            // To the middle of the next working day, so that nothing is held back.
            world.Pass(1);
            while (ReminderLadder.IsHeld(ReminderStage.First, Asked.Calendar, Rules, world.Now)) world.Pass(1);
            world.Pass(3);
            world.AssertNothingTrueIsUntold();
            world.AssertReplaysSayNothing();
        }, iter: 400);

    [Theory]
    [InlineData(Act.SystemAway)]
    [InlineData(Act.ChannelAway)]
    public void After_a_day_away_what_is_still_true_is_sent_once_and_what_is_not_never(Act away)
    {
        var world = new World(At(12, 10, 8));
        world.Do(away, 0);
        world.Pass(1);
        world.Do(Act.Submit, 1);
        // Over the second reminder of the 10th at 9 to the due day's at 9.
        world.Pass(25);
        world.EverythingIsThereAgain();
        world.Pass(1);
        Assert.Equal(
            ["lg-clerk DueDay,Second", "lg-leader Overdue"],
            world.Sent.Select(sent => $"{sent.Recipient} {string.Join(',', sent.Steps.Select(step => step.Stage))}")
                .Order(StringComparer.Ordinal));
        world.Pass(5);
        Assert.Equal(2, world.Sent.Count);
    }

    private sealed record Message(DateTimeOffset At, string Recipient, ImmutableArray<ReminderStep> Steps);

    /// <summary>A district in which an hour passes at a time: a look, a round of sending, a look.</summary>
    private sealed class World(DateTimeOffset? start = null)
    {
        private static readonly EventCatalogue Catalogue = NoticesJson.AddTo(new());
        private readonly NoticeDecider decider = new(Rules with { Tries = 5 });
        private readonly List<(NoticeEvent Fact, DateTimeOffset At)> journal = [];
        private readonly OwedFiling[] filings = [Owed(Town), Owed(Village), Owed(OtherVillage, At(12, 10, 17, 30)),
            Owed(Town, At(12, 14, 6), set: "district-monthly")];
        private readonly HashSet<int> sentIn = [];
        private OutboxState outbox = new();
        private AddressBookState people = Everybody;
        private int systemBack, channelBack;
        private bool loses, repeats, rebuilds;

        public DateTimeOffset Now { get; private set; } = start ?? At(12, 7, 10);

        public List<Message> Sent { get; } = [];

        public void Pass(int hours)
        {
            for (; hours > 0; hours--)
            {
                Now = Now.AddMinutes(30);
                if (--systemBack < 0)
                {
                    Look();
                    Deliver();
                    Look();
                    rebuilds = false;
                }
                Now = Now.AddMinutes(30);
            }
        }

        public void Do(Act what, int which)
        {
            switch (what)
            {
                case Act.Submit:
                    sentIn.Add(which);
                    break;
                case Act.Return when sentIn.Remove(which):
                    filings[which] = filings[which] with { Stage = FilingStage.Returned, Since = Now, DueAt = Asked.Calendar.Due(Now, 3) };
                    break;
                case Act.MoveDue:
                    filings[which] = filings[which] with { DueAt = filings[which].DueAt.AddDays(2) };
                    break;
                case Act.SystemAway:
                    systemBack = 25;
                    break;
                case Act.ChannelAway:
                    channelBack = 25;
                    break;
                case Act.LoseReport:
                    loses = true;
                    break;
                case Act.RepeatReport:
                    repeats = true;
                    break;
                case Act.Leave:
                    people = people
                        with
                    {
                        People = people.People
                            .SetItem(TownClerk.Code, TownClerk with { AwayFrom = which < 2 ? LocalTime.DateOf(Now) : null })
                    };
                    break;
                case Act.Resend when outbox.Dead.Count > 0:
                    Tell(new ResendNotice(outbox.Dead.Keys.First()));
                    break;
                case Act.Rebuild:
                    rebuilds = true;
                    break;
                default:
                    break;
            }
        }

        public void EverythingIsThereAgain()
        {
            (systemBack, channelBack, loses, rebuilds) = (0, 0, false, false);
            foreach (var number in outbox.Dead.Keys) Tell(new ResendNotice(number));
        }

        public void AssertNothingTrueIsUntold()
        {
            foreach (var (recipient, planned) in Plan().Recipients)
                foreach (var step in planned.Steps.Where(step => !step.IsHeld))
                    Assert.True(
                        Sent.Any(sent => sent.Recipient == recipient && sent.Steps.Any(told => told.Covers(step.Step))),
                        $"{recipient} was never told {step.Step}");
            Assert.Empty(outbox.Queued);
        }

        public void AssertReplaysSayNothing()
        {
            var replayed = journal.Aggregate(new OutboxState(), (state, row) => decider.Evolve(state, Read(row.Fact), row.At));
            Assert.Equal(Json(outbox), Json(replayed));
            // A snapshot is the same.
            outbox = JsonSerializer.Deserialize(JsonSerializer.Serialize(replayed, NoticesJson.Default.OutboxState),
                NoticesJson.Default.OutboxState)!;
            Assert.Equal(Json(replayed), Json(outbox));
            var before = Sent.Count;
            Look();
            Deliver();
            Assert.Equal(before, Sent.Count);
        }

        /// <summary>While the board is rebuilt it knows of nothing.</summary>
        private ReminderPlan Plan() => ReminderLadder.Plan(
            rebuilds ? [] : filings.Where((_, index) => !sentIn.Contains(index)), Asked, people, Rules, Now);

        private void Look()
        {
            var plan = Plan();
            var recipients = plan.Recipients.Keys.Union(outbox.Waiting.Keys).Order().ToArray();
            foreach (var recipient in recipients)
            {
                var steps = plan.Recipients.GetValueOrDefault(recipient)?.Steps ?? [];
                var remind = new Remind(recipient, [.. steps.Where(step => !step.IsHeld).Select(step => step.Step)],
                    [.. steps.Where(step => step.IsHeld).Select(step => step.Step)]);
                Tell(remind);
                Tell(remind);
            }
        }

        private void Deliver()
        {
            channelBack--;
            var plan = Plan();
            foreach (var notice in outbox.Queued.Values)
            {
                if (notice.NotBefore > Now) continue;
                var steps = (plan.Recipients.GetValueOrDefault(notice.Recipient)?.Steps ?? []).Where(
                    step => !step.IsHeld && notice.Steps.Contains(step.Step)).ToArray();
                if (steps.Length == 0) continue;
                if (channelBack >= 0)
                {
                    Tell(new ReportFailure
                    {
                        Number = notice.Number,
                        Try = notice.Tries,
                        Channel = NoticeChannel.Sms,
                        Reason = "away",
                        IsRefused = false,
                        IsLast = false,
                        RetryAfter = null,
                    });
                    continue;
                }
                AssertMayBeSent(notice.Recipient, steps);
                ImmutableArray<ReminderStep> said = [.. steps.Select(step => step.Step)];
                Sent.Add(new(Now, notice.Recipient, said));
                var report = new ReportSent(notice.Number, NoticeChannel.Sms, said, steps.Sum(step => step.Filings.Length), "");
                // A report that is lost is made again before anything else is sent, as the sender that has no answer does.
                if (loses) Look();
                loses = false;
                Tell(report);
                if (repeats) Tell(report);
            }
        }

        private void AssertMayBeSent(string recipient, PlannedStep[] steps)
        {
            var local = Now.ToOffset(LocalTime.Offset);
            Assert.InRange(local.Hour, 8, 21);
            Assert.True(Asked.Calendar.IsWorkingDay(LocalTime.DateOf(Now)), $"{local} is no working day");
            foreach (var step in steps)
            {
                Assert.DoesNotContain(Sent, sent => sent.Recipient == recipient && sent.Steps.Contains(step.Step));
                foreach (var filing in step.Filings) Assert.DoesNotContain(Array.IndexOf(filings, filing), sentIn);
            }
        }

        private void Tell(NoticeCommand command)
        {
            foreach (var fact in decider.Decide(outbox, command, new(StreamId.Parse("440203/notices/00"), Now, Now)).Events)
            {
                outbox = decider.Evolve(outbox, fact, Now);
                journal.Add((fact, Now));
                Assert.Equal(outbox.Queued.Count, outbox.Waiting.Count);
                Assert.All(outbox.Waiting, waiting => Assert.Equal(waiting.Key, outbox.Queued[waiting.Value].Recipient));
            }
        }

        private static NoticeEvent Read(NoticeEvent fact) => Catalogue.Write(fact) is var (kind, payload)
            ? (NoticeEvent)Catalogue.Read(kind, payload)!
            : fact;

        private static string Json(OutboxState state) => JsonSerializer.Serialize(
            state with
            {
                Told = ImmutableDictionary<string, ImmutableArray<ReminderStep>>.Empty,
                Waiting = ImmutableDictionary<string, long>.Empty
            }, NoticesJson.Default.OutboxState)
            + string.Join(';', state.Told.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key}:{string.Join(',', one.Value)}"));
    }
}
