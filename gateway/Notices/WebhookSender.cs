using System.Text;
using System.Text.Json.Nodes;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Notices;

namespace OpsCenter.Gateway.Notices;

/// <summary>Reminders as signed JSON (<see cref="WebhookSignature"/>), each with an Idempotency-Key by which repeats are told.</summary>
public sealed class WebhookSender(NoticeChannelOptions options, TimeProvider time) : INoticeSender, IDisposable
{
    private readonly Dictionary<string, WebhookClient> receivers = options.Webhooks.ToDictionary(
        webhook => webhook.Key, webhook => new WebhookClient(webhook.Value, options.Timeout, time));

    public NoticeChannel Channel => NoticeChannel.Webhook;

    public string DestinationOf(string address) => $"{Channel}:{address}";

    public async Task<SendAnswer> SendAsync(Person recipient, string address, NoticeText text, CancellationToken cancellation)
    {
        if (!receivers.TryGetValue(address, out var receiver)) return SendAnswer.Refused("no such receiver");
        var body = new JsonObject
        {
            ["key"] = text.Key,
            ["recipient"] = new JsonObject { ["code"] = recipient.Code, ["name"] = recipient.Name, ["account"] = recipient.Account },
            ["title"] = text.Title,
            ["lines"] = new JsonArray([.. text.Lines.Select(line => (JsonNode)line)]),
            ["link"] = text.Link,
        };
        return await receiver.PostAsync(text.Key, Encoding.UTF8.GetBytes(body.ToJsonString(WeComAnswer.Json)));
    }

    public void Dispose()
    {
        foreach (var receiver in receivers.Values) receiver.Dispose();
    }
}
