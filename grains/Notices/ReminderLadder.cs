using System.Collections.Immutable;
using OpsCenter.Filings;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Notices;

/// <summary>How far the reminders of a filing have got. Ordered: of the stages that time has reached only the last is told.</summary>
public enum ReminderStage
{
    /// <summary>退回: it has come back, and must be mended.</summary>
    Returned,

    /// <summary>Three working days are left.</summary>
    First,

    /// <summary>One is.</summary>
    Second,

    /// <summary>今日截止</summary>
    DueDay,

    /// <summary>逾期: the leader is told.</summary>
    Overdue,

    /// <summary>逾期未报: the district is told.</summary>
    Escalated,
}

/// <summary>A step of the ladder for somebody: told at most once.</summary>
/// <param name="Moment">The due date; of <see cref="ReminderStage.Returned"/> the moment of the return.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.ReminderStep")]
public readonly record struct ReminderStep([property: Id(0)] ReminderStage Stage, [property: Id(1)] DateTimeOffset Moment)
{
    /// <summary>Whether it says all that the other says, or more: the same due date, as far on or further.</summary>
    public bool Covers(ReminderStep other) =>
        Moment == other.Moment && Stage == ReminderStage.Returned == (other.Stage == ReminderStage.Returned) && Stage >= other.Stage;
}

/// <summary>A step with what it is about.</summary>
/// <param name="IsHeld">It is quiet now: it waits.</param>
/// <param name="Filings">What is owed, in the order of sets, periods and places.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.PlannedStep")]
public sealed record PlannedStep(
    [property: Id(0)] ReminderStep Step, [property: Id(1)] bool IsHeld, [property: Id(2)] ImmutableArray<OwedFiling> Filings);

/// <summary>All that is true for somebody now, whether it was told or not; the most pressing step first.</summary>
[GenerateSerializer, Immutable, Alias("opscenter.notices.PlannedReminder")]
public sealed record PlannedReminder([property: Id(0)] Person Recipient, [property: Id(1)] ImmutableArray<PlannedStep> Steps);

/// <summary>What the ladder says at a moment.</summary>
/// <param name="Recipients">By the person's code.</param>
/// <param name="Unreached">Filings of which nobody can be told.</param>
[GenerateSerializer, Immutable, Alias("opscenter.notices.ReminderPlan")]
public sealed record ReminderPlan(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] ImmutableDictionary<string, PlannedReminder> Recipients,
    [property: Id(2)] ImmutableArray<OwedFiling> Unreached);

/// <summary>
/// 催报阶梯: who is to be reminded of what, as a function of what is owed, the calendar and the moment alone. It remembers nothing: after an
/// outage it says what is true then. What was told before is the outbox's to know (<see cref="NoticeDecider"/>).
/// </summary>
public static class ReminderLadder
{
    /// <summary>The stage that a filing has reached; null: it is not time yet, or too late to send anything.</summary>
    public static ReminderStep? StepOf(OwedFiling filing, WorkingCalendar calendar, NoticeOptions rules, DateTimeOffset now) =>
        StepOf(filing, Reached(StagesOf(filing.DueAt, calendar, rules), now), now);

    /// <summary>The stages of a due date and when they begin, the last first.</summary>
    public static (ReminderStage Stage, DateTimeOffset At)[] StagesOf(DateTimeOffset dueAt, WorkingCalendar calendar, NoticeOptions rules)
    {
        var day = LocalTime.DateOf(dueAt);
        DateTimeOffset OnDay(DateOnly date) => LocalTime.At(date, rules.At) is var at && at < dueAt ? at : dueAt;
        return
        [
            (ReminderStage.Escalated, calendar.Add(dueAt, rules.EscalateDays)),
            (ReminderStage.Overdue, dueAt),
            (ReminderStage.DueDay, OnDay(day)),
            (ReminderStage.Second, OnDay(WorkingDaysBefore(day, rules.SecondDays, calendar))),
            (ReminderStage.First, OnDay(WorkingDaysBefore(day, rules.FirstDays, calendar))),
        ];
    }

    /// <summary>Whether a stage must wait now.</summary>
    public static bool IsHeld(ReminderStage stage, WorkingCalendar calendar, NoticeOptions rules, DateTimeOffset now) =>
        !rules.IsUrgent(stage) &&
        (!calendar.IsWorkingDay(LocalTime.DateOf(now)) || rules.IsQuiet(TimeOnly.FromTimeSpan(now.ToOffset(LocalTime.Offset).TimeOfDay)));

    /// <summary>Everything that is true at a moment, merged per recipient.</summary>
    public static ReminderPlan Plan(
        IEnumerable<OwedFiling> owed, IndicatorBook book, AddressBookState people, NoticeOptions rules, DateTimeOffset now)
    {
        var day = LocalTime.DateOf(now);
        var directory = new AddressDirectory(people, book.Registry.On(day), book.District, day);
        var reached = new Dictionary<DateTimeOffset, (ReminderStage Stage, DateTimeOffset At)?>();
        var departments = new Dictionary<(string, Period), DepartmentCode>();
        var held = Enum.GetValues<ReminderStage>().ToDictionary(stage => stage, stage => IsHeld(stage, book.Calendar, rules, now));
        var found = new Dictionary<string, (Person Person, Dictionary<ReminderStep, List<OwedFiling>> Steps)>();
        var unreached = ImmutableArray.CreateBuilder<OwedFiling>();
        foreach (var filing in owed)
        {
            if (!reached.TryGetValue(filing.DueAt, out var stage))
                reached[filing.DueAt] = stage = Reached(StagesOf(filing.DueAt, book.Calendar, rules), now);
            if (StepOf(filing, stage, now) is not { } step) continue;
            if (!departments.TryGetValue((filing.Set, filing.Period), out var department))
                departments[(filing.Set, filing.Period)] = department = book.For(filing.Period)?.Set(filing.Set)?.Department ?? default;
            var recipients = step.Stage switch
            {
                ReminderStage.Escalated => directory.OfDistrict(),
                ReminderStage.Overdue => directory.Leaders(filing.Place, department),
                _ => directory.Fillers(filing.Place, department),
            };
            if (recipients.Count == 0) unreached.Add(filing);
            foreach (var person in recipients)
            {
                if (!found.TryGetValue(person.Code, out var entry)) found[person.Code] = entry = (person, []);
                if (!entry.Steps.TryGetValue(step, out var filings)) entry.Steps[step] = filings = [];
                filings.Add(filing);
            }
        }
        return new(
            now,
            found.ToImmutableDictionary(entry => entry.Key, entry => new PlannedReminder(
                entry.Value.Person,
                [
                    .. entry.Value.Steps.Select(step => new PlannedStep(step.Key, held[step.Key.Stage], Sorted(step.Value)))
                        .OrderByDescending(step => step.Step.Stage).ThenBy(step => step.Step.Moment),
                ])),
            unreached.DrainToImmutable());
    }

    private static ReminderStep? StepOf(OwedFiling filing, (ReminderStage Stage, DateTimeOffset At)? reached, DateTimeOffset now)
    {
        if (now < filing.Since || now >= filing.LockAt) return null;
        // The return itself says what a stage of before it would have said.
        if (filing.Stage is FilingStage.Returned or FilingStage.Reopened
            && !(reached?.Stage >= ReminderStage.Overdue || reached?.At > filing.Since))
            return new(ReminderStage.Returned, filing.Since);
        return reached is { } stage ? new(stage.Stage, filing.DueAt) : null;
    }

    private static ImmutableArray<OwedFiling> Sorted(List<OwedFiling> filings) =>
    [
        .. filings.OrderBy(filing => filing.Set, StringComparer.Ordinal).ThenBy(filing => filing.Period).ThenBy(filing => filing.Place),
    ];

    private static (ReminderStage Stage, DateTimeOffset At)? Reached((ReminderStage Stage, DateTimeOffset At)[] stages, DateTimeOffset now)
    {
        foreach (var stage in stages)
            if (stage.At <= now) return stage;
        return null;
    }

    private static DateOnly WorkingDaysBefore(DateOnly day, int count, WorkingCalendar calendar)
    {
        // A calendar without a working day for so long is none.
        for (var looked = 0; count > 0 && looked < 400; looked++)
            if (calendar.IsWorkingDay(day = day.AddDays(-1))) count--;
        return day;
    }
}
