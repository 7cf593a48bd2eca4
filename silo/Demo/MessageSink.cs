using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OpsCenter.Silo.Demo;

/// <summary>
/// Where the demo's reminders arrive: a server on this machine that speaks as much of 企业微信 as the channel asks for, so that they go all the
/// way and nobody is disturbed. What was sent when to whom is seen on the page 填报 → 催报.
/// </summary>
internal sealed class MessageSink : IAsyncDisposable
{
    private readonly WebApplication app;

    private MessageSink(WebApplication app) => this.app = app;

    /// <summary>The settings by which the product sends its reminders there.</summary>
    public IEnumerable<string> Settings =>
        [$"--Notices:Channels:WeCom:Url={Address}", "--Notices:Channels:WeCom:CorpId=demo", "--Notices:Channels:WeCom:AgentId=1",
            "--Notices:Channels:WeCom:Secret=demo"];

    private string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<MessageSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapGet("/cgi-bin/gettoken", context => AnswerAsync(context, new() { ["access_token"] = "demo", ["expires_in"] = 7200 }));
        app.MapPost("/cgi-bin/message/send",
            context => AnswerAsync(context, new() { ["invaliduser"] = "", ["msgid"] = context.TraceIdentifier }));
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, JsonObject answer)
    {
        (answer["errcode"], answer["errmsg"]) = (0, "ok");
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(answer.ToJsonString());
    }
}
