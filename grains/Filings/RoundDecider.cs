using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OpsCenter.Indicators;
using OpsCenter.Kernel;

namespace OpsCenter.Filings;

/// <summary>
/// The rules of a round (期次): a set is asked for a period once, of the places that the registry has then; until it is locked it follows the
/// registry, and its due date moves by decree only.
/// </summary>
public sealed partial class RoundDecider : IDecider<RoundState, RoundCommand, FilingEvent, IndicatorBook>
{
    public RoundState Initial => RoundState.Closed;

    /// <param name="book">What the district asks, as it is now.</param>
    public Decision<FilingEvent> Decide(RoundState state, RoundCommand command, IndicatorBook book, DecisionContext context) =>
        command switch
        {
            OpenRound when state.IsOpen => Decision<FilingEvent>.Nothing,
            OpenRound open => Open(open, book, context),
            _ when !state.IsOpen => FilingRefusals.NotOpen,
            MoveRoundDue move => Move(state, move, book, context),
            FollowRegistry follow => Follow(state, follow, book, context),
            RecordReport report => Record(state, report),
            ConfirmTold told => Confirm(state, told),
            _ => Decision<FilingEvent>.Nothing,
        };

    public RoundState Evolve(RoundState state, FilingEvent fact, DateTimeOffset occurredAt) => fact switch
    {
        RoundOpened opened => new()
        {
            IsOpen = true,
            Set = opened.Set,
            Period = opened.Period,
            Edition = opened.Edition,
            Places = opened.Places,
            DueAt = opened.DueAt,
            LockAt = opened.LockAt,
            OpenedAt = occurredAt,
            Reports = [],
        },
        RoundDueMoved moved => state with { DueAt = moved.DueAt, LockAt = moved.LockAt },
        RoundPlacesChanged changed => state with { Places = [.. state.Places.Except(changed.Removed), .. changed.Added] },
        RoundReported reported => state with { Reports = state.Reports.Add(reported) },
        ReportListed listed => state with
        {
            Untold = state.Untold.AddRange(listed.Filings.Select(filing => new UntoldFiling(listed.Report, filing.Place, filing.Approval))),
        },
        FilingsTold told => state with
        {
            Untold = state.Untold.RemoveAll(filing => filing.Report == told.Report && told.Places.Contains(filing.Place)),
        },
        _ => state,
    };

    /// <summary>When a round is due by its set's own limit: counted from the period's last day.</summary>
    public static DateTimeOffset DueOf(SetDefinition set, Period period, WorkingCalendar calendar) =>
        set.Due.Due(set.Due.IsInHours ? LocalTime.StartOf(period.End.AddDays(1)) : LocalTime.StartOf(period.End), calendar);

    /// <summary>
    /// When a filing of a round is locked: a later due date of its own brings a later lock, as long after it as the round's is after the
    /// round's.
    /// </summary>
    public static DateTimeOffset LockOf(DateTimeOffset roundDueAt, DateTimeOffset roundLockAt, DateTimeOffset dueAt)
    {
        var later = dueAt + (roundLockAt - roundDueAt);
        return later > roundLockAt ? later : roundLockAt;
    }

    private Decision<FilingEvent> Open(OpenRound open, IndicatorBook book, DecisionContext context)
    {
        if (FilingKeys.ParseRound(context.Self.Name) is not { } asked) return FilingRefusals.NotOpen;
        if (book.For(asked.Period) is not { } sheet) return FilingRefusals.NoIndicators(asked.Period);
        if (sheet.Set(asked.Set) is not { } set) return FilingRefusals.UnknownSet(asked.Set, asked.Period);
        if (set.Frequency != asked.Period.Frequency) return FilingRefusals.OtherFrequency(set, asked.Period);
        var places = PlacesOf(book, set, context.Now);
        if (places.IsEmpty) return FilingRefusals.NoPlaces(set);
        var due = (open.DueAt ?? DueOf(set, asked.Period, book.Calendar)).ToJournal();
        return due <= context.Now
            ? FilingRefusals.DuePassed(due, context.Now)
            : new RoundOpened(set.Code, asked.Period, sheet.Edition.From, places, due, set.Lock.Due(due, book.Calendar));
    }

    private Decision<FilingEvent> Move(RoundState state, MoveRoundDue move, IndicatorBook book, DecisionContext context)
    {
        var due = move.DueAt.ToJournal();
        if (due == state.DueAt) return Decision<FilingEvent>.Nothing;
        if (FilingRefusals.NoReason(move.Reason) is { } refusal) return refusal;
        if (due <= context.Now) return FilingRefusals.DuePassed(due, context.Now);
        return book.Of(state.Edition)?.Set(state.Set) is { } set
            ? new RoundDueMoved(due, set.Lock.Due(due, book.Calendar), move.Reason)
            : FilingRefusals.NoIndicators(state.Period);
    }

    private Decision<FilingEvent> Follow(RoundState state, FollowRegistry follow, IndicatorBook book, DecisionContext context)
    {
        if (context.Now >= state.LockAt || book.Of(state.Edition)?.Set(state.Set) is not { } set) return Decision<FilingEvent>.Nothing;
        var places = PlacesOf(book, set, context.Now);
        var (added, removed) = (places.Except(state.Places).ToImmutableArray(), state.Places.Except(places).ToImmutableArray());
        // A registry without any place is one that has not been read, not a district without villages.
        return places.IsEmpty || (added.IsEmpty && removed.IsEmpty) ? Decision<FilingEvent>.Nothing
            : new RoundPlacesChanged(added, removed, follow.Reason);
    }

    private static Decision<FilingEvent> Record(RoundState state, RecordReport report)
    {
        if (!Hash().IsMatch(report.Hash)) return FilingRefusals.BadHash;
        if (report.Filings.IsDefaultOrEmpty) return FilingRefusals.EmptyReport;
        var number = state.Reports.Length + 1;
        return (FilingEvent[])
        [
            new RoundReported(number, report.Layout, report.FileName, report.Hash, report.Filings.Length),
            new ReportListed(number, report.Filings),
        ];
    }

    private static Decision<FilingEvent> Confirm(RoundState state, ConfirmTold told)
    {
        var owed = state.Untold.Where(filing => filing.Report == told.Report).Select(filing => filing.Place);
        ImmutableArray<PlaceCode> places = [.. owed.Where(place => told.Places.Contains(place))];
        return places.IsEmpty ? Decision<FilingEvent>.Nothing : new FilingsTold(told.Report, places);
    }

    private static ImmutableArray<PlaceCode> PlacesOf(IndicatorBook book, SetDefinition set, DateTimeOffset now) =>
        [.. book.Registry.On(LocalTime.DateOf(now)).At(set.Levels).Select(place => place.Code)];

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
