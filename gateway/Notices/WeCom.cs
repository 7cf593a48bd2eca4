using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>What the answers of 企业微信 mean (全局错误码).</summary>
internal static class WeComAnswer
{
    /// <summary>The frequency of calls is limited by the minute; who goes on calling is limited for longer.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StringContent Content(JsonObject body) => new(body.ToJsonString(Json), System.Text.Encoding.UTF8, "application/json");

    /// <summary>The token is wrong or has run out.</summary>
    public static bool IsOfToken(int code) => code is 40014 or 41001 or 42001;

    public static SendAnswer Of(JsonObject answer)
    {
        var code = answer.Number("errcode");
        return code switch
        {
            0 => SendAnswer.Sent(answer.Text("msgid")),
            45009 or 45033 => SendAnswer.Unanswered($"errcode {code}", Minute),
            // 不合法的成员, 全部接收人无权限或不存在
            40003 or 40031 or 81013 => SendAnswer.Refused($"errcode {code}"),
            _ => SendAnswer.Unanswered($"errcode {code}"),
        };
    }
}

/// <summary>粤政易 app messages to members: a card when there is a link to lead to, else a text.</summary>
public sealed class WeComApp(NoticeChannelOptions options, TimeProvider time) : INoticeSender, IDisposable
{
    private const int MaxText = 2048, MaxTitle = 128, MaxDescription = 512, DuplicateSeconds = 4 * 3600;

    /// <summary>A token is renewed so long before it runs out.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    private readonly WeComOptions wecom = options.WeCom;
    private readonly string secret = options.WeCom.AppSecret();
    private readonly HttpClient client = OutboundHttp.NewClient(options.Timeout);
    private readonly SemaphoreSlim renewing = new(1);
    private volatile Token? token;

    public NoticeChannel Channel => NoticeChannel.WeComApp;

    public async Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        // More than one member, or all of them, is nobody's address.
        if (address.Length == 0 || address.AsSpan().ContainsAny("|@ ")) return SendAnswer.Refused("no member's id");
        for (var tries = 0; ; tries++)
        {
            var (known, failure) = await TokenAsync(cancellation);
            if (known is null) return failure;
            using var request = new HttpRequestMessage(HttpMethod.Post,
                $"{wecom.Url.TrimEnd('/')}/cgi-bin/message/send?access_token={Uri.EscapeDataString(known.Value)}")
            {
                Content = WeComAnswer.Content(Body(address, text)),
            };
            var (json, unanswered) = await JsonHttp.AskAsync(client, request, time, cancellation);
            if (json is null) return unanswered;
            if (WeComAnswer.IsOfToken(json.Number("errcode")) && tries == 0)
            {
                Interlocked.CompareExchange(ref token, null, known);
                continue;
            }
            return IsNamed(json.Text("invaliduser"), address) ? SendAnswer.Refused("invaliduser")
                : IsNamed(json.Text("unlicenseduser"), address) ? SendAnswer.Refused("unlicenseduser")
                : WeComAnswer.Of(json);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        renewing.Dispose();
    }

    private JsonObject Body(string member, NoticeText text)
    {
        var body = new JsonObject
        {
            ["touser"] = member,
            ["agentid"] = wecom.AgentId,
            ["enable_duplicate_check"] = 1,
            ["duplicate_check_interval"] = DuplicateSeconds
        };
        if (text.Link.Length > 0)
        {
            body["msgtype"] = "textcard";
            body["textcard"] = new JsonObject
            {
                ["title"] = NoticeText.Cut([text.Title], MaxTitle, NoticeText.Bytes),
                ["description"] = NoticeText.Cut(text.Lines, MaxDescription, NoticeText.Bytes),
                ["url"] = text.Link,
                ["btntxt"] = "去填报",
            };
        }
        else
        {
            body["msgtype"] = "text";
            body["text"] = new JsonObject { ["content"] = NoticeText.Cut([text.Title, .. text.Lines], MaxText, NoticeText.Bytes) };
        }
        return body;
    }

    private async Task<(Token? Token, SendAnswer Failure)> TokenAsync(CancellationToken cancellation)
    {
        if (token is { } good && time.GetUtcNow() < good.Until) return (good, default);
        await renewing.WaitAsync(cancellation);
        try
        {
            if (token is { } renewed && time.GetUtcNow() < renewed.Until) return (renewed, default);
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                $"{wecom.Url
                    .TrimEnd('/')}/cgi-bin/gettoken?corpid={Uri.EscapeDataString(wecom.CorpId)}&corpsecret={Uri.EscapeDataString(secret)}");
            var (json, failure) = await JsonHttp.AskAsync(client, request, time, cancellation);
            if (json is null) return (null, failure);
            // That we are not let in is no member's fault.
            if (json.Number("errcode") != 0 || json.Text("access_token") is not { Length: > 0 } value)
                return (null, SendAnswer.Unanswered($"gettoken: errcode {json.Number("errcode")}", TimeSpan.FromMinutes(1)));
            var life = TimeSpan.FromSeconds(Math.Max(json.Number("expires_in"), 60));
            token = new(value, time.GetUtcNow() + (life > 2 * Early ? life - Early : life / 2));
            return (token, default);
        }
        finally
        {
            renewing.Release();
        }
    }

    private static bool IsNamed(string users, string member) => users.Split('|').Contains(member, StringComparer.OrdinalIgnoreCase);

    private sealed record Token(string Value, DateTimeOffset Until);
}

/// <summary>
/// 粤政易 group robots. An address is the robot's name, or <c>name@member</c> to mention somebody. What is too long goes in several messages;
/// those that have arrived are not sent again when a later one fails.
/// </summary>
public sealed class WeComRobot(NoticeChannelOptions options, TimeProvider time) : INoticeSender, IDisposable
{
    private const int MaxText = 2048, MaxMarkdown = 4096, MaxPieces = 5, MaxHalfSent = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyDictionary<string, string> keys = options.WeCom.RobotKeys();
    private readonly HttpClient client = OutboundHttp.NewClient(options.Timeout);
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> sent = [];
    private readonly ConcurrentDictionary<string, int> halfSent = [];

    public NoticeChannel Channel => NoticeChannel.WeComRobot;

    public string DestinationOf(string address) => $"{Channel}:{NameOf(address)}";

    public async Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        if (!keys.TryGetValue(NameOf(address), out var key)) return SendAnswer.Refused("no such robot");
        var member = address.IndexOf('@') is var at and >= 0 ? address[(at + 1)..] : "";
        var pieces = NoticeText.Split(text.Whole, member.Length > 0 ? MaxText : MaxMarkdown, NoticeText.Bytes);
        var messages = pieces.Count > MaxPieces ? [.. pieces.Take(MaxPieces - 1), "……详见系统"] : pieces;
        for (var next = halfSent.GetValueOrDefault(text.Key); next < messages.Count; next++)
        {
            if (!IsFree(NameOf(address), out var wait))
                return new(SendOutcome.Waits, "the robot's messages of this minute are used up", wait);
            using var request = new HttpRequestMessage(HttpMethod.Post,
                $"{options.WeCom.Url.TrimEnd('/')}/cgi-bin/webhook/send?key={Uri.EscapeDataString(key)}")
            {
                Content = WeComAnswer.Content(Body(messages[next], member, mentions: next == 0)),
            };
            var (json, failure) = await JsonHttp.AskAsync(client, request, time, cancellation);
            var answer = json is null ? failure : WeComAnswer.Of(json);
            if (answer.Outcome != SendOutcome.Sent) return answer;
            // Forgotten, the worst is that pieces are read twice.
            if (halfSent.Count >= MaxHalfSent) halfSent.Clear();
            halfSent[text.Key] = next + 1;
        }
        halfSent.TryRemove(text.Key, out _);
        return SendAnswer.Sent();
    }

    public void Dispose() => client.Dispose();

    private static string NameOf(string address) => address.Split('@', 2)[0];

    private static JsonObject Body(string content, string member, bool mentions) => member.Length == 0
        ? new() { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["content"] = content } }
        : new()
        {
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = content, ["mentioned_list"] = mentions ? new JsonArray(member) : [] },
        };

    /// <summary>Takes one of the minute's messages.</summary>
    private bool IsFree(string robot, out TimeSpan wait)
    {
        var times = sent.GetOrAdd(robot, _ => new());
        lock (times)
        {
            var now = time.GetUtcNow();
            while (times.TryPeek(out var oldest) && now - oldest >= Minute) times.Dequeue();
            wait = times.Count < options.WeCom.RobotPerMinute ? TimeSpan.Zero : times.Peek() + Minute - now;
            if (wait > TimeSpan.Zero) return false;
            times.Enqueue(now);
            return true;
        }
    }
}
