using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Gateway.Platform.Ingest;
using OpsCenter.Kernel;
using OpsCenter.Quarantine;
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
        var refused =
            await Assert.ThrowsAsync<RpcException>(async () => await echo.SayAsync(new() { District = District, Text = "12345678901" }));
        Assert.Equal((StatusCode.InvalidArgument, true), (refused.StatusCode, refused.Status.Detail.Contains("10")));
        using var wall = ServerConnection.Open($"http://localhost:{grpc}", await TokenAsync("screen"));
        Assert.Equal(
            StatusCode.PermissionDenied,
            (await Assert.ThrowsAsync<RpcException>(
                async () => await new V1.Echo.EchoClient(wall).SayAsync(new() { District = District }))).StatusCode);

        // Its theme is on a screen, and its due scan has looked by itself.
        var theme = await SeenAsync(wall, theme => theme.Count == 2);
        Assert.Contains(theme.Last, (string[])["你好", "looked"]);

        // What it said is there after a start, from the journal and from its checkpoint.
        await StopAsync();
        await StartAsync();
        using var again = ServerConnection.Open($"http://localhost:{grpc}", await TokenAsync("screen"));
        Assert.Equal(2, (await SeenAsync(again, _ => true)).Count);
    }

    [Fact]
    public async Task A_subject_that_reads_records_has_a_quarantine()
    {
        var intake = ActivatorUtilities.CreateInstance<EchoIntake>(app.Services);
        var target = new IngestTarget(new(District), "notes");
        V1.Note Note(string id, string text) => new() { Id = id, Text = text };
        var taken = await intake.SubmitAsync(target, Note("a", "好"), Note("b", ""), Note("c", "12345678901"));
        Assert.Equal((1, 2), (taken.Accepted, taken.Quarantined));

        // What is wrong with its form and what the actor refused wait for a person, page by page.
        var first = await intake.ListHeldAsync(target, 1, "");
        var (entry, record) = Assert.Single(first.Records);
        Assert.Equal(("b", "missing_text", "source", 2, "b"), (record.Id, entry.Code, entry.Sender, first.Total, first.Next));
        var rest = await intake.ListHeldAsync(target, 10, first.Next);
        Assert.Equal(("12345678901", "too_long", ""), (rest.Records.Single().Record.Text, rest.Records[0].Entry.Code, rest.Next));

        // Mended it is counted and gone, whatever id whoever mends it writes; what is still wrong stays.
        Assert.Equal(1, (await intake.ResubmitAsync(target, "c", Note("c", "still far too long"), "mender")).Quarantined);
        Assert.Equal(1, (await intake.ResubmitAsync(target, "c", Note("x", "short"), "mender")).Accepted);
        Assert.Equal(StatusCode.NotFound, await RefusedAsync(() => intake.ResubmitAsync(target, "c", Note("c", "short"), "mender")));
        Assert.Equal(1, (await intake.SubmitAsync(target, Note("c", "short"))).Repeats);

        // A reason is needed to let one go, and keeps nothing personal.
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(() => intake.DismissAsync(target, "b", "", "mender")));
        await intake.DismissAsync(target, "b", "13800138000 误报", "mender");
        Assert.Empty((await intake.ListHeldAsync(target, 0, "")).Records);
        var rows = await app.Services.GetRequiredService<IJournalReader>().ReadStreamAsync(IQuarantine.Key(new(District), "notes"), 0, 100);
        var catalogue = app.Services.GetRequiredService<EventCatalogue>();
        var releases = rows.Select(row => catalogue.Read(row.Kind, row.Payload)).OfType<RecordReleased>();
        Assert.Equal([new("c", true, ""), new RecordReleased("b", false, "138****8000 误报")], releases);
    }

    private static async Task<StatusCode> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;

    private static async Task<V1.EchoTheme> SeenAsync(ChannelBase channel, Func<V1.EchoTheme, bool> isMeant)
    {
        using var bound = new CancellationTokenSource(Kernel.Eventually.Bound);
        while (true)
        {
            try
            {
                using var call = new Screens.ScreensClient(channel).Watch(new() { Theme = $"{District}/echo/wall" },
                    cancellationToken: bound.Token);
                await foreach (var frame in call.ResponseStream.ReadAllAsync(bound.Token))
                    if (frame.BodyCase == Frame.BodyOneofCase.Other && frame.Other.TryUnpack<V1.EchoTheme>(out var theme) && isMeant(theme))
                        return theme;
            }
            catch (RpcException early) when (early.StatusCode == StatusCode.NotFound)
            {
                await Task.Delay(50, bound.Token);
            }
        }
    }

    private async Task<string> TokenAsync(string role) =>
        (await app.Services.GetRequiredService<LocalAccounts>()
            .IssueTokenAsync($"{role}-{Guid.NewGuid():N}", new AccountGrant(role, District), TimeSpan.FromDays(1), "test")).Token;

    private async Task StartAsync()
    {
        app = OpsCenterHost.Build(
            [
                $"--Storage:DataFolder={folder}", $"--Gateway:HttpPort={FreePorts.Next()}", $"--Gateway:GrpcPort={grpc}",
                "--Identity:PasswordRounds=1000",
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
