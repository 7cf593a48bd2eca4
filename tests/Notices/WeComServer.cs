using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpsCenter.Tests.Infrastructure;

namespace OpsCenter.Tests.Notices;

/// <summary>
/// 企业微信 as far as reminders go there, with its formats and limits: tokens that run out, members it does not know, texts that are too long,
/// robots that may say twenty things a minute; and 云MAS beside it.
/// </summary>
internal sealed class WeComServer : IAsyncDisposable
{
    public const string CorpId = "ww-test", Secret = "app-secret", RobotKey = "693a91f6-7xxx", EcName = "武江区政数局", ApId = "ops",
        MasKey = "mas-secret", MasSign = "Q9xl";
    private readonly WebApplication app;
    private readonly int port = FreePorts.Next();
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> robots = [];
    private int tokens;

    private WeComServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        app = builder.Build();
        app.Use(async (context, next) =>
        {
            if (IsAway) context.Response.StatusCode = 503;
            else await next(context);
        });
        app.MapGet("/cgi-bin/gettoken", GetToken);
        app.MapPost("/cgi-bin/message/send", (Delegate)SendAsync);
        app.MapPost("/cgi-bin/webhook/send", (Delegate)SayAsync);
        app.MapPost("/sms/norsubmit", (Delegate)SubmitAsync);
    }

    public string Url => $"http://localhost:{port}";

    public bool IsAway { get; set; }

    /// <summary>The token that is in force; another answers 42001.</summary>
    public string? Token { get; private set; }

    public int TokensGiven => tokens;

    /// <summary>The next calls that are limited.</summary>
    public int Limited { get; set; }

    public HashSet<string> Members { get; } = ["zhangsan", "lisi"];

    /// <summary>By which the limit of the robots is counted.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ConcurrentQueue<JsonObject> AppMessages { get; } = [];

    public ConcurrentQueue<JsonObject> RobotMessages { get; } = [];

    public ConcurrentQueue<JsonObject> ShortMessages { get; } = [];

    /// <summary>What robots were asked although their minute was used up.</summary>
    public int TooMany { get; private set; }

    public static async Task<WeComServer> StartAsync(TimeProvider? time = null)
    {
        var server = new WeComServer { Time = time ?? TimeProvider.System };
        await server.app.StartAsync();
        return server;
    }

    public void ExpireToken() => Token = "none";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private static IResult Error(int code, string message) => Results.Json(new JsonObject { ["errcode"] = code, ["errmsg"] = message });

    private IResult GetToken(HttpContext context)
    {
        if (context.Request.Query["corpid"] != CorpId || context.Request.Query["corpsecret"] != Secret)
            return Error(40001, "invalid credential");
        Token = $"token-{Interlocked.Increment(ref tokens)}";
        return Results.Json(new JsonObject { ["errcode"] = 0, ["errmsg"] = "ok", ["access_token"] = Token, ["expires_in"] = 7200 });
    }

    private async Task<IResult> SendAsync(HttpContext context)
    {
        if (context.Request.Query["access_token"] != Token) return Error(42001, "access_token expired");
        if (Limited > 0)
        {
            Limited--;
            return Error(45009, "api freq out of limit");
        }
        var message = await ReadAsync(context);
        if (message["agentid"]?.GetValue<int>() != 1000002) return Error(40056, "invalid agentid");
        var (card, text) = (message["textcard"], message["text"]);
        if (text is not null && Bytes(text["content"]) > 2048) return Error(45002, "content size out of limit");
        if (card is not null && (Bytes(card["title"]) > 128 || Bytes(card["description"]) > 512 || Bytes(card["url"]) == 0))
            return Error(45002, "content size out of limit");
        var members = $"{message["touser"]}".Split('|');
        var unknown = members.Where(member => !Members.Contains(member)).ToArray();
        if (unknown.Length == members.Length && unknown[0] == "nobody") return Error(81013, "user & party & tag all invalid");
        AppMessages.Enqueue(message);
        return Results.Json(new JsonObject
        {
            ["errcode"] = 0,
            ["errmsg"] = "ok",
            ["invaliduser"] = string.Join('|', unknown).ToLowerInvariant(),
            ["msgid"] = $"m{AppMessages.Count}",
        });
    }

    private async Task<IResult> SayAsync(HttpContext context)
    {
        if (context.Request.Query["key"] != RobotKey) return Error(93000, "invalid webhook url");
        var times = robots.GetOrAdd(RobotKey, _ => new());
        lock (times)
        {
            var now = Time.GetUtcNow();
            while (times.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1)) times.Dequeue();
            if (times.Count >= 20)
            {
                TooMany++;
                return Error(45009, "api freq out of limit");
            }
            times.Enqueue(now);
        }
        if (Limited > 0 && Limited-- == 1) return Error(45009, "api freq out of limit");
        var message = await ReadAsync(context);
        if (Bytes(message["text"]?["content"]) > 2048 || Bytes(message["markdown"]?["content"]) > 4096)
            return Error(40058, "content exceed max length");
        RobotMessages.Enqueue(message);
        return Error(0, "ok");
    }

    private async Task<IResult> SubmitAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var message = (JsonObject)JsonNode.Parse(Convert.FromBase64String(await reader.ReadToEndAsync()))!;
        var signed = $"{EcName}{ApId}{MasKey}{message["mobiles"]}{message["content"]}{MasSign}{message["addSerial"]}";
#pragma warning disable CA5351
        var mac = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5351
        if ($"{message["mac"]}" != mac)
            return Results.Json(new JsonObject { ["msgGroup"] = "", ["rspcod"] = "IllegalMac", ["success"] = false });
        ShortMessages.Enqueue(message);
        return Results.Json(new JsonObject { ["msgGroup"] = $"g{ShortMessages.Count}", ["rspcod"] = "success", ["success"] = true });
    }

    private static int Bytes(JsonNode? text) => text is null ? 0 : Encoding.UTF8.GetByteCount($"{text}");

    private static async Task<JsonObject> ReadAsync(HttpContext context) => (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
}
