using System.Net;
using System.Text.Json.Nodes;

namespace OpsCenter.Gateway.Notices;

/// <summary>HTTP as all channels speak it: what is meant for one receiver goes nowhere else, and a failure is an answer.</summary>
internal static class ChannelHttp
{
    private const int MostAnswer = 64 * 1024;

    public static HttpClient New(TimeSpan timeout) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MostAnswer,
    };

    /// <summary>The JSON that came back, or why there is none.</summary>
    public static async Task<(JsonObject? Json, SendAnswer Failure)> AskAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            if (response.StatusCode != HttpStatusCode.OK)
                return (null, SendAnswer.Unanswered($"HTTP {(int)response.StatusCode}", response.Headers.RetryAfter?.Delta));
            return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) is JsonObject json
                ? (json, default)
                : (null, SendAnswer.Unanswered("no JSON object was answered"));
        }
        catch (HttpRequestException failure)
        {
            return (null, SendAnswer.Unanswered(failure.HttpRequestError.ToString()));
        }
        catch (System.Text.Json.JsonException)
        {
            return (null, SendAnswer.Unanswered("no JSON was answered"));
        }
        catch (OperationCanceledException)
        {
            return (null, SendAnswer.Unanswered($"no answer within {client.Timeout.TotalSeconds:0.#} s"));
        }
    }

    /// <summary>A field as text, whatever it is; empty: it is not there.</summary>
    public static string Text(this JsonObject json, string field) => json[field]?.ToString() ?? "";

    public static int Number(this JsonObject json, string field) => json[field] is JsonValue value && value.TryGetValue<int>(out var number) ? number : -1;
}
