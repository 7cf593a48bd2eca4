using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>HTTP of services that answer every question with 200 and a JSON object.</summary>
internal static class JsonHttp
{
    /// <summary>The object that came back, or why there is none.</summary>
    public static async Task<(JsonObject? Json, SendAnswer Failure)> AskAsync(
        HttpClient client, HttpRequestMessage request, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            if (response.StatusCode != HttpStatusCode.OK) return (null, OutboundHttp.OfService(response, time));
            return JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) is JsonObject json
                ? (json, default)
                : (null, SendAnswer.Unanswered("no JSON object was answered"));
        }
        catch (JsonException)
        {
            return (null, SendAnswer.Unanswered("no JSON was answered"));
        }
        catch (Exception failure) when (OutboundHttp.OfFailure(failure, client.Timeout) is { } answer)
        {
            return (null, answer);
        }
    }

    /// <summary>A field as text, whatever it is; empty: it is not there.</summary>
    public static string Text(this JsonObject json, string field) => json[field]?.ToString() ?? "";

    /// <summary>A field as a whole number; -1: it is not there or is none.</summary>
    public static int Number(this JsonObject json, string field) =>
        json[field] is JsonValue value && value.TryGetValue<int>(out var number) ? number : -1;
}
