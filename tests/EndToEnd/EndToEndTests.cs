using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpsCenter.Analytics.Simulation;
using OpsCenter.Hall;
using OpsCenter.Silo.Demo;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;
using HallFact = OpsCenter.V1.HallFact;
using HallPlan = OpsCenter.Analytics.Simulation.HallPlan;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>An installation for a class of tests: every test has a hall of its own in it.</summary>
public abstract class Installation : IAsyncLifetime
{
    /// <summary>Old logs are replayed here, so that facts of the last 20,000 days are taken.</summary>
    protected static readonly string[] Settings = ["--Hall:MaxLate=20000.00:00:00", "--Actors:RememberIds=20010.00:00:00"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("opscenter-e2e-").FullName;

    private OpsCenterProcess? process;

    /// <summary>Where there can be none the test is skipped that asks for it: a fixture that skips is a failed one to the runner.</summary>
    public OpsCenterProcess Process
    {
        get
        {
            Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
            return process!;
        }
    }

    /// <summary>Why there can be none on this machine; null: there can.</summary>
    protected virtual string? WhyNot => null;

    protected abstract Task<string[]> StorageAsync();

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is null) process = await OpsCenterProcess.StartAsync([.. Settings, .. await StorageAsync()]);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteInstallation : Installation
{
    protected override Task<string[]> StorageAsync() => Task.FromResult<string[]>([$"--Storage:DataFolder={Folder}"]);
}

public sealed class PostgresInstallation(PostgresFixture postgres) : Installation
{
    protected override string? WhyNot => PostgresServer.WhyNot;

    protected override async Task<string[]> StorageAsync() =>
    [
        "--Storage:Provider=postgres", $"--Storage:ConnectionString={await postgres.NewDatabaseAsync()}", $"--Storage:DataFolder={Folder}",
        $"--Cluster:SiloPort={FreePorts.Next()}", $"--Cluster:GatewayPort={FreePorts.Next()}",
    ];
}

/// <summary>The product from its public door to its screens.</summary>
public abstract class EndToEndTests(Installation installation)
{
    private static readonly HallPlan Plan = HallPlans.Wujiang();
    private static int halls;

    protected OpsCenterProcess Process => installation.Process;

    [Fact]
    public async Task A_day_goes_in_and_comes_out_on_the_wall_and_a_second_time_changes_nothing()
    {
        var (door, facts) = (await NewHallAsync(), HallTestClient.PastDay(Plan, seed: 1, tickets: 600));
        await using var screen = new Screen(door).Run();
        var receipts = await door.FeedAsync(facts);
        Assert.Equal((facts.Length, 0, 0, 0, 0),
            (receipts.Accepted, receipts.Repeats, receipts.Quarantined, receipts.Rejected, receipts.Retry));
        var date = HallTime.DateOf(facts[0].At);
        await Eventually.Passes(async () => DayTotals.Check(facts, await door.DayAsync(date)));
        await screen.ShowsAsync(theme => theme.Total.Served == facts.Count(fact => fact.Kind == SimulatedFactKind.ServiceCompleted),
            "the wall has the day");
        DayTotals.Check(facts, screen.Shown!);

        var before = await door.DayAsync(date);
        var again = await door.FeedAsync(facts.Reverse());
        Assert.Equal((0, facts.Length), (again.Accepted, again.Repeats));
        Assert.Equal(before, await door.DayAsync(date));
    }

    [Fact]
    public async Task Whoever_has_no_gRPC_submits_over_REST()
    {
        var (door, facts) = (await NewHallAsync(), HallTestClient.PastDay(Plan, seed: 2, tickets: 30));
        var batch = new HallBatch { Batch = 7, Facts = { facts.Select(fact => fact.ToMessage()) } };
        var receipt = await PostAsync(door, batch.ToString());
        Assert.Equal(("7", facts.Length), ($"{receipt["batch"]}", (int)receipt["accepted"]!));
        await Eventually.Passes(async () => DayTotals.Check(facts, await door.DayAsync(HallTime.DateOf(facts[0].At))));
        Assert.Equal(facts.Length, (int)(await PostAsync(door, batch.ToString()))["repeats"]!);
    }

    [Fact]
    public async Task Bad_records_are_told_apart_and_harm_no_good_one()
    {
        var door = await NewHallAsync();
        var now = TestDay.Now;
        HallFact Called(string id, Action<HallFact>? spoil = null)
        {
            var fact = new HallFact
            {
                Id = id,
                Kind = HallFactKind.TicketCalled,
                OccurredAt = now.ToTimestamp(),
                Ticket = $"T{id}",
                Window = "W01"
            };
            spoil?.Invoke(fact);
            return fact;
        }
        HallFact[] facts =
        [
            Called("1"),
            Called("2", fact => fact.Window = "W99"),
            Called("3", fact => fact.OccurredAt = now.AddHours(1).ToTimestamp()),
            Called("4", fact => fact.OccurredAt = now.AddDays(-20_001).ToTimestamp()),
            Called("5", fact => fact.Kind = (HallFactKind)77),
            Called("6", fact => fact.Reason = new string('长', 5000)),
            Called("", fact => fact.Ticket = "T"),
            Called("8", fact => fact.Ticket = "<script>alert(1)</script>"),
            Called("9", fact => (fact.Kind, fact.Queue) = (HallFactKind.TicketTaken, "XX")),
            Called("1"),
            Called("10"),
        ];
        var receipt = await door.Ingest.SubmitHallAsync(new() { District = HallTestClient.District, Hall = door.Hall, Facts = { facts } });
        Assert.Equal((2, 1, 6, 2, 0), (receipt.Accepted, receipt.Repeats, receipt.Quarantined, receipt.Rejected, receipt.Retry));
        Assert.Equal(
            [
                (1, FactOutcome.Quarantined, "unknown_window"), (2, FactOutcome.Quarantined, "in_the_future"),
                (3, FactOutcome.Quarantined, "too_late"),
                (4, FactOutcome.Quarantined, "unknown_kind"), (5, FactOutcome.Rejected, "oversized"), (6, FactOutcome.Rejected, "bad_id"),
                (7, FactOutcome.Quarantined, "bad_ticket"), (8, FactOutcome.Quarantined, "unknown_queue"),
            ],
            receipt.Notes.Select(note => (note.Index, note.Outcome, note.Code)));
        Assert.All(receipt.Notes, note => Assert.Contains(" / ", note.Message));
        await Eventually.Passes(
            async () => Assert.Equal((2, 6L), ((await door.DayAsync()).Total.Called, (await door.DayAsync()).Quarantined)));

        var unknown = await door.Ingest
            .SubmitHallAsync(new() { District = HallTestClient.District, Hall = "NOBODY", Facts = { Called("1") } });
        Assert.Equal(("unknown_hall", 1), (Assert.Single(unknown.Notes).Code, unknown.Rejected));
        var large = await door.Ingest.SubmitHallAsync(
            new()
            {
                District = HallTestClient.District,
                Hall = door.Hall,
                Facts = { Enumerable.Range(0, 1001).Select(i => Called($"L{i}")) }
            });
        Assert.Equal(("batch_too_large", 1001), (large.Notes[0].Code, large.Rejected));
    }

    [Fact]
    public async Task What_was_mended_in_quarantine_counts_once()
    {
        var door = await NewHallAsync();
        var wrong = new HallFact
        {
            Id = "q1",
            Kind = HallFactKind.TicketCalled,
            OccurredAt = TestDay.Now.ToTimestamp(),
            Ticket = "A1",
            Window = "W99"
        };
        var batch = new HallBatch { District = HallTestClient.District, Hall = door.Hall, Facts = { wrong } };
        for (var i = 0; i < 3; i++) Assert.Equal(1, (await door.Ingest.SubmitHallAsync(batch)).Quarantined);
        var held = Assert.Single(
            (await door.Quarantine.ListQuarantineAsync(new() { District = HallTestClient.District, Hall = door.Hall })).Facts);
        Assert.Equal(("q1", "unknown_window", wrong, "test-source"), (held.Id, held.Code, held.Fact, held.Sender));

        var mended = wrong.Clone();
        mended.Window = "W02";
        var resubmit = new ResubmitQuarantinedRequest { District = HallTestClient.District, Hall = door.Hall, Id = "q1", Fact = mended };
        Assert.Equal(1, (await door.Quarantine.ResubmitQuarantinedAsync(resubmit)).Accepted);
        Assert.Equal(StatusCode.NotFound,
            (await Assert.ThrowsAsync<RpcException>(async () => await door.Quarantine.ResubmitQuarantinedAsync(resubmit))).StatusCode);
        var repeated = await door.Ingest
            .SubmitHallAsync(new() { District = HallTestClient.District, Hall = door.Hall, Facts = { mended } });
        Assert.Equal((0, 1), (repeated.Accepted, repeated.Repeats));
        await Eventually.Passes(async () =>
        {
            var day = await door.DayAsync();
            Assert.Equal((1, 0L, "A1"), (day.Total.Called, day.Quarantined, day.Windows.Single(window => window.Code == "W02").Ticket));
        });
    }

    [Fact]
    public async Task A_screen_that_does_not_read_harms_no_other()
    {
        var (door, facts) = (await NewHallAsync(), HallTestClient.PastDay(Plan, seed: 3, tickets: 800));
        await using var slow = new Screen(door);
        Assert.NotNull(await slow.ReadAsync());
        await using var fast = new Screen(door).Run();
        // Each part is seen on the screen that reads before the next is sent: many frames that the other one does not fetch.
        var taken = 0;
        foreach (var part in facts.Chunk(facts.Length / 80))
        {
            await door.FeedAsync(part);
            taken += part.Count(fact => fact.Kind == SimulatedFactKind.TicketTaken);
            await fast.ShowsAsync(theme => theme.Total.Taken == taken, $"{taken} tickets are shown");
        }
        var frames = fast.Frames.Where(kind => kind.Key != Frame.BodyOneofCase.Heartbeat).Sum(kind => kind.Value);
        Assert.InRange(frames, 40, int.MaxValue);
        slow.Run();
        await slow.ShowsAsync(theme => theme.Equals(fast.Shown), "the slow screen shows the same in the end");
    }

    [Fact]
    public async Task A_screen_that_comes_back_gets_what_it_has_missed()
    {
        var (door, facts) = (await NewHallAsync(), HallTestClient.PastDay(Plan, seed: 4, tickets: 300));
        await door.FeedAsync(facts[..200]);
        await using var first = new Screen(door);
        Assert.Equal(Frame.BodyOneofCase.Hall, (await first.ReadAsync())!.BodyCase);
        first.Run();
        await first.ShowsAsync(theme => theme.Total.Taken == facts[..200].Count(fact => fact.Kind == SimulatedFactKind.TicketTaken),
            "the first part is shown");
        await first.DisposeAsync();

        // Nothing happened: only the clocks.
        await using (var current = new Screen(door, first.Epoch, first.Revision, first.Shown))
            Assert.Equal(Frame.BodyOneofCase.Heartbeat, (await current.ReadAsync())!.BodyCase);

        // A little happened: the steps.
        await using var watching = new Screen(door, first.Epoch, first.Revision, first.Shown).Run();
        await door.FeedAsync(facts[200..210]);
        await watching.ShowsAsync(theme => !theme.Equals(first.Shown), "something new is shown");
        await using (var back = new Screen(door, first.Epoch, first.Revision, first.Shown).Run())
        {
            await back.ShowsAsync(theme => theme.Equals(watching.Shown), "it shows the same");
            Assert.False(back.Frames.ContainsKey(Frame.BodyOneofCase.Hall));
        }

        // From another life of the server: everything.
        await using var stranger = new Screen(door, "another", first.Revision, first.Shown);
        Assert.Equal(Frame.BodyOneofCase.Hall, (await stranger.ReadAsync())!.BodyCase);
    }

    [Fact]
    public async Task A_new_description_is_in_force_without_a_restart()
    {
        var door = await NewHallAsync();
        await using var screen = new Screen(door).Run();
        var fact = new HallFact
        {
            Id = "1",
            Kind = HallFactKind.TicketCalled,
            OccurredAt = TestDay.Now.ToTimestamp(),
            Ticket = "A1",
            Window = "W31"
        };
        var batch = new HallBatch { District = HallTestClient.District, Hall = door.Hall, Facts = { fact } };
        Assert.Equal(1, (await door.Ingest.SubmitHallAsync(batch)).Quarantined);

        var larger = Plan with
        {
            Windows = [.. Plan.Windows, new PlannedWindow
        {
            Code = "W31", Name = "31号窗口", Zone = Plan.Zones[0].Code, Queues = ["SB"], Staff = "S01",
        }]
        };
        var defined = await door.DefineAsync(larger);
        Assert.Equal(2, defined.Definition.Version);
        Assert.Equal(1, (await door.Ingest.SubmitHallAsync(batch)).Accepted);
        await screen.ShowsAsync(theme => theme.Windows.Any(window => window is { Code: "W31", Ticket: "A1" }),
            "the new window is on the wall");

        Assert.Equal(3, (await door.DefineAsync(Plan)).Definition.Version);
        fact.Id = "2";
        Assert.Equal("unknown_window", Assert.Single((await door.Ingest.SubmitHallAsync(batch)).Notes).Code);
        await screen.ShowsAsync(theme => theme.Windows.All(window => window.Code != "W31"), "the window has left the wall");
    }

    [Fact]
    public async Task The_metrics_have_their_names()
    {
        var door = await NewHallAsync();
        await using var screen = new Screen(door).Run();
        // Only what is committed after a screen's first picture counts as a way to that screen.
        await screen.ShowsAsync(_ => true, "the screen has its first picture");
        foreach (var part in HallTestClient.PastDay(Plan, seed: 5, tickets: 40).Chunk(50)) await door.FeedAsync(part);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri(Process.Http, "/metrics"))).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", door.Manager);
        await Eventually.Passes(async () =>
        {
            var metrics = await client.GetStringAsync(new Uri(Process.Http, "/metrics"));
            foreach (var name in new[]
            {
                "opscenter_journal_events_total", "opscenter_ingest_records_total", "opscenter_screens", "opscenter_commit_seconds",
                "opscenter_event_to_screen_seconds",
            })
            {
                Assert.Matches($@"(?m)^# HELP {name} \S", metrics);
            }
            Assert.Matches("(?m)^opscenter_ingest_records_total\\{outcome=\"accepted\"\\} [1-9]", metrics);
            Assert.Matches("(?m)^opscenter_screens [1-9]", metrics);
            Assert.Matches("(?m)^opscenter_commit_seconds_count(\\{[^}]*\\})? [1-9]", metrics);
            Assert.Matches("(?m)^opscenter_event_to_screen_seconds_count [1-9]", metrics);
            Assert.Matches("(?m)^opscenter_journal_events_total(\\{[^}]*\\})? [1-9]", metrics);
        });
    }

    [Fact]
    public async Task The_days_of_the_real_service_log_come_to_what_the_file_says()
    {
        var file = SharedData.PathOrSkip("service-log/1999-08-01_20.csv");
        using var reader = new StreamReader(file);
        var log = ServiceLogReplay.Replay(ServiceLog.Read(reader), "LOG", HallTime.Offset);
        var door = await NewHallAsync(log.Plan);
        var receipts = await door.FeedAsync(log.Facts);
        Assert.Equal((log.Facts.Count, 0, 0, 0), (receipts.Accepted, receipts.Repeats, receipts.Quarantined, receipts.Rejected));

        var expected = CountFile(file);
        Assert.Equal(20, expected.Count);
        foreach (var (date, (taken, served, abandoned)) in expected)
        {
            await Eventually.Passes(async () =>
            {
                var day = await door.DayAsync(date);
                Assert.Equal((date, taken, served, abandoned), (date, day.Total.Taken, day.Total.Served, day.Total.Abandoned));
            });
        }
    }

    /// <summary>From the lines of the file alone. A time of day before the arrival's by more than 12 hours is of the next day.</summary>
    private static SortedDictionary<DateOnly, (int Taken, int Served, int Abandoned)> CountFile(string file)
    {
        var days = new SortedDictionary<DateOnly, (int Taken, int Served, int Abandoned)>();
        var lines = File.ReadAllLines(file);
        var columns = lines[0].Split(',').ToList();
        DateTime? Time(string[] fields, string column) =>
            fields[columns.IndexOf(column)] is { Length: > 0 } text ? DateTime.Parse(text, CultureInfo.InvariantCulture) : null;
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var fields = line.Split(',');
            var arrived = Time(fields, "arrived_at")!.Value;
            var isServed = fields[columns.IndexOf("outcome")] == "served";
            var ended = Time(fields, isServed ? "finished_at" : "abandoned_at")!.Value;
            if (arrived - ended > TimeSpan.FromHours(12)) ended = ended.AddDays(1);
            var (cameOn, leftOn) = (Day(arrived), Day(ended));
            days[cameOn] = days.GetValueOrDefault(cameOn) with { Taken = days.GetValueOrDefault(cameOn).Taken + 1 };
            var day = days.GetValueOrDefault(leftOn);
            days[leftOn] = isServed ? day with { Served = day.Served + 1 } : day with { Abandoned = day.Abandoned + 1 };
        }
        return days;

        // The hall's day ends at four in the morning.
        static DateOnly Day(DateTime time) => DateOnly.FromDateTime(time.AddHours(-4));
    }

    /// <summary>A hall that no other test knows.</summary>
    protected Task<HallTestClient> NewHallAsync(HallPlan? plan = null) =>
        HallTestClient.OpenAsync(Process, $"E{Interlocked.Increment(ref halls)}", plan ?? Plan);

    private async Task<JsonNode> PostAsync(HallTestClient door, string json)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", door.Source);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        var response =
            await client.PostAsync(new Uri(Process.Http, $"/v1/districts/{HallTestClient.District}/halls/{door.Hall}/facts:submit"),
                content);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}

public sealed class SqliteEndToEndTests(SqliteInstallation installation) : EndToEndTests(installation), IClassFixture<SqliteInstallation>
{
    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_with_one_sentence()
    {
        var (exitCode, _, errors) = await OpsCenterProcess.RunAsync(
            $"--Storage:DataFolder={installation.Folder}", $"--Gateway:HttpPort={FreePorts.Next()}",
            $"--Gateway:GrpcPort={FreePorts.Next()}");
        Assert.Equal(1, exitCode);
        var sentence = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(installation.Folder, sentence);
        Assert.Contains($"{Process.Id}", sentence);
        await Process.HealthyAsync();
    }
}

public sealed class PostgresEndToEndTests(PostgresInstallation installation)
    : EndToEndTests(installation), IClassFixture<PostgresInstallation>;
