using System.Net.Http.Json;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using Xunit;

namespace OpsCenter.Tests.Identity;

/// <summary>An installation of its own, because its clock is put forward.</summary>
public class RenewalTests
{
    [Fact]
    public async Task A_session_slides_while_somebody_works_and_ends_when_nobody_does()
    {
        await using var gateway = new GatewayFixture();
        await gateway.InitializeAsync();
        var session = await gateway.SessionAsync("worker", new AccountGrant("operator", "440203"));
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = gateway.Http };
        var signedIn = await client.PostAsJsonAsync("/v1/session:signIn", new { name = "worker", password = "Right-Password-1" });
        Assert.True(signedIn.Headers.Contains("Set-Cookie"));
        Assert.False((await client.GetAsync("/v1/session")).Headers.Contains("Set-Cookie"));

        for (var hours = 0; hours < 48; hours += 6)
        {
            gateway.Time.Ahead += TimeSpan.FromHours(6);
            var answer = await client.GetAsync("/v1/session");
            answer.EnsureSuccessStatusCode();
            Assert.True(answer.Headers.Contains("Set-Cookie"));
        }
        var idle = await Assert.ThrowsAsync<RpcException>(
            async () => await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(session.Token)));
        Assert.Equal("SIGN_IN_REQUIRED", Failure.ReasonOf(idle));
        gateway.Time.Ahead += TimeSpan.FromHours(12);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/session")).StatusCode);
    }
}
