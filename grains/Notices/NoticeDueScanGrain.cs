using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using Microsoft.Extensions.Logging;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using Orleans.Concurrency;

namespace OpsCenter.Notices;

[Reentrant]
internal sealed class NoticeDueScanGrain(
    IIndicatorBooks books, DistrictClock clock, TimeProvider time, NoticeOptions rules, ILogger<NoticeDueScanGrain> log)
    : DueScanGrain(rules.WatchEvery / 2, clock, time, log), INoticeDueScan
{
    /// <summary>What each person's outbox was told last; who knows already is not told again.</summary>
    private readonly Dictionary<string, Remind> told = [];

    private AddressBookState people = AddressBookState.Empty;
    private Task<(ReminderPlan Plan, IndicatorBook Book)>? planning;
    private long plannedAt;

    public async Task<ReminderPlan> PreviewAsync(DateTimeOffset? at) => (await PlanAsync(at ?? Clock.GetUtcNow(), Freshness.AsRead)).Plan;

    public async Task<ImmutableArray<DueNotice>> DueAsync(NoticeRef after, int most)
    {
        // Asked for when somebody is to be told something, and not before the call: what was sent until then is not in it.
        (ReminderPlan Plan, IndicatorBook Book)? asked = null;
        var due = ImmutableArray.CreateBuilder<DueNotice>();
        foreach (var outbox in NoticeKeys.AllOutboxes(District).Where(outbox => string.CompareOrdinal(outbox, after.Outbox) >= 0))
        {
            var now = Clock.GetUtcNow();
            foreach (var notice in await Outbox(outbox).QueuedAsync())
            {
                if (due.Count >= most) return due.ToImmutable();
                if (notice.NotBefore > now || (outbox == after.Outbox && notice.Number <= after.Number)) continue;
                var (plan, book) = asked ??= await PlanAsync(now, Freshness.AsCommitted);
                var planned = plan.Recipients.GetValueOrDefault(notice.Recipient);
                PlannedStep[] still = [.. (planned?.Steps ?? []).Where(step => notice.Steps.Contains(step.Step))];
                // It is the next look's to drop it.
                if (still.Length == 0 || still.All(step => step.IsHeld)) continue;
                due.Add(Described(outbox, notice, planned!.Recipient, still.Where(step => !step.IsHeld), book));
            }
        }
        return due.ToImmutable();
    }

    private INotices Outbox(string key) => GrainFactory.GetGrain<INotices>(key);

    protected override async Task<int> LookOnceAsync(DateTimeOffset now)
    {
        // Where nobody is in the book and nothing was ever said, what is owed need not be found out.
        await FreshPeopleAsync();
        if (people.People.IsEmpty && told.Count == 0) return 0;
        var (plan, _) = await RecentPlanAsync();
        var reminds = plan.Recipients.ToDictionary(one => one.Key, one => new Remind(
            one.Key,
            [.. one.Value.Steps.Where(step => !step.IsHeld).Select(step => step.Step)],
            [.. one.Value.Steps.Where(step => step.IsHeld).Select(step => step.Step)]));
        foreach (var outbox in NoticeKeys.AllOutboxes(District))
            foreach (var notice in await Outbox(outbox).QueuedAsync())
                reminds.TryAdd(notice.Recipient, new(notice.Recipient, [], []));
        foreach (var recipient in told.Keys.Where(recipient => !reminds.ContainsKey(recipient)).ToArray()) told.Remove(recipient);
        var changed = 0;
        foreach (var outbox in reminds.Values.Where(remind => !Knows(remind))
            .GroupBy(remind => NoticeKeys.Outbox(District, remind.Recipient)))
            foreach (var batch in outbox.Chunk(rules.QueuedAtOnce))
            {
                var answers = await Outbox(outbox.Key)
                    .Handle([.. batch.Select(remind => new Command<NoticeCommand>("", now, remind))], NoticeCallers.Watch);
                foreach (var remind in batch) told[remind.Recipient] = remind;
                changed += answers.Count(answer => answer.Events > 0);
            }
        return changed;
    }

    private bool Knows(Remind remind) =>
        told.TryGetValue(remind.Recipient, out var before) && before.Steps.SequenceEqual(remind.Steps)
            && before.Held.SequenceEqual(remind.Held);

    private Task<(ReminderPlan Plan, IndicatorBook Book)> RecentPlanAsync()
    {
        if (planning is { IsFaulted: false, IsCanceled: false } recent
            && (!recent.IsCompleted || Time.GetElapsedTime(plannedAt) < rules.PlanFor)) return recent;
        plannedAt = Time.GetTimestamp();
        return planning = PlanAsync(Clock.GetUtcNow(), Freshness.AsRead);
    }

    private async Task<(ReminderPlan Plan, IndicatorBook Book)> PlanAsync(DateTimeOffset at, Freshness freshness)
    {
        var book = await books.FreshAsync(District);
        await FreshPeopleAsync();
        var owed = await GrainFactory.GetGrain<IReadSide>(District.Value).QueryAsync(new OwedFilingsQuery(), freshness);
        return (ReminderLadder.Plan(owed, book, people, rules, at), book);
    }

    private async Task FreshPeopleAsync()
    {
        if (await GrainFactory.GetGrain<IAddressBook>(NoticeKeys.AddressBook(District)).PeopleAsync(people.Version) is { } newer)
            people = newer;
    }

    private DueNotice Described(string outbox, Notice notice, Person recipient, IEnumerable<PlannedStep> steps, IndicatorBook book)
    {
        var places = book.Registry.On(LocalTime.DateOf(Clock.GetUtcNow()));
        NoticePart[] parts =
        [
            .. steps.Select(step => new NoticePart(
                step.Step,
                [
                    .. step.Filings.Take(rules.MostNamed).Select(filing => new NamedFiling(
                        filing, book.For(filing.Period)?.Set(filing.Set)?.Name ?? filing.Set, places.NameOf(filing.Place))),
                ],
                step.Filings.Length)),
        ];
        var says = XxHash64.HashToUInt64(Encoding.UTF8
            .GetBytes(string.Join('+', parts.Select(part => $"{part.Step.Stage}@{part.Step.Moment.UtcTicks}"))));
        return new(outbox, notice, $"{outbox}/{notice.Number}/{says:x16}", recipient, [.. parts]);
    }
}
