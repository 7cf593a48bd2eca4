using System.Diagnostics;

namespace OpsCenter.Benchmarks.Host;

/// <summary>
/// Another process that answers lines: a question goes to its standard input, the answer comes as the next line that
/// begins with <c>@</c>. Everything else that it says goes to standard error.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly SemaphoreSlim asking = new(1);

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, bytes.</summary>
    public long ResidentMemory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>
    /// Starts this program again with a verb of its own, under the product's runtime settings, and waits until it is ready.
    /// </summary>
    public static async Task<ChildProcess> StartSelfAsync(string verb, IEnumerable<string> arguments)
    {
        var folder = AppContext.BaseDirectory;
        var child = Start(
            ["exec", "--runtimeconfig", Path.Combine(folder, "opscenter.runtimeconfig.json"),
                Path.Combine(folder, "OpsCenter.Benchmarks.dll"), verb, .. arguments]);
        await child.AnswerAsync();
        return child;
    }

    /// <summary>Starts the product's own program out of this folder; it answers no questions.</summary>
    public static ChildProcess StartProduct(string folder, IEnumerable<string> arguments)
    {
        var child = Start([Path.Combine(folder, "opscenter.dll"), .. arguments]);
        _ = child.process.StandardOutput.ReadToEndAsync();
        return child;
    }

    public async Task<string> AskAsync(params string[] question)
    {
        await asking.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(string.Join(' ', question));
            await process.StandardInput.FlushAsync();
            return await AnswerAsync();
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>Ends it without a chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Lets it finish what it has begun.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>The nearest folder above this program that holds the solution.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OpsCenter.sln"))) return folder.FullName;
        throw new InvalidOperationException("The repository was not found above this program.");
    }

    private static ChildProcess Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : "dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return new(Process.Start(start)!);
    }

    private async Task<string> AnswerAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('@')) return line[1..];
            if (line.StartsWith('!')) throw new InvalidOperationException(line[1..]);
            await Console.Error.WriteLineAsync(line);
        }
        throw new InvalidOperationException("The process that was measured has ended.");
    }
}
