using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Gateway.Platform.Privacy;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>云MAS short messages (普通短信, <c>norsubmit</c>): base64 of JSON, with a mac over its fields.</summary>
public sealed partial class CloudMas(NoticeChannelOptions options, TimeProvider time) : INoticeSender, IDisposable
{
    private static readonly TimeSpan NotLetIn = TimeSpan.FromMinutes(1);

    private readonly CloudMasOptions mas = options.Sms;
    private readonly string key = options.Sms.Key();
    private readonly HttpClient client = OutboundHttp.NewClient(options.Timeout);

    public NoticeChannel Channel => NoticeChannel.Sms;

    public async Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        var mobile = PhoneNumber.Canonical(address);
        if (!Mobile().IsMatch(mobile)) return SendAnswer.Refused("no mobile number");
        using var request = new HttpRequestMessage(HttpMethod.Post, mas.Url)
        {
            Content = new StringContent(Body(mobile, Content(text)), Encoding.UTF8, "application/json"),
        };
        var (json, failure) = await JsonHttp.AskAsync(client, request, time, cancellation);
        if (json is null) return failure;
        var code = json.Text("rspcod");
        if (code == "success" && json["success"] is JsonValue value && value.TryGetValue<bool>(out var isTaken) && isTaken)
            return SendAnswer.Sent(json.Text("msgGroup"));
        return code switch
        {
            "InvalidMessage" or "TooManyMobiles" => SendAnswer.Refused(code),
            // Of us, not of the receiver: somebody must put it right first.
            "IllegalMac" or "IllegalSignId" or "NoSignId" or "InvalidUsrOrPwd" => SendAnswer.Unanswered(code, NotLetIn),
            _ => SendAnswer.Unanswered(code.Length is > 0 and <= 40 ? code : "no rspcod"),
        };
    }

    public void Dispose() => client.Dispose();

    /// <summary>In one line, as much as the segments hold.</summary>
    internal string Content(NoticeText text) =>
        NoticeText.Cut([text.Title, .. text.Lines], mas.Characters, NoticeText.Characters).Replace("\n· ", "，", StringComparison.Ordinal)
            .Replace('\n', '。');

    private string Body(string mobile, string content)
    {
        var signed = $"{mas.EcName}{mas.ApId}{key}{mobile}{content}{mas.Sign}{mas.AddSerial}";
        var json = new JsonObject
        {
            ["ecName"] = mas.EcName,
            ["apId"] = mas.ApId,
            ["mobiles"] = mobile,
            ["content"] = content,
            ["sign"] = mas.Sign,
            ["addSerial"] = mas.AddSerial,
            ["mac"] = Mac(signed),
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString(WeComAnswer.Json)));
    }

    /// <summary>The interface demands MD5; what it protects goes over TLS.</summary>
#pragma warning disable CA5351
    private static string Mac(string signed) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5351

    [GeneratedRegex(@"^1[3-9]\d{9}$")]
    private static partial Regex Mobile();
}
