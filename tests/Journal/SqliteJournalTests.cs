using Microsoft.Data.Sqlite;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Journal;

public sealed class SqliteJournalTests : JournalTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-journal-").FullName;

    private string FilePath => Path.Combine(folder, "journal.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_locked_file_is_waited_for()
    {
        Execute(Writer, "PRAGMA busy_timeout = 20");
        var writer = NewWriter(options: new() { FirstPause = TimeSpan.FromMilliseconds(10) });
        var stream = new TestRows($"{District}/window/H1/A1");
        Task append;
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=false"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            var failures = Failures();
            append = writer.AppendAsync(stream.Handle, stream.Next());
            while (Failures() < failures + 2)
                await Task.Yield();
            Assert.False(append.IsCompleted);
        }
        await append;
        Assert.Single(await AllAsync(stream.Stream));
    }

    [Fact]
    public async Task After_too_long_an_outage_those_who_wait_are_told()
    {
        Execute(Writer, "PRAGMA busy_timeout = 5");
        var writer = NewWriter(options: new() { FirstPause = TimeSpan.FromMilliseconds(5), RetryFor = TimeSpan.FromMilliseconds(100) });
        var stream = new TestRows($"{District}/window/H1/A1");
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=false"))
        {
            other.Open();
            Execute(other, "BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<JournalUnavailableException>(() => writer.AppendAsync(stream.Handle, stream.Next()));
        }
        // On a busy machine the lock may be seen for longer than this writer's tenth of a second.
        await Eventually.Passes(async () =>
        {
            var again = new TestRows(stream.Stream);
            await writer.AppendAsync(again.Handle, again.Next());
        });
        Assert.Single(await AllAsync(stream.Stream));
    }

    [Fact]
    public async Task A_newer_file_is_refused()
    {
        Execute(Writer, "INSERT INTO schema_version VALUES (999, 'from the future', '')");
        var refused = await Assert.ThrowsAsync<StorageException>(ReopenAsync);
        Assert.Contains("999", refused.Message);
    }

    protected override async Task<IOpenableStore> ReopenAsync()
    {
        var store = new SqliteJournalStore(FilePath);
        await store.OpenAsync(Cancellation);
        return store;
    }

    protected override Task UseUpSpaceAsync()
    {
        using var pages = Writer.CreateCommand();
        pages.CommandText = "PRAGMA page_count";
        Execute(Writer, $"PRAGMA max_page_count = {(long)pages.ExecuteScalar()! + 20}");
        return Task.CompletedTask;
    }

    protected override Task FreeSpaceAsync()
    {
        Execute(Writer, "PRAGMA max_page_count = 1000000");
        return Task.CompletedTask;
    }

    private SqliteConnection Writer => ((SqliteJournalStore)Store).Writer;

    private static double Failures() => JournalMetrics.Failures.WithLabels("unavailable").Value;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
