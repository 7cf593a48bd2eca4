using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Filings;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Places;
using OpsCenter.V1;
using FilingStage = OpsCenter.Filings.FilingStage;

namespace OpsCenter.Gateway.Filings;

/// <summary>
/// What a filing that somebody may see asks of its place: known from the round, the indicators and the registry, without a visit to the
/// filing.
/// </summary>
public sealed record FilingForm
{
    public required FilingRights Rights { get; init; }

    public required string Set { get; init; }

    public required Period Period { get; init; }

    public required PlaceCode Place { get; init; }

    public required IndicatorSheet Sheet { get; init; }

    public required SetDefinition Definition { get; init; }

    public required PlaceTree Tree { get; init; }

    public string Key => FilingKeys.Filing(Rights.District, Set, Period, Place);
}

/// <summary>Lists of filings, one filing as a form, and what is asked of a place; each as far as its caller may see.</summary>
public sealed class FilingReading(IClusterClient cluster, IIndicatorBooks books, IRounds rounds, DistrictClock clock)
{
    private const int UsualPage = 50, MaxPage = 200, MaxBurden = 1000;

    public async Task<ListFilingsResponse> ListAsync(ListFilingsRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var rights = new FilingRights(caller, district);
        var book = await books.FreshAsync(district);
        var period = request.Period.Length == 0 ? null : (Period?)PeriodOf(request.Period);
        if (request.PageSize < 0) throw Failure.Invalid(("page_size", "每页条数不得为负 / A page size is not negative"));
        var size = request.PageSize == 0 ? UsualPage : Math.Min(request.PageSize, MaxPage);
        if (!int.TryParse(request.PageToken.Length == 0 ? "0" : request.PageToken, out var skip) || skip < 0)
            throw Failure.Invalid(("page_token", "分页标记无效 / The page token is not one of ours"));
        var stages = request.Stages.Select(stage => stage.ToStage() ?? throw Failure.Invalid(("stages", "没有这种状态 / There is no such stage")))
            .ToImmutableArray();

        var response = new ListFilingsResponse();
        var readSide = cluster.GetGrain<IReadSide>(request.District);
        var passed = 0;
        foreach (var (place, department) in rights.Views())
        {
            // Of his own place he may ask for a part.
            var within = request.Place.Length == 0 ? place : place.IsEmpty || Territory.Covers(place.Value, request.Place)
                ? new(request.Place)
                : (PlaceCode?)null;
            if (within is not { } asked) continue;
            var room = size - response.Filings.Count;
            var page = await readSide.QueryAsync(
                new FilingQuery
                {
                    Set = request.Set,
                    Period = period,
                    Place = asked,
                    Department = department,
                    Stages = stages,
                    Late = request.OnlyLate,
                    Skip = Math.Max(0, skip - passed),
                    Take = Math.Max(1, room),
                }, Freshness.AsRead);
            if (room > 0) response.Filings.AddRange(page.Rows.Take(room).Select(row => SummaryOf(book, row)));
            (passed, response.Total) = (passed + page.Total, response.Total + page.Total);
        }
        var shown = skip + response.Filings.Count;
        response.NextPageToken = shown < response.Total ? $"{shown}" : "";
        return response;
    }

    public async Task<Filing> GetAsync(GetFilingRequest request, Caller caller) =>
        await GetAsync(await FormAsync(request.District.ToDistrict(), request.Set, request.Period, request.Place, caller));

    public async Task<Filing> GetAsync(FilingForm form) => Message(form, await cluster.GetGrain<IFiling>(form.Key).SheetAsync());

    public async Task<Burden> BurdenAsync(GetBurdenRequest request, Caller caller)
    {
        var district = request.District.ToDistrict();
        var rights = new FilingRights(caller, district);
        if (!caller.Can(Permission.ReadFilings, request.Place)) throw Caller.Denied(Permission.ReadFilings);
        var place = request.Place.ToPlace();
        var book = await books.FreshAsync(district);
        var readSide = cluster.GetGrain<IReadSide>(request.District);
        var page = await readSide.QueryAsync(new FilingQuery
        {
            Set = "",
            Period = null,
            Place = place,
            Department = default,
            Stages = [],
            Late = false,
            Skip = 0,
            Take = MaxBurden,
        }, Freshness.AsRead);
        var open = (await readSide.QueryAsync(new RoundsQuery(), Freshness.AsRead)).Where(round => round.LockAt > clock.GetUtcNow())
            .Select(round => (round.Set, round.Period)).ToHashSet();
        var own = page.Rows.Where(row => row.Place == place && open.Contains((row.Set, row.Period))).ToArray();
        var asked = (from row in own
                     let sheet = book.For(row.Period)
                     where sheet?.Set(row.Set) is not null
                     from indicator in sheet.IndicatorsOf(sheet.Set(row.Set)!)
                     select (indicator, Set: sheet.Set(row.Set)!.Name)).ToArray();
        var burden = new Burden
        {
            PlaceName = book.Registry.On(Today).NameOf(place),
            Fields = asked.Count(field => field.indicator.Source.Length == 0),
            Computed = asked.Count(field => field.indicator.Source.Length > 0),
        };
        burden.Filings.AddRange(own.Select(row => SummaryOf(book, row)));
        burden.AskedTwice.AddRange(
            from field in asked
            where field.indicator.Source.Length == 0
            group field.Set by (field.indicator.Code, field.indicator.Name) into same
            where same.Count() > 1
            select new BurdenField { Indicator = same.Key.Code, Name = same.Key.Name, AskedIn = { same } });
        return burden;
    }

    /// <exception cref="RpcException">NOT_FOUND, INVALID_ARGUMENT or PERMISSION_DENIED.</exception>
    public async Task<FilingForm> FormAsync(DistrictCode district, string set, string period, string place, Caller caller)
    {
        var rights = new FilingRights(caller, district);
        var parsed = PeriodOf(period);
        if (!IndicatorCodes.IsSet(set)) throw Failure.Invalid(("set", "没有这张套表 / There is no such set"));
        var at = place.ToPlace();
        if (!district.Place.Holds(at)) throw CallCodes.NoPlace;
        var book = await books.FreshAsync(district);
        // Before anything of it is asked: nobody learns of what is not his.
        if (book.For(parsed)?.Set(set) is { } asked && !rights.MayRead(at, asked)) throw Caller.Denied(Permission.ReadFilings);
        var round = await rounds.FreshAsync(FilingKeys.Round(district, set, parsed));
        if (!round.IsOpen || !round.Places.Contains(at)
            || book.Of(round.Edition) is not { } sheet || sheet.Set(set) is not { } definition)
            throw NotFound(set, period, at);
        return rights.MayRead(at, definition)
            ? new()
            {
                Rights = rights,
                Set = set,
                Period = parsed,
                Place = at,
                Sheet = sheet,
                Definition = definition,
                Tree = book.Registry.On(Today),
            }
            : throw Caller.Denied(Permission.ReadFilings);
    }

    /// <param name="form">What is asked.</param>
    /// <param name="filing">How far it has got; null: its round is not open any more.</param>
    /// <exception cref="RpcException">NOT_FOUND</exception>
    public Filing Message(FilingForm form, FilingSheet? filing)
    {
        if (filing is null) throw NotFound(form.Set, form.Period.ToString(), form.Place);
        var state = filing.State;
        var message = new Filing
        {
            Summary = new()
            {
                Set = form.Set,
                SetName = form.Definition.Name,
                Period = form.Period.ToString(),
                PeriodName = form.Period.Name,
                Place = form.Place.Value,
                PlaceName = form.Tree.NameOf(form.Place),
                TownName = form.Tree.TownOf(form.Place)?.Name ?? "",
                Stage = state.Stage.ToMessage(),
                DueAt = filing.DueAt.ToTimestamp(),
                SubmittedAt = state.SubmittedAt?.ToTimestamp(),
                IsLate = state.IsEditable && filing.DueAt < clock.GetUtcNow(),
                Returns = state.Returns,
                Approvals = state.Approvals.Length,
            },
            LockAt = filing.LockAt.ToTimestamp(),
            Version = filing.Version,
            Step = state.Step?.ToMessage() ?? FilingStep.Unspecified,
            MayFill = state.IsEditable && form.Rights.MayFill(form.Place) && clock.GetUtcNow() < filing.LockAt,
            MayReview = state.Step is { } step && form.Rights.MayReview(step, form.Place, form.Definition, form.Tree),
            MayReopen = state.Stage is FilingStage.Approved or FilingStage.Reported && form.Rights.MayManage,
        };
        message.Steps.AddRange(filing.Steps.Select(each => each.ToMessage()));
        message.Cells.AddRange(form.Sheet.IndicatorsOf(form.Definition).Select(indicator => CellOf(form, filing, indicator)));
        message.Approvals.AddRange(state.Approvals.Select(approval => new FilingApproval
        {
            Approval = approval.Approval,
            Values = { approval.Values.ToDictionary(cell => cell.Indicator, ValueOf) },
        }));
        return message;
    }

    public static string ValueOf(OpsCenter.Filings.Cell cell) => cell.Number is { } number ? CellReading.Text(number) : cell.Text;

    public static Period PeriodOf(string text) => Period.TryParse(text, out var period)
        ? period
        : throw Failure.Invalid(("period", "报告期应如 2026-11、2026Q4、2026H2、2026 / A period is 2026-11, 2026Q4, 2026H2 or 2026"));

    private static RpcException NotFound(string set, string period, PlaceCode place) =>
        Failure.Of(StatusCode.NotFound, "unknown_filing", $"没有这份填报：{set} {period} {place} / There is no such filing");

    private DateOnly Today => LocalTime.DateOf(clock.GetUtcNow());

    private FilingSummary SummaryOf(IndicatorBook book, FilingRow row)
    {
        var tree = book.Registry.On(Today);
        return new()
        {
            Set = row.Set,
            SetName = book.For(row.Period)?.Set(row.Set)?.Name ?? row.Set,
            Period = row.Period.ToString(),
            PeriodName = row.Period.Name,
            Place = row.Place.Value,
            PlaceName = tree.NameOf(row.Place),
            TownName = tree.TownOf(row.Place)?.Name ?? "",
            Stage = row.Stage.ToMessage(),
            DueAt = row.DueAt.ToTimestamp(),
            SubmittedAt = row.SubmittedAt?.ToTimestamp(),
            IsLate = row.IsLate,
            Returns = row.Returns,
            Approvals = row.Approvals,
        };
    }

    private static FilingCell CellOf(FilingForm form, FilingSheet filing, IndicatorDefinition indicator)
    {
        var level = form.Tree.Find(form.Place)?.Level ?? form.Definition.Levels[0];
        var cell = filing.State.Cells.GetValueOrDefault(indicator.Code);
        var finding = filing.Findings.FirstOrDefault(finding => finding.Indicator == indicator.Code);
        var message = new FilingCell
        {
            Indicator = indicator.Code,
            Name = indicator.Name,
            Unit = indicator.Unit,
            Kind = indicator.Kind.ToString().ToLowerInvariant(),
            Decimals = indicator.Kind == ValueKind.Integer ? 0 : indicator.Decimals,
            IsRequired = indicator.IsRequired,
            IsComputed = indicator.Source.Length > 0,
            Note = indicator.Note,
            // What the system knows is shown before it is sent.
            Value = indicator.Source.Length > 0 && filing.State.IsEditable
                ? CellReading.Text(filing.Known.Of(indicator.Source))
                : cell is null ? "" : ValueOf(cell.Cell),
            Explanation = cell?.Cell.Explanation ?? "",
            Revision = cell?.Cell.Revision ?? 0,
            SavedAt = cell?.SavedAt.ToTimestamp(),
            Returned = cell?.Returned ?? "",
            Previous = Known(filing.Known.Previous, indicator.Code),
            YearBefore = Known(filing.Known.YearBefore, indicator.Code),
            Finding = finding?.Text ?? "",
            CanExplain = finding?.Effect == RuleEffect.Explain,
        };
        message.Rules
            .AddRange(indicator.Rules.Where(rule => rule.Levels.IsDefaultOrEmpty || rule.Levels.Contains(level)).Select(rule => rule.Text));
        message.AskedAlsoIn.AddRange(form.Sheet.Edition.Sets
            .Where(other => other.Code != form.Set && other.Levels.Contains(level) && other.Indicators.Contains(indicator.Code))
            .Select(other => other.Name));
        return message;
    }

    private static string Known(ImmutableDictionary<string, decimal> figures, string code) => figures.TryGetValue(code, out var value)
        ? CellReading.Text(value)
        : "";
}
