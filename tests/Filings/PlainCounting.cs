using OpsCenter.Filings;
using OpsCenter.Places;

namespace OpsCenter.Tests.Filings;

/// <summary>An event of a district's filings, its rounds, or (without a name) its registry and its indicators.</summary>
internal sealed record Happening(string Name, object Fact, DateTimeOffset At);

/// <summary>A round as its events say.</summary>
/// <param name="Filings">Those that are owed.</param>
internal sealed record CountedRound(
    RoundRef Name, DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset LockAt, CountedFiling[] Filings);

internal sealed record CountedFiling
{
    public required RoundRef Round { get; init; }

    public required string Place { get; init; }

    /// <summary>Empty: it belongs to none.</summary>
    public required string Town { get; init; }

    public required FilingStage Stage { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required FilingProgress Progress { get; init; }

    public required FilingRates Rates { get; init; }
}

/// <summary>
/// What a wall must say, counted plainly: every number again from all the events, by the definitions and without a line of what folds them.
/// </summary>
/// <param name="required">Cells that must not be empty, by set.</param>
internal sealed class PlainCounting(IReadOnlyList<Happening> journal, IReadOnlyDictionary<string, int> required, DateTimeOffset now)
{
    /// <summary>The registry's edition of the latest day, as it was defined last.</summary>
    private readonly PlaceEdition registry = journal.Select(each => each.Fact).OfType<PlacesDefined>().Select(defined => defined.Edition)
        .OrderBy(edition => edition.From).Last();

    public CountedRound[] Rounds => [.. journal.Where(each => each.Fact is RoundOpened).Select(Count)];

    public string NameOf(string place) => registry.Places.FirstOrDefault(known => known.Code.Value == place)?.Name ?? place;

    public string TownOf(string place) => registry.Places.FirstOrDefault(known => known.Code.Value == place) switch
    {
        { Level: PlaceLevel.Town } => place,
        { Level: PlaceLevel.Village, Parent: var town } => town.Value,
        _ => "",
    };

    private CountedRound Count(Happening opening)
    {
        var since = journal.SkipWhile(each => each != opening).ToArray();
        var own = since.Where(each => each.Name == opening.Name).Select(each => each.Fact).ToArray();
        var opened = (RoundOpened)opening.Fact;
        var (due, locked) = own.OfType<RoundDueMoved>().LastOrDefault() is { } moved ? (moved.DueAt, moved.LockAt)
            : (opened.DueAt, opened.LockAt);
        var places = own.OfType<RoundPlacesChanged>().SelectMany(changed => changed.Added).Concat(opened.Places).Distinct();
        var filings =
            from place in places
            let changed = own.OfType<RoundPlacesChanged>()
                .LastOrDefault(changed => changed.Added.Contains(place) || changed.Removed.Contains(place))
            where changed is null || changed.Added.Contains(place)
            let events = since.SkipWhile(each => each.Name != opening.Name || !Asks(each.Fact, place.Value))
                .Where(each => each.Name == $"{opening.Name}/{place}")
            select Count(new(opened.Set, opened.Period), place.Value, [.. events], due);
        return new(new(opened.Set, opened.Period), opening.At, due, locked, [.. filings]);
    }

    private static bool Asks(object fact, string place) => fact switch
    {
        RoundOpened opened => opened.Places.Contains(new(place)),
        RoundPlacesChanged changed => changed.Added.Contains(new(place)),
        _ => false,
    };

    private CountedFiling Count(RoundRef round, string place, Happening[] events, DateTimeOffset roundDueAt)
    {
        var facts = events.Select(each => each.Fact).ToArray();
        var first = events.FirstOrDefault(each => each.Fact is FilingSubmitted);
        var (sent, saved) = (facts.OfType<FilingSubmitted>().LastOrDefault(), facts.Any(fact => fact is CellsSaved));
        var (stage, due) =
            facts.LastOrDefault(fact => fact is FilingSubmitted or ReviewPassed or CellsReturned or FilingApproved or FilingReopened) switch
            {
                null => (saved ? FilingStage.Draft : FilingStage.Due, roundDueAt),
                CellsReturned returned => (FilingStage.Returned, returned.DueAt),
                FilingReopened reopened => (FilingStage.Reopened, reopened.DueAt),
                FilingApproved => (FilingStage.Approved, roundDueAt),
                _ => (FilingStage.BureauReview, roundDueAt),
            };
        var waits = stage is FilingStage.Due or FilingStage.Draft or FilingStage.Returned or FilingStage.Reopened;
        var isDue = sent is not null || roundDueAt <= now;
        var submitted = facts.Sum(fact => fact switch { FilingSubmitted one => one.Cells, ChecksFailed failed => failed.Cells, _ => 0 });
        var wrong = facts.Sum(fact => fact switch
        {
            CellsReturned returned => returned.Cells.Length,
            ChecksFailed failed => failed.Findings.Select(finding => finding.Indicator).Distinct().Count(),
            _ => 0,
        });
        return new()
        {
            Round = round,
            Place = place,
            Town = TownOf(place),
            Stage = stage,
            DueAt = due,
            Progress = new(1, waits ? 0 : 1, stage == FilingStage.Approved ? 1 : 0, stage == FilingStage.Returned ? 1 : 0,
                waits && due <= now ? 1 : 0, waits && due > now && due <= now.AddDays(3) ? 1 : 0),
            Rates = new(
                isDue ? 1 : 0, first is { Fact: FilingSubmitted { DueAt: var by } } && first.At <= by ? 1 : 0,
                sent?.Required ?? (isDue ? required[round.Set] : 0), sent?.Filled ?? 0,
                submitted, Math.Min(wrong, submitted)),
        };
    }
}
