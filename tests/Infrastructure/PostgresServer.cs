using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

namespace OpsCenter.Tests.Infrastructure;

/// <summary>
/// A private PostgreSQL from the installed binaries, or from those that were restored for the tests: an own cluster in an own folder on a
/// free loopback port, ended by its process id. Run as root it works as the account <c>postgres</c>, or as <c>nobody</c> where there is
/// none, since PostgreSQL refuses to run as root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<string?> Installed = new(FindInstalled);
    private static readonly Lazy<string> Account = new(
        () => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody");
    private readonly string binaries;
    private readonly bool durable;
    private int databases;

    private PostgresServer(string binaries, string folder, int port, bool durable)
    {
        (this.binaries, Folder, Port, this.durable) = (binaries, folder, port, durable);
        AppDomain.CurrentDomain.ProcessExit += EndWithProcess;
    }

    public string Folder { get; }

    public int Port { get; }

    /// <summary>Why no server can be started on this machine; null: one can.</summary>
    public static string? WhyNot { get; } = Installed.Value is null && Restored is null ? TestTools.WhyMissing("PostgreSQL") : null;

    private string Data => Path.Combine(Folder, "data");

    /// <param name="durable">Whether commits wait for the disk (fsync): yes to measure, no to test.</param>
    public static async Task<PostgresServer> StartNewAsync(bool durable = false)
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-pg-").FullName;
        var server = new PostgresServer(Installed.Value ?? await RestoredForAsync(folder), folder, FreePorts.Next(), durable);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Account.Value, folder);
        await server.RunAsOwnerAsync("initdb", "-D", server.Data, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C",
            "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>No program of the server's takes longer.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    /// <summary>A connection string for the database of this name.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Timeout=5";

    /// <summary>A new, empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public Task StartAsync() => RunAsOwnerAsync(
        "pg_ctl", "start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(Folder, "log"), "-o",
        $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={Folder} -c max_connections=200 -c max_wal_size=4GB" +
        (durable ? "" : " -c fsync=off -c full_page_writes=off"));

    /// <summary>Ends all sessions and stops in order.</summary>
    public Task StopAsync() => RunAsOwnerAsync("pg_ctl", "stop", "-w", "-m", "fast", "-D", Data);

    /// <summary>As if the power were cut: every process of the server is killed.</summary>
    public async Task KillAsync()
    {
        using var postmaster = Process.GetProcessById(await ProcessIdAsync());
        postmaster.Kill(entireProcessTree: true);
        await postmaster.WaitForExitAsync().WaitAsync(Bound);
        // Killed backends may outlive the postmaster by a moment, and hold its shared memory.
        for (var since = Stopwatch.GetTimestamp(); File.Exists(Path.Combine(Data, "postmaster.pid")) && !await CanStartAsync();
        await Task.Delay(10))
            if (Stopwatch.GetElapsedTime(since) > Bound) throw new TimeoutException("The killed server is not gone.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= EndWithProcess;
        await EndAsync();
    }

    // For whoever failed before it could be disposed.
    private void EndWithProcess(object? sender, EventArgs end) => EndAsync().GetAwaiter().GetResult();

    private async Task EndAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsOwnerAsync("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> CanStartAsync()
    {
        using var process = StartProcess("pg_ctl", "status", "-D", Data);
        await process.WaitForExitAsync();
        return process.ExitCode != 0;
    }

    private async Task<int> ProcessIdAsync() => int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0]);

    private async Task RunAsOwnerAsync(string program, params string[] arguments)
    {
        using var process = StartProcess(program, arguments);
        await FinishAsync(process, program);
    }

    private Process StartProcess(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            ? Launch("runuser", ["-u", Account.Value, "--", path, .. arguments])
            : Launch(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Launch(program, arguments);
        await FinishAsync(process, program);
    }

    private static async Task FinishAsync(Process process, string program)
    {
        await process.WaitForExitAsync().WaitAsync(Bound);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} ended with {process.ExitCode}; see the output above and the log in the server's folder.");
    }

    // Output is not redirected to us: the server inherits it and would keep a pipe open for ever.
    private static Process Launch(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >/dev/null");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string? FindInstalled()
    {
        const string Debian = "/usr/lib/postgresql";
        if (!TestTools.UsesInstalled) return null;
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        return installed.Select(folder => Path.Combine(folder, "bin")).Concat(TestTools.SearchPath)
            .FirstOrDefault(
                folder => TestTools.IsThere(Path.Combine(folder, "initdb")) && TestTools.IsThere(Path.Combine(folder, "pg_ctl")));
    }

    private static string? Restored =>
        TestTools.Folder is { } folder && Path.Combine(folder, "postgres") is var binaries && Directory.Exists(binaries) ? binaries : null;

    // The checkout may lie where the account that the server works as must not look: it gets a copy.
    private static async Task<string> RestoredForAsync(string folder)
    {
        var restored = Restored ?? throw new InvalidOperationException(WhyNot);
        if (!Environment.IsPrivilegedProcess) return Path.Combine(restored, "bin");
        await RunAsync("cp", "-r", "--no-preserve=mode,ownership", restored + "/.", Path.Combine(folder, "program"));
        await RunAsync("chmod", "-R", "a+rX", Path.Combine(folder, "program"));
        await RunAsync("chmod", "-R", "a+x", Path.Combine(folder, "program", "bin"));
        return Path.Combine(folder, "program", "bin");
    }
}
