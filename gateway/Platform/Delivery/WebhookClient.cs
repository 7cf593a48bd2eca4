using System.Globalization;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>Posts signed messages to a receiver, whose answer counts by its status alone. For all threads.</summary>
public sealed class WebhookClient(WebhookOptions options, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly byte[] key = options.SigningKey();
    private readonly HttpClient client = OutboundHttp.NewClient(timeout);

    /// <summary>One attempt; it ends within the timeout, and no failure of the receiver is an exception.</summary>
    /// <param name="idempotencyKey">The same for every attempt of one message.</param>
    /// <param name="body">JSON.</param>
    public async Task<SendAnswer> PostAsync(string idempotencyKey, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } },
            Headers =
            {
                { "Idempotency-Key", idempotencyKey },
                { "X-OpsCenter-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "X-OpsCenter-Signature", WebhookSignature.Of(key, timestamp, body) },
            },
        };
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return OutboundHttp.OfMessage(response, time);
        }
        catch (Exception failure) when (OutboundHttp.OfFailure(failure, timeout) is { } answer)
        {
            return answer;
        }
    }

    public void Dispose() => client.Dispose();
}
