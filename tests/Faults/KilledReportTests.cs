using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using OpsCenter.Tests.EndToEnd;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Faults;

/// <summary>
/// <c>kill -9</c> of the embedded process after a round has recorded its report and before it has told a filing: the test sees the record
/// in the journal's file and keeps it locked until the process is dead, so that nothing can be told in between.
/// </summary>
public sealed class KilledReportTests : IDisposable
{
    private const string District = "440203", Set = "town-quarterly";
    private const int Tries = 4;
    private static readonly (string Indicator, string Value)[] Cells =
        [("JC18", "17"), ("ZB10", "2"), ("ZB12", "5"), ("ZB14", "120.5"), ("ZB17", "99.5%")];


    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-report-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_filing_of_a_recorded_report_hears_of_it()
    {
        string[] settings = [$"--Storage:DataFolder={folder}", "--Hotline:WatchEvery=00:00:01", "--Filings:WatchEvery=00:00:01"];
        var processes = new List<OpsCenterProcess> { await OpsCenterProcess.StartAsync(settings) };
        try
        {
            var places = await DefineAsync(processes[0]);
            for (var attempt = 1; ; attempt++)
            {
                var period = $"2031Q{attempt}";
                await ApproveAsync(processes[^1], period, places);
                var sending = ExportAsync(processes[^1], period);
                var told = await KillBetweenAsync(processes[^1], period);
                await sending;
                processes.Add(await OpsCenterProcess.StartAsync(settings));
                var bureau = await BureauAsync(processes[^1]);
                var name = new GetFilingRequest { District = District, Set = Set, Period = period };
                await Eventually.Passes(async () =>
                {
                    foreach (var place in places)
                        Assert.Equal(FilingStage.FilingReported, (await bureau.GetFilingAsync(new(name) { Place = place })).Summary.Stage);
                });
                var history = await bureau.ListRoundHistoryAsync(new() { District = District, Set = Set, Period = period });
                Assert.Equal((true, 1), (history.ChainIntact, history.Happenings.Count(happening => happening.Reported is not null)));
                Assert.Equal(places.Length, Count("filings.reported", $"{District}/filing/{Set}/{period}/%"));
                TestContext.Current.TestOutputHelper?.WriteLine($"{told} of {places.Length} filings knew of the report at the kill");
                // Whatever the moment of the kill, all hear of it; one of the tries must have been between.
                if (told < places.Length) return;
                Assert.True(attempt < Tries, "no kill was in time");
            }
        }
        finally
        {
            foreach (var process in processes) await process.DisposeAsync();
        }
    }

    /// <summary>Waits for the report in the journal, locks the file, and kills the process.</summary>
    /// <returns>How many filings had been told by then.</returns>
    private async Task<int> KillBetweenAsync(OpsCenterProcess process, string period)
    {
        await using var journal = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Pooling=False");
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        Execute(journal, "PRAGMA busy_timeout = 5000");
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            Execute(journal, "BEGIN IMMEDIATE");
            if (Count(journal, "filings.round-reported", $"{District}/round/{Set}/{period}") > 0) break;
            Execute(journal, "ROLLBACK");
            Assert.True(Stopwatch.GetElapsedTime(started) < Eventually.Bound, "the report is recorded");
            Thread.SpinWait(1000);
        }
        await process.KillAsync();
        var told = Count(journal, "filings.reported", $"{District}/filing/{Set}/{period}/%");
        Execute(journal, "ROLLBACK");
        return told;
    }

    private static async Task ExportAsync(OpsCenterProcess process, string period)
    {
        var bureau = await BureauAsync(process);
        try
        {
            await bureau.ExportRoundAsync(new() { District = District, Set = Set, Period = period, Format = ExportFormat.ExportCsv });
        }
        catch (RpcException killed) when (killed.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
        {
            // Whether it was sent is on the record.
        }
    }

    /// <returns>The towns.</returns>
    private static async Task<string[]> DefineAsync(OpsCenterProcess process)
    {
        var manager = new V1.Indicators.IndicatorsClient(process.Open(await process.TokenAsync("operator")));
        await manager.DefinePlacesAsync(new()
        {
            District = District,
            From = "2023-06-30",
            Source = "统计用区划代码",
            FileName = "wujiang-places.csv",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-places.csv"))),
        });
        await manager.DefineIndicatorsAsync(new()
        {
            District = District,
            FileName = "wujiang-indicators.yaml",
            Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-indicators.yaml"))),
        });
        var registry = await manager.ListPlacesAsync(new() { District = District });
        return [.. registry.Places.Select(place => place.Code).Where(code => code.Length == 9)];
    }

    /// <summary>Opens a round and brings all its filings to their approval.</summary>
    private static async Task ApproveAsync(OpsCenterProcess process, string period, string[] places)
    {
        var bureau = await BureauAsync(process);
        var round = new OpenRoundRequest { District = District, Set = Set, Period = period, DueAt = TestDay.Now.AddDays(20).ToTimestamp() };
        await Eventually.Passes(async () => await bureau.OpenRoundAsync(round));
        foreach (var place in places)
        {
            var clerk = new V1.Filings.FilingsClient(process.Open(await process.TokenAsync("town", place)));
            var filing = await clerk.SaveFilingAsync(new()
            {
                District = District,
                Set = Set,
                Period = period,
                Place = place,
                Submit = true,
                Cells = { Cells.Select(cell => new CellInput { Indicator = cell.Indicator, Value = cell.Value }) },
            });
            while (filing.Step != FilingStep.Unspecified)
                filing = await bureau.ReviewFilingAsync(
                    new() { District = District, Set = Set, Period = period, Place = place, Version = filing.Version });
            Assert.Equal(FilingStage.FilingApproved, filing.Summary.Stage);
        }
    }

    private static async Task<V1.Filings.FilingsClient> BureauAsync(OpsCenterProcess process) =>
        new(process.Open(await process.TokenAsync("operator")));

    private int Count(string kind, string stream)
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(folder, "journal.db")};Mode=ReadOnly;Pooling=False");
        journal.Open();
        return Count(journal, kind, stream);
    }

    private static int Count(SqliteConnection journal, string kind, string stream)
    {
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT count(*) FROM journal WHERE kind = $kind AND stream LIKE $stream";
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$stream", stream);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection journal, string statement)
    {
        using var command = journal.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
