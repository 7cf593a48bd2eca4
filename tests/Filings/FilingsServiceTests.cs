using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Kernel;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Hotline.HotlineGateway;
using Domain = OpsCenter.Filings;

namespace OpsCenter.Tests.Filings;

/// <summary>Rounds and filings through the public door, by people with their own accounts, with what is asked of 武江 as it ships.</summary>
public sealed class FilingsServiceTests(HotlineGateway gateway) : IClassFixture<HotlineGateway>
{
    private const string Set = "village-yearly", Town = "440203102", Village = "440203102201", Other = "440203103201",
        Department = "440203/NYJ";

    [Fact]
    public async Task From_due_to_reported_and_corrected()
    {
        var (bureau, period) = (await BureauAsync(), await OpenAsync(Set, "2031"));
        var clerk = await PersonAsync("clerk", Village);
        var name = new GetFilingRequest { District = District, Set = Set, Period = period, Place = Village };

        var form = await clerk.GetFilingAsync(name);
        Assert.Equal((FilingStage.FilingDue, true, false), (form.Summary.Stage, form.MayFill, form.MayReview));
        Assert.Equal([FilingStep.StepTown, FilingStep.StepDepartment, FilingStep.StepBureau], form.Steps);
        Assert.Contains("户数不应多于户籍人口", form.Cells.Single(cell => cell.Indicator == "JC02").Rules);

        // Full-width digits, thousands marks and 万 are understood; what the rules say no to is told at its cell, and kept.
        var draft = await clerk.SaveFilingAsync(Save(period, submit: true, ("QY02", "２１０３"), ("JC01", "2,103人"), ("JC02", "0.9万户"),
            ("JC04", "12"), ("JC05", "1800.5"), ("JC06", "5600"),
            ("JC07", "86"), ("JC08", "7"), ("JC12", "35.2")));
        Assert.Equal(FilingStage.FilingDraft, draft.Summary.Stage);
        Assert.Contains("户数不应多于户籍人口", Cell(draft, "JC02").Finding);
        Assert.Equal(("2103", "9000"), (Cell(draft, "JC01").Value, Cell(draft, "JC02").Value));

        // The second of two clerks is shown what the first has written.
        var late = await Assert.ThrowsAsync<RpcException>(
            async () => await (await PersonAsync("town", Town)).SaveFilingAsync(Save(period, submit: false, ("JC02", "700"))));
        Assert.Contains("9,000", late.Status.Detail);
        var unreadable =
            await Assert.ThrowsAsync<RpcException>(async () => await clerk.SaveFilingAsync(Save(period, submit: false, ("JC01", "两千多"))));
        Assert.Equal("cells[JC01]", Assert.Single(unreadable.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations).Field);

        var sent = await clerk.SaveFilingAsync(new()
        {
            District = District,
            Set = Set,
            Period = period,
            Place = Village,
            Submit = true,
            Cells = { new CellInput { Indicator = "JC02", Value = "560", SeenRevision = 1 } },
        });
        Assert.Equal((FilingStage.FilingTownReview, false), (sent.Summary.Stage, sent.MayFill));

        // The town passes it, the department returns a cell, the sender mends it.
        var town = await PersonAsync("town", Town);
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(async () => await clerk.ReviewFilingAsync(Review(period, sent.Version))));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(async () =>
            await (await PersonAsync("town", "440203103")).ReviewFilingAsync(Review(period, sent.Version))));
        Assert.Equal("GONE_ON", (await RefusedAsync(async () => await town.ReviewFilingAsync(Review(period, sent.Version - 1)))).Reason);
        var passed = await town.ReviewFilingAsync(Review(period, sent.Version));
        Assert.Equal(FilingStage.FilingDepartmentReview, passed.Summary.Stage);
        var department = await PersonAsync("department", Department);
        var back = await department.ReviewFilingAsync(Review(period, passed.Version, ("JC05", "与上年台账不符")));
        Assert.Equal((FilingStage.FilingReturned, "与上年台账不符"), (back.Summary.Stage, Cell(back, "JC05").Returned));
        var mended = await clerk.SaveFilingAsync(new()
        {
            District = District,
            Set = Set,
            Period = period,
            Place = Village,
            Submit = true,
            Cells = { new CellInput { Indicator = "JC05", Value = "1790", SeenRevision = 1 } },
        });
        Assert.Equal((FilingStage.FilingTownReview, 1), (mended.Summary.Stage, mended.Summary.Returns));
        var approved =
            await bureau.ReviewFilingAsync(
                Review(period,
                    (await department.ReviewFilingAsync(
                        Review(period, (await town.ReviewFilingAsync(Review(period, mended.Version))).Version))).Version));
        Assert.Equal((FilingStage.FilingApproved, "1790"), (approved.Summary.Stage, approved.Approvals[0].Values["JC05"]));

        // It goes above, once and on the record.
        var export =
            await bureau.ExportRoundAsync(new() { District = District, Set = Set, Period = period, Format = ExportFormat.ExportCsv });
        Assert.Equal((1, 88), (export.Places, export.Missing.Count));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(export.Content.Span)), export.Hash);
        Assert.Contains("440203102201,", export.Content.ToStringUtf8());
        await Eventually.Passes(async () => Assert.Equal(FilingStage.FilingReported, (await clerk.GetFilingAsync(name)).Summary.Stage));
        await Eventually.Passes(
            async () => Assert.Equal(1, (await bureau.ListRoundsAsync(new() { District = District })).Rounds
                .Single(round => round.Set == Set && round.Period == period).Reports));

        var reopened =
            await bureau.ReopenFilingAsync(new() { District = District, Set = Set, Period = period, Place = Village, Reason = "林地漏报" });
        Assert.Equal((FilingStage.FilingReopened, true), (reopened.Summary.Stage, (await clerk.GetFilingAsync(name)).MayFill));
    }

    /// <summary>In words of the contract: nobody outside knows the journal's events.</summary>
    [Fact]
    public async Task What_happened_to_a_round_is_listed_with_who_and_when()
    {
        const string TownSet = "town-quarterly";
        var (began, moved) = (TestDay.Now.ToJournal(), TestDay.Now.AddDays(25).ToTimestamp());
        var (bureau, period) = (await BureauAsync(), await OpenAsync(TownSet, "2028Q1"));
        await bureau.MoveRoundAsync(new() { District = District, Set = TownSet, Period = period, DueAt = moved, Reason = "省厅通知延期" });
        var form = await SendTownAsync(await PersonAsync("town", Town), period);
        Assert.Equal((FilingStage.FilingDepartmentReview, ""), form);
        var name = new GetFilingRequest { District = District, Set = TownSet, Period = period, Place = Town };
        for (var step = 0; step < 2; step++)
        {
            var version = (await bureau.GetFilingAsync(name)).Version;
            await bureau.ReviewFilingAsync(new() { District = District, Set = TownSet, Period = period, Place = Town, Version = version });
        }
        // What is only looked at is not on the record.
        await bureau.ExportRoundAsync(new() { District = District, Set = TownSet, Period = period, OnlyLook = true });
        var export = await bureau.ExportRoundAsync(
            new() { District = District, Set = TownSet, Period = period, Format = ExportFormat.ExportJson });

        var request = new ListRoundHistoryRequest { District = District, Set = TownSet, Period = period };
        var history = await (await PersonAsync("clerk", Village)).ListRoundHistoryAsync(request);
        Assert.True(history.ChainIntact);
        Assert.Equal(
            [RoundHappening.WhatOneofCase.Opened, RoundHappening.WhatOneofCase.DueMoved, RoundHappening.WhatOneofCase.Reported],
            history.Happenings.Select(happening => happening.WhatCase));
        Assert.All(history.Happenings, happening => Assert.Equal($"test-operator-{District}", happening.Actor));
        Assert.All(history.Happenings, happening => Assert.InRange(happening.At.ToDateTimeOffset(), began, TestDay.Now));
        Assert.Equal(7, history.Happenings[0].Opened.Places);
        // The journal's clock counts microseconds.
        Assert.Equal(moved.ToDateTimeOffset().ToJournal(), history.Happenings[1].DueMoved.DueAt.ToDateTimeOffset());
        Assert.Equal("省厅通知延期", history.Happenings[1].DueMoved.Reason);
        Assert.Equal(
            new RoundReport { Report = 1, FileName = export.FileName, Hash = export.Hash, Places = 1 }, history.Happenings[2].Reported);

        Task<(StatusCode, string)> AskAsync(string district, string other) => RefusedAsync(async () =>
            await bureau.ListRoundHistoryAsync(new() { District = district, Set = TownSet, Period = other }));
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_ROUND"), await AskAsync(District, "2028Q2"));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_ARGUMENT"), await AskAsync(District, "?"));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await AskAsync("440204", period));
    }

    [Fact]
    public async Task A_record_that_is_too_long_says_that_it_is_cut()
    {
        const int Told = 10_000;
        const string TownSet = "town-quarterly";
        var (catalogue, journal) = (gateway.Services.GetRequiredService<EventCatalogue>(), gateway.Services.GetRequiredService<IJournal>());
        var stream = Domain.FilingKeys.Round(new(District), TownSet, OpsCenter.Indicators.Period.Parse("2099Q4"));
        var (at, hash, handle) = (TestDay.Now.ToJournal(), HashChain.Start, new JournalHandle());
        var (kind, payload) = catalogue.Write(new Domain.RoundDueMoved(at.AddDays(1), at.AddDays(2), "示例"));
        PendingRow Next(long version) => new()
        {
            Stream = stream,
            Version = version,
            District = new(District),
            Kind = kind,
            OccurredAt = at,
            RecordedAt = at,
            Actor = "test",
            SourceId = "",
            Payload = payload,
            Hash = hash = HashChain.Next(hash, version, at, kind, "test", "", payload),
        };
        await journal.AppendAsync(handle, [.. Enumerable.Range(1, Told).Select(version => Next(version))]);

        var request = new ListRoundHistoryRequest { District = District, Set = TownSet, Period = "2099Q4" };
        var bureau = await BureauAsync();
        var whole = await bureau.ListRoundHistoryAsync(request);
        Assert.Equal((Told, false, true), (whole.Happenings.Count, whole.Cut, whole.ChainIntact));
        await journal.AppendAsync(handle, [Next(Told + 1)]);
        var cut = await bureau.ListRoundHistoryAsync(request);
        Assert.Equal((Told, true, true, 1L), (cut.Happenings.Count, cut.Cut, cut.ChainIntact, cut.Happenings[0].Version));
    }

    [Fact]
    public async Task Each_sees_and_does_what_is_his()
    {
        var period = await OpenAsync(Set, "2032");
        var clerk = await PersonAsync("clerk", Village);
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"), await RefusedAsync(async () =>
            await clerk.GetFilingAsync(new() { District = District, Set = Set, Period = period, Place = Other })));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(async () => await clerk.OpenRoundAsync(new() { District = District, Set = Set, Period = "2033" })));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_PERMITTED"),
            await RefusedAsync(async () => await clerk.GetBurdenAsync(new() { District = District, Place = Other })));
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_FILING"), await RefusedAsync(async () =>
            await clerk.GetFilingAsync(new() { District = District, Set = Set, Period = "2034", Place = Village })));

        async Task<int> CountAsync(string role, string place) =>
            (await (await PersonAsync(role, place)).ListFilingsAsync(
                new() { District = District, Set = Set, Period = period, PageSize = 200 })).Total;
        await Eventually.Passes(
            async () => Assert.Equal((89, 1, 16, 89),
                (await CountAsync("operator", District), await CountAsync("clerk", Village), await CountAsync("town", Town),
                    await CountAsync("department", Department))));
        Assert.Equal(0, await CountAsync("department", "440203/GAJ"));

        var burden = await clerk.GetBurdenAsync(new() { District = District, Place = Village });
        Assert.Equal("续源村村民委员会", burden.PlaceName);
        Assert.Contains(burden.Filings, filing => filing.Period == period);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap()
    {
        var period = await OpenAsync(Set, "2035");
        var bureau = await BureauAsync();
        await Eventually.Passes(
            async () => Assert.Equal(89, (await bureau.ListFilingsAsync(new() { District = District, Period = period })).Total));
        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await bureau.ListFilingsAsync(new() { District = District, Period = period, PageSize = 40, PageToken = token });
            seen.AddRange(page.Filings.Select(filing => filing.Place));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal((89, 89), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task A_form_goes_out_and_comes_back_as_a_workbook()
    {
        var period = await OpenAsync(Set, "2036");
        var clerk = await PersonAsync("clerk", Village);
        var name = new GetFilingRequest { District = District, Set = Set, Period = period, Place = Village };
        var template = await clerk.GetFilingTemplateAsync(name);
        Assert.Equal("村居年报_2036年_续源村村民委员会.xlsx", template.FileName);
        Assert.Equal((0, 0), await UploadAsync(clerk, period, template.Content));

        var rows = FilledForm.Of(period, Village, ("QY02", "2103"), ("JC01", "２,１０３"), ("JC02", 560.0), ("JC12", "35.2万元"));
        Assert.Equal((4, 0), await UploadAsync(clerk, period, rows));
        Assert.Equal(("2103", "35.2"),
            (Cell(await clerk.GetFilingAsync(name), "JC01").Value, Cell(await clerk.GetFilingAsync(name), "JC12").Value));

        var wrong = await clerk.UploadFilingAsync(
            Upload(period, FilledForm.Of(period, Village, ("JC01", "两千"), ("JC02", true), ("JC99", "1"), ("JC04", "12,34"))));
        Assert.Equal(["填报!F2", "填报!F3", "填报!A4", "填报!F5"], wrong.Problems.Select(problem => problem.Cell));
        Assert.Equal("2103", Cell(wrong.Filing, "JC01").Value);

        var other = await clerk.UploadFilingAsync(Upload(period, FilledForm.Of("2035", Village, ("JC01", "1"))));
        Assert.Contains("报告期应为 2036", Assert.Single(other.Problems).Sentence);
        var macros = Files.Books.Raw([("填报", Files.Books.Rows(["指标代码"]))], ("xl/vbaProject.bin", "x"));
        var refused = await clerk.UploadFilingAsync(Upload(period, ByteString.FromStream(macros)));
        Assert.Contains("宏", Assert.Single(refused.Problems).Sentence);
        Assert.Contains("文件已损坏",
            Assert.Single((await clerk.UploadFilingAsync(Upload(period, ByteString.CopyFromUtf8("没有")))).Problems).Sentence);
    }

    [Fact]
    public async Task What_is_asked_and_the_places_are_defined_by_verbs()
    {
        var manager = await gateway.ForAsync("operator");
        Task<int> RunAsync(string verb, string file, params string[] more) =>
            OpsCenterCommandLine.RunAsync(
                [verb, file, "--server", manager.Address, "--token", manager.Token, "--district", District, .. more]);
        Assert.Equal(0, await RunAsync("places", SampleFiles.PathOf("wujiang-places.csv"), "--from", "2023-06-30", "--check"));
        Assert.Equal(0, await RunAsync("places", SampleFiles.PathOf("wujiang-places.csv"), "--from", "2023-06-30", "--source", "统计用区划代码"));
        Assert.Equal(0, await RunAsync("indicators", SampleFiles.PathOf("wujiang-indicators.yaml")));
        Assert.Equal(97,
            (await new V1.Indicators.IndicatorsClient(manager.Channel).ListPlacesAsync(new() { District = District })).Places.Count);
        var people = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");
        try
        {
            var file = await new Reminders.RemindersClient(manager.Channel).GetPeopleFileAsync(new() { District = District });
            await File.WriteAllBytesAsync(people, file.Content.ToByteArray());
            Assert.Equal(0, await RunAsync("people", people));
            await File.WriteAllTextAsync(people, "不是表格");
            Assert.Equal(1, await RunAsync("people", people, "--check"));
        }
        finally
        {
            File.Delete(people);
        }

        // What is wrong is named with its line.
        var wrong = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        try
        {
            await File.WriteAllTextAsync(wrong,
                (await File.ReadAllTextAsync(SampleFiles.PathOf("wujiang-indicators.yaml"))).Replace("value <= JC01\"", "value <= \""));
            Assert.Equal(1, await RunAsync("indicators", wrong));
        }
        finally
        {
            File.Delete(wrong);
        }
    }

    [Fact]
    public async Task What_is_in_force_comes_as_files_that_can_be_handed_in_again()
    {
        await OpenAsync("town-quarterly", "2030Q1");
        var manager = new V1.Indicators.IndicatorsClient((await gateway.ForAsync("operator")).Channel);
        var asked = await manager.GetIndicatorsFileAsync(new() { District = District });
        Assert.EndsWith(".xlsx", asked.FileName);
        var again = await manager.DefineIndicatorsAsync(
            new() { District = District, FileName = asked.FileName, Content = asked.Content, DryRun = true });
        Assert.Equal((43, 11), (again.Indicators, again.Sets));
        Assert.Empty(again.Changes);

        var places = await manager.ListPlacesAsync(new() { District = District });
        Assert.Contains(places.From, places.Editions);
        var registry = await manager.GetPlacesFileAsync(new() { District = District });
        var same = await manager.DefinePlacesAsync(
            new()
            {
                District = District,
                From = places.From,
                Source = places.Source,
                FileName = registry.FileName,
                Content = registry.Content,
                DryRun = true
            });
        Assert.Equal((7, 89), (same.Towns, same.Villages));
        Assert.Empty(same.Changes);
        // Nobody reads what is asked in another district.
        var denied =
            await Assert.ThrowsAsync<RpcException>(async () => await manager.GetIndicatorsFileAsync(new() { District = "440204" }));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    /// <summary>Closed by the town in time: the town's form has it without anybody typing it.</summary>
    [Fact]
    public async Task What_the_hotline_knows_of_a_town_it_fills_itself()
    {
        var period = await OpenAsync("town-monthly",
            LocalTime.DateOf(TestDay.Now).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
        var number = await gateway.DispatchedAsync("LGZ");
        var town = await gateway.ForAsync("department", $"{District}/LGZ");
        await town.ActAsync(number, request => request.Claim = new());
        await town.ActAsync(number, request => request.Contact = new() { Note = "已电话联系" });
        await town.ActAsync(number, request => request.Answer = new() { Text = "已现场制止。" });
        await (await gateway.ForAsync("reviewer")).ActAsync(number, request => request.Review = new() { Approve = true });
        await (await gateway.ForAsync("callback")).ActAsync(number,
            request => request.Callback = new() { Reached = true, Solved = true, Satisfied = true });
        var clerk = await PersonAsync("clerk", Town);
        await Eventually.Passes(async () =>
        {
            var cell = Cell(await clerk.GetFilingAsync(new() { District = District, Set = "town-monthly", Period = period, Place = Town }),
                "ZB18");
            Assert.Equal(("100", true), (cell.Value, cell.IsComputed));
        });
        // Nothing was to be closed by another town.
        Assert.Equal("",
            Cell(await (await PersonAsync("clerk", "440203103")).GetFilingAsync(
                new() { District = District, Set = "town-monthly", Period = period, Place = "440203103" }), "ZB18").Value);
    }

    [Fact]
    public async Task Who_would_be_told_what_is_seen_before_anybody_is()
    {
        const string Filler = "preview-filler";
        var period = await OpenAsync("town-half-yearly", "2033H1");
        var reminders = new Reminders.RemindersClient((await gateway.ForAsync("operator")).Channel);
        await reminders.PutPersonAsync(new()
        {
            District = District,
            Person = new()
            {
                Code = Filler,
                Name = "示例·安三",
                Place = Town,
                Duties = { BookDuty.Filler },
                Contacts = { new BookContact { Way = NoticeWay.Sms, Address = "13800138000" } }
            },
        });
        try
        {
            var bureau = await BureauAsync();
            var due = (await bureau.ListRoundsAsync(new() { District = District })).Rounds
                .Single(round => round.Set == "town-half-yearly" && round.Period == period).DueAt.ToDateTimeOffset();
            // The last day before it on which anybody is told anything.
            var calendar = StatutoryYears.Load();
            var lastDay = Enumerable.Range(1, 30).Select(days => LocalTime.DateOf(due).AddDays(-days)).First(calendar.IsWorkingDay);
            var eve = LocalTime.At(lastDay, new(12, 0));
            async Task<(PlannedStep Step, PreviewNoticesResponse All)> AtAsync(DateTimeOffset at)
            {
                var plan = await reminders.PreviewNoticesAsync(new() { District = District, At = at.ToTimestamp() });
                var mine = Assert.Single(plan.Notices, notice => notice.Recipient == Filler);
                Assert.Equal(("示例·安三", "138****8000"), (mine.RecipientName, Assert.Single(mine.Contacts).Address));
                return (Assert.Single(mine.Steps,
                    step => step.Filings.Any(filing => filing.Set == "town-half-yearly" && filing.Period == period)), plan);
            }

            PreviewNoticesResponse all = null!;
            await Eventually.Passes(async () => all = (await AtAsync(eve)).All);
            var step = (await AtAsync(eve)).Step;
            Assert.Equal((false, false), (step.Held, step.Told));
            Assert.Equal(due, step.Step.Moment.ToDateTimeOffset());
            Assert.All(step.Filings, filing => Assert.Equal(Town, filing.Place[..9]));
            // Of the other six towns' nobody can be told (of very many only the first are named); at night nobody is.
            Assert.True(all.UnreachedTotal >= 6, $"{all.UnreachedTotal} are unreached");
            Assert.DoesNotContain(all.Unreached,
                filing => filing.Set == "town-half-yearly" && filing.Period == period && filing.Place == Town);
            Assert.True((await AtAsync(LocalTime.At(lastDay, new(23, 0)))).Step.Held);

            // What was told is marked so, and nothing was queued by looking.
            var outbox = gateway.Services.GetRequiredService<IGrainFactory>()
                .GetGrain<OpsCenter.Notices.INotices>(OpsCenter.Notices.NoticeKeys.Outbox(new(District), Filler));
            Assert.DoesNotContain(await outbox.ListAsync(null), notice => notice.Recipient == Filler);
            var told = new OpsCenter.Notices.ReminderStep((OpsCenter.Notices.ReminderStage)((int)step.Step.Stage - 1), due);
            Assert.Null((await outbox.Handle([new("", TestDay.Now, new OpsCenter.Notices.Remind(Filler, [told], []))], "test"))[0].Refusal);
            Assert.True((await AtAsync(eve)).Step.Told);
        }
        finally
        {
            await reminders.RemovePersonAsync(new() { District = District, Code = Filler, Reason = "示例" });
        }
    }

    [Fact]
    public async Task The_wall_counts_what_was_done()
    {
        await OpenAsync("town-quarterly", "2031Q1");
        var town = await PersonAsync("town", Town);
        Assert.Equal((FilingStage.FilingDepartmentReview, ""), await SendTownAsync(town, "2031Q1"));
        await Eventually.Passes(async () =>
        {
            var wall = await WallAsync();
            var set = wall.Sets.Single(set => set.Code == "town-quarterly");
            Assert.Equal(("镇街季报", "2031年第1季度", 7, 1, 0),
                (set.Name, set.PeriodName, set.Progress.Owed, set.Progress.Sent, set.Progress.Late));
            Assert.Equal((1, 1, 5, 5, 5, 0),
                (set.Rates.Due, set.Rates.OnTime, set.Rates.Required, set.Rates.Filled, set.Rates.Submitted, set.Rates.Wrong));
            Assert.Equal(7, wall.Towns.Count);
            Assert.Contains(wall.Moments, moment => moment is { Place: "龙归镇", Set: "镇街季报" });
        });
    }

    private static async Task<(FilingStage, string)> SendTownAsync(V1.Filings.FilingsClient town, string period)
    {
        (string Indicator, string Value)[] cells = [("JC18", "17"), ("ZB10", "2"), ("ZB12", "5"), ("ZB14", "120.5"), ("ZB17", "99.5%")];
        var sent = await town.SaveFilingAsync(new()
        {
            District = District,
            Set = "town-quarterly",
            Period = period,
            Place = Town,
            Submit = true,
            Cells = { cells.Select(cell => new CellInput { Indicator = cell.Indicator, Value = cell.Value }) },
        });
        return (sent.Summary.Stage, string.Join(' ', sent.Cells.Select(cell => cell.Finding)).Trim());
    }

    private async Task<FilingsTheme> WallAsync()
    {
        using var call = new Screens.ScreensClient((await gateway.ForAsync("screen")).Channel).Watch(
            new() { Theme = $"{District}/indicators/wall" }, deadline: DateTime.UtcNow + Eventually.Bound);
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            if (call.ResponseStream.Current.Filings is { } wall) return wall;
        throw new InvalidOperationException("The stream has ended without a wall.");
    }

    private Task<V1.Filings.FilingsClient> BureauAsync() => PersonAsync("operator", District);

    private async Task<V1.Filings.FilingsClient> PersonAsync(string role, string place) =>
        new((await gateway.ForAsync(role, place)).Channel);

    /// <summary>Defines what ships, once, and opens a round of its own for a test.</summary>
    private async Task<string> OpenAsync(string set, string period)
    {
        var manager = new V1.Indicators.IndicatorsClient((await gateway.ForAsync("operator")).Channel);
        var places = await manager.DefinePlacesAsync(new()
        {
            District = District,
            From = "2023-06-30",
            Source = "统计用区划代码",
            FileName = "wujiang-places.csv",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv"))),
        });
        Assert.Equal((7, 89), (places.Towns, places.Villages));
        var indicators = await manager.DefineIndicatorsAsync(new()
        {
            District = District,
            FileName = "wujiang-indicators.yaml",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-indicators.yaml"))),
        });
        Assert.Equal((43, 11), (indicators.Indicators, indicators.Sets));
        var bureau = await BureauAsync();
        // What was defined a moment ago may not be known everywhere yet.
        await Eventually.Passes(async () => await bureau.OpenRoundAsync(new()
        {
            District = District,
            Set = set,
            Period = period,
            DueAt = TestDay.Now.AddDays(20).ToTimestamp(),
        }));
        return period;
    }

    private static SaveFilingRequest Save(string period, bool submit, params (string Indicator, string Value)[] cells) => new()
    {
        District = District,
        Set = Set,
        Period = period,
        Place = Village,
        Submit = submit,
        Cells = { cells.Select(cell => new CellInput { Indicator = cell.Indicator, Value = cell.Value }) },
    };

    private static ReviewFilingRequest Review(string period, long version, params (string Indicator, string Reason)[] returned) => new()
    {
        District = District,
        Set = Set,
        Period = period,
        Place = Village,
        Version = version,
        Returned = { returned.Select(cell => new ReturnedCellInput { Indicator = cell.Indicator, Reason = cell.Reason }) },
    };

    private static UploadFilingRequest Upload(string period, ByteString content) =>
        new() { District = District, Set = Set, Period = period, Place = Village, FileName = "a.xlsx", Content = content };

    private static async Task<(int Saved, int Problems)> UploadAsync(V1.Filings.FilingsClient clerk, string period, ByteString content)
    {
        var response = await clerk.UploadFilingAsync(Upload(period, content));
        return (response.Saved, response.Problems.Count);
    }

    private static FilingCell Cell(Filing filing, string indicator) => filing.Cells.Single(cell => cell.Indicator == indicator);
}
