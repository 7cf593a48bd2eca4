using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OpsCenter.Gateway.Platform.Delivery;
using OpsCenter.Tests.Notices;
using Xunit;

namespace OpsCenter.Tests.Delivery;

public sealed class WebhookClientTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly FakeTimeProvider Time = new(Now);

    /// <summary>Reckoned by another program: <c>printf '1790000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef</c>.</summary>
    [Fact]
    public void A_signature_is_what_the_contract_says() => Assert.Equal(
        "sha256=3d02334942fff50e279f641c1b104ff5f49380d94ff307bb92b1e03f5aee6ff0",
        WebhookSignature.Of("0123456789abcdef"u8, 1_790_000_000, "{}"u8));

    [Theory]
    [InlineData(200, SendOutcome.Sent)]
    [InlineData(204, SendOutcome.Sent)]
    [InlineData(307, SendOutcome.Unanswered)]
    [InlineData(400, SendOutcome.Refused)]
    [InlineData(401, SendOutcome.Unanswered)]
    [InlineData(404, SendOutcome.Refused)]
    [InlineData(407, SendOutcome.Unanswered)]
    [InlineData(408, SendOutcome.Unanswered)]
    [InlineData(422, SendOutcome.Refused)]
    [InlineData(425, SendOutcome.Unanswered)]
    [InlineData(429, SendOutcome.Unanswered)]
    [InlineData(500, SendOutcome.Unanswered)]
    [InlineData(503, SendOutcome.Unanswered)]
    public void What_a_status_says_of_a_message(int status, SendOutcome outcome)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        var answer = OutboundHttp.OfMessage(response, Time);
        Assert.Equal((outcome, outcome == SendOutcome.Sent ? "" : $"HTTP {status}"), (answer.Outcome, answer.Detail));
        Assert.Equal(SendAnswer.Unanswered($"HTTP {status}"), OutboundHttp.OfService(response, Time));
    }

    [Fact]
    public void For_how_long_it_wants_to_be_left_alone_it_says_in_seconds_or_as_a_moment()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), OutboundHttp.OfMessage(response, Time).RetryAfter);
        response.Headers.RetryAfter = new(Now + TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(2), OutboundHttp.OfService(response, Time).RetryAfter);
    }

    [Fact]
    public async Task A_message_comes_signed_and_with_its_key_and_who_is_away_gives_no_answer()
    {
        await using var receiver = new JsonReceiver();
        await receiver.StartAsync();
        var options = new WebhookOptions { Url = receiver.Url, Secret = "a-secret-of-the-tests" };
        using var client = new WebhookClient(options, TimeSpan.FromSeconds(30), Time);
        Assert.Equal(SendAnswer.Sent(), await client.PostAsync("key/1", "{\"a\":1}"u8.ToArray()));
        var (key, signature, timestamp, body) = Assert.Single(receiver.Received);
        Assert.Equal(("key/1", Now.ToUnixTimeSeconds(), "{\"a\":1}"), (key, timestamp, body));
        Assert.Equal(WebhookSignature.Of("a-secret-of-the-tests"u8, timestamp, Encoding.UTF8.GetBytes(body)), signature);
        await receiver.DisposeAsync();
        Assert.Equal(SendAnswer.Unanswered("ConnectionError"), await client.PostAsync("key/2", "{}"u8.ToArray()));
    }
}
