using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using OpsCenter.Accounts;
using OpsCenter.Gateway.Platform.Errors;
using OpsCenter.Gateway.Platform.Identity;
using OpsCenter.V1;
using Xunit;

namespace OpsCenter.Tests.Identity;

[Collection("identity")]
public class SignInTests(GatewayFixture gateway)
{
    private static readonly AccountGrant Operator = new("operator", GatewayFixture.District);

    [Fact]
    public async Task The_first_start_creates_its_accounts_once()
    {
        Assert.Equal(
            ["admin", "operator", "dispatcher", "adjudicator", "reviewer", "callback", "wall", "auditor"],
            gateway.FirstPasswords.Select(account => account.Name));
        Assert.Empty(await ((FirstStart)gateway.Services.GetService(typeof(FirstStart))!).RunAsync());
        var accounts = (await gateway.Accounts.ListAsync()).ToDictionary(account => account.Name);
        Assert.Equal([new AccountGrant("administrator", "*")], accounts["admin"].Grants);
        Assert.Equal([new AccountGrant("auditor", "440203"), new AccountGrant("auditor", "system")], accounts["auditor"].Grants);
    }

    [Fact]
    public async Task Two_first_starts_at_once_give_every_password_once()
    {
        await using var fresh = new GatewayFixture();
        await fresh.InitializeAsync();
        // The fixture has started once; the race is over accounts that neither has.
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await fresh.Accounts.CreateAsync("racer", "racer", [Operator], "test")).OneTimePassword;
            }
            catch (RpcException failure) when (failure.StatusCode == StatusCode.AlreadyExists)
            {
                return null;
            }
        }));
        var password = Assert.Single(results, result => result is not null)!;
        Assert.Equal("racer",
            (await fresh.Sessions.SignInAsync(new() { Name = "racer", Password = password, NewPassword = "Right-Password-1" })).Name);
    }

    [Fact]
    public async Task A_person_chooses_a_password_and_comes_in()
    {
        var (_, password) = await gateway.Accounts.CreateAsync("newcomer", "新人", [Operator], "test");
        Assert.Equal("PASSWORD_CHANGE_REQUIRED",
            await ReasonAsync(StatusCode.FailedPrecondition, new() { Name = "newcomer", Password = password }));
        Assert.Equal("WEAK_PASSWORD",
            await ReasonAsync(StatusCode.InvalidArgument, new() { Name = "newcomer", Password = password, NewPassword = "short" }));
        var session = await gateway.Sessions
            .SignInAsync(new() { Name = " NewComer ", Password = password, NewPassword = "Right-Password-1" });
        Assert.Equal("新人", session.DisplayName);
        Assert.Equal(new Grant { Role = "operator", Place = "440203" }, Assert.Single(session.Grants));
        Assert.Equal("WRONG_NAME_OR_PASSWORD",
            await ReasonAsync(StatusCode.Unauthenticated, new() { Name = "newcomer", Password = password }));
        var again = await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(session.Token));
        Assert.Equal("newcomer", again.Name);
    }

    [Theory]
    [InlineData("locksmith")]
    [InlineData("nobody-of-this-name")]
    public async Task Five_wrong_passwords_lock_and_do_not_tell_whether_there_is_such_an_account(string name)
    {
        if (name == "locksmith") await gateway.SessionAsync(name, Operator);
        for (var i = 0; i < 5; i++)
            Assert.Equal("WRONG_NAME_OR_PASSWORD",
                await ReasonAsync(StatusCode.Unauthenticated, new() { Name = name, Password = "wrong" }));
        Assert.Equal("ACCOUNT_LOCKED",
            await ReasonAsync(StatusCode.ResourceExhausted, new() { Name = name, Password = "Right-Password-1" }));
    }

    [Fact]
    public async Task A_screen_signs_in_once_and_stays()
    {
        var (_, password) = await gateway.Accounts.CreateAsync("screen-1", "大屏", [new("screen", "440203")], "test");
        var session = await gateway.Sessions.SignInAsync(new() { Name = "screen-1", Password = password });
        Assert.InRange(session.ExpiresAt.ToDateTimeOffset() - gateway.Time.GetUtcNow(), TimeSpan.FromDays(29.9), TimeSpan.FromDays(30));
        await ReasonAsync(StatusCode.Unauthenticated, new() { Name = "screen-1", Password = password });
        Assert.Equal("screen-1", (await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(session.Token))).Name);
    }

    [Fact]
    public async Task Sign_out_counts_at_once()
    {
        var token = GatewayFixture.Bearer((await gateway.SessionAsync("leaver", Operator)).Token);
        await gateway.Sessions.SignOutAsync(new(), token);
        Assert.Equal(StatusCode.Unauthenticated,
            (await Assert.ThrowsAsync<RpcException>(async () => await gateway.Sessions.GetSessionAsync(new(), token))).StatusCode);
    }

    [Fact]
    public async Task Disabling_counts_at_once()
    {
        var session = await gateway.SessionAsync("fired", Operator);
        await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(session.Token));
        await gateway.Accounts.SetDisabledAsync("fired", true, "test");
        var failure =
            await Assert.ThrowsAsync<RpcException>(
                async () => await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(session.Token)));
        Assert.Equal("SIGN_IN_REQUIRED", Failure.ReasonOf(failure));
        Assert.Equal("ACCOUNT_DISABLED",
            await ReasonAsync(StatusCode.PermissionDenied, new() { Name = "fired", Password = "Right-Password-1" }));
    }

    [Fact]
    public async Task A_browser_gets_a_cookie_and_needs_no_header()
    {
        var (_, password) = await gateway.Accounts.CreateAsync("browser", "浏览器", [Operator], "test");
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = gateway.Http };
        var refused = await client.PostAsJsonAsync("/v1/session:signIn", new { name = "browser", password });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("PASSWORD_CHANGE_REQUIRED", await refused.Content.ReadAsStringAsync());
        var signedIn =
            await client.PostAsJsonAsync("/v1/session:signIn", new { name = "browser", password, newPassword = "Right-Password-1" });
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain("secure", cookie);
        Assert.Equal("browser", (await client.GetFromJsonAsync<JsonElement>("/v1/session")).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/diagnostics")).StatusCode);
        Assert.Equal("3.1.0", (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("openapi").GetString());
        await client.PostAsJsonAsync("/v1/session:signOut", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/diagnostics")).StatusCode);
    }

    [Fact]
    public async Task Diagnostics_are_not_for_walls()
    {
        var (_, password) = await gateway.Accounts.CreateAsync("screen-2", "大屏", [new("screen", "440203")], "test");
        var session = await gateway.Sessions.SignInAsync(new() { Name = "screen-2", Password = password });
        using var client = new HttpClient { BaseAddress = gateway.Http };
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Token);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/diagnostics")).StatusCode);
    }

    [Fact]
    public async Task A_machine_has_a_token_until_its_account_is_disabled()
    {
        var token = await gateway.Accounts.IssueTokenAsync("queue-system", new("source", "440203"), TimeSpan.FromDays(365), "test");
        Assert.Equal("queue-system", (await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(token.Token))).Name);
        await gateway.Accounts.SetDisabledAsync("queue-system", true, "test");
        await Assert.ThrowsAsync<RpcException>(
            async () => await gateway.Sessions.GetSessionAsync(new(), GatewayFixture.Bearer(token.Token)));
    }

    private async Task<string> ReasonAsync(StatusCode status, SignInRequest request)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await gateway.Sessions.SignInAsync(request));
        Assert.Equal(status, failure.StatusCode);
        return Failure.ReasonOf(failure);
    }
}

[CollectionDefinition("identity")]
public sealed class IdentityCollection : ICollectionFixture<GatewayFixture>;
