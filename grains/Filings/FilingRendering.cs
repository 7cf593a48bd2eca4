using System.Collections.Immutable;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>What the wall shows and lists hold, from the folded book at a moment.</summary>
internal static class FilingRendering
{
    private const int MaxLate = 12, MaxValues = 16, MaxTake = 1000;

    public static FilingWallTheme Wall(DistrictCode district, FilingBook book, DateTimeOffset now)
    {
        var tree = book.Tree;
        var today = LocalTime.DateOf(now);
        var towns = tree.At(PlaceLevel.Town).ToArray();
        var open = new Dictionary<PlaceCode, FilingProgress>();
        var year = new Dictionary<PlaceCode, FilingRates>();
        var newest = book.Rounds.Values.GroupBy(round => round.Name.Set)
            .ToDictionary(set => set.Key, set => set.MaxBy(round => round.Name.Period)!);
        var sets = new List<SetOnWall>();
        var parts = new Dictionary<(PlaceCode Town, string Set), (FilingProgress Progress, FilingRates Rates)>();
        List<(RoundEntry Round, PlaceCode Place, FilingEntry Filing)> late = [], near = [];
        foreach (var round in book.Rounds.Values)
        {
            var (isOpen, isThisYear, isNewest) =
                (now < round.LockAt, LocalTime.DateOf(round.OpenedAt).Year == today.Year, newest[round.Name.Set] == round);
            if (!isOpen && !isThisYear && !isNewest) continue;
            var (progress, rates) = (default(FilingProgress), default(FilingRates));
            foreach (var (town, step, part) in book.ByTown(round, now))
            {
                (progress, rates) = (progress + step, rates + part);
                if (isOpen) open[town] = open.GetValueOrDefault(town) + step;
                if (isThisYear) year[town] = year.GetValueOrDefault(town) + part;
                if (isNewest) parts[(town, round.Name.Set)] = (step, part);
            }
            if (isOpen) late.AddRange(round.SumsIn(tree).Late(MaxLate, now).Select(place => (round, place, round.Filings[place])));
            if (isOpen) near.AddRange(book.Near(round, now).Select(place => (round, place, round.Filings[place])));
            if (isNewest) sets.Add(new()
            {
                Code = round.Name.Set,
                Name = book.NameOf(round),
                Period = round.Name.Period.Name,
                DueAt = round.DueAt,
                LockAt = round.LockAt,
                Progress = progress,
                Rates = rates,
            });
        }
        sets = [.. sets.OrderBy(set => set.LockAt <= now).ThenBy(set => set.DueAt).ThenBy(set => set.Code, StringComparer.Ordinal)];
        var ofYear = year.Values.Aggregate(default(FilingRates), (sum, each) => sum + each);
        var chances = near.Select(each => each.Place).Distinct()
            .ToDictionary(place => place,
                place => FilingRisk.ChanceOf(book.RecordOf(place, now), new(ofYear.Due, ofYear.Due - ofYear.OnTime)));
        return new()
        {
            District = district,
            Name = tree.NameOf(district.Place),
            Date = today,
            Open = open.Values.Aggregate(default(FilingProgress), (sum, each) => sum + each),
            Year = ofYear,
            Sets = new([.. sets]),
            Towns = new([
                .. towns.Select(town => new TownOnWall(
                    town.Code, town.Name, open.GetValueOrDefault(town.Code), year.GetValueOrDefault(town.Code),
                    ValuesOf(book, town.Code, PlaceLevel.Town),
                    new([
                        .. from set in sets
                           where parts.ContainsKey((town.Code, set.Code))
                           let part = parts[(town.Code, set.Code)]
                           select new TownSetOnWall(set.Code, part.Progress, part.Rates)])))]),
            Late = new([
                .. late.OrderBy(each => each.Round.DueOf(each.Filing)).ThenBy(each => each.Place)
                    .ThenBy(each => each.Round.Name.Set, StringComparer.Ordinal)
                    .ThenBy(each => each.Round.Name.Period).Take(MaxLate).Select(each => new LateOnWall(
                        tree.NameOf(each.Place), tree.TownOf(each.Place)?.Name ?? "", book.NameOf(each.Round), each.Round.Name.Period.Name,
                        each.Filing.Stage, each.Round.DueOf(each.Filing)))]),
            Risks = new([
                .. near.OrderByDescending(each => chances[each.Place]).ThenBy(each => each.Round.DueOf(each.Filing))
                    .ThenBy(each => each.Place)
                    .ThenBy(each => each.Round.Name.Set, StringComparer.Ordinal).ThenBy(each => each.Round.Name.Period).Take(MaxLate)
                    .Select(each => new RiskOnWall(
                        tree.NameOf(each.Place), tree.TownOf(each.Place)?.Name ?? "", book.NameOf(each.Round), each.Round.Name.Period.Name,
                        each.Round.DueOf(each.Filing), chances[each.Place]))]),
            ExpectedLate = Math.Round(near.Sum(each => chances[each.Place]), 4),
            Moments = new([
                .. book.Moments.Select(moment => new MomentOnWall(
                    moment.At, tree.NameOf(moment.Place), book.Rounds.TryGetValue(moment.Round, out var round)
                        ? book.NameOf(round)
                        : moment.Round.Set, moment.Round.Period.Name,
                    moment.Stage))]),
            Values = ValuesOf(book, district.Place, PlaceLevel.District),
        };
    }

    public static ImmutableArray<OwedFiling> Owed(FilingBook book, DateTimeOffset now) =>
    [
        .. from round in book.Rounds.Values
           from entry in round.Filings
           let filing = entry.Value
           where filing.IsOwedBySender && now < LockOf(round, filing)
           select new OwedFiling
           {
               Set = round.Name.Set, Period = round.Name.Period, Place = entry.Key, Stage = filing.Stage, DueAt = round.DueOf(filing),
               Since = Micros.ToTime(filing.OwedSince), LockAt = LockOf(round, filing),
           },
    ];

    private static DateTimeOffset LockOf(RoundEntry round, FilingEntry filing) =>
        RoundDecider.LockOf(round.DueAt, round.LockAt, round.DueOf(filing));

    public static FilingPage List(FilingBook book, FilingQuery query, DateTimeOffset now)
    {
        var found = new List<(bool IsLate, DateTimeOffset DueAt, RoundEntry Round, PlaceCode Place, FilingEntry Filing)>();
        foreach (var round in book.Rounds.Values)
        {
            if (query.Set.Length > 0 && round.Name.Set != query.Set) continue;
            if (query.Period is { } period && round.Name.Period != period) continue;
            if (!query.Department.IsEmpty && book.SheetOf(round.Edition)?.Set(round.Name.Set)?.Department != query.Department) continue;
            foreach (var (place, filing) in round.Filings)
            {
                if (filing.IsReleased || !query.Place.Holds(place)) continue;
                if (!query.Stages.IsDefaultOrEmpty && !query.Stages.Contains(filing.Stage)) continue;
                var isLate = round.IsLate(filing, now);
                if (query.Late && !isLate) continue;
                found.Add((isLate, round.DueOf(filing), round, place, filing));
            }
        }
        // What somebody must do comes before what is done; of that the newest is looked for.
        var order = found.OrderBy(each => UrgencyOf(each.Filing, each.IsLate))
            .ThenBy(each => UrgencyOf(each.Filing, each.IsLate) < 3 ? each.DueAt.UtcTicks : -each.DueAt.UtcTicks)
            .ThenBy(each => each.Round.Name.Set, StringComparer.Ordinal).ThenBy(each => each.Place);
        return new(
            [.. order.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, MaxTake)).Select(each => new FilingRow
            {
                Set = each.Round.Name.Set, Period = each.Round.Name.Period, Place = each.Place, Stage = each.Filing.Stage,
                DueAt = each.DueAt, SubmittedAt = each.Filing.SubmittedAt == 0 ? null : Micros.ToTime(each.Filing.SubmittedAt),
                IsLate = each.IsLate, Required = each.Filing.Required, Filled = each.Filing.Filled, Returns = each.Filing.Returns,
                Approvals = each.Filing.Approvals,
            })],
            found.Count);
    }

    public static ImmutableArray<RoundRow> Rounds(FilingBook book, DateTimeOffset now) =>
    [
        .. book.Rounds.Values.OrderByDescending(round => round.Name.Period.End).ThenBy(round => round.Name.Set, StringComparer.Ordinal)
            .Select(round =>
        {
            var progress = book.ByTown(round, now).Aggregate(default(FilingProgress), (sum, town) => sum + town.Progress);
            return new RoundRow
            {
                Set = round.Name.Set, Period = round.Name.Period, OpenedAt = round.OpenedAt, DueAt = round.DueAt, LockAt = round.LockAt,
                Owed = progress.Owed, Sent = progress.Sent, Approved = progress.Approved, Returned = progress.Returned,
                Late = progress.Late, Reports = round.Reports, Untold = round.Untold,
            };
        }),
    ];

    private static int UrgencyOf(FilingEntry filing, bool isLate) => filing.Stage switch
    {
        FilingStage.Returned or FilingStage.Reopened => 0,
        FilingStage.Due or FilingStage.Draft => isLate ? 0 : 1,
        FilingStage.TownReview or FilingStage.DepartmentReview or FilingStage.BureauReview => 2,
        _ => 3,
    };

    /// <summary>The newest approved value of each indicator that the place fills, in the order of the forms.</summary>
    private static Rows<ValueOnWall> ValuesOf(FilingBook book, PlaceCode place, PlaceLevel level)
    {
        if (book.NewestSheet is not { } sheet) return default;
        var values = ImmutableArray.CreateBuilder<ValueOnWall>();
        foreach (var code in sheet.Edition.Sets.Where(set => set.Levels.Contains(level)).SelectMany(set => set.Indicators).Distinct())
        {
            if (values.Count == MaxValues) break;
            if (book.ValuesOf(place, code) is not { Count: > 0 } series || sheet.Indicator(code) is not { } indicator) continue;
            var period = series.Keys[^1];
            values.Add(new()
            {
                Indicator = code,
                Name = indicator.Name,
                Unit = indicator.Unit,
                Period = period.Name,
                Value = series.Values[^1],
                Previous = Find(series, period.Previous),
                YearBefore = Find(series, period.YearBefore),
            });
        }
        return new(values.ToImmutable());
    }

    private static decimal? Find(SortedList<Period, decimal> series, Period period) => series.TryGetValue(period, out var value)
        ? value
        : null;
}
