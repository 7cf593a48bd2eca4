using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace OpsCenter.Gateway.Hotline;

/// <summary>What the platform says to a result.</summary>
public enum ResultOutcome
{
    /// <summary>It has it.</summary>
    Taken,

    /// <summary>It does not want this one.</summary>
    Refused,

    /// <summary>It takes nothing now, or cannot be reached.</summary>
    Unanswered,
}

/// <param name="Detail">For the log: a status or what went wrong on the way; nothing of what was sent or answered.</param>
/// <param name="RetryAfter">Before then nothing is wanted; null: not said.</param>
public readonly record struct ResultAnswer(ResultOutcome Outcome, string Detail, TimeSpan? RetryAfter = null);

/// <summary>The platform's door for results. What it answers counts by its status alone.</summary>
public sealed class ResultWebhook : IDisposable
{
    private readonly ResultOptions options;
    private readonly TimeProvider time;
    private readonly byte[] key;
    private readonly HttpClient client;

    public ResultWebhook(ResultOptions options, TimeProvider time)
    {
        (this.options, this.time, key) = (options, time, options.SigningKey());
        client = new(new SocketsHttpHandler
        {
            // What is meant for the platform goes nowhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = options.Timeout };
    }

    /// <summary>One try; never longer than <see cref="ResultOptions.Timeout"/>, and no failure of the receiver is an exception.</summary>
    /// <param name="idempotencyKey">The same for every try of one result.</param>
    /// <param name="body">JSON.</param>
    public async Task<ResultAnswer> PostAsync(string idempotencyKey, byte[] body)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json", "utf-8") } },
            Headers =
            {
                { "Idempotency-Key", idempotencyKey },
                { "X-OpsCenter-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
                { "X-OpsCenter-Signature", ResultSignature.Of(key, timestamp, body) },
            },
        };
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new(OutcomeOf(response.StatusCode), $"HTTP {(int)response.StatusCode}", RetryAfter(response.Headers.RetryAfter));
        }
        catch (HttpRequestException failure)
        {
            return new(ResultOutcome.Unanswered, failure.HttpRequestError.ToString());
        }
        catch (OperationCanceledException)
        {
            return new(ResultOutcome.Unanswered, $"no answer within {options.Timeout.TotalSeconds:0.#} s");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>4xx is about the message, unless it says that we are not known, or too fast: then all messages are treated alike.</summary>
    private static ResultOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => ResultOutcome.Taken,
        HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired or HttpStatusCode.RequestTimeout or (HttpStatusCode)425
            or HttpStatusCode.TooManyRequests => ResultOutcome.Unanswered,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ResultOutcome.Refused,
        _ => ResultOutcome.Unanswered,
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? header?.Date - time.GetUtcNow();
}
