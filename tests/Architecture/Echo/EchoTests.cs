using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Architecture.Echo;

/// <summary>A subject is a folder, and a line: one that the product does not know is put into it from outside, and lives.</summary>
public sealed class EchoTests : IAsyncLifetime
{
    private const string District = "440203";
    private readonly string folder = Directory.CreateTempSubdirectory("opscenter-echo-").FullName;
    private readonly int grpc = FreePorts.Next();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_subject_of_another_assembly_is_heard_and_seen()
    {
        using var channel = ServerConnection.Open($"http://localhost:{grpc}", await TokenAsync("source"));
        var echo = new V1.Echo.EchoClient(channel);
        Assert.Equal(1, (await echo.SayAsync(new() { District = District, Text = "你好" })).Version);
        // Its rules, its options and its rights are its own.
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await echo.SayAsync(new() { District = District, Text = "12345678901" }));
        Assert.Equal((StatusCode.InvalidArgument, true), (refused.StatusCode, refused.Status.Detail.Contains("10")));
        using var wall = ServerConnection.Open($"http://localhost:{grpc}", await TokenAsync("screen"));
        Assert.Equal(
            StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(async () => await new V1.Echo.EchoClient(wall).SayAsync(new() { District = District }))).StatusCode);

        // Its theme is on a screen, and its due scan has looked by itself.
        var theme = await SeenAsync(wall, theme => theme.Count == 2);
        Assert.Contains(theme.Last, (string[])["你好", "looked"]);

        // What it said is there after a start, from the journal and from its checkpoint.
        await StopAsync();
        await StartAsync();
        using var again = ServerConnection.Open($"http://localhost:{grpc}", await TokenAsync("screen"));
        Assert.Equal(2, (await SeenAsync(again, _ => true)).Count);
    }

    private static async Task<V1.EchoTheme> SeenAsync(ChannelBase channel, Func<V1.EchoTheme, bool> isMeant)
    {
        using var bound = new CancellationTokenSource(Kernel.Eventually.Bound);
        while (true)
        {
            try
            {
                using var call = new Screens.ScreensClient(channel).Watch(new() { Theme = $"{District}/echo/wall" }, cancellationToken: bound.Token);
                await foreach (var frame in call.ResponseStream.ReadAllAsync(bound.Token))
                    if (frame.BodyCase == Frame.BodyOneofCase.Other && frame.Other.TryUnpack<V1.EchoTheme>(out var theme) && isMeant(theme)) return theme;
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.NotFound)
            {
                await Task.Delay(50, bound.Token);
            }
        }
    }

    private async Task<string> TokenAsync(string role) =>
        (await app.Services.GetRequiredService<LocalAccounts>().IssueTokenAsync($"{role}-{Guid.NewGuid():N}", new AccountGrant(role, District), TimeSpan.FromDays(1), "test")).Token;

    private async Task StartAsync()
    {
        app = OpsCenterHost.Build(
            [
                $"--Storage:DataFolder={folder}", $"--Gateway:HttpPort={FreePorts.Next()}", $"--Gateway:GrpcPort={grpc}", "--Identity:PasswordRounds=1000",
                "--Serilog:MinimumLevel:Default=Error",
            ],
            subjects: [.. Subjects.All, new EchoGateway()]);
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task StopAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
