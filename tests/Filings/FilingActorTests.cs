using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Filings;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Filings;
using OpsCenter.Gateway.Notices;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Indicators;
using OpsCenter.Kernel;
using OpsCenter.Notices;
using OpsCenter.Places;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Hotline;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.Tests.Notices;
using OpsCenter.Tests.Storage;
using OpsCenter.V1;
using Xunit;
using static OpsCenter.Tests.Filings.FilingWorld;
using FilingStage = OpsCenter.Filings.FilingStage;

namespace OpsCenter.Tests.Filings;

/// <summary>
/// A month from its end to the approval, with all actors on real storage and a clock that is put on: the round opens by itself, reminders
/// arrive by a real mail server and stop by themselves, and what was done is there after a start again.
/// </summary>
public abstract class FilingActorTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-filings-").FullName;
    private readonly SteppedClock clock = new(LocalTime.At(new(2026, 11, 2), new(9, 0)));
    private readonly Visits visits = new();
    private IHost host = null!;

    protected abstract Task<StorageOptions> StorageAsync(string folder);

    private IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    private IRoundDueScan Rounds => Grains.GetGrain<IRoundDueScan>(District);

    private INoticeDueScan Notices => Grains.GetGrain<INoticeDueScan>(District);

    public virtual async ValueTask InitializeAsync()
    {
        await StartAsync(await StorageAsync(folder));
        await DoAsync(Grains.GetGrain<IPlaces>(PlaceKeys.Registry(new(District))),
            new DefinePlaces(new FilingWorld().Book.Registry.Editions[0]));
        await DoAsync(Grains.GetGrain<IIndicators>(IndicatorKeys.Book(new(District))), new DefineIndicators(Edition));
        clock.Step(TimeSpan.FromMinutes(1));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_round_opens_by_itself_once_and_follows_the_registry()
    {
        Assert.Equal(2, await Rounds.LookAsync());
        Assert.Equal(0, await Rounds.LookAsync());
        var round = await Round().GetAsync();
        Assert.Equal((true, 3, Due), (round.IsOpen, round.Places.Length, round.DueAt));
        await BoardAsync(board => Assert.Equal(2, board.Length));

        // A village is merged into its neighbour in the middle of it.
        var world = new FilingWorld();
        world.Merge("440203102202", Village, new(2026, 11, 2));
        await DoAsync(Grains.GetGrain<IPlaces>(PlaceKeys.Registry(new(District))), new DefinePlaces(world.Book.Registry.Editions[1]));
        clock.Step(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Rounds.LookAsync());
        Assert.Equal(["440203102201", "440203103201"], (await Round().GetAsync()).Places.Select(place => place.Value));
        clock.Step(TimeSpan.FromMinutes(1));
        Assert.Equal("not_asked", (await TryAsync("440203102202", new SubmitFiling(Whole)))?.Code);
        Assert.Null(await TryAsync(Village, new SubmitFiling(Whole)));
    }

    /// <summary>However far the board has got: who was told that his form is sent does not owe it.</summary>
    [Fact]
    public async Task What_was_acknowledged_is_not_owed()
    {
        await Rounds.LookAsync();
        var readSide = Grains.GetGrain<IReadSide>(District);
        foreach (var place in (string[])[Village, "440203102202", "440203103201"])
        {
            Assert.Contains(await readSide.QueryAsync(new OwedFilingsQuery(), Freshness.AsCommitted),
                filing => filing.Place.Value == place && filing.Set == VillageSet);
            Assert.Null(await TryAsync(place, new SubmitFiling(Whole)));
            Assert.DoesNotContain(await readSide.QueryAsync(new OwedFilingsQuery(), Freshness.AsCommitted),
                filing => filing.Place.Value == place && filing.Set == VillageSet);
        }
    }

    [Fact]
    public async Task What_was_sent_stands_after_a_start_anew_and_is_asked_by_those_above()
    {
        await Rounds.LookAsync();
        Assert.Null(await TryAsync(Village, new SubmitFiling(Whole)));
        foreach (var step in (ReviewStep[])[ReviewStep.Town, ReviewStep.Department, ReviewStep.Bureau])
            Assert.Null(await TryAsync(Village, new PassReview(step)));
        await RestartAsync();
        var (state, version) = await Filing(Village).ReadAsync();
        Assert.Equal((FilingStage.Approved, 5L), (state.Stage, version));
        Assert.Equal(2103, (await Filing(Village).FiguresAsync())["JC01"]);

        // In the next month the sum of the year must not fall below it.
        clock.Step(LocalTime.At(new(2026, 12, 1), new(9, 0)) - clock.GetUtcNow());
        await Eventually.Passes(async () => Assert.True(await Rounds.LookAsync() >= 0 && (await Round(October.Next).GetAsync()).IsOpen));
        Assert.Null(await TryAsync(Village, new SubmitFiling([Edit("JC01", 2103), Edit("JC02", 560), Edit("ZB13", 900)]), October.Next));
        var sheet = await Filing(Village, October.Next).SheetAsync();
        Assert.Equal(("ZB13", 1200m), (Assert.Single(sheet!.Findings).Indicator, sheet.Known.Previous["ZB13"]));
        Assert.Equal(FilingStage.Draft, sheet.State.Stage);
    }

    /// <summary>The round has recorded the report, one filing has heard of it, and the silo goes down before the others have.</summary>
    [Fact]
    public async Task What_a_crash_left_untold_is_told_by_one_look()
    {
        await Rounds.LookAsync();
        string[] places = [Village, "440203102202", "440203103201"];
        foreach (var place in places) await ApproveAsync(place);
        await AppendAsync(
            FilingKeys.Round(new(District), VillageSet, October), new RoundReported(1, "", "a.csv", new('a', 64), 3),
            new ReportListed(1, [.. places.Select(place => new ReportedFiling(new(place), 1))]));
        Assert.Null(await TryAsync(places[2], new NoteReported(1, 1)));
        await RestartAsync();
        Assert.Equal(
            [FilingStage.Approved, FilingStage.Approved, FilingStage.Reported],
            (await Task.WhenAll(places.Select(place => Filing(place).ReadAsync()))).Select(filing => filing.State.Stage));

        // Locked since, as a round mostly is when it is reported.
        clock.Step(LockAt.AddDays(2) - clock.GetUtcNow());
        Assert.Equal(3, await Rounds.LookAsync());
        var told = await Task.WhenAll(places.Select(place => Filing(place).ReadAsync()));
        Assert.All(told, filing => Assert.Equal((FilingStage.Reported, 1, 6L), (filing.State.Stage, filing.State.Report, filing.Version)));
        Assert.Empty((await Round().GetAsync()).Untold);
        // Their histories name who sent the report, and when.
        var before = await RowsAsync(FilingKeys.Round(new(District), VillageSet, October));
        var (report, word) = (before[^3], (await RowsAsync(FilingKeys.Filing(new(District), VillageSet, October, new(Village))))[^1]);
        Assert.Equal(("filings.round-reported", "filings.reported"), (report.Kind, word.Kind));
        Assert.Equal((report.Actor, report.OccurredAt), (word.Actor, word.OccurredAt));

        Assert.Equal((0, 0), (await Rounds.LookAsync(), await Round().TellFilingsAsync()));
        Assert.Equal(before.Count, (await RowsAsync(FilingKeys.Round(new(District), VillageSet, October))).Count);
        Assert.All(await Task.WhenAll(places.Select(place => Filing(place).ReadAsync())), filing => Assert.Equal(6, filing.Version));
    }

    /// <summary>Nobody leads it: a report that is recorded is told to its filings; one that was reopened meanwhile stays so.</summary>
    [Fact]
    public async Task A_report_is_told_by_the_round_itself()
    {
        await Rounds.LookAsync();
        foreach (var place in (string[])[Village, "440203102202"]) await ApproveAsync(place);
        var approvals = await Round().ApprovalsAsync();
        Assert.Equal(
            [(Village, 1), ("440203102202", 1), ("440203103201", 0)],
            approvals.Filings.Select(filing => (filing.Place.Value, filing.Approval?.Approval ?? 0)));
        Assert.Null(await TryAsync("440203102202", new OpsCenter.Filings.ReopenFiling("漏报", null)));
        await DoAsync(Round(), new RecordReport("", "a.csv", new('a', 64), [new(new(Village), 1), new(new("440203102202"), 1)]));
        await Eventually.Passes(async () => Assert.Empty((await Round().GetAsync()).Untold));
        Assert.Equal((FilingStage.Reported, 1), await StandAsync(Village));
        Assert.Equal((FilingStage.Reopened, 1), await StandAsync("440203102202"));
        Assert.Equal(0, await Rounds.LookAsync());
    }

    /// <summary>Who may do it is judged before; what it came to is in the answer.</summary>
    [Fact]
    public async Task Each_deed_at_the_desk_is_one_visit_to_the_filing()
    {
        await Rounds.LookAsync();
        var district = new DistrictClock(clock);
        var (client, services) = (host.Services.GetRequiredService<IClusterClient>(), host.Services);
        var (books, rounds) = (services.GetRequiredService<IIndicatorBooks>(), services.GetRequiredService<IRounds>());
        var desk = new FilingHandler(client, new(client, books, rounds, district), district);
        var (period, key) = (October.ToString(), FilingKeys.Filing(new(District), VillageSet, October, new(Village)));
        Caller Person(string role, string place) => new(role, role, [new(role, place)], null, default);
        var (clerk, bureau) = (Person("clerk", Village), Person("operator", District));
        async Task<T> OnceAsync<T>(Func<Task<T>> deed)
        {
            visits.Clear();
            var answer = await deed();
            Assert.Equal([nameof(IFiling.ActAsync)], visits.To(key));
            return answer;
        }

        SaveFilingRequest Save(bool submit, params (string Indicator, string Value, int Seen)[] cells) => new()
        {
            District = District,
            Set = VillageSet,
            Period = period,
            Place = Village,
            Submit = submit,
            Cells = { cells.Select(cell => new CellInput { Indicator = cell.Indicator, Value = cell.Value, SeenRevision = cell.Seen }) },
        };
        ReviewFilingRequest Review(long version, params string[] returned) => new()
        {
            District = District,
            Set = VillageSet,
            Period = period,
            Place = Village,
            Version = version,
            Returned = { returned.Select(cell => new ReturnedCellInput { Indicator = cell, Reason = "错" }) },
        };

        var draft = await OnceAsync(() => desk.SaveAsync(Save(false, ("JC01", "2103", 0)), clerk));
        Assert.Equal((V1.FilingStage.FilingDraft, "2103"), (draft.Summary.Stage, draft.Cells[0].Value));
        // The form as it is handed out says nothing new.
        var template = await desk.TemplateAsync(new() { District = District, Set = VillageSet, Period = period, Place = Village }, clerk);
        var upload = new UploadFilingRequest
        {
            District = District,
            Set = VillageSet,
            Period = period,
            Place = Village,
            Content = template.Content,
        };
        var same = await OnceAsync(() => desk.UploadAsync(upload, clerk));
        Assert.Equal((0, 0, draft.Version), (same.Saved, same.Problems.Count, same.Filing.Version));

        var sent = await OnceAsync(() => desk.SaveAsync(Save(true, ("JC02", "560", 0), ("ZB13", "1200", 0)), clerk));
        Assert.Equal(V1.FilingStage.FilingTownReview, sent.Summary.Stage);
        var back = await OnceAsync(() => desk.ReviewAsync(Review(sent.Version, "ZB13"), bureau));
        var returned = back.Cells.Single(cell => cell.Indicator == "ZB13").Returned;
        Assert.Equal((V1.FilingStage.FilingReturned, "错"), (back.Summary.Stage, returned));
        var filing = await OnceAsync(() => desk.SaveAsync(Save(true, ("ZB13", "1250", 1)), clerk));
        for (var step = 0; step < 3; step++) filing = await OnceAsync(() => desk.ReviewAsync(Review(filing.Version), bureau));
        Assert.Equal(V1.FilingStage.FilingApproved, filing.Summary.Stage);
        var reopened = await OnceAsync(() => desk.ReopenAsync(
            new() { District = District, Set = VillageSet, Period = period, Place = Village, Reason = "漏报" }, bureau));
        Assert.Equal(V1.FilingStage.FilingReopened, reopened.Summary.Stage);

        // Who may not do it does not get as far as the filing.
        visits.Clear();
        var neighbour = Person("clerk", "440203102202");
        await Assert.ThrowsAsync<RpcException>(() => desk.SaveAsync(Save(false, ("JC01", "1", 1)), neighbour));
        await Assert.ThrowsAsync<RpcException>(() => desk.SaveAsync(Save(false, ("JC01", "1", 1)), bureau));
        await Assert.ThrowsAsync<RpcException>(() => desk.ReviewAsync(Review(filing.Version), Person("town", TownB)));
        await Assert.ThrowsAsync<RpcException>(() => desk.UploadAsync(upload, neighbour));
        Assert.Empty(visits.To(key));
    }

    [Fact]
    public async Task Reminders_arrive_by_mail_are_merged_and_stop_with_the_submission()
    {
        await using var server = await MailServer.StartAsync();
        var privacy = new ContactPrivacy(new(Path.Combine(folder, "privacy"), TimeProvider.System));
        using var mail = new MailSender(
            new NoticeChannelOptions
            {
                Mail = new()
                {
                    Host = "localhost",
                    Port = server.Port,
                    Security = MailSecurity.None,
                    From = "ops@wujiang.test"
                }
            }.Validated());
        var options = new NoticeChannelOptions();
        var outbox = new NoticeOutbox(new(District), Grains, privacy, [mail], options, new(clock), NullLogger.Instance);
        var relay = NoticeCluster.RelayOf(outbox, "gateway", options, Grains, clock);
        await DoAsync(Grains.GetGrain<IAddressBook>(NoticeKeys.AddressBook(new(District))), new PutPerson(new()
        {
            Code = "lg-clerk",
            Name = "示例·安一",
            Place = new(TownA),
            Duties = [Duty.Filler],
            Contacts = [privacy.Seal(new(District), "lg-clerk", NoticeChannel.Email, "clerk@longgui.test")],
        }));
        await Rounds.LookAsync();
        await BoardAsync(board => Assert.Equal(2, board.Length));

        async Task<int> LookAndSendAsync()
        {
            clock.Step(TimeSpan.FromMinutes(1));
            await Notices.LookAsync();
            await relay.SendAsync(TestContext.Current.CancellationToken);
            var sent = (await Task.WhenAll(NoticeKeys.AllOutboxes(new(District))
                .Select(key => Grains.GetGrain<INotices>(key).ListAsync(NoticeStatus.Sent)))).Sum(list => list.Length);
            // The mail server puts into the box what it has taken a moment ago.
            await Eventually.True(() => server.Messages().Length >= sent, "what was sent is in the box");
            return server.Messages().Length;
        }

        // Not yet; then once for all that the town's clerk fills: the town's own and its two villages'.
        Assert.Equal(0, await LookAndSendAsync());
        clock.Step(LocalTime.At(new(2026, 11, 6), new(9, 5)) - clock.GetUtcNow());
        Assert.Equal(1, await LookAndSendAsync());
        Assert.Equal(1, await LookAndSendAsync());

        // One sends: at the next step the others alone are named. All have sent: nothing more is said.
        Assert.Null(await TryAsync(Village, new SubmitFiling(Whole)));
        await OwedAsync(owed => Assert.DoesNotContain(owed, filing => filing.Place.Value == Village));
        clock.Step(LocalTime.At(new(2026, 11, 10), new(9, 5)) - clock.GetUtcNow());
        Assert.Equal(2, await LookAndSendAsync());
        Assert.Null(await TryAsync("440203102202", new SubmitFiling(Whole)));
        Assert.Null(await TryAsync(TownA, new SubmitFiling([Edit("JC01", 30_000)]), set: TownSet));
        await OwedAsync(owed => Assert.DoesNotContain(owed, filing => new PlaceCode(TownA).Holds(filing.Place)));
        clock.Step(LocalTime.At(new(2026, 11, 11), new(9, 5)) - clock.GetUtcNow());
        Assert.Equal(2, await LookAndSendAsync());
        // The box tells no order; the second names less.
        var texts = server.Messages().Select(Read).OrderByDescending(text => text.Length).ToArray();
        Assert.Equal([3, 2], texts.Select(text => text.Split('\n').Count(line => line.StartsWith('·'))));
        Assert.Contains("龙归村", texts[0]);
        Assert.DoesNotContain("龙归村", texts[1]);
    }

    private static string Read(string message)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(message));
        return MimeKit.MimeMessage.Load(stream).TextBody!.ReplaceLineEndings("\n");
    }

    private IRound Round(Period? period = null) => Grains.GetGrain<IRound>(FilingKeys.Round(new(District), VillageSet, period ?? October));

    private IFiling Filing(string place, Period? period = null, string set = VillageSet) =>
        Grains.GetGrain<IFiling>(FilingKeys.Filing(new(District), set, period ?? October, new(place)));

    private async Task<Refusal?> TryAsync(string place, FilingCommand command, Period? period = null, string set = VillageSet) =>
        (await Filing(place, period, set).Handle([new("", clock.GetUtcNow(), command)], "clerk"))[0].Refusal;

    private async Task DoAsync<TCommand>(IActor<TCommand> actor, TCommand command) =>
        Assert.Null((await actor.Handle([new("", clock.GetUtcNow(), command)], "bureau"))[0].Refusal);

    private async Task ApproveAsync(string place)
    {
        Assert.Null(await TryAsync(place, new SubmitFiling(Whole)));
        foreach (var step in Enum.GetValues<ReviewStep>()) Assert.Null(await TryAsync(place, new PassReview(step)));
    }

    private async Task<(FilingStage Stage, int Report)> StandAsync(string place) =>
        await Filing(place).ReadAsync() is var (state, _) ? (state.Stage, state.Report) : default;

    private Task<IReadOnlyList<JournalRow>> RowsAsync(string stream) =>
        host.Services.GetRequiredService<IJournalReader>().ReadStreamAsync(stream, 0, 1000, TestContext.Current.CancellationToken);

    /// <summary>What the journal holds when the silo goes down right after this commit: the stream's actor has not seen it.</summary>
    private async Task AppendAsync(string stream, params object[] facts)
    {
        var catalogue = host.Services.GetRequiredService<EventCatalogue>();
        var last = (await RowsAsync(stream))[^1];
        var (rows, hash, version, now) = (new List<PendingRow>(), last.Hash, last.Version, clock.GetUtcNow().ToJournal());
        foreach (var fact in facts)
        {
            var (kind, payload) = catalogue.Write(fact);
            hash = HashChain.Next(hash, ++version, now, kind, "bureau", "", payload);
            rows.Add(new()
            {
                Stream = stream,
                Version = version,
                District = new(District),
                Kind = kind,
                OccurredAt = now,
                RecordedAt = now,
                Actor = "bureau",
                SourceId = "",
                Payload = payload,
                Hash = hash,
            });
        }
        await host.Services.GetRequiredService<IJournal>().AppendAsync(new(), rows);
    }

    private Task BoardAsync(Action<ImmutableArray<RoundRow>> check) =>
        Eventually.Passes(async () => check(await Grains.GetGrain<IReadSide>(District).QueryAsync(new RoundsQuery(), Freshness.AsRead)));

    private Task OwedAsync(Action<ImmutableArray<OwedFiling>> check) =>
        Eventually.Passes(
            async () => check(await Grains.GetGrain<IReadSide>(District).QueryAsync(new OwedFilingsQuery(), Freshness.AsRead)));

    private async Task RestartAsync()
    {
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        await StartAsync(await StorageAsync(folder));
    }

    private async Task StartAsync(StorageOptions options)
    {
        host = StorageSilo.Build(options, silo =>
        {
            silo.AddIncomingGrainCallFilter(visits);
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.AddSingleton(new NoticeOptions { PlanFor = TimeSpan.Zero });
            silo.Services.AddOpsCenterActors(Subjects.Actors, silo.Configuration);
        });
        await host.StartAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Which actors were called, and for what.</summary>
internal sealed class Visits : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Actor, string Method)> seen = [];

    /// <summary>The methods that were called on an actor, in order.</summary>
    public string[] To(string actor) => [.. seen.Where(visit => visit.Actor == actor).Select(visit => visit.Method)];

    public void Clear() => seen.Clear();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        seen.Enqueue((context.TargetId.Key.ToString()!, context.MethodName));
        return context.Invoke();
    }
}

public sealed class SqliteFilingActorTests : FilingActorTests
{
    protected override Task<StorageOptions> StorageAsync(string folder) => Task.FromResult(new StorageOptions { DataFolder = folder });
}

public sealed class PostgresFilingActorTests(PostgresFixture postgres) : FilingActorTests
{
    private string? database;

    protected override async Task<StorageOptions> StorageAsync(string folder) =>
        new() { Provider = "postgres", ConnectionString = database ??= await postgres.NewDatabaseAsync(), DataFolder = folder };
}
