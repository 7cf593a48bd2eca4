using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpsCenter.Kernel;
using OpsCenter.Silo.Journal;
using OpsCenter.Silo.Storage;
using OpsCenter.Tests.Kernel;
using Xunit;

namespace OpsCenter.Tests.Journal;

/// <summary>A process that writes to SQLite files is killed in full run: whatever it had been promised is there.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const string FolderVariable = "OPSCENTER_TEST_KILLED_WRITER";

    private readonly Lazy<string> lazyFolder = new(() => Directory.CreateTempSubdirectory("opscenter-killed-").FullName);

    private string Folder => lazyFolder.Value;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (lazyFolder.IsValueCreated)
            Directory.Delete(Folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_the_folder_can_be_taken_again()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(KilledWriterTests).Assembly.Location);
        foreach (var argument in new[] { "-explicit", "only", "-method",
            $"{typeof(KilledWriterTests).FullName}.{nameof(Write_until_killed)}" })
            start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = Folder;
        using var child = Process.Start(start)!;
        _ = child.StandardOutput.ReadToEndAsync(Cancellation);
        var acknowledged = Path.Combine(Folder, "acknowledged");
        try
        {
            await Eventually.True(
                () =>
                {
                    Assert.False(child.HasExited, "The writing process ended by itself.");
                    return File.Exists(acknowledged) && new FileInfo(acknowledged).Length >= 20_000;
                },
                "the writing process has acknowledged enough");
        }
        finally
        {
            child.Kill();
        }
        await child.WaitForExitAsync(Cancellation).WaitAsync(Eventually.Bound, Cancellation);

        using var held = DataFolderLock.Take(Folder);
        await using var store = new SqliteJournalStore(Path.Combine(Folder, "journal.db"));
        await store.OpenAsync(Cancellation);
        Dictionary<string, long> promised = [];
        foreach (var line in (await File.ReadAllTextAsync(acknowledged, Cancellation)).Split('\n')[..^1])
            promised[line.Split(' ')[0]] = long.Parse(line.Split(' ')[1]);
        Assert.NotEmpty(promised);
        foreach (var (stream, version) in promised)
        {
            var rows = await store.ReadStreamAsync(stream, 0, int.MaxValue, Cancellation);
            Assert.True(rows.Count >= version, $"{stream}: {version} rows were acknowledged, {rows.Count} are there.");
            Assert.True(HashChain.IsIntact(HashChain.Start, rows));
        }
    }

    [Fact(Explicit = true)]
    public async Task Write_until_killed()
    {
        var target = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(target is null, "Runs only as the child of the other test.");
        using var held = DataFolderLock.Take(target);
        await using var store = new SqliteJournalStore(Path.Combine(target, "journal.db"));
        await store.OpenAsync(Cancellation);
        await using var writer = new JournalWriter(store, new(), [], TimeProvider.System, NullLogger<JournalWriter>.Instance);
        writer.Start();
        await using var acknowledged = new FileStream(Path.Combine(target, "acknowledged"), FileMode.Create, FileAccess.Write,
            FileShare.ReadWrite, 0);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var stream = new TestRows($"440203/window/H1/K{i}");
            while (true)
            {
                await writer.AppendAsync(stream.Handle, stream.Next(3));
                var line = System.Text.Encoding.UTF8.GetBytes($"{stream.Stream} {stream.Version}\n");
                lock (acknowledged)
                    acknowledged.Write(line);
            }
        }, Cancellation)));
    }
}
