using System.Net;

namespace OpsCenter.Gateway.Platform.Delivery;

/// <summary>HTTP to other systems: what is meant for one goes nowhere else, and a failure is an answer.</summary>
public static class OutboundHttp
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    /// <param name="timeout">For how long an answer is waited for.</param>
    public static HttpClient NewClient(TimeSpan timeout) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    /// <summary>What a status says where it speaks of the message: 4xx refuses it.</summary>
    public static SendAnswer OfMessage(HttpResponseMessage response, TimeProvider time) => OutcomeOf(response.StatusCode) switch
    {
        SendOutcome.Sent => SendAnswer.Sent(),
        SendOutcome.Refused => SendAnswer.Refused(Detail(response)),
        _ => OfService(response, time),
    };

    /// <summary>What a status says where the message is spoken of in the body: nothing is known of the message.</summary>
    public static SendAnswer OfService(HttpResponseMessage response, TimeProvider time) =>
        SendAnswer.Unanswered(Detail(response), RetryAfter(response, time));

    /// <summary>What an exception says; null: it is not one of the way there.</summary>
    public static SendAnswer? OfFailure(Exception failure, TimeSpan timeout) => failure switch
    {
        HttpRequestException broken => SendAnswer.Unanswered(broken.HttpRequestError.ToString()),
        OperationCanceledException => SendAnswer.Unanswered($"no answer within {timeout.TotalSeconds:0.#} s"),
        _ => null,
    };

    /// <summary>4xx is about the message, unless it says that we are not known, or too fast: then all messages are treated alike.</summary>
    private static SendOutcome OutcomeOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SendOutcome.Sent,
        HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired or HttpStatusCode.RequestTimeout or (HttpStatusCode)425
            or HttpStatusCode.TooManyRequests => SendOutcome.Unanswered,
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => SendOutcome.Refused,
        _ => SendOutcome.Unanswered,
    };

    private static string Detail(HttpResponseMessage response) => $"HTTP {(int)response.StatusCode}";

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
}
