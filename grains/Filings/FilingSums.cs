using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>
/// What filings of a round come to, whatever the time: a sum from which their progress and rates follow once it is known whether the round
/// is due.
/// </summary>
/// <param name="Progress">But for those that are late or near.</param>
/// <param name="Rates">But for what those that were never sent owe.</param>
/// <param name="Waiting">Those that wait for their sender by the round's due date: near as it comes, late as soon as it has passed.</param>
/// <param name="Unsent">Those that were never sent: due, with all their required cells, as soon as the round's date has passed.</param>
internal readonly record struct FilingTally(FilingProgress Progress, FilingRates Rates, int Waiting, int Unsent)
{
    public static FilingTally Of(FilingEntry filing)
    {
        if (filing.IsReleased) return default;
        var (submitted, wrong) = (filing.Submitted, Math.Min(filing.Wrong, filing.Submitted));
        return new(
            new(1, filing.IsOwedBySender ? 0 : 1, filing.Stage is FilingStage.Approved or FilingStage.Reported ? 1 : 0,
                filing.Stage is FilingStage.Returned ? 1 : 0, 0, 0),
            filing.WasSent
                ? new(1, filing.IsInTime ? 1 : 0, filing.Required, filing.Filled, submitted, wrong)
                : new(0, 0, 0, 0, submitted, wrong),
            filing.IsOwedBySender && !filing.HasOwnDue ? 1 : 0,
            filing.WasSent ? 0 : 1);
    }

    public FilingProgress ProgressWhen(bool isDue, bool isNear) =>
        Progress + new FilingProgress(0, 0, 0, 0, isDue ? Waiting : 0, isNear ? Waiting : 0);

    /// <param name="required">Required cells of a filing that was not sent.</param>
    public FilingRates RatesWhen(bool isDue, int required) => isDue ? Rates + new FilingRates(Unsent, 0, Unsent * required, 0, 0, 0)
        : Rates;

    public static FilingTally operator +(FilingTally a, FilingTally b) =>
        new(a.Progress + b.Progress, a.Rates + b.Rates, a.Waiting + b.Waiting, a.Unsent + b.Unsent);

    public static FilingTally operator -(FilingTally a, FilingTally b) =>
        new(a.Progress - b.Progress, a.Rates - b.Rates, a.Waiting - b.Waiting, a.Unsent - b.Unsent);
}

/// <summary>
/// A round's filings summed up by the towns of an edition of the registry. They are made from the filings when they are first asked for,
/// and follow them from then on: before a filing changes its part is taken out, and put in again afterwards.
/// </summary>
internal sealed class FilingSums
{
    private readonly RoundEntry round;

    /// <summary>By code; empty: what belongs to no town.</summary>
    private readonly Dictionary<PlaceCode, TownSums> towns = [];

    /// <summary>Places whose filings wait for their sender by the round's due date.</summary>
    private readonly SortedSet<PlaceCode> waiting = [];

    public FilingSums(RoundEntry round, PlaceTree tree)
    {
        (this.round, Tree) = (round, tree);
        foreach (var (place, filing) in round.Filings) Put(place, filing);
    }

    public PlaceTree Tree { get; }

    public void Take(PlaceCode place, FilingEntry filing)
    {
        var town = TownOf(place);
        town.Tally -= FilingTally.Of(filing);
        town.Mending.Remove(place);
        waiting.Remove(place);
    }

    public void Put(PlaceCode place, FilingEntry filing)
    {
        var town = TownOf(place);
        town.Tally += FilingTally.Of(filing);
        if (!filing.IsOwedBySender) return;
        if (filing.HasOwnDue) town.Mending.Add(place, filing);
        else waiting.Add(place);
    }

    /// <summary>How far each town that owes anything has got, and its rates.</summary>
    /// <param name="required">Required cells of a filing that was not sent.</param>
    /// <param name="near">Within which time a due date is near.</param>
    public IEnumerable<(PlaceCode Town, FilingProgress Progress, FilingRates Rates)> ByTown(int required, DateTimeOffset now, TimeSpan near)
    {
        var (isDue, isNear) = (round.DueAt <= now, FilingRisk.IsNear(round.DueAt, now, near));
        foreach (var (code, town) in towns)
        {
            if (town.Tally.Progress.Owed == 0) continue;
            var (late, soon) = (town.Mending.Values.Count(filing => round.IsLate(filing, now)),
                town.Mending.Values.Count(filing => round.IsNear(filing, now, near)));
            yield return (code, town.Tally.ProgressWhen(isDue, isNear) + new FilingProgress(0, 0, 0, 0, late, soon),
                town.Tally.RatesWhen(isDue, required));
        }
    }

    /// <summary>Places whose filings are late, and certainly those that have been late longest.</summary>
    /// <param name="most">How many of these are wanted, by due date and then by code.</param>
    public IEnumerable<PlaceCode> Late(int most, DateTimeOffset now) => (round.DueAt <= now ? waiting.Take(most) : []).Concat(
        from town in towns.Values from each in town.Mending where round.IsLate(each.Value, now) select each.Key);

    /// <summary>Places whose filings are due soon and wait for their sender.</summary>
    /// <param name="near">Within which time a due date is near.</param>
    public IEnumerable<PlaceCode> Near(DateTimeOffset now, TimeSpan near) =>
        (FilingRisk.IsNear(round.DueAt, now, near) ? waiting : []).Concat(
        from town in towns.Values from each in town.Mending where round.IsNear(each.Value, now, near) select each.Key);

    private TownSums TownOf(PlaceCode place)
    {
        var code = Tree.TownOf(place)?.Code ?? default;
        return towns.TryGetValue(code, out var town) ? town : towns[code] = new();
    }

    private sealed class TownSums
    {
        public FilingTally Tally;

        /// <summary>By place: those that wait for their sender by a date of their own (退回、更正). They are few.</summary>
        public Dictionary<PlaceCode, FilingEntry> Mending { get; } = [];
    }
}
