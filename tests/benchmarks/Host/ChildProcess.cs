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

    /// <summary>Starts this program again with a verb of its own, under the product's runtime settings, and waits until it is ready.</summary>
    public static async Task<ChildProcess> StartSelfAsync(string verb, IEnumerable<string> arguments)
    {
        var folder = AppContext.BaseDirectory;
        var child = Start(
            ["exec", "--runtimeconfig", Path.Combine(folder, "opscenter.runtimeconfig.json"), Path.Combine(folder, "OpsCenter.Benchmarks.dll"), verb, .. arguments]);
        await child.AnswerAsync();
        return child;
    }

    /// <summary>Starts the product's own program, which answers no questions.</summary>
    public static ChildProcess StartProduct(IEnumerable<string> arguments)
    {
        var child = Start([Path.Combine(AppContext.BaseDirectory, "opscenter.dll"), .. arguments]);
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

    private static ChildProcess Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
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
