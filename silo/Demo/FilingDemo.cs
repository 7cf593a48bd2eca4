using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Indicators;
using OpsCenter.V1;
using FilingsClient = OpsCenter.V1.Filings.FilingsClient;
using IndicatorsClient = OpsCenter.V1.Indicators.IndicatorsClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The 百千万 part of the demo: the district's places and what is asked of them, values of earlier periods, then the rounds as they open by
/// themselves, which towns and villages fill as their due dates come near, most in time; reviewers look at them on the next office day, the
/// bureau sends each finished round above. All of it through the public door.
/// </summary>
internal sealed class FilingDemo(DemoPeople people, ulong seed)
{
    private const string IndicatorsFile = "wujiang-indicators.yaml", PlacesFile = "wujiang-places.csv";

    /// <summary>Shares of forms that come late, that never come, and of those that have a cell returned.</summary>
    private const double Late = 0.06, LateAtFirst = 0.25, Never = 0.015, Returned = 0.1;

    private const int PageSize = 200, MaxSteps = 20_000;

    /// <summary>From how long before the due date on they are filled, and how much too late.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(8), Behind = TimeSpan.FromDays(3);

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(20), UntilReviewed = TimeSpan.FromHours(20),
        UntilMended = TimeSpan.FromHours(26), CatchUp = TimeSpan.FromHours(3);

    private readonly Random random = new((int)seed);
    private readonly Dictionary<string, DateTimeOffset> due = [];
    private readonly HashSet<string> reported = [], underWay = [];
    private DemoFigures figures = new(_ => []);

    /// <summary>Runs until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var manager = new IndicatorsClient(await people.ChannelAsync("operator", people.District));
        await manager.DefinePlacesAsync(
            new()
            {
                District = people.District,
                From = "2023-06-30",
                Source = "统计用区划代码",
                FileName = PlacesFile,
                Content = await DemoPeople.SampleAsync(PlacesFile)
            },
            cancellationToken: cancellation);
        await manager.DefineIndicatorsAsync(
            new() { District = people.District, FileName = IndicatorsFile, Content = await DemoPeople.SampleAsync(IndicatorsFile) },
            cancellationToken: cancellation);
        var places = (await manager.ListPlacesAsync(new() { District = people.District }, cancellationToken: cancellation)).Places;
        string[] CodesOf(string level) => [.. places.Where(place => place.Level == level).Select(place => place.Code)];
        var (towns, villages) = (CodesOf("town"), CodesOf("village"));
        var villagesOf = villages.ToLookup(village => village[..9]);
        figures = new(place => place.Length == 6 ? towns : place.Length == 9 ? [.. villagesOf[place]] : []);
        await FillAddressBookAsync(new(await people.ChannelAsync("operator", people.District)), towns, cancellation);
        await EarlierAsync(towns, cancellation);
        await OpenTodayAsync(cancellation);
        while (!cancellation.IsCancellationRequested)
        {
            await people.InsistAsync("The filings", () => LookAsync(cancellation), cancellation);
            await people.DelayAsync(Look, cancellation);
        }
    }

    /// <summary>The periods before, and those of a year ago, so that there is something to compare with; all approved.</summary>
    private async Task EarlierAsync(string[] towns, CancellationToken cancellation)
    {
        var today = LocalTime.DateOf(people.Now);
        var (month, quarter) = (Period.Of(Frequency.Monthly, today).Previous, Period.Of(Frequency.Quarterly, today).Previous);
        (string Set, Period Period, string[] Places)[] earlier =
        [
            ("district-monthly", month.YearBefore, [people.District]), ("district-monthly", month.Previous, [people.District]),
            ("district-quarterly", quarter.YearBefore, [people.District]), ("district-quarterly", quarter.Previous, [people.District]),
            ("town-yearly", Period.Of(Frequency.Yearly, today).Previous, towns),
        ];
        foreach (var (set, period, who) in earlier)
        {
            await OpenAsync(set, period, TimeSpan.FromDays(1), cancellation);
            foreach (var place in who)
            {
                await SendAsync(set, period, place, cancellation);
                while (await GetAsync(set, period, place, cancellation) is { Step: not FilingStep.Unspecified } filing)
                    await ApproveAsync(filing, cancellation);
            }
        }
    }

    /// <summary>
    /// The rounds of the periods that ended last are under way when one begins to look on: some sent, some due soon, some late.
    /// </summary>
    private async Task OpenTodayAsync(CancellationToken cancellation)
    {
        var today = LocalTime.DateOf(people.Now);
        var (month, quarter) = (Period.Of(Frequency.Monthly, today).Previous, Period.Of(Frequency.Quarterly, today).Previous);
        foreach (var (set, period, dueIn) in ((string, Period, TimeSpan)[])[
            ("district-monthly", month, TimeSpan.FromDays(2)), ("district-quarterly", quarter, TimeSpan.FromDays(2)),
            ("town-monthly", month, TimeSpan.FromHours(26)),
            ("town-quarterly", quarter, TimeSpan.FromMinutes(100)), ("village-quarterly", quarter, TimeSpan.FromDays(4))])
        {
            underWay.Add($"{set} {period}");
            await OpenAsync(set, period, dueIn, cancellation);
        }
    }

    private async Task OpenAsync(string set, Period period, TimeSpan dueIn, CancellationToken cancellation)
    {
        var bureau = new FilingsClient(await people.ChannelAsync("operator", people.District));
        var request = new OpenRoundRequest
        {
            District = people.District,
            Set = set,
            Period = period.ToString(),
            DueAt = (people.Now + dueIn).ToTimestamp()
        };
        for (var tries = 0; ; tries++)
        {
            try
            {
                await bureau.OpenRoundAsync(request, cancellationToken: cancellation);
                return;
            }
            catch (RpcException early) when (early.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument
                or StatusCode.NotFound && tries < 20)
            {
                // What was defined a moment ago is not known everywhere yet.
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            }
        }
    }

    /// <summary>Everybody looks at what lies before them, and does what is due by now.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        var bureau = new FilingsClient(await people.ChannelAsync("operator", people.District));
        // A round that stands on the board is asked for as long as something can be sent or sent above.
        foreach (var round in (await bureau.ListRoundsAsync(new() { District = people.District }, cancellationToken: cancellation)).Rounds)
        {
            var name = $"{round.Set} {round.Period}";
            if (reported.Contains(name)) continue;
            if (round.Approved < round.Owed && round.LockAt.ToDateTimeOffset() > people.Now) await LookAsync(bureau, round, cancellation);
            else if (round.Approved > 0 && round.DueAt.ToDateTimeOffset() < people.Now
                && people.Timetable.AtWork(people.Now, 0) == people.Now)
            {
                await bureau.ExportRoundAsync(
                    new() { District = people.District, Set = round.Set, Period = round.Period, Format = ExportFormat.ExportXlsx },
                    cancellationToken: cancellation);
                reported.Add(name);
            }
        }
    }

    private async Task LookAsync(FilingsClient bureau, Round round, CancellationToken cancellation)
    {
        var request = new ListFilingsRequest { District = people.District, Set = round.Set, Period = round.Period, PageSize = PageSize };
        do
        {
            var page = await bureau.ListFilingsAsync(request, cancellationToken: cancellation);
            foreach (var filing in page.Filings)
                if (filing.Stage is not (FilingStage.FilingApproved or FilingStage.FilingReported) && IsTime(filing))
                    await people.InsistAsync($"{filing.Set} {filing.Period} of {filing.Place}", () => DoAsync(filing, cancellation),
                        cancellation);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Whether somebody does the next step of a form by now. When is decided once for each step.</summary>
    private bool IsTime(FilingSummary filing)
    {
        var step = $"{filing.Set} {filing.Period} {filing.Place} {filing.Stage} {filing.Returns}";
        if (due.Count > MaxSteps) due.Clear();
        if (!due.TryGetValue(step, out var at)) due[step] = at = When(filing, step);
        return at <= people.Now;
    }

    /// <summary>
    /// In office hours, most in time, a few late, hardly any never. Who begins to look on finds a part of it done, and the rest being done.
    /// </summary>
    private DateTimeOffset When(FilingSummary filing, string step)
    {
        var (share, chance, dueAt) = (people.Chance(step), people.Chance(step, "late"), filing.DueAt.ToDateTimeOffset());
        var at = people.Now + (share * UntilReviewed);
        if (filing.Stage is FilingStage.FilingReturned or FilingStage.FilingReopened) at = people.Now + (share * UntilMended);
        else if (filing.Stage is FilingStage.FilingDue or FilingStage.FilingDraft)
        {
            if (chance < Never) return DateTimeOffset.MaxValue;
            var late = underWay.Contains($"{filing.Set} {filing.Period}") ? LateAtFirst : Late;
            at = chance < Never + late ? dueAt + (share * Behind) : dueAt - TimeSpan.FromHours(1) - (share * Before);
        }
        var left = dueAt - people.Now;
        if (at < people.Now) at = people.Now + (share * (left > TimeSpan.Zero && left < CatchUp ? 0.9 * left : CatchUp));
        return people.Timetable.AtWork(at, share);
    }

    private async Task DoAsync(FilingSummary filing, CancellationToken cancellation)
    {
        var period = Period.Parse(filing.Period);
        if (filing.Stage is FilingStage.FilingDue or FilingStage.FilingDraft or FilingStage.FilingReturned or FilingStage.FilingReopened)
        {
            await SendAsync(filing.Set, period, filing.Place, cancellation);
            return;
        }
        var sent = await GetAsync(filing.Set, period, filing.Place, cancellation);
        if (sent.Step == FilingStep.Unspecified) return;
        var isReturned = filing is { Returns: 0, Stage: not FilingStage.FilingBureauReview } && filing.Place != people.District
            && people.Chance(filing.Set, filing.Period, filing.Place, "returned") < Returned;
        if (!isReturned) await ApproveAsync(sent, cancellation);
        else
            await (await ReviewerAsync(sent)).ReviewFilingAsync(
                new()
                {
                    District = people.District,
                    Set = sent.Summary.Set,
                    Period = sent.Summary.Period,
                    Place = sent.Summary.Place,
                    Version = sent.Version,
                    Returned = { new ReturnedCellInput { Indicator = sent.Cells.First(cell => !cell.IsComputed).Indicator,
                        Reason = "与台账不符，请核对" } },
                },
                cancellationToken: cancellation);
    }

    private async Task<Filing> GetAsync(string set, Period period, string place, CancellationToken cancellation) =>
        await (await FillerAsync(place)).GetFilingAsync(
            new() { District = people.District, Set = set, Period = period.ToString(), Place = place }, cancellationToken: cancellation);

    private async Task SendAsync(string set, Period period, string place, CancellationToken cancellation)
    {
        var clerk = await FillerAsync(place);
        var form = await GetAsync(set, period, place, cancellation);
        if (!form.MayFill) return;
        var request = new SaveFilingRequest
        {
            District = people.District,
            Set = set,
            Period = period.ToString(),
            Place = place,
            Submit = true
        };
        request.Cells.AddRange(form.Cells.Where(cell => !cell.IsComputed).Select(cell => new CellInput
        {
            Indicator = cell.Indicator,
            Value = figures.Of(cell.Indicator, place, period).ToString(CultureInfo.InvariantCulture),
            SeenRevision = cell.Revision,
        }));
        var sent = await clerk.SaveFilingAsync(request, cancellationToken: cancellation);
        // What must be explained is, and sent again.
        if (!sent.MayFill || !sent.Cells.Any(cell => cell.CanExplain)) return;
        request.Cells.Clear();
        request.Cells.AddRange(sent.Cells.Where(cell => cell.CanExplain).Select(cell => new CellInput
        {
            Indicator = cell.Indicator,
            Value = cell.Value,
            Explanation = "项目集中投产，已与主管部门核对",
            SeenRevision = cell.Revision,
        }));
        await clerk.SaveFilingAsync(request, cancellationToken: cancellation);
    }

    private async Task ApproveAsync(Filing filing, CancellationToken cancellation) => await (await ReviewerAsync(filing)).ReviewFilingAsync(
        new()
        {
            District = people.District,
            Set = filing.Summary.Set,
            Period = filing.Summary.Period,
            Place = filing.Summary.Place,
            Version = filing.Version
        }, cancellationToken: cancellation);

    private async Task<FilingsClient> ReviewerAsync(Filing filing) => new(filing.Step switch
    {
        FilingStep.StepTown => await people.ChannelAsync("town", filing.Summary.Place[..9]),
        FilingStep.StepDepartment => await people.ChannelAsync("department", $"{people.District}/{DepartmentOf(filing.Summary.Set)}"),
        _ => await people.ChannelAsync("operator", people.District),
    });

    /// <summary>As the sample has it.</summary>
    private static string DepartmentOf(string set) => set switch { "town-monthly" => "FGJ", "town-yearly" => "TJJ", _ => "NYJ" };

    /// <summary>A clerk of the town's office fills for all of its villages.</summary>
    private async Task<FilingsClient> FillerAsync(string place) =>
        new(await people.ChannelAsync("clerk", place.Length > 9 ? place[..9] : place));

    /// <summary>
    /// A filler and a leader for each town, who are told of its villages too, one of them away; and whoever the district is told by. All
    /// invented.
    /// </summary>
    private async Task FillAddressBookAsync(Reminders.RemindersClient reminders, string[] towns, CancellationToken cancellation)
    {
        string[] surnames = ["陈", "李", "黄", "张", "梁", "何", "邓", "谢", "罗", "曾"], names = ["伟明", "秀英", "志强", "丽华", "建国", "晓燕", "文俊", "海燕"];
        string Name() => surnames[random.Next(surnames.Length)] + names[random.Next(names.Length)];
        Task PutAsync(string place, BookDuty duty, bool isAway = false) => reminders.PutPersonAsync(
            new()
            {
                District = people.District,
                Person = new BookPerson
                {
                    Code = $"{place}-{duty}".ToLowerInvariant(),
                    Name = Name(),
                    Place = place,
                    Duties = { duty },
                    Contacts =
                    {
                        new BookContact { Way = NoticeWay.WecomApp, Address = $"{duty}{place}".ToLowerInvariant() },
                        new BookContact { Way = NoticeWay.Sms, Address = $"138{random.Next(100_000_000):00000000}" },
                    },
                    AwayFrom = isAway ? LocalTime.DateOf(people.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
                },
            },
            cancellationToken: cancellation).ResponseAsync;
        foreach (var town in towns)
        {
            await PutAsync(town, BookDuty.Filler, isAway: town == towns[^1]);
            await PutAsync(town, BookDuty.Leader);
        }
        await PutAsync(towns[^1], BookDuty.Deputy);
        await PutAsync(people.District, BookDuty.Filler);
        await PutAsync(people.District, BookDuty.Leader);
    }
}
