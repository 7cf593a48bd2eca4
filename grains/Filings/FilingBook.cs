using System.Text.Json;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;

namespace OpsCenter.Filings;

/// <summary>A filing as lists and rates need it.</summary>
internal sealed class FilingEntry
{
    public FilingStage Stage;

    /// <summary>It was in the round's list once and is not any more.</summary>
    public bool IsReleased;
    public long OwnDueAt, OwedSince, FirstDueAt, FirstSubmittedAt, SubmittedAt;
    public int Required, Filled, Submitted, Wrong, Returns, Approvals;

    public bool WasSent => FirstSubmittedAt != 0;

    /// <summary>Of one that was sent: first by the due date that it had then.</summary>
    public bool IsInTime => FirstSubmittedAt <= FirstDueAt;

    /// <summary>Of one that was sent.</summary>
    public SendingRecord Record => new(1, IsInTime ? 0 : 1);

    /// <summary>It was returned or reopened and is due by a date of its own, not by the round's.</summary>
    public bool HasOwnDue => OwnDueAt != 0;

    public bool IsOwedBySender =>
        !IsReleased && Stage is FilingStage.Due or FilingStage.Draft or FilingStage.Returned or FilingStage.Reopened;

    public void Apply(FilingEvent fact, DateTimeOffset occurredAt)
    {
        Stage = FilingStageMachine.After(Stage, Approvals, fact);
        switch (fact)
        {
            case ChecksFailed failed:
                Submitted += failed.Cells;
                Wrong += failed.Findings.Select(finding => finding.Indicator).Distinct().Count();
                break;
            case FilingSubmitted sent:
                if (!WasSent) (FirstSubmittedAt, FirstDueAt) = (Micros.Of(occurredAt), Micros.Of(sent.DueAt));
                (SubmittedAt, OwnDueAt, Required, Filled) = (Micros.Of(occurredAt), 0, sent.Required, sent.Filled);
                Submitted += sent.Cells;
                break;
            case CellsReturned returned:
                (OwnDueAt, OwedSince) = (Micros.Of(returned.DueAt), Micros.Of(occurredAt));
                Returns++;
                Wrong += returned.Cells.Length;
                break;
            case FilingApproved approved:
                Approvals = approved.Approval;
                break;
            case FilingReopened reopened:
                (OwnDueAt, OwedSince) = (Micros.Of(reopened.DueAt), Micros.Of(occurredAt));
                break;
        }
    }
}

/// <summary>A round with its filings.</summary>
internal sealed class RoundEntry(RoundRef name)
{
    private FilingSums? sums;

    public RoundRef Name { get; } = name;
    public DateOnly Edition;
    public DateTimeOffset OpenedAt, DueAt, LockAt;
    public int Reports;

    /// <summary>Filings that are in a report and have not heard of it yet; of two reports counted twice.</summary>
    public int Untold;

    /// <summary>By place, in the order in which they came to be owed.</summary>
    public Dictionary<PlaceCode, FilingEntry> Filings { get; } = [];

    public DateTimeOffset DueOf(FilingEntry filing) => filing.HasOwnDue ? Micros.ToTime(filing.OwnDueAt) : DueAt;

    public bool IsLate(FilingEntry filing, DateTimeOffset now) => filing.IsOwedBySender && DueOf(filing) <= now;

    public bool IsNear(FilingEntry filing, DateTimeOffset now, TimeSpan within) =>
        filing.IsOwedBySender && FilingRisk.IsNear(DueOf(filing), now, within);

    /// <summary>The filings summed up by the towns of a registry; of the one asked for last they are kept.</summary>
    public FilingSums SumsIn(PlaceTree tree) => sums?.Tree == tree ? sums : sums = new(this, tree);

    /// <summary>One filing changes.</summary>
    public void Change(PlaceCode place, FilingEvent fact, DateTimeOffset occurredAt)
    {
        var filing = Filings[place];
        sums?.Take(place, filing);
        filing.Apply(fact, occurredAt);
        sums?.Put(place, filing);
    }

    /// <summary>Others owe than before.</summary>
    public void Change(RoundPlacesChanged changed, DateTimeOffset occurredAt)
    {
        foreach (var place in changed.Removed)
            if (Filings.TryGetValue(place, out var released)) released.IsReleased = true;
        foreach (var place in changed.Added)
        {
            if (Filings.TryGetValue(place, out var back)) back.IsReleased = false;
            else Filings[place] = new() { OwedSince = Micros.Of(occurredAt) };
        }
        sums = null;
    }
}

/// <summary>All rounds and filings of a district, folded from their events; knows names and the newest approved values.</summary>
internal sealed class FilingBook(FilingOptions rules)
{
    private const int KeptMoments = 12;

    /// <summary>Rounds that were locked longer ago are in no list and no rate any more.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(800);

    private readonly List<(DateTimeOffset At, PlaceCode Place, RoundRef Round, FilingStage Stage)> moments = [];
    private readonly Dictionary<(PlaceCode Place, string Indicator), SortedList<Period, decimal>> values = [];

    /// <summary>By place: what was sent, and the rounds for which nothing ever was.</summary>
    private readonly Dictionary<PlaceCode, SendingRecord> sent = [];
    private readonly Dictionary<PlaceCode, List<RoundEntry>> unsent = [];
    private IndicatorsState indicators = new(0, []);
    private PlacesState places = new(0, []);
    private Dictionary<DateOnly, IndicatorSheet>? sheets;
    private PlaceTree? tree;

    public Dictionary<RoundRef, RoundEntry> Rounds { get; } = [];

    public DateTimeOffset? DataTime { get; private set; }

    public DateTimeOffset CommittedAt { get; private set; }

    /// <summary>What happened last, newest first.</summary>
    public IEnumerable<(DateTimeOffset At, PlaceCode Place, RoundRef Round, FilingStage Stage)> Moments => moments.AsEnumerable().Reverse();

    /// <summary>How a place has sent so far: what it sent, and what it should have.</summary>
    public SendingRecord RecordOf(PlaceCode place, DateTimeOffset now)
    {
        var missed = unsent.TryGetValue(place, out var rounds) ? rounds.Count(round => round.DueAt <= now) : 0;
        return sent.GetValueOrDefault(place) + new SendingRecord(missed, missed);
    }

    /// <summary>Whether anything was ever asked here.</summary>
    public bool HasBegun => places.Version > 0 || Rounds.Count > 0;

    /// <summary>The places of the newest edition.</summary>
    public PlaceTree Tree => tree ??= places.Editions.IsEmpty ? PlaceTree.Empty : new(places.Editions[^1]);

    public IndicatorSheet? SheetOf(DateOnly edition) =>
        (sheets ??= indicators.Editions.ToDictionary(each => each.From, each => new IndicatorSheet(each))).GetValueOrDefault(edition);

    public IndicatorSheet? NewestSheet => indicators.Editions.IsEmpty ? null : SheetOf(indicators.Editions[^1].From);

    /// <summary>Approved values of an indicator by period; null: none.</summary>
    public SortedList<Period, decimal>? ValuesOf(PlaceCode place, string indicator) => values.GetValueOrDefault((place, indicator));

    /// <summary>
    /// How far each town that owes anything of a round has got, and its rates. Town: its code; empty: it belongs to none.
    /// </summary>
    public IEnumerable<(PlaceCode Town, FilingProgress Progress, FilingRates Rates)> ByTown(RoundEntry round, DateTimeOffset now) =>
        round.SumsIn(Tree).ByTown(RequiredOf(round), now, rules.NearWithin);

    /// <summary>Places of a round that have not sent what is due soon.</summary>
    public IEnumerable<PlaceCode> Near(RoundEntry round, DateTimeOffset now) => round.SumsIn(Tree).Near(now, rules.NearWithin);

    public string NameOf(RoundEntry round) => SheetOf(round.Edition)?.Set(round.Name.Set)?.Name ?? round.Name.Set;

    public void Apply(string name, object fact, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        switch (fact)
        {
            case PlacesDefined defined:
                places = new PlaceDecider().Evolve(places, defined, occurredAt);
                tree = null;
                break;
            case IndicatorsDefined defined:
                indicators = new IndicatorDecider().Evolve(indicators, defined, occurredAt);
                sheets = null;
                break;
            case FilingEvent of when FilingKeys.ParseRound(name) is { } round:
                Apply(round, of, occurredAt);
                break;
            case FilingEvent of when FilingKeys.ParseFiling(name) is var (set, period, place):
                Apply(new(set, period), place, of, occurredAt);
                break;
            default:
                return;
        }
        if (recordedAt > CommittedAt) CommittedAt = recordedAt;
        if (DataTime is not { } newest || occurredAt > newest) DataTime = occurredAt;
    }

    /// <summary>Required cells of a filing that was not sent yet.</summary>
    private int RequiredOf(RoundEntry round) => SheetOf(round.Edition) is { } sheet && sheet.Set(round.Name.Set) is { } set
        ? sheet.IndicatorsOf(set).Count(indicator => indicator.IsRequired)
        : 0;

    private void Apply(RoundRef name, FilingEvent fact, DateTimeOffset occurredAt)
    {
        if (fact is RoundOpened opened)
        {
            foreach (var old in Rounds.Values.Where(round => round.Name == name || round.LockAt < occurredAt - Kept).ToArray())
            {
                Rounds.Remove(old.Name);
                foreach (var (place, filing) in old.Filings) Forget(old, place, filing);
            }
            var round = Rounds[name] = new(name)
            {
                Edition = opened.Edition,
                OpenedAt = occurredAt,
                DueAt = opened.DueAt,
                LockAt = opened.LockAt
            };
            foreach (var place in opened.Places) Owe(round, place, occurredAt);
            return;
        }
        if (!Rounds.TryGetValue(name, out var known)) return;
        switch (fact)
        {
            case RoundDueMoved moved:
                (known.DueAt, known.LockAt) = (moved.DueAt, moved.LockAt);
                break;
            case RoundPlacesChanged changed:
                var touched = changed.Removed.Union(changed.Added).ToArray();
                foreach (var place in touched)
                    if (known.Filings.TryGetValue(place, out var before)) Forget(known, place, before);
                known.Change(changed, occurredAt);
                foreach (var place in touched)
                    if (known.Filings.TryGetValue(place, out var after)) Remember(known, place, after);
                break;
            case RoundReported reported:
                known.Reports = reported.Report;
                break;
            case ReportListed listed:
                known.Untold += listed.Filings.Length;
                break;
            case FilingsTold told:
                known.Untold -= told.Places.Length;
                break;
        }
    }

    private void Owe(RoundEntry round, PlaceCode place, DateTimeOffset since) =>
        Remember(round, place, round.Filings[place] = new() { OwedSince = Micros.Of(since) });

    private void Apply(RoundRef name, PlaceCode place, FilingEvent fact, DateTimeOffset occurredAt)
    {
        if (!Rounds.TryGetValue(name, out var round) || !round.Filings.TryGetValue(place, out var filing)) return;
        var before = filing.Stage;
        var isFirst = fact is FilingSubmitted && !filing.WasSent;
        if (isFirst) Forget(round, place, filing);
        round.Change(place, fact, occurredAt);
        if (isFirst) Remember(round, place, filing);
        if (fact is FilingApproved approved) Remember(name.Period, place, approved);
        // Drafts and what passes from review to review are no moments.
        if (filing.Stage == before || fact is CellsSaved or ReviewPassed) return;
        moments.Add((occurredAt, place, name, filing.Stage));
        if (moments.Count > KeptMoments) moments.RemoveAt(0);
    }

    /// <summary>Into its place's record; what is owed no more stands in none.</summary>
    private void Remember(RoundEntry round, PlaceCode place, FilingEntry filing)
    {
        if (filing.IsReleased) return;
        if (filing.WasSent) sent[place] = sent.GetValueOrDefault(place) + filing.Record;
        else if (unsent.TryGetValue(place, out var rounds)) rounds.Add(round);
        else unsent[place] = [round];
    }

    private void Forget(RoundEntry round, PlaceCode place, FilingEntry filing)
    {
        if (filing.IsReleased) return;
        if (filing.WasSent) sent[place] -= filing.Record;
        else unsent[place].Remove(round);
    }

    /// <summary>Villages are too many for a wall; the district's and the towns' values are shown with what they were.</summary>
    private void Remember(Period period, PlaceCode place, FilingApproved approved)
    {
        if (Tree.Find(place) is not { Level: PlaceLevel.District or PlaceLevel.Town }) return;
        foreach (var cell in approved.Values)
        {
            if (cell.Number is not { } number) continue;
            if (!values.TryGetValue((place, cell.Indicator), out var series)) values[(place, cell.Indicator)] = series = [];
            // One that is asked for more often now starts over.
            if (series.Count > 0 && series.Keys[0].Frequency != period.Frequency) series.Clear();
            series[period] = number;
            while (series.Count > 14) series.RemoveAt(0);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(indicators, IndicatorsJson.Default.IndicatorsState));
        writer.Write(JsonSerializer.Serialize(places, PlacesJson.Default.PlacesState));
        writer.Write(DataTime is { } time ? Micros.Of(time) : long.MinValue);
        writer.Write(Micros.Of(CommittedAt));
        writer.Write(Rounds.Count);
        foreach (var round in Rounds.Values) Save(writer, round);
        writer.Write(moments.Count);
        foreach (var (at, place, round, stage) in moments)
        {
            writer.Write(Micros.Of(at));
            writer.Write(place.Value);
            writer.Write(round.Set);
            writer.Write(round.Period.ToString());
            writer.Write((byte)stage);
        }
        writer.Write(values.Count);
        foreach (var ((place, indicator), series) in values)
        {
            writer.Write(place.Value);
            writer.Write(indicator);
            writer.Write(series.Count);
            foreach (var (period, value) in series)
            {
                writer.Write(period.ToString());
                writer.Write(value);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        indicators = JsonSerializer.Deserialize(reader.ReadString(), IndicatorsJson.Default.IndicatorsState)!;
        places = JsonSerializer.Deserialize(reader.ReadString(), PlacesJson.Default.PlacesState)!;
        DataTime = reader.ReadInt64() is var time and not long.MinValue ? Micros.ToTime(time) : null;
        CommittedAt = Micros.ToTime(reader.ReadInt64());
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var round = LoadRound(reader);
            Rounds[round.Name] = round;
            foreach (var (place, filing) in round.Filings) Remember(round, place, filing);
        }
        for (var count = reader.ReadInt32(); count > 0; count--)
            moments.Add(
                (Micros.ToTime(reader.ReadInt64()), new(reader.ReadString()), new(reader.ReadString(), Period.Parse(reader.ReadString())),
                    (FilingStage)reader.ReadByte()));
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var series = values[(new(reader.ReadString()), reader.ReadString())] = [];
            for (var periods = reader.ReadInt32(); periods > 0; periods--) series[Period.Parse(reader.ReadString())] = reader.ReadDecimal();
        }
    }

    private static void Save(BinaryWriter writer, RoundEntry round)
    {
        writer.Write(round.Name.Set);
        writer.Write(round.Name.Period.ToString());
        writer.Write(round.Edition.DayNumber);
        foreach (var time in (DateTimeOffset[])[round.OpenedAt, round.DueAt, round.LockAt]) writer.Write(Micros.Of(time));
        writer.Write(round.Reports);
        writer.Write(round.Untold);
        writer.Write(round.Filings.Count);
        foreach (var (place, filing) in round.Filings)
        {
            writer.Write(place.Value);
            writer.Write((byte)filing.Stage);
            writer.Write(filing.IsReleased);
            foreach (var time in (long[])[filing.OwnDueAt, filing.OwedSince, filing.FirstDueAt, filing.FirstSubmittedAt,
                filing.SubmittedAt]) writer.Write(time);
            foreach (var count in (int[])[filing.Required, filing.Filled, filing.Submitted, filing.Wrong, filing.Returns, filing.Approvals])
                writer.Write7BitEncodedInt(count);
        }
    }

    private static RoundEntry LoadRound(BinaryReader reader)
    {
        var round = new RoundEntry(new(reader.ReadString(), Period.Parse(reader.ReadString())))
        {
            Edition = DateOnly.FromDayNumber(reader.ReadInt32()),
            OpenedAt = Micros.ToTime(reader.ReadInt64()),
            DueAt = Micros.ToTime(reader.ReadInt64()),
            LockAt = Micros.ToTime(reader.ReadInt64()),
            Reports = reader.ReadInt32(),
            Untold = reader.ReadInt32(),
        };
        for (var count = reader.ReadInt32(); count > 0; count--)
            round.Filings[new(reader.ReadString())] = new()
            {
                Stage = (FilingStage)reader.ReadByte(),
                IsReleased = reader.ReadBoolean(),
                OwnDueAt = reader.ReadInt64(),
                OwedSince = reader.ReadInt64(),
                FirstDueAt = reader.ReadInt64(),
                FirstSubmittedAt = reader.ReadInt64(),
                SubmittedAt = reader.ReadInt64(),
                Required = reader.Read7BitEncodedInt(),
                Filled = reader.Read7BitEncodedInt(),
                Submitted = reader.Read7BitEncodedInt(),
                Wrong = reader.Read7BitEncodedInt(),
                Returns = reader.Read7BitEncodedInt(),
                Approvals = reader.Read7BitEncodedInt(),
            };
        return round;
    }
}
