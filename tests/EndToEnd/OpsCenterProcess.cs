using System.Diagnostics;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.Tests.Kernel;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.EndToEnd;

/// <summary>The product as it is delivered, in a process of its own on free ports, ended by its process id.</summary>
public sealed partial class OpsCenterProcess : IAsyncDisposable
{
    private const string OwnPassword = "Eigen-2026-Pass";
    private readonly Process process;
    private readonly Lock gate = new();
    private readonly System.Text.StringBuilder output = new();
    private readonly List<GrpcChannel> channels = [];
    private readonly Dictionary<(string Role, string Place), string> tokens = [];
    private readonly SemaphoreSlim asking = new(1);
    private string? administrator;

    private OpsCenterProcess(Process process, int httpPort, int grpcPort) =>
        (this.process, HttpPort, GrpcPort) = (process, httpPort, grpcPort);

    public int HttpPort { get; }

    public int GrpcPort { get; }

    public string GrpcAddress => $"http://localhost:{GrpcPort}";

    public Uri Http => new($"http://localhost:{HttpPort}");

    /// <summary>What it has printed so far, on both streams.</summary>
    public string Output
    {
        get
        {
            lock (gate) return output.ToString();
        }
    }

    public int Id => process.Id;

    /// <summary>The one-time passwords that the first start has printed, by account.</summary>
    public IReadOnlyDictionary<string, string> OneTimePasswords =>
        PasswordRow().Matches(Output).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);

    /// <summary>Starts it and waits until it says that it is healthy.</summary>
    public static Task<OpsCenterProcess> StartAsync(params string[] settings) => StartAsync(FreePorts.Next(), FreePorts.Next(), settings);

    /// <summary>The same on given ports, e.g. those of a process that was killed.</summary>
    public static async Task<OpsCenterProcess> StartAsync(int httpPort, int grpcPort, params string[] settings)
    {
        var process = Launch(
        [
            .. settings, $"--Gateway:HttpPort={httpPort}", $"--Gateway:GrpcPort={grpcPort}",
            "--Identity:PasswordRounds=1000", "--Identity:SignInsPerMinute=10000",
        ]);
        var started = new OpsCenterProcess(process, httpPort, grpcPort);
        process.OutputDataReceived += started.Note;
        process.ErrorDataReceived += started.Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await started.HealthyAsync();
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
        return started;
    }

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return (process.ExitCode, await output, await errors);
    }

    public Task HealthyAsync()
    {
        var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        return Eventually.True(
            async () =>
            {
                Assert.False(process.HasExited, $"It ended by itself:\n{Output}");
                try
                {
                    return (await client.GetAsync(new Uri(Http, "/healthz"))).IsSuccessStatusCode;
                }
                catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            "the process is healthy");
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Eventually.Bound);
    }

    /// <summary>Asks it to end, as an operator does, and waits for it.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>
    /// A bearer token of a machine with this role in the reference district; asked for once, for an account has few that are valid at a
    /// time.
    /// </summary>
    public async Task<string> TokenAsync(string role, string place = HallTestClient.District)
    {
        await asking.WaitAsync();
        try
        {
            if (tokens.TryGetValue((role, place), out var known)) return known;
            using var channel = ServerConnection.Open(GrpcAddress, administrator ??= await SignInAsync("admin"));
            var created = await new V1.Accounts.AccountsClient(channel).CreateTokenAsync(
                new() { Name = $"test-{role}", Grant = new() { Role = role, Place = place }, Days = 1 });
            return tokens[(role, place)] = created.Token;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>
    /// The first sign-in of a person, with the one-time password that was printed and a new one of his own; later ones with that.
    /// </summary>
    public async Task<string> SignInAsync(string name)
    {
        using var channel = GrpcChannel.ForAddress(GrpcAddress);
        var sessions = new Sessions.SessionsClient(channel);
        try
        {
            return (await sessions.SignInAsync(new() { Name = name, Password = OwnPassword })).Token;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
            await Eventually.True(() => OneTimePasswords.ContainsKey(name), $"the password of {name} is printed");
            return (await sessions.SignInAsync(new() { Name = name, Password = OneTimePasswords[name], NewPassword = OwnPassword })).Token;
        }
    }

    /// <summary>The first sign-in of somebody for whom an account is made now.</summary>
    /// <param name="name">Of the account, new.</param>
    public async Task<string> NewPersonAsync(string name, string role, string place)
    {
        using var channel = ServerConnection.Open(GrpcAddress, administrator ??= await SignInAsync("admin"));
        var created = await new V1.Accounts.AccountsClient(channel).CreateAccountAsync(
            new() { Name = name, DisplayName = name, Grants = { new Grant { Role = role, Place = place } } });
        return (await new Sessions.SessionsClient(channel).SignInAsync(
            new() { Name = name, Password = created.OneTimePassword, NewPassword = OwnPassword })).Token;
    }

    /// <summary>A way in with a token; closed with the process.</summary>
    public GrpcChannel Open(string token)
    {
        var channel = ServerConnection.Open(GrpcAddress, token);
        lock (gate) channels.Add(channel);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in channels) channel.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Eventually.Bound);
        }
        process.Dispose();
        asking.Dispose();
    }

    private static Process Launch(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Nobody's opscenter.json lies here.
            WorkingDirectory = Path.GetTempPath(),
        };
        // With what the tests bring beside it, for the clock of another day lies there.
        string[] program = ["exec", "--depsfile", In("OpsCenter.Tests.deps.json"), "--runtimeconfig", In("opscenter.runtimeconfig.json"),
            In("opscenter.dll")];
        foreach (var argument in program) start.ArgumentList.Add(argument);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;

        static string In(string file) => Path.Combine(AppContext.BaseDirectory, file);
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (gate) output.AppendLine(line.Data);
    }

    [GeneratedRegex(@"│\s*(admin|operator|dispatcher|adjudicator|reviewer|callback|wall|auditor)\s*│.*?│\s*([^\s│]+)\s*│")]
    private static partial Regex PasswordRow();
}
