using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Gateway.Identity;
using OpsCenter.Indicators;
using OpsCenter.Silo.CommandLine;
using OpsCenter.V1;
using FilingsClient = OpsCenter.V1.Filings.FilingsClient;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// The 百千万 part of the demo: the district's places and what is asked of them, values of earlier periods, then open rounds that towns and villages
/// fill while one looks on; all of it through the public door.
/// </summary>
internal sealed class FilingDemo(WebApplication app, string district, ulong seed, TimeProvider time)
{
    private const string IndicatorsFile = "wujiang-indicators.yaml", PlacesFile = "wujiang-places.csv";
    private readonly Random random = new((int)seed);
    private readonly Dictionary<string, FilingsClient> people = [];

    /// <summary>Runs until everything that will be sent has been sent, or it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var bureau = await DoorAsync("operator", district);
        var manager = new V1.Indicators.IndicatorsClient(bureau);
        await manager.DefinePlacesAsync(
            new() { District = district, From = "2023-06-30", Source = "统计用区划代码", FileName = PlacesFile, Content = await SampleAsync(PlacesFile) }, cancellationToken: cancellation);
        await manager.DefineIndicatorsAsync(new() { District = district, FileName = IndicatorsFile, Content = await SampleAsync(IndicatorsFile) }, cancellationToken: cancellation);
        var places = (await manager.ListPlacesAsync(new() { District = district }, cancellationToken: cancellation)).Places;
        people[district] = new(bureau);
        await FillAddressBookAsync(new(bureau), [.. places.Where(place => place.Level == "town").Select(place => place.Code)], cancellation);

        var today = LocalTime.DateOf(time.GetUtcNow());
        var (month, quarter) = (Period.Of(Frequency.Monthly, today).Previous, Period.Of(Frequency.Quarterly, today).Previous);
        foreach (var period in (Period[])[month.YearBefore, month.Previous]) await PastAsync("district-monthly", period, [district], cancellation);
        foreach (var period in (Period[])[quarter.YearBefore, quarter.Previous]) await PastAsync("district-quarterly", period, [district], cancellation);
        var (towns, villages) = (places.Where(place => place.Level == "town").Select(place => place.Code).ToArray(), places.Where(place => place.Level == "village").Select(place => place.Code).ToArray());
        await PastAsync("town-yearly", Period.Of(Frequency.Yearly, today).Previous, towns, cancellation);

        List<(string Set, Period Period, string Place)> owed = [];
        foreach (var (set, period, who, due) in ((string, Period, string[], TimeSpan)[])[
            ("district-monthly", month, [district], TimeSpan.FromDays(2)), ("district-quarterly", quarter, [district], TimeSpan.FromDays(2)), ("town-monthly", month, towns, TimeSpan.FromHours(26)),
            ("town-quarterly", quarter, towns, TimeSpan.FromMinutes(1)), ("village-quarterly", quarter, villages, TimeSpan.FromDays(4))])
        {
            await OpenAsync(set, period, due, cancellation);
            owed.AddRange(who.Select(place => (set, period, place)));
        }
        // Some never send: a wall without anybody late teaches nothing.
        var silent = owed.Where(filing => filing.Set == "town-quarterly").Skip(4).Take(2).ToHashSet();
        foreach (var filing in owed.Where(filing => !silent.Contains(filing)).OrderBy(filing => filing.Place == district ? 0 : 1).ThenBy(_ => random.Next()))
        {
            await FillAsync(filing.Set, filing.Period, filing.Place, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(filing.Place == district ? 0 : random.Next(1, 6)), time, cancellation);
        }
    }

    /// <summary>A filler and a leader for each town, who are told of its villages too, one of them away; and whoever the district is told by. All invented.</summary>
    private async Task FillAddressBookAsync(Reminders.RemindersClient reminders, string[] towns, CancellationToken cancellation)
    {
        string[] surnames = ["陈", "李", "黄", "张", "梁", "何", "邓", "谢", "罗", "曾"], names = ["伟明", "秀英", "志强", "丽华", "建国", "晓燕", "文俊", "海燕"];
        string Name() => surnames[random.Next(surnames.Length)] + names[random.Next(names.Length)];
        Task PutAsync(string place, BookDuty duty, bool isAway = false) => reminders.PutPersonAsync(
            new()
            {
                District = district,
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
                    AwayFrom = isAway ? LocalTime.DateOf(time.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
                },
            },
            cancellationToken: cancellation).ResponseAsync;
        foreach (var town in towns)
        {
            await PutAsync(town, BookDuty.Filler, isAway: town == towns[^1]);
            await PutAsync(town, BookDuty.Leader);
        }
        await PutAsync(towns[^1], BookDuty.Deputy);
        await PutAsync(district, BookDuty.Filler);
        await PutAsync(district, BookDuty.Leader);
    }

    private async Task OpenAsync(string set, Period period, TimeSpan due, CancellationToken cancellation)
    {
        var request = new OpenRoundRequest { District = district, Set = set, Period = period.ToString(), DueAt = (time.GetUtcNow() + due).ToTimestamp() };
        for (var tries = 0; ; tries++)
        {
            try
            {
                await people[district].OpenRoundAsync(request, cancellationToken: cancellation);
                return;
            }
            catch (RpcException early) when (early.StatusCode is StatusCode.FailedPrecondition or StatusCode.InvalidArgument or StatusCode.NotFound && tries < 20)
            {
                // What was defined a moment ago is not known everywhere yet.
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellation);
            }
        }
    }

    /// <summary>What was filled before, all approved.</summary>
    private async Task PastAsync(string set, Period period, string[] places, CancellationToken cancellation)
    {
        await OpenAsync(set, period, TimeSpan.FromDays(1), cancellation);
        foreach (var place in places) await ApproveAsync(await SendAsync(set, period, place, cancellation), set, period, place, cancellation);
    }

    /// <summary>Sent, and reviewed as far as it gets: one in eight has a cell returned and stays so.</summary>
    private async Task FillAsync(string set, Period period, string place, CancellationToken cancellation)
    {
        var sent = await SendAsync(set, period, place, cancellation);
        var luck = random.Next(8);
        if (luck == 0 && place != district && sent.Step != FilingStep.Unspecified)
        {
            var cell = sent.Cells.First(cell => !cell.IsComputed);
            await (await ReviewerAsync(sent.Step, set, place)).ReviewFilingAsync(
                new()
                {
                    District = district,
                    Set = set,
                    Period = period.ToString(),
                    Place = place,
                    Version = sent.Version,
                    Returned = { new ReturnedCellInput { Indicator = cell.Indicator, Reason = "与台账不符，请核对" } },
                },
                cancellationToken: cancellation);
        }
        else if (luck < 6) await ApproveAsync(sent, set, period, place, cancellation);
    }

    private async Task<Filing> SendAsync(string set, Period period, string place, CancellationToken cancellation)
    {
        var clerk = await PersonAsync("clerk", place);
        var name = new GetFilingRequest { District = district, Set = set, Period = period.ToString(), Place = place };
        var form = await clerk.GetFilingAsync(name, cancellationToken: cancellation);
        var request = new SaveFilingRequest { District = district, Set = set, Period = name.Period, Place = place, Submit = true };
        request.Cells.AddRange(form.Cells.Where(cell => !cell.IsComputed).Select(cell => new CellInput
        {
            Indicator = cell.Indicator,
            Value = DemoFigures.Of(cell.Indicator, place, period).ToString(CultureInfo.InvariantCulture),
            SeenRevision = cell.Revision,
        }));
        var sent = await clerk.SaveFilingAsync(request, cancellationToken: cancellation);
        // What must be explained is, and sent again.
        if (!sent.MayFill || !sent.Cells.Any(cell => cell.CanExplain)) return sent;
        request.Cells.Clear();
        request.Cells.AddRange(sent.Cells.Where(cell => cell.CanExplain).Select(cell => new CellInput
        {
            Indicator = cell.Indicator,
            Value = cell.Value,
            Explanation = "项目集中投产，已与主管部门核对",
            SeenRevision = cell.Revision,
        }));
        return await clerk.SaveFilingAsync(request, cancellationToken: cancellation);
    }

    private async Task ApproveAsync(Filing filing, string set, Period period, string place, CancellationToken cancellation)
    {
        while (filing.Step != FilingStep.Unspecified)
            filing = await (await ReviewerAsync(filing.Step, set, place)).ReviewFilingAsync(
                new() { District = district, Set = set, Period = period.ToString(), Place = place, Version = filing.Version }, cancellationToken: cancellation);
    }

    private Task<FilingsClient> ReviewerAsync(FilingStep step, string set, string place) => step switch
    {
        FilingStep.StepTown => PersonAsync("town", place[..9]),
        FilingStep.StepDepartment => PersonAsync("department", $"{district}/{(set == "town-monthly" ? "FGJ" : set == "town-yearly" ? "TJJ" : "NYJ")}"),
        _ => PersonAsync("operator", district),
    };

    private async Task<FilingsClient> PersonAsync(string role, string place)
    {
        // A clerk of the town's office fills for all of its villages.
        var at = role == "clerk" && place.Length > 9 ? place[..9] : place;
        var name = $"{role}@{at}";
        return people.TryGetValue(name, out var known) ? known : people[name] = new(await DoorAsync(role, at));
    }

    private async Task<GrpcChannel> DoorAsync(string role, string place)
    {
        var token = await app.Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync($"filing-{role}-{place.Replace('/', '-')}", new(role, place), TimeSpan.FromDays(1), "demo");
        return Door.Open(app.Configuration, token.Token);
    }

    private static async Task<ByteString> SampleAsync(string file)
    {
        await using var sample = typeof(FilingDemo).Assembly.GetManifestResourceStream($"samples/{file}")!;
        return await ByteString.FromStreamAsync(sample);
    }
}

/// <summary>Plausible values for every indicator of the sample, the same whenever they are asked for; they keep its rules.</summary>
internal static class DemoFigures
{
    public static decimal Of(string indicator, string place, Period period)
    {
        var size = place.Length switch { 6 => 1m, 9 => 0.1m + (Hash(place) % 9) / 100m, _ => 0.01m + (Hash(place) % 9) / 1000m };
        var years = period.Year - 2025 + ((period.Number - 1m) / (period.Frequency == Frequency.Monthly ? 12 : period.Frequency == Frequency.Quarterly ? 4 : 1));
        var growth = 1 + (0.03m + (Hash(indicator) % 5) / 100m) * years;
        var share = period.Frequency == Frequency.Monthly ? period.Number / 12m : period.Frequency == Frequency.Quarterly ? period.Number / 4m : 1;
        return indicator switch
        {
            "QY01" => Of("QY05", place, period) + Of("QY06", place, period) + Of("QY07", place, period) - 1,
            "QY05" => Whole(179_400 * growth * share * size),
            "QY06" => Whole(1_210_000 * growth * share * size),
            "QY07" => Whole(1_800_000 * growth * share * size),
            "QY02" => Whole(388_700 * size),
            "QY03" => decimal.Round(677.85m * size, 2),
            "JC01" => Whole(342_000 * size),
            "JC10" => Whole(26_300 * growth),
            "JC14" => Hash(place) % 4,
            "JC09" => Hash(place) % 7,
            "JC18" => place.Length > 9 ? 1 : 8 + (Hash(place) % 10),
            "ZB01" => Whole(612_000 * growth * share),
            "ZB02" => Whole(486_000 * growth * share),
            "ZB03" => Whole(1_120_000 * growth * share),
            "ZB04" => Whole(98_000 * growth * share),
            "ZB05" => Whole(4_200 * growth * share * size),
            "ZB06" => 3 + (Hash(place) % 12),
            "ZB07" => Whole(310_000 * growth * share * size),
            "ZB08" => 70 + (Hash(place) % 30),
            "ZB09" => 2,
            "ZB10" => 1 + (Hash(place) % 3),
            "ZB11" => Whole(900 * share * size) + (Hash(place) % 20),
            "ZB12" => 3 + (Hash(place) % 5),
            "ZB13" => Whole(160_000 * share * size),
            "ZB14" => 40 + (Hash(place) % 200),
            "ZB15" => Whole(3_900 * growth * share * size),
            "ZB17" => 99.2m,
            _ => 1,
        };
    }

    private static decimal Whole(decimal number) => decimal.Round(number);

    private static int Hash(string text) => text.Aggregate(17, (sum, letter) => ((sum * 31) + letter) & 0xFFFF);
}
