using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Hotline;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.Hotline;
using OpsCenter.Silo.CommandLine;
using OpsCenter.Silo.Hosting;
using OpsCenter.Tests.Files;
using OpsCenter.Tests.Infrastructure;
using OpsCenter.V1;
using Xunit;
using Order = OpsCenter.V1.Order;

namespace OpsCenter.Tests.Hotline;

/// <summary>
/// The whole product on SQLite in this process, with the hotline of 武江区 as it ships; tests have orders of their own in it.
/// </summary>
public sealed class HotlineGateway : IAsyncLifetime
{
    public const string District = "440203";

    public const string Noise = "环境保护/环境污染/噪音污染", Phone = "13812348000", Caller = "欧阳建国";

    private readonly string folder = Directory.CreateTempSubdirectory("hotline").FullName;
    private readonly int grpcPort = FreePorts.Next(), httpPort = FreePorts.Next();
    private WebApplication? app;
    private int orders;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = OpsCenterHost.Build(
        [
            "--Storage:Provider=sqlite", $"--Storage:DataFolder={folder}", $"--Gateway:HttpPort={httpPort}",
            $"--Gateway:GrpcPort={grpcPort}",
            $"--Identity:Districts:0={District}", "--Identity:PasswordRounds=1000", "--Identity:SignInsPerMinute=10000",
            "--Identity:SessionCache=00:00:00",
            "--Hotline:RulebookFor=00:00:00",
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var hotline = await File.ReadAllBytesAsync(SampleFiles.PathOf("wujiang-hotline.yaml"), TestContext.Current.CancellationToken);
        await (await ForAsync("operator")).Hotline.DefineHotlineAsync(
            new() { District = District, FileName = "wujiang-hotline.yaml", Content = ByteString.CopyFrom(hotline) });
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody with this role at this place.</summary>
    public Task<Person> ForAsync(string role, string place = District) => ForAsync(new AccountGrant(role, place));

    /// <summary>Somebody with these roles.</summary>
    public async Task<Person> ForAsync(params AccountGrant[] grants)
    {
        var name = $"test-{string.Join('-', grants.Select(grant => $"{grant.Role}-{grant.Place.Replace('/', '_')}"))}".ToLowerInvariant();
        var accounts = Services.GetRequiredService<LocalAccounts>();
        var token = "";
        foreach (var grant in grants) token = (await accounts.IssueTokenAsync(name, grant, TimeSpan.FromDays(1), "test")).Token;
        return new(name, $"http://localhost:{grpcPort}", token);
    }

    /// <summary>A call that the platform has accepted: a neighbour's renovation at night, in a housing estate.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> CallAsync(Action<OrderRecord>? with = null)
    {
        var number = $"GD{Interlocked.Increment(ref orders):000}";
        var record = new OrderRecord
        {
            Number = number,
            ReceivedAt = TestDay.Now.AddMinutes(-5).ToTimestamp(),
            Type = V1.OrderType.Complaint,
            Topic = Noise,
            Title = $"装修噪音扰民 {number}",
            Content = $"楼上装修，夜间电钻声很大，请联系 {Phone}。",
            CallerName = Caller,
            CallerPhone = Phone,
            Place = "440203001",
            PlaceKind = "住宅小区",
            Address = "新华北路 12 号 3 栋 501",
            Channel = "电话",
        };
        with?.Invoke(record);
        var content = Services.GetRequiredService<OrderPrivacy>().Conceal(new(District), record);
        var answers = await Services.GetRequiredService<IGrainFactory>().GetGrain<IOrder>(HotlineKeys.Order(new(District), number)).Handle(
            [new("", record.ReceivedAt.ToDateTimeOffset(), new DeliverOrder(content, IsAccepted: true, Route: true))], "platform");
        Assert.Null(answers[0].Refusal);
        return number;
    }

    /// <summary>The same, dispatched to a department.</summary>
    public async Task<string> DispatchedAsync(string lead, Action<OrderRecord>? with = null, params string[] assisting)
    {
        var number = await CallAsync(with);
        var order = await (await ForAsync("dispatcher")).ActAsync(number,
            request => request.Dispatch = new() { Lead = lead, Assisting = { assisting } });
        Assert.Equal((V1.OrderStage.AwaitingClaim, lead), (order.Summary.Stage, order.Summary.Department));
        return number;
    }

    /// <summary>Completes when all that has been done stands in the lists.</summary>
    public Task CaughtUpAsync() => Services.GetRequiredService<IGrainFactory>().GetGrain<IOrderIndexer>(District).CatchUpAsync();

    /// <summary>The status and the reason with which a call is refused.</summary>
    public static async Task<(StatusCode Status, string Reason)> RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return (refused.StatusCode, Failure.ReasonOf(refused));
    }

    /// <summary>Somebody at the public door.</summary>
    /// <param name="Name">The account's.</param>
    /// <param name="Address">Of the door.</param>
    /// <param name="Token">A bearer token.</param>
    public sealed record Person(string Name, string Address, string Token)
    {
        public Grpc.Net.Client.GrpcChannel Channel { get; } = ServerConnection.Open(Address, Token);

        public V1.Hotline.HotlineClient Hotline => new(Channel);

        public async Task<Order> ActAsync(string number, Action<ActOnOrderRequest> how)
        {
            var request = new ActOnOrderRequest { District = District, Number = number };
            how(request);
            return await Hotline.ActOnOrderAsync(request);
        }

        public async Task<Order> GetAsync(string number) => await Hotline.GetOrderAsync(new() { District = District, Number = number });

        public async Task<V1.OrderStory> StoryAsync(string number) =>
            await Hotline.GetOrderStoryAsync(new() { District = District, Number = number });

        public async Task<RevealedOrder> RevealAsync(string number, string reason = "核实来电人所述情况") =>
            await Hotline.RevealOrderAsync(new() { District = District, Number = number, Reason = reason });
    }
}

[CollectionDefinition("hotline")]
public sealed class HotlineCollection : ICollectionFixture<HotlineGateway>;
