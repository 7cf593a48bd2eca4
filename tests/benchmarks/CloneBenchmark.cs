using System.Diagnostics;
using System.Text.RegularExpressions;
using Grpc.Core;
using OpsCenter.Benchmarks.Host;
using OpsCenter.Benchmarks.Reporting;
using OpsCenter.Hall;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;

namespace OpsCenter.Benchmarks;

/// <summary>
/// README's first command in a clean clone, until the wall that its link opens shows a hall with people in it. Packages come from the
/// caches of this machine where they have been fetched before; NUGET_PACKAGES and npm_config_cache set to empty folders show the first time
/// ever.
/// </summary>
internal sealed partial class CloneBenchmark : IBenchmark
{
    private const string District = "440203", Hall = "H1";
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(60), Patience = TimeSpan.FromMinutes(20);

    public string Name => "clone";

    public string Description => "a clean clone and the first command, until the wall lives";

    public async Task RunAsync(Stores stores, Report report)
    {
        var bare = await BareAsync();
        var folder = Directory.CreateTempSubdirectory("opscenter-clone-").FullName;
        try
        {
            var begin = Stopwatch.GetTimestamp();
            var began = DateTime.UtcNow;
            await ChildProcess.RunAsync("git", "clone", "--quiet", ChildProcess.Repository(), folder);
            var (http, grpc) = (FreePorts.Next(), FreePorts.Next());
            using var process =
                Start(folder, "run", "--project", "silo", "--", "demo", $"--Gateway:HttpPort={http}", $"--Gateway:GrpcPort={grpc}");
            TimeSpan link, frame;
            try
            {
                var password = await LinkAsync(process).WaitAsync(Patience);
                link = Stopwatch.GetElapsedTime(begin);
                await LivingWallAsync(grpc, password).WaitAsync(Patience);
                frame = Stopwatch.GetElapsedTime(begin);
            }
            finally
            {
                await EndAsync(process);
            }
            report.Add(new(
                "clean clone to the living wall by the first command", "SQLite", $"{frame.TotalSeconds:0} s",
                $"{bare.TotalSeconds:0} s (an empty program with Orleans)",
                $"≤ {Target.TotalSeconds:0} s", frame <= Target));
            Report.Note(
                $"seconds after the begin: packages restored {At("silo/obj/project.assets.json")}, "
                    + $"npm's {At("gateway/web/node_modules/.package-lock.json")}, "
                + $"pages built {At("gateway/web/dist/index.html")}, actors "
                + $"compiled {At("grains/obj/Debug/net10.0/OpsCenter.Grains.dll")}, "
                + $"gateway {At("gateway/obj/Debug/net10.0/OpsCenter.Gateway.dll")}, "
                + $"silo {At("silo/obj/Debug/net10.0/opscenter.dll")}, link printed {link.TotalSeconds:0}, "
                + $"wall alive {frame.TotalSeconds:0}");

            string At(string file) => $"{(File.GetLastWriteTimeUtc(Path.Combine(folder, file)) - began).TotalSeconds:0}";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// What no program of this kind can go below: one file with ASP.NET Core and a silo, restored, compiled and started by the same
    /// command.
    /// </summary>
    private static async Task<TimeSpan> BareAsync()
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-bare-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "bare.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
                  <ItemGroup><PackageReference Include="Microsoft.Orleans.Server" Version="10.4.2" /></ItemGroup>
                </Project>
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), $"""
                var builder = WebApplication.CreateBuilder(args);
                builder.WebHost.UseUrls("http://localhost:{FreePorts.Next()}");
                builder.UseOrleans(silo => silo.UseLocalhostClustering({FreePorts.Next()}, {FreePorts.Next()}));
                var app = builder.Build();
                app.MapGet("/", () => "bare");
                await app.StartAsync();
                Console.WriteLine("ready");
                await app.WaitForShutdownAsync();
                """);
            var begin = Stopwatch.GetTimestamp();
            using var process = Start(folder, "run");
            try
            {
                await LineAsync(process, Ready()).WaitAsync(Patience);
                return Stopwatch.GetElapsedTime(begin);
            }
            finally
            {
                await EndAsync(process);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> LinkAsync(Process process) => (await LineAsync(process, Link())).Groups["password"].Value;

    private static async Task<Match> LineAsync(Process process, Regex wanted)
    {
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (wanted.Match(line) is { Success: true } found) return found;
            said.Add(line);
        }
        throw new InvalidOperationException($"The first command has ended:\n{string.Join('\n', said.TakeLast(20))}");
    }

    /// <summary>Signs in as the link does and watches until people have taken tickets.</summary>
    private static async Task LivingWallAsync(int port, string password)
    {
        using var door = Grpc.Net.Client.GrpcChannel.ForAddress($"http://localhost:{port}");
        var session = await new Sessions.SessionsClient(door).SignInAsync(new() { Name = "wall", Password = password });
        using var channel = Product.Connect(port, session.Token);
        while (true)
        {
            try
            {
                using var watching = new Screens.ScreensClient(channel).Watch(new() { Theme = HallKeys.Hall(new(District), Hall) });
                await foreach (var frame in watching.ResponseStream.ReadAllAsync())
                    if (frame.Hall?.Total?.Taken > 0 || frame.HallDelta?.Total?.Taken > 0) return;
            }
            catch (RpcException notYet) when (notYet.StatusCode is StatusCode.NotFound or StatusCode.Unavailable)
            {
                // The demo has not described its hall yet.
                await Task.Delay(50);
            }
        }
    }

    private static Process Start(string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    private static async Task EndAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    [GeneratedRegex("#signin=wall:(?<password>\\S+)")]
    private static partial Regex Link();

    [GeneratedRegex("^ready$")]
    private static partial Regex Ready();
}
